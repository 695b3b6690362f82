"""Two pretended outlets, made of articles of one: every difference between them is chance, or was planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from framing.compare import compare
from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.features import content_words
from framing.measures.keyness import LOG_ODDS
from framing.support import ALPHA

LEFT, RIGHT = "left", "right"
PLANTED = "(planted)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one comparison of two pretended outlets gave."""

    survivors: tuple[str, ...]
    n_tested: int
    label: str


def count_outlet(corpus: Corpus, outlet: str) -> Counts:
    """Content words of an outlet's articles, one row an article: what notebook 02 compares."""
    return _without_absent(content_words(corpus, count_words(corpus).select(outlet=outlet)).articles())


def _without_absent(counts: Counts) -> Counts:
    """The words that occur: any other makes no difference but to the time it takes."""
    return counts.with_features(np.bincount(counts.matrix.indices, minlength=len(counts.features)) > 0)


def deal(counts: Counts, n_per_side: int, rng: np.random.Generator) -> Counts:
    """Articles drawn at random, the first half of them as outlet "left", the others as "right"."""
    chosen = rng.permutation(len(counts.units))[:2 * n_per_side]
    units = counts.units.iloc[chosen].reset_index(drop=True)
    units = units.assign(outlet=np.repeat([LEFT, RIGHT], n_per_side))
    return _without_absent(Counts(counts.matrix[chosen], units, counts.features, counts.totals[chosen],
                                  counts.counted_in))


def compare_halves(counts: Counts, rng: np.random.Generator) -> Outcome:
    """Exactly the comparison of a report, without its intervals."""
    rows = compare(counts, LOG_ODDS, rng=rng, n_resamples=0).of(LEFT)
    survivors = rows.loc[rows["p_adjusted"] <= ALPHA, "feature"]
    return Outcome(tuple(survivors), int(rows["p"].notna().sum()), str(rows["label"].iloc[0]))


def repeat_word(counts: Counts, word: str, factor: int) -> Counts:
    """The counts after each use of a word in the left articles was written ``factor`` times instead of once.

    Where in the article the repetitions stand does not matter: only counts are compared.
    """
    column = int(np.flatnonzero(counts.features == word)[0])
    added = np.where(counts.units["outlet"] == LEFT, (factor - 1) * uses_of(counts, word), 0)
    places = sparse.csr_array((added, (np.arange(len(added)), np.full(len(added), column))),
                              shape=counts.matrix.shape)
    return Counts(sparse.csr_array(counts.matrix + places), counts.units, counts.features,
                  counts.totals + added[:, None], counts.counted_in)


def add_even_word(counts: Counts, uses_per_article: float, factor: int, rng: np.random.Generator) -> Counts:
    """The counts with a new word that stands anywhere with the same chance, ``factor`` times it in the left articles.

    Its numbers vary by chance only (Poisson), in proportion to the length of the article: no real word is as even.
    """
    lengths = counts.totals[:, 0] / counts.totals.mean()
    factors = np.where(counts.units["outlet"] == LEFT, factor, 1)
    added = rng.poisson(uses_per_article * lengths * factors).astype(float)
    matrix = sparse.csr_array(sparse.hstack([counts.matrix, sparse.csr_array(added[:, None])], format="csr"))
    return Counts(matrix, counts.units, np.append(counts.features, PLANTED), counts.totals + added[:, None],
                  counts.counted_in)


def uses_of(counts: Counts, word: str) -> np.ndarray:
    """Number of uses in every article."""
    return counts.matrix[:, np.flatnonzero(counts.features == word)].toarray()[:, 0]
