"""Memory that is free again goes back to the system: the C library of Linux keeps it for itself where something small
still lies behind it, and of an archive that is hundreds of megabytes."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import lru_cache


def give_back() -> None:
    """Give back what is free; takes milliseconds. Other systems and C libraries do so by themselves, or not at all."""
    trim = _trim()
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
