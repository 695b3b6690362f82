"""The two largest outlets as a table of words: what every way of resampling starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from benchmarks.inputs import Inputs

N_RESAMPLES = 1000
N_SHOWN = 2000
MIN_ARTICLES = 5


@dataclass(frozen=True)
class TwoOutlets:
    """``matrix`` (articles, terms in MIN_ARTICLES articles or more), ``totals`` (articles, 1): words of these terms.

    ``groups``: 0 or 1, the outlet of each article; ``shown``: the terms farthest apart.
    """

    matrix: sparse.csr_array
    totals: np.ndarray
    groups: np.ndarray
    shown: np.ndarray

    def rows(self) -> list[sparse.csr_array]:
        """The articles one by one."""
        return [self.matrix[[number]] for number in range(self.matrix.shape[0])]


def read_two_outlets(inputs: Inputs) -> TwoOutlets:
    """Read, count and select (nothing of it is measured)."""
    from framing.corpus import build_corpus
    from framing.counts import count_words
    from framing.measures.keyness import log_odds

    counts = count_words(build_corpus(inputs.folder))
    names = counts.units.drop_duplicates("article_id")["outlet"].value_counts().index[:2].tolist()
    articles = counts.select(outlet=names).articles()
    matrix = articles.matrix.tocsc()
    matrix = sparse.csr_array(matrix[:, np.diff(matrix.indptr) >= min(MIN_ARTICLES, matrix.shape[0] // 2)])
    groups = (articles.units["outlet"] == names[1]).to_numpy().astype(int)
    totals = np.asarray(matrix.sum(axis=1)).reshape(-1, 1)
    sums, n_words = (np.stack([np.asarray(table[groups == group].sum(axis=0)).ravel() for group in (0, 1)])
                     for table in (matrix, totals))
    shown = np.argsort(-np.nan_to_num(np.abs(log_odds(sums, n_words)[0])), kind="stable")[:N_SHOWN]
    return TwoOutlets(matrix, totals, groups, shown)


def draw_weights(two: TwoOutlets, n_resamples: int) -> np.ndarray:
    """How often each article is drawn, the first ``n_resamples`` of a thousand draws that are the same for all."""
    from framing.uncertainty import resample_weights

    rng = np.random.default_rng(7)
    blocks = resample_weights(two.groups, n_resamples=N_RESAMPLES, rng=rng)
    return np.concatenate(list(blocks))[:n_resamples]
