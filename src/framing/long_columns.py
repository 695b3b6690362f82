"""Columns of millions of numbers, made and renumbered where they lie."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

# Numbers looked at together: numpy makes wider ones of those that it looks things up by.
PORTION = 1 << 18


class LongColumn:
    """Numbers set one behind the other as they come.

    They are held once. Arrays that are joined at the end are held twice, and what they leave behind is memory in
    pieces that are too small for what comes next. ``room``: how many are expected; what is not filled takes no memory.
    """

    def __init__(self, dtype: type, room: int):
        self._values: np.ndarray = np.empty(room, dtype)
        self._n = 0

    def append(self, more: np.ndarray) -> None:
        """Set some numbers behind those that are there."""
        n = self._n + len(more)
        if n > len(self._values):
            self._values.resize(n + n // 4, refcheck=False)
        self._values[self._n:n] = more
        self._n = n

    def closed(self) -> np.ndarray:
        """All numbers; no more can follow."""
        self._values.resize(self._n, refcheck=False)
        self._values, values = np.empty(0, self._values.dtype), self._values
        return values


def are_there(numbers: np.ndarray, n_numbers: int) -> np.ndarray:
    """Mask over the numbers from 0 to ``n_numbers``: which occur."""
    mask = np.zeros(n_numbers, bool)
    for some in _portions(numbers):
        mask[some] = True
    return mask


def renumber(numbers: np.ndarray, new: np.ndarray) -> None:
    """Put ``new[number]`` in the place of every number."""
    for some in _portions(numbers):
        some[:] = new[some]


def _portions(numbers: np.ndarray) -> Iterator[np.ndarray]:
    for first in range(0, len(numbers), PORTION):
        yield numbers[first:first + PORTION]
