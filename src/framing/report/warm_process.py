"""A process that imports once what all notebooks import, and then becomes each of them by a fork.

It has one thread, so that forking it is safe, and keeps nothing of a notebook: that runs in the fork. Asked for the
tables it writes them itself: notebooks that are forked later know what they are worked out of.

Started as ``python -m framing.report.warm_process CONTROL CORPUS``: the number of a socket, over which requests
come, each the path of a file (see ``run_cells``, ``warm_tables``) with an open descriptor for the messages; and a
folder.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from framing.corpus import share_corpus
from framing.report import warm_tables
from framing.report.run_cells import keep_strings_plain, run_cells

NEEDED_BY_NOTEBOOKS = ("framing.notebook", "framing.report.shell", "matplotlib.backends.backend_svg", "seaborn")
REAP_SECONDS = 0.1
LONGEST_PATH = 65536


def warm_up(corpus_folder: Path) -> None:
    """Loads what the notebooks would otherwise load one by one, and reads the corpus that they all read."""
    for module in NEEDED_BY_NOTEBOOKS:
        import_module(module)
    keep_strings_plain()
    share_corpus(corpus_folder)


def serve(control: socket.socket) -> None:
    """Forks a process for each request until the other end of the socket is closed; then ends them all."""
    running: set[int] = set()
    while True:
        readable, _, _ = select.select([control], [], [], REAP_SECONDS)
        running -= {pid for pid in running if _has_ended(pid)}
        if not readable:
            continue
        request, descriptors, _, _ = socket.recv_fds(control, LONGEST_PATH, 1, socket.MSG_CMSG_CLOEXEC)
        if not request:
            break
        path = Path(os.fsdecode(request))
        if path.name == warm_tables.REQUEST:
            _write_tables(path, descriptors[0])
        else:
            running.add(_fork(control, path, descriptors[0]))
    for pid in running:
        _end_group(pid)
        os.waitpid(pid, 0)


def _write_tables(request: Path, descriptor: int) -> None:
    # Nobody reads the answer when the build was stopped.
    with suppress(BrokenPipeError), os.fdopen(descriptor, "wb") as messages:
        warm_tables.answer(request, messages)
    _settle()


def _settle() -> None:
    """What is there now is shared with every fork, as long as nobody writes to it; from here on the build ends us."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    gc.collect()
    gc.freeze()


def _fork(control: socket.socket, request: Path, descriptor: int) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        os.setsid()  # whatever the notebook starts ends with it
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with os.fdopen(descriptor, "wb") as messages:
            run_cells(request, messages)
    finally:
        os._exit(0)


def _has_ended(pid: int) -> bool:
    ended, _ = os.waitpid(pid, os.WNOHANG)
    if ended:
        _end_group(pid)
    return bool(ended)


def _end_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def main() -> None:
    """Warms up, which SIGTERM may end at once, and serves, which ends with the build."""
    control = socket.socket(fileno=int(sys.argv[1]))
    # A corpus that cannot be read is the notebooks' to complain about.
    with suppress(Exception):
        warm_up(Path(sys.argv[2]))
    _settle()
    serve(control)


if __name__ == "__main__":
    main()
