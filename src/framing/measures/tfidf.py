"""TF-IDF: words that stand out in one text among others."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.counts import Counts

# Worked out together, so that what is temporary stays small and in the caches.
TEXTS_AT_ONCE = 200


def tfidf(counts: Counts) -> sparse.csr_array:
    """TF-IDF of every unit, (units, features), each row of length 1; a unit without features is all zeros.

    Count x (ln((1 + texts) / (1 + texts with the word)) + 1), as scikit-learn does by default. Sum the counts
    first to the texts to be compared: ``counts.articles()`` or ``counts.sum_by("outlet")``.
    How to read it: high where a word is frequent here and found in few of the other texts. With two to five
    texts "few" means little: a word used once in one text outranks a word that all use differently often. It
    has no direction, no size that can be compared between corpora and no uncertainty (Spärck Jones 1972).
    """
    matrix = sparse.csr_array(counts.matrix)
    matrix.sum_duplicates()  # in the order of the features: a sum may not depend on another
    # The same cells are filled: which ones these are is held once.
    weights = sparse.csr_array((matrix.data.astype(float), matrix.indices, matrix.indptr), shape=matrix.shape)
    n_texts, n_features = weights.shape
    n_texts_with, everything = np.zeros(n_features), np.ones(n_features)
    blocks = [slice(first, first + TEXTS_AT_ONCE) for first in range(0, n_texts, TEXTS_AT_ONCE)]
    for texts in blocks:
        n_texts_with += np.bincount(weights.indices[_cells(weights, texts)], minlength=n_features)
    rarity = np.log((1 + n_texts) / (1 + n_texts_with)) + 1
    for texts in blocks:
        cells = _cells(weights, texts)
        weights.data[cells] *= rarity[weights.indices[cells]]
        lengths = np.sqrt(weights[texts].power(2) @ everything)
        lengths[lengths == 0] = 1  # nothing to scale
        weights.data[cells] /= np.repeat(lengths, np.diff(weights.indptr[texts.start:texts.stop + 1]))
    return weights


def _cells(matrix: sparse.csr_array, rows: slice) -> slice:
    """Where the cells of some rows are stored."""
    bounds = matrix.indptr[rows.start:rows.stop + 1]
    return slice(int(bounds[0]), int(bounds[-1]))


def tfidf_by(counts: Counts, by: str = "outlet") -> np.ndarray:
    """TF-IDF with all articles of an outlet as one text: (outlets in sorted order, features)."""
    return tfidf(counts.sum_by(by)).toarray()
