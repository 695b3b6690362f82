"""Permutation tests: dealing the same articles to other piles gives other sums.

Articles are the unit that is dealt, never words or sentences. The same generator gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.choices import all_choices
from framing.drawn_piles import Asked, count_block, count_together
from framing.piles import Contrasts, Measure

# Enumerate every choice of articles up to this many; above it, draw.
MAX_ENUMERATED = 20_000
# A first round settles most features; only those that may still survive correction are drawn on, more each round.
FIRST_ROUND = 50
MAX_PERMUTATIONS = 200_000
# A feature is settled when so many choices exceed it that, were its p low enough to survive, they would be that many in
# one case of a hundred at most.
MAX_CHANCE_SETTLED = 0.01


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
                   rng: np.random.Generator, resolution: float = 0.001, features: Sequence[np.ndarray] = (),
                   n_jobs: int = 1) -> list[np.ndarray]:
    """``permutation_p`` for several contrasts of the same articles, (contrasts, articles): one array each.

    ``features``: numbers of those to be tested, for each contrast; else all. The contrasts share their shuffles: the
    first places of a shuffle are a random choice of any size. Each p is as good as alone; together they are not
    independent, as contrasts of the same articles never are. ``n_jobs``: threads; any number gives the same.
    """
    table = Contrasts.of(sums, totals, measure)
    tests, ps = [], []
    for row, side in enumerate(is_left):
        wanted = features[row] if len(features) else np.arange(sums.shape[1])
        n, k = len(side), int(side.sum())
        observed = table.value(np.flatnonzero(side)[None, :], wanted)[0]
        ps.append(np.full(len(wanted), np.nan))
        if math.comb(n, k) <= MAX_ENUMERATED:
            whole = Asked(k, math.comb(n, k), wanted, observed)
            n_far = sum(count_block([whole], table, some)[0] for some in all_choices(n, k))
            ps[row] = np.where(np.isnan(observed), np.nan, n_far / math.comb(n, k))
        else:
            near = np.flatnonzero(~np.isnan(observed)).astype(np.int32)
            tests.append(_Drawn(row, k, wanted, observed, near, np.zeros(len(near)), 0, FIRST_ROUND))
    while tests := [test for test in tests if len(test.near)]:
        counts = count_together([test.asked() for test in tests], table, rng, n_jobs=n_jobs)
        tests = [test.after(found, ps[test.row], resolution) for test, found in zip(tests, counts, strict=True)]
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

    def asked(self) -> Asked:
        """What its next round asks for."""
        return Asked(self.k, self.n_draws, self.features[self.near], self.observed[self.near])

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
