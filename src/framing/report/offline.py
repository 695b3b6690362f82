"""No way out: what runs in a report reaches this machine and no other."""

from __future__ import annotations

LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"})
# Events of Python's audit system -> which argument holds the address or the host.
ADDRESS_POSITION = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: raises PermissionError before anything but this machine is looked up or connected to."""
    position = ADDRESS_POSITION.get(event)
    if position is None:
        return
    address = arguments[position]
    host = address[0] if isinstance(address, tuple) and address else address
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    # Anything else than a host name is a local socket (a path or a number) or no address at all.
    is_local_path = event.startswith("socket.") and isinstance(address, (str, bytes)) and position == 1
    if isinstance(host, str) and host not in LOOPBACK and not is_local_path:
        raise PermissionError(f"Reports are built offline: no connection to {host!r}.")
