"""Starts a process for each notebook: a fork of a warm one on Linux, a cold one everywhere else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import framing
from framing.store.runners import CAN_FORK

SECONDS_TO_END = 10

# One thread a process: sums in another order give other last digits, and n_jobs already uses the processors.
FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Nor one of pyarrow's memory, which pandas loads: a process with a second thread is not safely forked.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


@dataclass(frozen=True, slots=True)
class NotebookProcess:
    """``messages``: what ``run_cells`` sends, up to the end of the process.

    ``end``: given the process's id, or None before it was told, ends it with all that it started; also needed
    after the last message.
    """

    messages: IO[bytes]
    end: Callable[[int | None], None]


# From the file with the request to the process that runs it.
Start = Callable[[Path], NotebookProcess]


@contextmanager
def notebook_processes(corpus_folder: Path) -> Iterator[Start]:
    """How to start a notebook's process, from any thread. Leaves no process behind.

    Enter it early: the warm process takes its time, and needs nobody while it warms up.
    """
    if not CAN_FORK:
        yield start_cold
        return
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with tempfile.TemporaryDirectory(prefix="framing-") as empty_folder, ours:
        with theirs:
            arguments = (str(theirs.fileno()), str(corpus_folder.resolve()))
            warm = _start_python("warm_process", *arguments, folder=Path(empty_folder), pass_fds=(theirs.fileno(),))
        try:
            yield partial(_start_forked, ours, warm)
        finally:
            warm.terminate()  # heeded only while it warms up; later it ends when the socket is closed
            ours.close()
            _wait(warm)


def _start_forked(control: socket.socket, warm: subprocess.Popen[bytes], request: Path) -> NotebookProcess:
    ours, theirs = os.pipe()
    try:
        # If the warm process is gone, nobody holds the other end of the pipe: that reads as a notebook that died.
        with suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(control, [os.fsencode(request)], [theirs])
    finally:
        os.close(theirs)
    return NotebookProcess(os.fdopen(ours, "rb"), end=partial(_end_forked, warm))


def _end_forked(warm: subprocess.Popen[bytes], pid: int | None) -> None:
    if pid is None:
        warm.terminate()
    else:
        _end_group(pid)


def start_cold(request: Path) -> NotebookProcess:
    """A Python of its own that imports everything by itself."""
    process = _start_python("run_cells", str(request), folder=request.parent, pipes=subprocess.PIPE)
    assert process.stdout
    return NotebookProcess(process.stdout, end=partial(_end_cold, process))


def _end_cold(process: subprocess.Popen[bytes], pid: int | None) -> None:
    if hasattr(os, "killpg"):
        _end_group(process.pid)
    process.kill()
    _wait(process)
    if process.stdin:
        process.stdin.close()


def _end_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS: no permission for one that has ended
        os.killpg(pid, signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _start_python(
    module: str, *arguments: str, folder: Path, pipes: int = subprocess.DEVNULL, pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """This very interpreter, out of reach of the terminal's Ctrl-C, which is for the build to handle."""
    return subprocess.Popen(
        [sys.executable, "-m", f"framing.report.{module}", *arguments],
        cwd=folder, env=_environment(), stdin=pipes, stdout=pipes, stderr=subprocess.DEVNULL,
        pass_fds=pass_fds, start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )  # fmt: skip


def _environment() -> dict[str, str]:
    """The environment of every run: a fixed seed of hashes, one thread, and ``framing`` to be found."""
    search_path = [str(Path(entry).resolve()) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    # Run from a checkout that is not installed, the process must find the same package as we do.
    home_of_package = Path(framing.__path__[0]).resolve().parent
    if str(home_of_package) not in (sysconfig.get_path("purelib"), *search_path):
        search_path.append(str(home_of_package))
    return {**os.environ, **FIXED_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(search_path)}
