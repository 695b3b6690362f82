"""Permutation tests as products: dealing the same articles to other piles gives other sums.

Articles are the unit that is dealt, never words or sentences. Only the standard functions of a numpy Generator are
used; the same generator gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import sparse

# Enumerate every choice of articles up to this many; above it, draw.
MAX_ENUMERATED = 20_000
# Floats of sums held at once by one block of permutations.
BLOCK_FLOATS = 2_000_000
# Numbers worked out together: what fits a processor's own memory is several times faster.
CACHED_FLOATS = 32_000
# A first round settles most features; only those that may still survive correction are drawn on, more each round.
FIRST_ROUND = 50
MAX_PERMUTATIONS = 200_000
# A feature is settled when so many choices exceed it that, were its p low enough to survive, they would be that many in
# one case of a hundred at most.
MAX_CHANCE_SETTLED = 0.01
# Sums of few features are fastest over a full table, of more over the cells that are not zero.
FEW_FEATURES = 128
# Permutations worked out together.
BLOCK_ROWS = 2_000

Measure = Callable[[np.ndarray, np.ndarray], np.ndarray]


def permutation_p(sums: sparse.csr_array, totals: np.ndarray, is_left: np.ndarray, measure: Measure, *,
                  rng: np.random.Generator, resolution: float = 0.001) -> np.ndarray:
    """Two-sided p-value of each feature for left against right, permuting whole articles.

    ``sums`` (articles, features), ``totals`` (articles, 1 or features), ``is_left`` (articles,).
    All choices of articles are enumerated where they are at most MAX_ENUMERATED (then p is exact); else they
    are drawn: FIRST_ROUND for every feature, then more for those whose p may be at most k times ``resolution``,
    k being how many such features there are (what Benjamini-Hochberg asks for), with (b + 1) / (m + 1) so that p
    is never zero (Phipson & Smyth 2010). A p that is too high for that is known as well as its round tells it.
    How to read it: the share of ways to deal the same articles to two piles of these sizes that separate
    the piles at least as far. It cannot tell an outlet from anything else that its articles share.
    """
    return permutation_ps(sums, totals, is_left[None, :], measure, rng=rng, resolution=resolution)[0]


def permutation_ps(sums: sparse.csr_array, totals: np.ndarray, is_left: np.ndarray, measure: Measure, *,
                   rng: np.random.Generator, resolution: float = 0.001, features: Sequence[np.ndarray] = ()
                   ) -> list[np.ndarray]:
    """``permutation_p`` for several contrasts of the same articles, (contrasts, articles): one array each.

    ``features``: numbers of those to be tested, for each contrast; else all. The contrasts share their shuffles: the
    first places of a shuffle are a random choice of any size. Each p is as good as alone; together they are not
    independent, as contrasts of the same articles never are.
    """
    table = _Table.of(sums, totals, measure)
    tests, ps = [], []
    for row, side in enumerate(is_left):
        wanted = features[row] if len(features) else np.arange(sums.shape[1])
        n, k = len(side), int(side.sum())
        observed = table.contrast(sparse.csr_array(side[None, :].astype(float)), wanted)[:, 0]
        ps.append(np.full(len(wanted), np.nan))
        if math.comb(n, k) <= MAX_ENUMERATED:
            whole = _Drawn(row, k, wanted, observed, np.arange(len(wanted)), np.zeros(len(wanted)), 0, math.comb(n, k))
            exceeding = sum(table.count_exceeding(some, [whole])[0] for some in _all_choices(n, k))
            ps[row] = np.where(np.isnan(observed), np.nan, exceeding / math.comb(n, k))
        else:
            near = np.flatnonzero(~np.isnan(observed))
            tests.append(_Drawn(row, k, wanted, observed, near, np.zeros(len(near)), 0, FIRST_ROUND))
    while tests := [test for test in tests if len(test.near)]:
        tests = [test.after(found, ps[test.row], resolution) for test, found in
                 zip(tests, _count_together(tests, table, rng), strict=True)]
    return ps


class _Drawn(NamedTuple):
    """A contrast whose choices are drawn: row, size of the left pile, its features and their observed values; places
    among these of those that are still near the edge, how many of ``n_drawn`` choices exceed each, draws to come."""

    row: int
    k: int
    features: np.ndarray
    observed: np.ndarray
    near: np.ndarray
    exceeding: np.ndarray
    n_drawn: int
    n_draws: int

    def after(self, more: np.ndarray, p: np.ndarray, resolution: float) -> _Drawn:
        """The next round; writes what is known after this one into ``p``."""
        exceeding, n_drawn = self.exceeding + more, self.n_drawn + self.n_draws
        p[self.near] = (exceeding + 1) / (n_drawn + 1)
        is_open, n_wanted = _may_survive(exceeding, n_drawn, resolution), _draws_wanted(exceeding, resolution)
        if n_drawn >= min(0.75 * n_wanted, MAX_PERMUTATIONS):  # fewer may be at the edge than the round before
            is_open[:] = False
        n_next = min(4 * n_drawn, n_wanted, MAX_PERMUTATIONS)
        return self._replace(near=self.near[is_open], exceeding=exceeding[is_open], n_drawn=n_drawn,
                             n_draws=n_next - n_drawn)


def _draws_wanted(exceeding: np.ndarray, resolution: float) -> int:
    """k features that nothing exceeds need a k-th of the draws that one would need alone, and a margin.

    The fewer they are, the more hangs on whether one or two choices exceed a feature at the edge: with half of the p
    that it needs, it is missed in two of five cases if draws are just enough, hardly ever if they are five times that.
    """
    k = max(1, int((exceeding == 0).sum()))
    return math.ceil((1 + 4 / math.sqrt(k)) / (resolution * k))


def _may_survive(exceeding: np.ndarray, n_draws: int, resolution: float) -> np.ndarray:
    """Mask of the features whose p may be at most k times ``resolution``, k being their own number.

    Chernoff's bound: with a p of q, b or more of m choices exceed with a chance of at most
    exp(b - mq - b log(b / mq)) where b > mq. None may if even all of them, never exceeded, would need more than
    MAX_PERMUTATIONS.
    """
    b, may = np.maximum(exceeding, 1e-9), np.ones(len(exceeding), bool)
    while True:
        n_before = may.sum()
        expected = max(1e-300, n_draws * resolution * n_before)
        may &= (b <= expected) | (expected - b + b * np.log(b / expected) < -math.log(MAX_CHANCE_SETTLED))
        if resolution * may.sum() * (MAX_PERMUTATIONS + 1) < 1:
            return np.zeros(len(may), bool)
        if may.sum() == n_before:
            return may


def _count_together(tests: Sequence[_Drawn], table: _Table, rng: np.random.Generator) -> list[np.ndarray]:
    """For every contrast, how many of its draws of this round are at least as far as the observed one.

    Contrasts with as many articles choose the same ones: their sums and measures are worked out once.
    """
    counts = [np.zeros(len(test.near)) for test in tests]
    n, first = table.sums.shape[0], 0
    for shuffled in _shuffles(n, max(test.k for test in tests), max(test.n_draws for test in tests), rng):
        for k in sorted({test.k for test in tests if test.n_draws > first}):
            same = [number for number, test in enumerate(tests) if test.k == k and test.n_draws > first]
            left = [tests[number]._replace(n_draws=tests[number].n_draws - first) for number in same]
            chosen = shuffled[:max(test.n_draws for test in left), :k]
            for number, found in zip(same, table.count_exceeding(_indicator(chosen, n), left), strict=True):
                counts[number] += found
        first += len(shuffled)
    return counts


class _Table(NamedTuple):
    """What is summed (articles x features, and turned round), totals, and the measure of the sums."""

    sums: sparse.csr_array
    by_feature: sparse.csr_array
    totals: np.ndarray
    every: np.ndarray
    measure: Measure

    @classmethod
    def of(cls, sums: sparse.csr_array, totals: np.ndarray, measure: Measure) -> _Table:
        return cls(sparse.csr_array(sums), sparse.csr_array(sums.T), totals, np.asarray(sums.sum(axis=0)).ravel(),
                   measure)

    def count_exceeding(self, choices: sparse.csr_array, tests: Sequence[_Drawn]) -> list[np.ndarray]:
        """For each test, how many of its first ``n_draws`` choices are at least as far from zero as the observed."""
        features = np.unique(np.concatenate([test.features[test.near] for test in tests]))
        places = [np.searchsorted(features, test.features[test.near]) for test in tests]
        # A tiny margin: the observed choice itself must count, whatever the order of addition. A choice without a
        # value (a side without text) counts against the observed one.
        least = [np.abs(observed) - 1e-9 * (1 + np.abs(observed))
                 for observed in (test.observed[test.near, None] for test in tests)]
        exceeding = [np.zeros(len(place)) for place in places]
        step = max(1, BLOCK_FLOATS // max(1, len(features)))
        for first in range(0, choices.shape[0], step):
            values = np.abs(self.contrast(choices[first:first + step], features))
            for number, test in enumerate(tests):
                own = values[places[number], :max(0, test.n_draws - first)]
                exceeding[number] += (~(own < least[number])).sum(axis=1)
        return exceeding

    def contrast(self, choices: sparse.csr_array, features: np.ndarray) -> np.ndarray:
        """The measure of the chosen articles against the rest, (features, choices).

        To the measure every choice is a feature of its own, so that its loops are long where features are few.
        """
        sums, totals, every = self._sums(choices, features), choices @ self.totals, self.totals.sum(axis=0)
        own_totals = totals.shape[1] > 1
        pair = np.stack([totals, every - totals])  # sides, choices, 1 or features
        pair = np.moveaxis(pair[:, :, features], 2, 0) if own_totals else pair[:, :, 0]
        values = np.empty(sums.shape)
        step = max(1, CACHED_FLOATS // max(1, sums.shape[1]))
        for first in range(0, len(sums), step):
            rows = slice(first, first + step)
            sides = np.stack([sums[rows], self.every[features[rows], None] - sums[rows]], axis=1)
            values[rows] = self.measure(sides, pair[rows] if own_totals else pair)[:, 0]
        return values

    def _sums(self, choices: sparse.csr_array, features: np.ndarray) -> np.ndarray:
        """Sums of the chosen articles, (features, choices)."""
        if 4 * len(features) > len(self.every):  # to cut out most features costs more than to sum all
            return np.ascontiguousarray((choices @ self.sums).toarray().T[features])
        rows = self.by_feature[features]
        if len(features) <= FEW_FEATURES:
            return np.ascontiguousarray((choices @ np.ascontiguousarray(rows.toarray().T)).T)
        return (rows @ choices.T).toarray()


def _all_choices(n: int, k: int) -> Iterator[sparse.csr_array]:
    chosen = np.fromiter((member for choice in combinations(range(n), k) for member in choice), dtype=np.intp)
    chosen = chosen.reshape(-1, k)
    for first in range(0, len(chosen), BLOCK_ROWS):
        yield _indicator(chosen[first:first + BLOCK_ROWS], n)


def _shuffles(n: int, k: int, n_draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """The first k places of Fisher-Yates shuffles of n articles, many shuffles at a time, (shuffles, k).

    A shuffle that starts from any order is as random as one that starts from the first: the pool is kept.
    """
    columns = np.arange(min(BLOCK_ROWS, n_draws))
    pool = np.repeat(np.arange(n, dtype=np.int32)[:, None], len(columns), axis=1)  # a shuffle is a column
    for first in range(0, n_draws, BLOCK_ROWS):
        for place in range(k):
            other = rng.integers(place, n, size=len(columns))
            pool[other, columns], pool[place] = pool[place].copy(), pool[other, columns]
        yield pool[:k, :n_draws - first].T


def _indicator(chosen: np.ndarray, n: int) -> sparse.csr_array:
    """One row a choice, 1 at the articles that are chosen."""
    n_choices, k = chosen.shape
    return sparse.csr_array((np.ones(chosen.size), chosen.ravel(), np.arange(0, chosen.size + 1, k)),
                            shape=(n_choices, n))
