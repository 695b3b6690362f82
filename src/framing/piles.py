"""Piles of articles and the sums of what is in them: many random piles at once, as sparse or full products."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.column_sums import column_sums

Measure = Callable[[np.ndarray, np.ndarray], np.ndarray]

# Sums of all features are kept and added to as the piles grow up to so many numbers (32 MB).
MAX_WHOLE = 8_000_000
# Sums of features that fewer articles hold are made as cells, of others over a full table of so many at a time.
SHARE_OF_FEW, TABLE_FEATURES = 0.02, 256
# Features that few articles hold, of which cells are made together.
FEW_FEATURES = 20_000
# So few features are not worth cells of their own.
WORTH_CELLS = 40
# A short whole number, which adds fastest, holds every sum of features with fewer uses, and one more.
MAX_SHORT = 2**15 - 1


class Contrasts(NamedTuple):
    """What is summed (articles x features, and turned round), its totals, and the measure of the sums; whether all are
    counts out of the same totals."""

    sums: sparse.csr_array
    by_feature: sparse.csr_array
    totals: np.ndarray
    every: np.ndarray
    measure: Measure
    is_counted: bool

    @classmethod
    def of(cls, sums: sparse.csr_array, totals: np.ndarray, measure: Measure) -> Contrasts:
        """``sums`` (articles, features), ``totals`` (articles, 1 or features)."""
        every = column_sums(sums)
        is_counted = bool(totals.shape[1] == 1 and _are_counts(sums.data) and every.max(initial=0) < 2**31 - 1)
        table = sparse.csr_array(sums, dtype=np.int32 if is_counted else np.float64)
        is_short = is_counted and table.data.max(initial=0) <= MAX_SHORT
        by_feature = sparse.csr_array(table.astype(np.int16 if is_short else table.dtype, copy=False).T)
        return cls(table, by_feature, totals, every, measure, is_counted)

    def value(self, chosen: np.ndarray, features: np.ndarray) -> np.ndarray:
        """The measure of the chosen articles against the rest, (choices, features)."""
        choices = _indicator(chosen, self.sums.shape[0], self.sums.dtype)  # of another, all sums would be copied
        sums, totals = (choices @ self.sums).toarray()[:, features].astype(float), choices @ self.totals
        pair = np.stack([totals, self.totals.sum(axis=0) - totals], axis=1)  # choices, sides, 1 or features
        return self.measure(np.stack([sums, self.every[features] - sums], axis=1),
                            pair if pair.shape[2] == 1 else pair[:, :, features])[:, 0]

    def full(self, features: np.ndarray, dtype: type) -> np.ndarray:
        """The sums of some features as a full table, (articles, features)."""
        rows = self.by_feature[features]
        full: np.ndarray = np.zeros((len(self.totals), len(features)), dtype)
        full[rows.indices, np.repeat(np.arange(len(features)), np.diff(rows.indptr))] = rows.data
        return full


class Piles(NamedTuple):
    """Piles of counted articles that grow: those in the first ``k`` places of rows of article numbers.

    ``totals``: words of each pile; ``whole``: sums of all features in each, if they are kept.
    """

    table: Contrasts
    places: np.ndarray
    k: int
    totals: np.ndarray
    whole: np.ndarray | None

    @classmethod
    def empty(cls, table: Contrasts, places: np.ndarray, *, is_whole: bool) -> Piles:
        """Piles to be grown. ``is_whole``: whether sums of all features are wanted, if they are not too many."""
        shape = len(places), table.sums.shape[1]
        whole = np.zeros(shape, np.int32) if is_whole and math.prod(shape) <= MAX_WHOLE else None
        return cls(table, places, 0, np.zeros(len(places)), whole)

    def grown(self, k: int, n_piles: int) -> Piles:
        """The first piles with the articles of so many places."""
        places = self.places[:n_piles]
        more, whole = places[:, self.k:k], None if self.whole is None else self.whole[:n_piles]
        if whole is not None and k > self.k:
            whole = whole + _indicator(more, len(self.table.totals), np.int32) @ self.table.sums
        return Piles(self.table, places, k, self.totals[:n_piles] + self.table.totals[:, 0][more].sum(axis=1), whole)

    def first(self, n_piles: int) -> Piles:
        """The first piles."""
        return self.grown(self.k, n_piles)

    def sums(self, features: np.ndarray, is_sparse: np.ndarray
             ) -> Iterator[tuple[np.ndarray, sparse.csr_array | np.ndarray]]:
        """Sums (piles, features) in pieces, each with the places of its features: sparse of those that few articles
        hold and that ``is_sparse`` allows, full of the others."""
        table, whole, n = self.table, self.whole, len(self.table.totals)
        chosen = _indicator(self.places[:, :self.k], n, np.int16)
        is_short = table.every[features] < MAX_SHORT
        is_sparse = is_sparse & is_short & (np.diff(table.by_feature.indptr)[features] < SHARE_OF_FEW * n)
        few = np.flatnonzero(is_sparse if is_sparse.sum() >= WORTH_CELLS else np.zeros_like(is_sparse))
        for first in range(0, len(few), FEW_FEATURES):
            some = few[first:first + FEW_FEATURES]
            yield some, (sparse.csr_array(whole[:, features[some]]) if whole is not None else
                         chosen @ sparse.csr_array(table.by_feature[features[some]].astype(np.int16).T))
        for dtype, of_type in ((np.int16, is_short), (np.int32, ~is_short)):
            of_type[few] = False
            places = np.flatnonzero(of_type)
            for first in range(0, len(places), TABLE_FEATURES):
                some = places[first:first + TABLE_FEATURES]
                yield some, (whole[:, features[some]] if whole is not None else
                             chosen @ table.full(features[some], dtype))


def _are_counts(values: np.ndarray) -> bool:
    is_whole = values.dtype.kind in "iu" or (values == np.rint(values)).all()
    return bool(is_whole and (values >= 0).all())


def _indicator(chosen: np.ndarray, n: int, dtype: type) -> sparse.csr_array:
    """One row a choice, 1 at the articles that are chosen; numbered in 32 bits, as what it is multiplied with, which
    would be copied otherwise."""
    n_choices, k = chosen.shape
    bounds = np.arange(0, chosen.size + 1, k, dtype=np.int32)
    return sparse.csr_array((np.ones(chosen.size, dtype), chosen.ravel().astype(np.int32, copy=False), bounds),
                            shape=(n_choices, n))
