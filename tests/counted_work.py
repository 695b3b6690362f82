"""How much a call does, counted instead of timed: what else the machine does changes nothing."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any


def work_of(call: Callable[[], object]) -> tuple[int, int]:
    """Lines of Python that a call runs, and the bytes it holds at most.

    The lines see a loop in a loop, the bytes an array of all pairs; neither sees a slow loop inside the interpreter.
    """
    n_lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal n_lines
        n_lines += event == "line"
        return count

    before = sys.gettrace()
    tracemalloc.start()
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return n_lines, peak


def assert_work_is_linear(call_of: Callable[[int], Callable[[], object]], small: int, large: int) -> None:
    """Fails where ``call_of(large)`` does more work than in proportion, by more than a fifth."""
    call_of(small)()  # what is read once is read now
    for of_small, of_large in zip(work_of(call_of(small)), work_of(call_of(large)), strict=True):
        assert of_large < 1.2 * large / small * of_small
