"""Counts that grow by addition, in little more memory than they need in the end."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.freed_memory import give_back
from framing.joined_units import JoinedUnits, n_slots_of

# Sums of groups are kept in steps of 2^-30. Such numbers add without any rounding up to 2^22 (4 million sentences in
# a group), so that no order of adding can change the last digit of a sum.
STEPS = 2.0**30
# Cells that wait to be added: adding copies the sum, so it is done for millions at a time.
MAX_WAITING = 2_000_000
# Rows put in order together.
ROWS_GATHERED = 1_000


class FeatureUnion:
    """Features of several counts, numbered as they come first. Those that are the same everywhere keep their order
    (categories have one), others are sorted in the end."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._first: np.ndarray | None = None
        self._is_one = True
        self._last: tuple[np.ndarray, np.ndarray] | None = None

    def numbers(self, features: np.ndarray) -> np.ndarray:
        """The numbers of these features; new ones get the next. Words and the articles that hold them share theirs."""
        if self._last is None or self._last[0] is not features:
            self._last = features, self._looked_up(features)
        return self._last[1]

    def _looked_up(self, features: np.ndarray) -> np.ndarray:
        if self._first is None:
            self._first = features
        elif self._is_one and np.array_equal(self._first, features):
            return np.arange(len(features), dtype=np.int32)
        else:
            self._is_one = False
        number = self._number
        return np.array([number.setdefault(name, len(number)) for name in features.tolist()], np.int32)

    def order(self) -> np.ndarray:
        """Numbers in the order of the names."""
        if self._is_one:
            return np.arange(len(self._number))
        return np.array([number for _, number in sorted(self._number.items())], np.int64)

    def names(self) -> np.ndarray:
        """All names, in their order."""
        return np.array(list(self._number) if self._is_one else sorted(self._number), object)


class CellSum:
    """A sparse matrix of values by (row, column); those of the same cell are added."""

    def __init__(self) -> None:
        self._sum = sparse.csr_array((0, 0))
        self._waiting: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._n_waiting = 0

    def add(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray) -> None:
        """Some more cells."""
        self._waiting.append((rows, columns, values))
        self._n_waiting += len(rows)
        if self._n_waiting > MAX_WAITING:
            self._settle()

    def matrix(self, row_order: np.ndarray, column_order: np.ndarray) -> sparse.csr_array:
        """The sum, with rows and columns in this order. It is handed over, not copied: nothing is left here."""
        self._settle()
        rank = np.empty(len(column_order), np.int32)
        rank[column_order] = np.arange(len(column_order), dtype=np.int32)
        self._sum.resize(len(row_order), len(column_order))
        matrix, self._sum = self._sum, sparse.csr_array((0, 0))
        if not (np.diff(row_order) == 1).all():
            matrix = _in_order(matrix, row_order)
        for first in range(0, matrix.nnz, MAX_WAITING):
            cells = slice(first, first + MAX_WAITING)
            matrix.indices[cells] = rank[matrix.indices[cells]]
        matrix.has_sorted_indices = False
        matrix.sort_indices()
        return matrix

    def _settle(self) -> None:
        if self._waiting:
            rows, columns, values = (np.concatenate(side) for side in zip(*self._waiting, strict=True))
            self._waiting, self._n_waiting = [], 0
            shape = [max(n, int(places.max(initial=-1)) + 1) for n, places in
                     zip(self._sum.shape, (rows, columns), strict=True)]
            more = sparse.csr_array(sparse.coo_array((values, (rows, columns)), shape=shape))
            self._sum.resize(*shape)
            self._sum = self._sum + more if self._sum.nnz else more
            give_back()


def _in_order(matrix: sparse.csr_array, rows: np.ndarray) -> sparse.csr_array:
    """The matrix with its rows in this order, made one array after the other: never both twice."""
    starts, lengths = matrix.indptr[:-1][rows], np.diff(matrix.indptr)[rows]
    bounds = np.append(0, np.cumsum(lengths)).astype(matrix.indptr.dtype)

    def gathered(values: np.ndarray) -> np.ndarray:
        out = np.empty_like(values)
        for first in range(0, len(rows), ROWS_GATHERED):
            some = slice(first, first + ROWS_GATHERED)
            cells = slice(bounds[first], bounds[min(first + ROWS_GATHERED, len(rows))])
            out[cells] = values[np.arange(cells.start, cells.stop) + np.repeat(starts[some] - bounds[:-1][some],
                                                                               lengths[some])]
        return out

    matrix.data = gathered(matrix.data)
    return sparse.csr_array((matrix.data, gathered(matrix.indices), bounds), shape=matrix.shape)


class CountsSum:
    """The sum of counts of the same name over the joined units of all."""

    def __init__(self, joined: JoinedUnits, features: FeatureUnion | None = None):
        self.features = features or FeatureUnion()
        self._joined, self._cells = joined, CellSum()
        self._totals = np.empty((0, 0))
        self._like: Counts | None = None

    def add(self, counts: Counts, place: np.ndarray, is_renamed: np.ndarray) -> None:
        """One more. ``place``, ``is_renamed``: of its articles, as ``JoinedUnits.places`` gives them."""
        self._like = self._like or counts
        n_slots = len(counts.units) // len(place)
        rows = (place[:, None] * n_slots + np.arange(n_slots, dtype=np.int32)).ravel()
        in_steps, n_cells = np.repeat(is_renamed, n_slots), np.diff(counts.matrix.indptr)
        self._cells.add(np.repeat(rows, n_cells), self.features.numbers(counts.features)[counts.matrix.indices],
                        _in_steps(counts.matrix.data, np.repeat(in_steps, n_cells)))
        self._make_room(len(self._joined) * n_slots, counts.totals.shape[1])
        np.add.at(self._totals, rows, _in_steps(counts.totals, in_steps[:, None]))

    def counts(self, units: dict[int, pd.DataFrame]) -> Counts:
        """The sum. ``units``: tables of units by how many an article has, made where there is none yet."""
        assert self._like is not None, "nothing was added"
        n_slots, order = n_slots_of(self._like.units), self._joined.order()
        if n_slots not in units:
            units[n_slots] = self._joined.units(self._like.units)
        rows = (order[:, None] * n_slots + np.arange(n_slots)).ravel()
        return Counts(self._cells.matrix(rows, self.features.order()), units[n_slots], self.features.names(),
                      self._totals[rows], self._like.counted_in)

    def _make_room(self, n_units: int, n_columns: int) -> None:
        if len(self._totals) < n_units:
            more = np.zeros((max(n_units, 2 * len(self._totals)) - len(self._totals), n_columns))
            self._totals = np.concatenate([self._totals.reshape(-1, n_columns), more])


def _in_steps(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """What is added to others is rounded to steps first."""
    if values.dtype.kind != "f" or not where.any():
        return values
    return np.where(where, np.rint(values * STEPS) / STEPS, values)
