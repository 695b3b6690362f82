"""What a measure is: a function of sums, with the words that must stand beside its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Measure:
    """A function of group sums and what a reader must know to read it.

    ``function(sums, totals)``: sums (…, groups, features), totals (…, groups, 1 or features), result
    (…, groups, features); leading axes are resamples or permutations. ``is_contrast``: whether each group is
    compared with all others (then it can be tested), or has a value of its own.
    """

    key: str
    title: str
    unit: str
    caveat: str
    function: Callable[[np.ndarray, np.ndarray], np.ndarray]
    is_contrast: bool

    def __call__(self, sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
        return self.function(sums, totals)


def ratio(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Sums divided by totals; NaN where nothing was counted: absent is not zero."""
    totals = np.broadcast_to(totals, np.broadcast_shapes(np.shape(sums), np.shape(totals)))
    return np.divide(sums, totals, out=np.full(totals.shape, np.nan), where=totals > 0)


def rest_of(sums: np.ndarray) -> np.ndarray:
    """For each group the sum of all other groups; groups lie on the last axis but one."""
    return sums.sum(axis=-2, keepdims=True) - sums
