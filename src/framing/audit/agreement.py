"""How far markers agree about the same hits: the share of equal answers, and Krippendorff's alpha."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.audit.of_corpus import Audit
from framing.audit.precision import ALL, wilson_interval
from framing.audit.sheet import ANSWERS

AGREEMENT_COLUMNS = ("lexicon", "markers", "n_hits", "agreement", "low", "high", "alpha", "alpha_low", "alpha_high")
N_RESAMPLES = 1000


def krippendorff_alpha(counts: np.ndarray) -> float:
    """Alpha for nominal values (krippendorff2004content): 1 agreement, 0 as by chance, below 0 worse; NaN where all
    answers are alike.

    ``counts`` (units, values): how many markers gave a unit each value; units with fewer than two answers say nothing.

    >>> round(krippendorff_alpha(np.array([[2, 0], [2, 0], [1, 1], [0, 2]])), 3)
    0.533
    """
    return float(_alpha(_coincidences(counts).sum(axis=0)))


def alpha_of_answers(*markers: Sequence[str]) -> float:
    """Krippendorff's alpha of two or more markers, one answer a hit and in the same order; "" where one gave none.

    >>> round(alpha_of_answers(["yes", "yes", "no", "no"], ["yes", "yes", "no", "yes"]), 3)
    0.533
    """
    values = sorted({answer for marker in markers for answer in marker} - {""})
    counts = [[answers.count(value) for value in values] for answers in zip(*markers, strict=True)]
    return krippendorff_alpha(np.array(counts).reshape(-1, len(values)))


def agreeing_pairs(counts: np.ndarray) -> float:
    """Mean over units of the share of pairs of markers that gave the same answer; NaN without a pair."""
    n = counts.sum(axis=1)
    is_paired = n > 1
    if not is_paired.any():
        return math.nan
    kept, n = counts[is_paired], n[is_paired]
    return float(((kept * (kept - 1)).sum(axis=1) / (n * (n - 1))).mean())


def alpha_interval(counts: np.ndarray, *, seed: int) -> tuple[float, float]:
    """95 % percentile interval of alpha, drawing units again; NaN for fewer than two units or where half of the
    draws have no alpha. Hits of one article are not independent, so it is somewhat too narrow."""
    matrices = _coincidences(counts)
    n = len(matrices)
    if n < 2:
        return math.nan, math.nan
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=N_RESAMPLES)
    drawn = _alpha((weights @ matrices.reshape(n, -1)).reshape(-1, *matrices.shape[1:]))
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) < N_RESAMPLES / 2:
        return math.nan, math.nan
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def _coincidences(counts: np.ndarray) -> np.ndarray:
    """For each unit with two answers or more how often each value meets each: (units, values, values). They add."""
    kept = counts[counts.sum(axis=1) > 1].astype(float)
    pairs = kept[:, :, None] * kept[:, None, :]
    pairs -= kept[:, :, None] * np.eye(counts.shape[1])
    return pairs / (kept.sum(axis=1) - 1)[:, None, None]


def _alpha(coincidences: np.ndarray) -> np.ndarray:
    """Alpha of sums of coincidences (…, values, values)."""
    of_value = coincidences.sum(axis=-1)
    n = of_value.sum(axis=-1)
    observed = n - np.trace(coincidences, axis1=-2, axis2=-1)
    expected = n**2 - (of_value**2).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def agreement_table(audit: Audit, *, seed: int = 7) -> pd.DataFrame:
    """One row a list and one for "all", of the hits that two markers or more have marked; no row if there are none.

    ``agreement``: the share of equal answers (yes, no, unsure), with Wilson's interval for ``n_hits``; ``alpha``:
    Krippendorff's, which takes off what chance would give, with its interval from hits drawn again. Agreement is no
    proof of being right: two readers can make the same mistake.
    """
    rows = []
    for key in (ALL, *sorted({hit.lexicon for hit in audit.hits.values()})):
        counts = _counts_of([hit_id for hit_id, hit in audit.hits.items() if key in (ALL, hit.lexicon)], audit)
        n_hits = int((counts.sum(axis=1) > 1).sum())
        if n_hits:
            share = agreeing_pairs(counts)
            rows.append((key, len(audit.sheets), n_hits, share, *wilson_interval(share, n_hits),
                         krippendorff_alpha(counts), *alpha_interval(counts, seed=seed)))
    return pd.DataFrame(rows, columns=list(AGREEMENT_COLUMNS))


def _counts_of(hit_ids: Sequence[str], audit: Audit) -> np.ndarray:
    """How many markers gave each hit each answer: (hits, answers)."""
    return np.array([[sum(sheet.marks.get(hit_id) == answer for sheet in audit.sheets) for answer in ANSWERS]
                     for hit_id in hit_ids], int).reshape(len(hit_ids), len(ANSWERS))
