"""TF-IDF: words that stand out in one text among others, by scikit-learn."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.counts import Counts


def tfidf(counts: Counts) -> sparse.csr_array:
    """TF-IDF of every unit, (units, features), each row of length 1: scikit-learn's values with its defaults.

    Sum the counts first to the texts to be compared: ``counts.articles()`` or ``counts.sum_by("outlet")``.
    How to read it: high where a word is frequent here and found in few of the other texts. With two to five
    texts "few" means little: a word used once in one text outranks a word that all use differently often. It
    has no direction, no size that can be compared between corpora and no uncertainty (Spärck Jones 1972).
    """
    if not counts.matrix.shape[1]:  # scikit-learn refuses a table without columns; without features it is the answer
        return sparse.csr_array(counts.matrix)
    from sklearn.feature_extraction.text import TfidfTransformer

    return sparse.csr_array(TfidfTransformer().fit_transform(sparse.csr_matrix(counts.matrix)))


def tfidf_by(counts: Counts, by: str = "outlet") -> np.ndarray:
    """TF-IDF with all articles of an outlet as one text: (outlets in sorted order, features)."""
    return tfidf(counts.sum_by(by)).toarray()
