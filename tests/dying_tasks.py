"""Tasks that kill the process that they run in. A module of its own, so that new processes import nothing else."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def die_once(path: str) -> str:
    """Kills its process the first time it is asked."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def die_always(path: str) -> str:
    """Kills its process whenever it is asked."""
    os.kill(os.getpid(), signal.SIGKILL)
    return path
