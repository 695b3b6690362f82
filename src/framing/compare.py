"""Any measure over all outlets at once, with as much uncertainty as the corpus can bear."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.measures.frequency import count_articles_with
from framing.measures.measure import Measure
from framing.result import Result
from framing.support import ALPHA, DESCRIPTIVE, INFERENTIAL, Support, supports, weakest
from framing.uncertainty import adjust_p, bootstrap_interval, permutation_p

# A word in fewer articles cannot be told from a quirk of those articles; such words are ranked, not tested.
MIN_ARTICLES_TESTED = 5
# Features of an outlet that get an interval, those farthest from zero: more than any figure or table shows.
INTERVALS_PER_OUTLET = 50


def describe(counts: Counts, measure: Measure, *, by: str = "outlet", rng: np.random.Generator,
             n_resamples: int = 1000, n_tested: int | None = None) -> Result:
    """The value of a measure in every outlet, with an interval where the corpus can bear one.

    ``counts``: any units; they are summed to articles, which are what is resampled. Returns a Result with
    count and total (what the value is made of), n_articles (in which the feature occurs) and label.
    """
    return _measure(counts, measure, by, rng, n_resamples, n_tested, tested=False)


def compare(counts: Counts, measure: Measure, *, by: str = "outlet", rng: np.random.Generator,
            n_resamples: int = 1000, n_tested: int | None = None) -> Result:
    """Every outlet against all others. Adds p-values (whole articles permuted) and their correction.

    The label of each contrast decides: *descriptive* has neither interval nor p; *indicative* has intervals;
    *inferential* has both, with Benjamini-Hochberg over all features that were tested: those in at least
    MIN_ARTICLES_TESTED articles, chosen without looking at outlets. Raises ValueError for a measure that is
    no contrast, and for fewer than two outlets.
    """
    if not measure.is_contrast:
        raise ValueError(f"{measure.key!r} has a value of its own in every outlet: use describe().")
    if counts.units[by].nunique() < 2:
        raise ValueError(f"A comparison needs two groups or more; {by!r} has {counts.units[by].nunique()}.")
    return _measure(counts, measure, by, rng, n_resamples, n_tested, tested=True)


def corpus_support(corpus: Corpus) -> tuple[Support, ...]:
    """What every outlet against the rest can bear, when all words in enough articles are tested together."""
    n_tested = int(is_tested(count_words(corpus)).sum())
    return supports(list(corpus.articles["outlet"]), n_tested=n_tested)


def is_tested(counts: Counts) -> np.ndarray:
    """Mask of the features that a test would count: in at least MIN_ARTICLES_TESTED articles."""
    return count_articles_with(counts).sum(axis=0) >= MIN_ARTICLES_TESTED


def _measure(counts: Counts, measure: Measure, by: str, rng: np.random.Generator, n_resamples: int,
             n_tested: int | None, *, tested: bool) -> Result:
    articles = counts.sum_by("article_id", *dict.fromkeys(["outlet", by]))
    names, groups = np.unique(articles.units[by].to_numpy(dtype=str), return_inverse=True)
    mask = is_tested(counts)
    support = supports(list(articles.units[by]), n_tested=int(mask.sum()) if n_tested is None else n_tested)
    grouped = articles.sum_by(by)
    sums, totals = grouped.matrix.toarray(), grouped.totals
    columns = {
        "estimate": measure(sums, totals),
        "count": sums,
        "total": np.broadcast_to(totals, sums.shape),
        "n_articles": count_articles_with(counts, by),
    }
    columns |= _intervals(columns["estimate"], articles, groups, measure, support, n_resamples, rng)
    if tested:
        columns |= _p_values(articles, groups, measure, support, mask, rng)
    table = _tidy(columns, names, counts.features, support)
    return Result(table, measure.key, measure.title, measure.unit, counts.counted_in, measure.caveat,
                  weakest([row.label for row in support]), tuple(str(name) for name in names))


def _intervals(estimates: np.ndarray, articles: Counts, groups: np.ndarray, measure: Measure,
               support: tuple[Support, ...], n_resamples: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    low = np.full(estimates.shape, np.nan)
    high = low.copy()
    can = np.array([row.label != DESCRIPTIVE for row in support])
    if can.any() and n_resamples:
        shown = _farthest_from_zero(estimates[can])
        totals = articles.totals if articles.totals.shape[1] == 1 else articles.totals[:, shown]
        interval = bootstrap_interval(articles.matrix[:, shown].toarray(), totals, groups, measure,
                                      n_resamples=n_resamples, rng=rng)
        low[:, shown], high[:, shown] = (np.where(can[:, None], side, np.nan) for side in interval)
    return {"low": low, "high": high}


def _farthest_from_zero(estimates: np.ndarray) -> np.ndarray:
    """Numbers of the features that are among the INTERVALS_PER_OUTLET largest or smallest of any outlet."""
    distance = np.nan_to_num(np.abs(estimates))
    order = np.argsort(-distance, axis=1, kind="stable")[:, :INTERVALS_PER_OUTLET]
    return np.unique(order)


def _p_values(articles: Counts, groups: np.ndarray, measure: Measure, support: tuple[Support, ...],
              mask: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    p = np.full((len(support), len(articles.features)), np.nan)
    adjusted = p.copy()
    if mask.any() and any(row.label == INFERENTIAL for row in support):
        sums = sparse.csr_array(articles.matrix[:, mask])
        totals = articles.totals if articles.totals.shape[1] == 1 else articles.totals[:, mask]
        for group, row in enumerate(support):
            if row.label == INFERENTIAL:
                p[group, mask] = permutation_p(sums, totals, groups == group, measure, rng=rng,
                                               resolution=ALPHA / mask.sum())
                adjusted[group] = adjust_p(p[group])
    return {"p": p, "p_adjusted": adjusted}


def _tidy(columns: dict[str, np.ndarray], names: np.ndarray, features: np.ndarray, support: tuple[Support, ...]
          ) -> pd.DataFrame:
    table = pd.DataFrame({"feature": np.tile(features, len(names)), "outlet": np.repeat(names.astype(object),
                                                                                         len(features))})
    for name in ("estimate", "low", "high", "p", "p_adjusted", "count", "total", "n_articles"):
        if name in columns:
            table[name] = np.asarray(columns[name], float).ravel()
    table["label"] = np.repeat([row.label for row in support], len(features))
    return table


__all__ = ["MIN_ARTICLES_TESTED", "compare", "corpus_support", "describe", "is_tested"]
