"""Permutation tests as products: dealing the same articles to other piles gives other sums.

Articles are the unit that is dealt, never words or sentences. Only the standard functions of a numpy Generator are
used; the same generator gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import sparse

# Enumerate every choice of articles up to this many; above it, draw.
MAX_ENUMERATED = 20_000
# Floats held at once by one block of permutations (about 160 MB).
BLOCK_FLOATS = 20_000_000
# A first round settles most features: exceeded 10 times in 50, p is near 0.2 or above and cannot survive
# correction. Only the others are drawn on, more each round.
FIRST_ROUND = 50
MAX_PERMUTATIONS = 200_000
# A feature exceeded this often in a round is settled: its p is known to about a third of itself.
SETTLED = 10
# Permutations worked out together.
BLOCK_ROWS = 2_000

Measure = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _columns(totals: np.ndarray, columns: slice | np.ndarray) -> np.ndarray:
    """The totals of some features; one column of totals belongs to all of them."""
    return totals if totals.shape[1] == 1 else totals[:, columns]


def permutation_p(sums: sparse.csr_array, totals: np.ndarray, is_left: np.ndarray, measure: Measure, *,
                  rng: np.random.Generator, resolution: float = 0.001) -> np.ndarray:
    """Two-sided p-value of each feature for left against right, permuting whole articles.

    ``sums`` (articles, features), ``totals`` (articles, 1 or features), ``is_left`` (articles,).
    All choices of articles are enumerated where they are at most MAX_ENUMERATED (then p is exact); else they
    are drawn: FIRST_ROUND for every feature, then more for those near the edge until ``resolution`` is reached
    by the features of that round together, with (b + 1) / (m + 1) so that p is never zero (Phipson & Smyth 2010).
    How to read it: the share of ways to deal the same articles to two piles of these sizes that separate
    the piles at least as far. It cannot tell an outlet from anything else that its articles share.
    """
    return permutation_ps(sums, totals, is_left[None, :], measure, rng=rng, resolution=resolution)[0]


def permutation_ps(sums: sparse.csr_array, totals: np.ndarray, is_left: np.ndarray, measure: Measure, *,
                   rng: np.random.Generator, resolution: float = 0.001) -> np.ndarray:
    """``permutation_p`` for several contrasts of the same articles, (contrasts, articles): (contrasts, features).

    They share their shuffles: the first places of a shuffle are a random choice of any size. Each p is as good as
    alone; together they are not independent, as contrasts of the same articles never are.
    """
    drawn = []
    p = np.full((len(is_left), sums.shape[1]), np.nan)
    for row, side in enumerate(is_left):
        observed = _contrast(sums, totals, sparse.csr_array(side[None, :].astype(float)), measure)[0]
        n, k = len(side), int(side.sum())
        if math.comb(n, k) <= MAX_ENUMERATED:
            exceeding = _Contest.of(observed, sums, totals, measure).count_exceeding(_all_choices(n, k))
            p[row] = np.where(np.isnan(observed), np.nan, exceeding / math.comb(n, k))
        else:
            drawn.append(_Drawn(row, k, observed, np.flatnonzero(~np.isnan(observed)), FIRST_ROUND))
    while drawn := [test for test in drawn if len(test.near)]:
        drawn = [test.after(found, p, resolution) for test, found in
                 zip(drawn, _count_together(drawn, sums, totals, measure, rng), strict=True)]
    return p


class _Drawn(NamedTuple):
    """A contrast whose choices are drawn: row, size of the left pile, observed values, features that are still near
    the edge, draws of the next round."""

    row: int
    k: int
    observed: np.ndarray
    near: np.ndarray
    n_draws: int

    def after(self, exceeding: np.ndarray, p: np.ndarray, resolution: float) -> _Drawn:
        """The next round; writes what this one found into ``p``."""
        p[self.row, self.near] = (exceeding + 1) / (self.n_draws + 1)
        # k features that nothing exceeds need a k-th of the resolution that one would need alone.
        n_needed = min(MAX_PERMUTATIONS, math.ceil(2 / (resolution * max(1, (exceeding == 0).sum()))))
        if self.n_draws >= n_needed:
            return self._replace(near=self.near[:0])
        return self._replace(near=self.near[exceeding < SETTLED], n_draws=min(4 * self.n_draws, n_needed))


def _count_together(drawn: Sequence[_Drawn], sums: sparse.csr_array, totals: np.ndarray, measure: Measure,
                    rng: np.random.Generator) -> list[np.ndarray]:
    """For every contrast, how many of its draws of this round are at least as far as the observed one."""
    n = sums.shape[0]
    contests = [_Contest.of(test.observed[test.near], sums[:, test.near], _columns(totals, test.near), measure)
                for test in drawn]
    counts = [np.zeros(len(test.near)) for test in drawn]
    first = 0
    for shuffled in _shuffles(n, max(test.k for test in drawn), max(test.n_draws for test in drawn), rng):
        for number, (test, contest) in enumerate(zip(drawn, contests, strict=True)):
            chosen = shuffled[:max(0, test.n_draws - first), :test.k]
            if len(chosen):
                counts[number] += contest.count_exceeding([_indicator(chosen, n)])
        first += len(shuffled)
    return counts


def _contrast(sums: sparse.csr_array | np.ndarray, totals: np.ndarray, left: sparse.csr_array, measure: Measure
              ) -> np.ndarray:
    """The measure of the left pile against the rest for every row of ``left`` (choices, articles)."""
    product = left @ sums
    left_sums = product.toarray() if sparse.issparse(product) else product
    left_totals = left @ totals
    pair = np.stack([left_sums, np.asarray(sums.sum(axis=0)) - left_sums], axis=1)
    return measure(pair, np.stack([left_totals, totals.sum(axis=0) - left_totals], axis=1))[:, 0, :]


class _Contest(NamedTuple):
    """What choices are measured against: the observed values, and the table to sum, in blocks of columns."""

    observed: np.ndarray
    blocks: list[slice]
    tables: list
    totals: np.ndarray
    measure: Measure

    @classmethod
    def of(cls, observed: np.ndarray, sums: sparse.csr_array, totals: np.ndarray, measure: Measure) -> _Contest:
        step = max(1, BLOCK_FLOATS // (8 * BLOCK_ROWS))
        blocks = [slice(first, first + step) for first in range(0, sums.shape[1], step)]
        # Few features are dense: many choices are summed over the same small table.
        tables = [sums[:, columns].toarray() if len(blocks) == 1 else sums[:, columns] for columns in blocks]
        return cls(observed, blocks, tables, totals, measure)

    def count_exceeding(self, choices: Iterable[sparse.csr_array]) -> np.ndarray:
        """How many of the choices are at least as far from zero as the observed one, for every feature."""
        exceeding = np.zeros(len(self.observed))
        for left in choices:
            for columns, table in zip(self.blocks, self.tables, strict=True):
                values = np.abs(_contrast(table, _columns(self.totals, columns), left, self.measure))
                observed = np.abs(self.observed[columns])
                # A tiny margin: the observed choice itself must count, whatever the order of addition. A choice
                # without a value (a side without text) counts against the observed one.
                exceeding[columns] += (~(values < observed - 1e-9 * (1 + observed))).sum(axis=0)
        return exceeding


def _all_choices(n: int, k: int) -> Iterator[sparse.csr_array]:
    chosen = np.fromiter((member for choice in combinations(range(n), k) for member in choice), dtype=np.intp)
    chosen = chosen.reshape(-1, k)
    for first in range(0, len(chosen), BLOCK_ROWS):
        yield _indicator(chosen[first:first + BLOCK_ROWS], n)


def _shuffles(n: int, k: int, n_draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """The first k places of Fisher-Yates shuffles of n articles, many shuffles at a time, (shuffles, k).

    A shuffle that starts from any order is as random as one that starts from the first: the pool is kept.
    """
    rows = np.arange(min(BLOCK_ROWS, n_draws))
    pool = np.tile(np.arange(n, dtype=np.int32), (len(rows), 1))
    for first in range(0, n_draws, BLOCK_ROWS):
        for place in range(k):
            other = rng.integers(place, n, size=len(rows))
            pool[rows, other], pool[:, place] = pool[:, place].copy(), pool[rows, other]
        yield pool[:min(BLOCK_ROWS, n_draws - first), :k]


def _indicator(chosen: np.ndarray, n: int) -> sparse.csr_array:
    """One row a choice, 1 at the articles that are chosen."""
    n_choices, k = chosen.shape
    return sparse.csr_array((np.ones(chosen.size), chosen.ravel(), np.arange(0, chosen.size + 1, k)),
                            shape=(n_choices, n))
