"""Counts that grow by addition, in little more memory than they need in the end."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.joined_units import JoinedUnits, n_slots_of

# Sums of groups are kept in steps of 2^-30. Such numbers add without any rounding up to 2^22 (4 million sentences in
# a group), so that no order of adding can change the last digit of a sum.
STEPS = 2.0**30
# Cells that wait to be added: adding copies the sum, so it is done for millions at a time.
MAX_WAITING = 4_000_000


class FeatureUnion:
    """Features of several counts: those that are the same everywhere keep their order (categories have one), others
    are sorted."""

    def __init__(self) -> None:
        self._first: np.ndarray | None = None
        self._names: set[str] = set()

    def add(self, features: np.ndarray) -> None:
        """The features of one more."""
        if self._first is None:
            self._first = features
        elif self._names or not np.array_equal(self._first, features):
            self._names.update(self._first.tolist())
            self._names.update(features.tolist())

    def sorted(self) -> np.ndarray:
        """All of them, in order."""
        assert self._first is not None, "nothing was added"
        return np.array(sorted(self._names), object) if self._names else self._first


class CellSum:
    """A sparse matrix of values by (row, column); those of the same cell are added."""

    def __init__(self, n_rows: int, n_columns: int):
        self._shape = n_rows, n_columns
        self._sum: sparse.csr_array | None = None
        self._waiting: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._n_waiting = 0

    def add(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray) -> None:
        """Some more cells."""
        self._waiting.append((rows, columns, values))
        self._n_waiting += len(rows)
        if self._n_waiting > MAX_WAITING:
            self._settle()

    def matrix(self) -> sparse.csr_array:
        """The sum."""
        self._settle()
        return sparse.csr_array(self._shape) if self._sum is None else self._sum

    def _settle(self) -> None:
        if self._waiting:
            rows, columns, values = (np.concatenate(side) for side in zip(*self._waiting, strict=True))
            self._waiting, self._n_waiting = [], 0
            more = sparse.csr_array(sparse.coo_array((values, (rows, columns)), shape=self._shape))
            self._sum = more if self._sum is None else self._sum + more


class CountsSum:
    """The sum of counts of the same name. ``first``: one of them, for what they have in common."""

    def __init__(self, first: Counts, joined: JoinedUnits, features: FeatureUnion):
        self.first, self.n_slots = first, n_slots_of(first.units)
        self._features = features.sorted()
        self._number_of = dict(zip(self._features.tolist(), range(len(self._features)), strict=True))
        n_units = len(joined.place) * self.n_slots
        self._cells = CellSum(n_units, len(self._features))
        self._totals = np.zeros((n_units, first.totals.shape[1]))

    def add(self, counts: Counts, place: np.ndarray, is_renamed: np.ndarray) -> None:
        """One more. ``place``, ``is_renamed``: of its articles, as ``JoinedUnits.places`` gives them."""
        rows = (place[:, None] * self.n_slots + np.arange(self.n_slots, dtype=np.int32)).ravel()
        numbers = np.fromiter(map(self._number_of.__getitem__, counts.features.tolist()), np.int32,
                              len(counts.features))
        in_steps, n_cells = np.repeat(is_renamed, self.n_slots), np.diff(counts.matrix.indptr)
        self._cells.add(np.repeat(rows, n_cells), numbers[counts.matrix.indices],
                        _in_steps(counts.matrix.data, np.repeat(in_steps, n_cells)))
        np.add.at(self._totals, rows, _in_steps(counts.totals, in_steps[:, None]))

    def counts(self, units: pd.DataFrame) -> Counts:
        """The sum; ``units``: those of the sum."""
        return Counts(self._cells.matrix(), units, self._features, self._totals, self.first.counted_in)


def _in_steps(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """What is added to others is rounded to steps first."""
    if values.dtype.kind != "f" or not where.any():
        return values
    return np.where(where, np.rint(values * STEPS) / STEPS, values)
