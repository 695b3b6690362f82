"""Every outlet tested against all others at once: whole articles permuted, over the features that can matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.counts import Counts
from framing.measures.measure import Measure
from framing.permutation import permutation_ps
from framing.support import INFERENTIAL, Support
from framing.uncertainty import adjust_p

# To lack a feature tells nothing where fewer uses than these were to be expected: even if every use stood in an article
# of its own, chance gives that in one case of 150 (exp(-5)), which correction lets pass only where a seventh of the
# vocabulary differs.
MIN_EXPECTED = 5


class OutletTests(NamedTuple):
    """Numbers of the features tested in an outlet, their p and their corrected p."""

    features: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray


NO_TESTS = OutletTests(np.empty(0, np.intp), np.empty(0), np.empty(0))


def is_telling(own: np.ndarray, own_total: np.ndarray | float, every: np.ndarray, every_total: np.ndarray | float
               ) -> np.ndarray:
    """Mask of the features that a group uses, or of which it should have used MIN_EXPECTED at the rate of all."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return (own > 0) | (every * (own_total / every_total) >= MIN_EXPECTED)


def tests_of_outlets(articles: Counts, groups: np.ndarray, measure: Measure, support: Sequence[Support], *,
                     mask: np.ndarray, n_tested: int, rng: np.random.Generator, level: float, n_jobs: int
                     ) -> list[OutletTests]:
    """Tests of each group against the rest, in the order of ``support``; none where it is not inferential.

    ``groups``: number of the group of every article; ``mask``: features that may be tested at all. Those that tell
    nothing (``is_telling``) are not drawn, but the correction counts all ``n_tested``. ``level``: what a corrected
    p must reach; the lower, the more is drawn. ``n_jobs``: threads; any number gives the same.
    """
    tests = [NO_TESTS] * len(support)
    inferential = [group for group, row in enumerate(support) if row.label == INFERENTIAL]
    if not mask.any() or not inferential:
        return tests
    drawn = inferential[:1] if len(support) == 2 else inferential  # of two groups both contrasts are one
    sums, places = sparse.csr_array(articles.matrix[:, mask]), np.flatnonzero(mask)
    totals = articles.totals if articles.totals.shape[1] == 1 else articles.totals[:, mask]
    wanted = _features_told_of(sums, totals, groups, drawn, of_both=len(support) == 2)
    found = permutation_ps(sums, totals, groups == np.array(drawn)[:, None], measure, rng=rng, features=wanted,
                           resolution=level / max(n_tested, len(places)), n_jobs=n_jobs)
    for group in inferential:
        number = drawn.index(group) if group in drawn else 0
        p = found[number]
        tests[group] = OutletTests(places[wanted[number]], p, adjust_p(p, n_tested=max(n_tested, len(places))))
    return tests


def _features_told_of(sums: sparse.csr_array, totals: np.ndarray, groups: np.ndarray, drawn: Sequence[int], *,
                      of_both: bool) -> list[np.ndarray]:
    """For each group drawn the numbers of its telling features; of two groups those of either."""
    every, every_total = np.asarray(sums.sum(axis=0)).ravel(), totals.sum(axis=0)
    wanted = []
    for group in drawn:
        rows = np.flatnonzero(groups == group)
        own, own_total = np.asarray(sums[rows].sum(axis=0)).ravel(), totals[rows].sum(axis=0)
        telling = is_telling(own, own_total, every, every_total)
        if of_both:
            telling |= is_telling(every - own, every_total - own_total, every, every_total)
        wanted.append(np.flatnonzero(telling))
    return wanted
