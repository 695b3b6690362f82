"""One writer at a time: a lock that the operating system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from framing.problem import ERROR, FramingError, Problem

LOCK_FILE = "lock"


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the store for writing. Raises FramingError that names the process that holds it already."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        file = (store / LOCK_FILE).open("a+", encoding="utf-8")
    except OSError as error:
        raise FramingError(Problem(ERROR, f"The store cannot be written: {error.strerror}.", file=str(store),
                                   next_step="Choose another place with --out STORE.")) from error
    with file:
        if not _try_to_lock(file):
            file.seek(0)
            raise FramingError(Problem(ERROR, "Another run is writing to this store.", file=str(store),
                                       value=file.read().strip(), allowed="one run at a time",
                                       next_step="Wait until it has ended, or stop it: what it finished is kept."))
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        yield


def _try_to_lock(file: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 20)  # a byte that nobody reads: Windows locks also keep others from reading
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
