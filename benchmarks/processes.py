"""Run a command in a fresh process and measure it from outside: wall, CPU, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inputs import ROOT

SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """``peak_mb``: of the process (of its largest child, if that is larger), or of all together at one time."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    exit_code: int
    errors: str


def measure(command: Sequence[str], *, has_children: bool = False) -> Measured:
    """Run to the end. ``has_children``: look at memory and time of all its processes, ten times a second.

    The caller must be small: a new process's peak is at least what its parent held when it was started.
    """
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process would compile its own sources anew
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True, errors="replace")
    looks = _Looks(process.pid)
    if has_children:
        looks.start()
    errors = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    looks.ended.set()
    # Linux counts in KiB, macOS in bytes.
    alone = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    # A child's child that nobody waits for is in no account but what was seen of it.
    cpu = max(usage.ru_utime + usage.ru_stime, sum(looks.cpu_s.values()))
    return Measured(wall, cpu, max(alone, looks.peak_mb), process.returncode, errors)


def run_or_fail(command: Sequence[str], **variables: str) -> str:
    """Run a command inside a case, with more variables in its environment; returns what it printed.

    Raises RuntimeError with the last line of its complaint.
    """
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False,
                          env=os.environ | variables)
    if done.returncode:
        complaint = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise RuntimeError(f"{Path(command[0]).name} {' '.join(command[1:4])} …: {complaint[-1]}")
    return done.stdout


class _Looks(threading.Thread):
    """Looks at a process and its children: memory of all, pages that several share counted once, and time of each."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.pid, self.peak_mb, self.cpu_s, self.ended = pid, 0.0, dict[int, float](), threading.Event()

    def run(self) -> None:
        import psutil

        while not self.ended.wait(SECONDS_BETWEEN_LOOKS):
            try:
                first = psutil.Process(self.pid)
                every = [first, *first.children(recursive=True)]
                self.peak_mb = max(self.peak_mb, sum(map(_held_mb, every)))
                self.cpu_s |= {process.pid: sum(process.cpu_times()[:2]) for process in every}
            except psutil.Error:  # one ended just now
                continue


def _held_mb(process) -> float:
    import psutil

    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it ended just now
        return 0.0
    return getattr(memory, "pss", memory.uss) / 2**20
