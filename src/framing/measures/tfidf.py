"""TF-IDF: words that stand out in one text among others."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.counts import Counts


def tfidf(counts: Counts) -> sparse.csr_array:
    """TF-IDF of every unit, (units, features), each row of length 1; a unit without features is all zeros.

    Count x (ln((1 + texts) / (1 + texts with the word)) + 1), as scikit-learn does by default. Sum the counts
    first to the texts to be compared: ``counts.articles()`` or ``counts.sum_by("outlet")``.
    How to read it: high where a word is frequent here and found in few of the other texts. With two to five
    texts "few" means little: a word used once in one text outranks a word that all use differently often. It
    has no direction, no size that can be compared between corpora and no uncertainty (Spärck Jones 1972).
    """
    weights = sparse.csr_array(counts.matrix, dtype=float, copy=True)
    n_texts, n_features = weights.shape
    n_texts_with = np.bincount(weights.indices, minlength=n_features)
    weights.data *= (np.log((1 + n_texts) / (1 + n_texts_with)) + 1)[weights.indices]
    lengths = np.sqrt(weights.power(2) @ np.ones(n_features))
    lengths[lengths == 0] = 1  # nothing to scale
    weights.data /= np.repeat(lengths, np.diff(weights.indptr))
    return weights


def tfidf_by(counts: Counts, by: str = "outlet") -> np.ndarray:
    """TF-IDF with all articles of an outlet as one text: (outlets in sorted order, features)."""
    return tfidf(counts.sum_by(by)).toarray()
