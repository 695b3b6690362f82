"""Every outlet tested against all others at once: whole articles permuted, over the features that can matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.column_sums import column_sums, rows_with
from framing.counts import Counts
from framing.measures.measure import Measure
from framing.permutation import permutation_ps
from framing.support import INFERENTIAL, Support
from framing.uncertainty import adjust_p

# To lack a feature tells nothing where fewer uses than these were to be expected: even if every use stood in an article
# of its own, chance gives that in one case of 150 (exp(-5)), which correction lets pass only where a seventh of the
# vocabulary differs.
MIN_EXPECTED = 5
# Where the features that may be tested have more than this share of all cells the others stay beside them: a copy
# without them is, of an archive, hundreds of megabytes.
SHARE_NOT_COPIED = 0.98


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
    kept = mask | _hold_nearly_all(articles.matrix, mask)
    tested, places, n_tested = articles.with_features(kept), np.flatnonzero(kept), max(n_tested, int(mask.sum()))
    wanted = _features_told_of(tested.matrix, tested.totals, groups, drawn, mask[kept], of_both=len(support) == 2)
    found = permutation_ps(tested.matrix, tested.totals, groups == np.array(drawn)[:, None], measure, rng=rng,
                           features=wanted, resolution=level / n_tested, n_jobs=n_jobs)
    for group in inferential:
        number = drawn.index(group) if group in drawn else 0
        p = found[number]
        tests[group] = OutletTests(places[wanted[number]], p, adjust_p(p, n_tested=n_tested))
    return tests


def _hold_nearly_all(matrix: sparse.csr_array, mask: np.ndarray) -> bool:
    n_cells = rows_with(matrix)
    return bool(n_cells[mask].sum() > SHARE_NOT_COPIED * n_cells.sum())


def _features_told_of(sums: sparse.csr_array, totals: np.ndarray, groups: np.ndarray, drawn: Sequence[int],
                      mask: np.ndarray, *, of_both: bool) -> list[np.ndarray]:
    """For each group drawn the numbers of its telling features, of those in ``mask``; of two groups those of either."""
    every, every_total = column_sums(sums), totals.sum(axis=0)
    wanted = []
    for group in drawn:
        rows = np.flatnonzero(groups == group)
        own, own_total = column_sums(sums[rows]), totals[rows].sum(axis=0)
        telling = is_telling(own, own_total, every, every_total)
        if of_both:
            telling |= is_telling(every - own, every_total - own_total, every, every_total)
        wanted.append(np.flatnonzero(telling & mask).astype(np.int32))
    return wanted
