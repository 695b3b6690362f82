"""What is dear to build is built by one of the test processes; the others wait for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

MAX_WAIT_SECONDS = 600


def build_once(tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """The folder ``name`` of this run, filled by ``build`` in whichever process comes first.

    Raises RuntimeError where the process that builds failed or takes too long.
    """
    base = tmp_path_factory.getbasetemp()
    # Each process of a parallel run has a folder of its own inside the run's.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done, failed = shared / name, shared / f"{name}.done", shared / f"{name}.failed"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done, failed)
        return folder
    try:
        build(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


def _wait_for(done: Path, failed: Path) -> None:
    until = time.monotonic() + MAX_WAIT_SECONDS
    while not done.exists():
        if failed.exists() or time.monotonic() > until:
            raise RuntimeError(f"{done.stem} was not built; the process that tried says why.")
        time.sleep(0.2)
