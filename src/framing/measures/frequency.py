"""How often, and how evenly: rates, share of articles, dispersion."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.measures.measure import Measure, ratio


def rate_per_1000_words(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Occurrences in 1,000 words. NaN where there are no words.

    How to read it: 5 means one word in 200. It says how often, not how many articles: see the dispersion.
    """
    return 1000 * ratio(sums, totals)


def share(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Share of what was counted, between 0 and 1; NaN where nothing was counted."""
    return ratio(sums, totals)


RATE = Measure(
    "rate_per_1000_words", "Rate", "per 1,000 words",
    "A rate can come from one article that repeats a word; the number of articles and the dispersion show it.",
    rate_per_1000_words, is_contrast=False)

SHARE_OF_SENTENCES = Measure(
    "share_of_sentences", "Share of sentences", "share of sentences (0 to 1)",
    "A sentence counts once however often a word stands in it; longer sentences are touched more easily.",
    share, is_contrast=False)


def count_articles_with(counts: Counts, by: str = "outlet") -> np.ndarray:
    """Number of articles that hold each feature, (groups, features); groups in sorted order."""
    return articles_with(counts.sum_by(*dict.fromkeys(["article_id", "outlet", by])), by)


def articles_with(articles: Counts, by: str = "outlet") -> np.ndarray:
    """The same from counts that have one row an article (and group)."""
    groups = np.unique(articles.units[by].to_numpy(object), return_inverse=True)[1]
    present = sparse.csr_array((np.ones_like(articles.matrix.data), articles.matrix.indices, articles.matrix.indptr),
                               shape=articles.matrix.shape)
    present.data[articles.matrix.data == 0] = 0
    indicator = sparse.csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))))
    return (indicator @ present).toarray()


def dispersion_parts(counts: Counts, feature: str) -> pd.DataFrame:
    """What each article adds to the dispersion of one feature: article_id, outlet, distance; they add up to its DP."""
    articles = counts.articles()
    uses = articles.with_features(articles.features == feature).matrix.toarray().sum(axis=1)
    sizes = articles.totals[:, 0] / articles.totals.sum()
    return articles.units[["article_id", "outlet"]].assign(distance=np.abs(ratio(uses, uses.sum()) - sizes) / 2)


def dispersion_dp(counts: Counts) -> np.ndarray:
    """Gries' deviation of proportions over the articles of ``counts``, one value a feature (Gries 2008).

    Half the sum over articles of the distance between an article's share of the feature and its share of
    the words: 0 when the feature is spread as the text is, towards 1 when it sits in one short article. NaN for
    absent features, and for fewer than two articles, where there is nothing to be spread over.
    """
    articles = counts.articles()
    return dispersion_of(articles.matrix, articles.totals[:, 0])


def dispersion_of(matrix: sparse.csr_array, n_words: np.ndarray) -> np.ndarray:
    """The same of uses (articles, features) and the words of each article."""
    if matrix.shape[0] < 2:
        return np.full(matrix.shape[1], np.nan)
    sizes, cells = n_words / n_words.sum(), matrix.tocoo()
    sums = np.asarray(matrix.sum(axis=0)).ravel()
    with np.errstate(invalid="ignore", divide="ignore"):
        in_article = cells.data / sums[cells.col]
    # An article without the feature adds its whole size; the others add the distance instead of the size.
    present = np.bincount(cells.col, weights=np.abs(in_article - sizes[cells.row]) - sizes[cells.row],
                          minlength=matrix.shape[1])
    return np.where(sums > 0, (1 + present) / 2, np.nan)
