"""Any measure over all outlets at once, with as much uncertainty as the corpus can bear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from framing.column_sums import rows_with
from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.kept import kept_with_first
from framing.measures.frequency import articles_with
from framing.measures.measure import Measure, rest_of
from framing.outlet_tests import OutletTests, tests_of_outlets
from framing.result import Result
from framing.support import ALPHA, DESCRIPTIVE, MIN_ARTICLES_FOR_INTERVALS, Support, supports, weakest
from framing.uncertainty import bootstrap_interval, own_intervals

# A word in fewer articles cannot be told from a quirk of those articles; such words are ranked, not tested.
MIN_ARTICLES_TESTED = 5
# Features of an outlet that get an interval, those farthest from zero: more than any figure or table shows.
INTERVALS_PER_OUTLET = 50


def describe(counts: Counts, measure: Measure, *, by: str = "outlet", rng: np.random.Generator,
             n_resamples: int = 1000, n_tested: int | None = None) -> Result:
    """The value of a measure in every outlet, with an interval where the corpus can bear one.

    ``counts``: any units; they are summed to articles, which are what is resampled; articles without anything
    of what is counted do not count. ``n_tested``: number of features tested together, if other than those of
    ``counts`` in MIN_ARTICLES_TESTED articles. Returns a Result with count and total (what the value is made
    of), n_articles (in which the feature occurs) and label.
    """
    return _measure(counts, measure, by, rng, n_resamples, n_tested, tested=False)


def compare(counts: Counts, measure: Measure, *, by: str = "outlet", rng: np.random.Generator,
            n_resamples: int = 1000, n_tested: int | None = None) -> Result:
    """Every outlet against all others. Adds p-values (whole articles permuted) and their correction.

    The label of each contrast decides: *descriptive* has neither interval nor p; *indicative* has intervals;
    *inferential* has both, with Benjamini-Hochberg over all features that were tested: those in at least
    MIN_ARTICLES_TESTED articles, chosen without looking at outlets. Each outlet is corrected for by itself.
    Intervals are those of the features farthest from zero: chosen for being extreme, they will mostly be less
    extreme in other articles. Groups that share articles (``by="voice"``) are descriptive. Raises ValueError
    for a measure that is no contrast, and for fewer than two outlets.
    """
    if not measure.is_contrast:
        raise ValueError(f"{measure.key!r} has a value of its own in every outlet: use describe().")
    if counts.units[by].nunique() < 2:
        raise ValueError(f"A comparison needs two groups or more; {by!r} has {counts.units[by].nunique()}.")
    return _measure(counts, measure, by, rng, n_resamples, n_tested, tested=True)


@kept_with_first
def corpus_support(corpus: Corpus) -> tuple[Support, ...]:
    """What every outlet against the rest can bear, when all words in enough articles are tested together."""
    n_tested = int(is_tested(count_words(corpus)).sum())
    return supports(list(corpus.articles["outlet"]), n_tested=n_tested)


def outlet_labels(corpus: Corpus) -> dict[str, str]:
    """Outlet -> what it against the rest can bear."""
    return {row.outlet: row.label for row in corpus_support(corpus)}


def is_tested(counts: Counts) -> np.ndarray:
    """Mask of the features that a test would count: in at least MIN_ARTICLES_TESTED articles."""
    return _is_in_enough(counts.articles())


def _is_in_enough(articles: Counts) -> np.ndarray:
    return rows_with(articles.matrix) >= MIN_ARTICLES_TESTED


def outlet_tests(counts: Counts, measure: Measure, *, rng: np.random.Generator, n_tested: int | None,
                 level: float = ALPHA, n_jobs: int = 1) -> dict[str, tuple[str, OutletTests]]:
    """Label and tests of every outlet, without the table that ``compare`` makes of all features in all outlets.

    ``n_jobs``: threads; any number gives the same.
    """
    terms = _terms(counts, "outlet", n_tested)
    tests = tests_of_outlets(terms.articles, terms.groups, measure, terms.support, mask=terms.mask,
                             n_tested=terms.n_tested, rng=rng, level=level, n_jobs=n_jobs)
    n_articles = _articles_behind(terms.articles, terms.groups, terms.support, measure)
    return dict(zip(terms.names, zip(_labels(terms.support, n_articles)[:, 0], tests, strict=True), strict=True))


class _Terms(NamedTuple):
    """What is compared: all articles; those with any text, group of each, names of the groups, features that may be
    tested, how many tests are corrected for, what each group can bear."""

    every: Counts
    articles: Counts
    groups: np.ndarray
    names: list[str]
    mask: np.ndarray
    n_tested: int
    support: tuple[Support, ...]


def _terms(counts: Counts, by: str, n_tested: int | None) -> _Terms:
    every = counts.articles() if by == "outlet" else counts.sum_by(*dict.fromkeys(["article_id", "outlet", by]))
    articles = _with_text(every)
    names = sorted(set(map(str, every.units[by].tolist())))
    number_of = {name: number for number, name in enumerate(names)}
    groups = np.array([number_of[str(name)] for name in articles.units[by].tolist()], np.int64)
    mask = _is_in_enough(every) if by == "outlet" else is_tested(counts)
    n_tested = int(mask.sum()) if n_tested is None else n_tested
    return _Terms(every, articles, groups, names, mask, n_tested, _support(articles, by, names, n_tested))


def _measure(counts: Counts, measure: Measure, by: str, rng: np.random.Generator, n_resamples: int,
             n_tested: int | None, *, tested: bool) -> Result:
    terms, grouped = _terms(counts, by, n_tested), counts.sum_by(by)
    sums, totals = grouped.matrix.toarray(), grouped.totals
    columns = {
        "estimate": measure(sums, totals),
        "count": sums,
        "total": np.broadcast_to(totals, sums.shape),
        "n_articles": articles_with(terms.every, by),
    }
    n_articles = _articles_behind(terms.articles, terms.groups, terms.support, measure)
    columns |= _intervals(columns["estimate"], terms.articles, terms.groups, measure, n_articles, n_resamples, rng)
    if tested:
        columns |= _p_values(terms, measure, rng)
    table = _tidy(columns, terms.names, counts.features, _labels(terms.support, n_articles))
    return Result(table, measure.key, measure.title, measure.unit, counts.counted_in, measure.caveat,
                  weakest([row.label for row in terms.support]), tuple(terms.names))


def _with_text(articles: Counts) -> Counts:
    """The articles that hold anything of what is counted: one without a quotation says nothing about quotations."""
    kept = articles.totals.sum(axis=1) > 0
    if kept.all():
        return articles
    return Counts(articles.matrix[kept], articles.units[kept].reset_index(drop=True), articles.features,
                  articles.totals[kept], articles.counted_in)


def _support(articles: Counts, by: str, names: list[str], n_tested: int) -> tuple[Support, ...]:
    rows = supports(list(map(str, articles.units[by].tolist())), n_tested=n_tested, names=names)
    ids = articles.units["article_id"].tolist()
    if len(set(ids)) == len(ids):
        return rows
    # Parts or voices of the same articles: neither dealing whole articles to two piles nor resampling each
    # pile for itself fits pairs.
    return tuple(replace(row, label=DESCRIPTIVE, reason="the same articles stand on both sides") for row in rows)


def _articles_behind(articles: Counts, groups: np.ndarray, support: tuple[Support, ...], measure: Measure
                     ) -> np.ndarray:
    """How many articles each number rests on, (groups, 1 or features); 0 where the support is descriptive.

    An article counts where it holds anything of what is counted; of the two sides of a contrast the smaller
    counts.
    """
    members = sparse.csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))),
                               shape=(len(support), len(groups)))
    n_articles = members @ (articles.totals > 0).astype(float)
    if measure.is_contrast:
        n_articles = np.minimum(n_articles, rest_of(n_articles))
    return np.where([[row.label != DESCRIPTIVE] for row in support], n_articles, 0)


def _labels(support: tuple[Support, ...], n_articles: np.ndarray) -> np.ndarray:
    """The label of every number: descriptive also where a single feature rests on too few articles."""
    labels = np.array([[row.label] for row in support], dtype=object)
    return np.where(n_articles < MIN_ARTICLES_FOR_INTERVALS, DESCRIPTIVE, labels)


def _intervals(estimates: np.ndarray, articles: Counts, groups: np.ndarray, measure: Measure,
               n_articles: np.ndarray, n_resamples: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    low = np.full(estimates.shape, np.nan)
    high = low.copy()
    can = n_articles >= MIN_ARTICLES_FOR_INTERVALS
    if can.any() and n_resamples:
        shown = _farthest_from_zero(estimates[can.any(axis=1)])
        totals, behind = (table if table.shape[1] == 1 else table[:, shown]
                          for table in (articles.totals, np.where(can, n_articles, 0)))
        behind = np.broadcast_to(behind, (len(can), len(shown)))
        sums = sparse.csr_array(articles.matrix[:, shown])
        # The groups of a contrast are drawn together; a value of its own needs the articles of its own group only.
        low[:, shown], high[:, shown] = (
            bootstrap_interval(sums, totals, groups, _equal_where_absent(measure), n_resamples=n_resamples, rng=rng,
                               n_articles=behind, is_contrast=True) if measure.is_contrast else
            own_intervals(sums, totals, groups, measure, drawn=np.flatnonzero(can.any(axis=1)),
                          n_resamples=n_resamples, rng=rng, n_articles=behind))
    return {"low": low, "high": high}


def _equal_where_absent(measure: Measure) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """The measure, with no difference between groups where a resample lacks the feature altogether.

    Left out instead, the interval of a word of one article would rest only on resamples that hold that article,
    and could never include 0.
    """
    def value(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
        values = measure(sums, totals)
        is_absent = (sums.sum(axis=-2, keepdims=True) == 0) & (totals > 0) & (rest_of(totals) > 0)
        return np.where(is_absent, 0.0, values)

    return value


def _farthest_from_zero(estimates: np.ndarray) -> np.ndarray:
    """Numbers of the features that are among the INTERVALS_PER_OUTLET largest or smallest of any outlet."""
    distance = np.nan_to_num(np.abs(estimates))
    order = np.argsort(-distance, axis=1, kind="stable")[:, :INTERVALS_PER_OUTLET]
    return np.unique(order)


def _p_values(terms: _Terms, measure: Measure, rng: np.random.Generator) -> dict[str, np.ndarray]:
    p = np.full((len(terms.names), len(terms.mask)), np.nan)
    adjusted = p.copy()
    tests: Sequence[OutletTests] = tests_of_outlets(terms.articles, terms.groups, measure, terms.support,
                                                    mask=terms.mask, n_tested=terms.n_tested, rng=rng, level=ALPHA,
                                                    n_jobs=1)
    for group, found in enumerate(tests):
        p[group, found.features], adjusted[group, found.features] = found.p, found.p_adjusted
    return {"p": p, "p_adjusted": adjusted}


def _tidy(columns: dict[str, np.ndarray], names: list[str], features: np.ndarray, labels: np.ndarray
          ) -> pd.DataFrame:
    numbers = ("estimate", "low", "high", "p", "p_adjusted", "count", "total", "n_articles")
    return pd.DataFrame({
        "feature": np.tile(features, len(names)), "outlet": np.repeat(np.array(names, dtype=object), len(features)),
        **{name: np.asarray(columns[name], float).ravel() for name in numbers if name in columns},
        "label": np.broadcast_to(labels, (len(names), len(features))).ravel()})


__all__ = ["MIN_ARTICLES_TESTED", "compare", "corpus_support", "describe", "is_tested", "outlet_labels",
           "outlet_tests"]
