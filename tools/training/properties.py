"""What is known of each word before a sentence is read: its vectors, its valence in two lists, and what they suggest.

Training learns a weight a property. Multiplied out they are one weight a word, which is all that ships: words that
are rare or missing in the coded sentences get theirs from words that keep the same company.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.lexicon import load_lexicon
from framing.measures.mention_words import MentionWords
from framing.measures.tone_rules import listed_words
from training.vectors import Vectors

LISTS = (("vader", 4.0), ("pattern_en", 1.0))  # with the size of their scales
# Unlisted words used more often than this (out of all words) are taken for neutral when valence is carried over.
COMMON = 3e-5
RIDGE, WEIGHT_OF_COMMON = 3.0, 0.3


def listed_valence(words: list[str]) -> np.ndarray:
    """Valence of each word in the two lists, -1 to 1; NaN where it is not listed. Shape (words, 2)."""
    lists = [(listed_words(load_lexicon(key)), scale) for key, scale in LISTS]
    return np.array([[valences.get(word, np.nan) / scale for valences, scale in lists] for word in words])


def word_properties(vectors: Vectors, *, damping: float, n_far: int, with_middle: bool) -> np.ndarray:
    """Properties of each word, shape (words, properties). ``damping``: the share of all words from which a common
    word's vector counts half; "the" and "of" would drown the others."""
    valence = listed_valence(vectors.words)
    known = np.nan_to_num(valence)
    is_listed = ~np.isnan(valence)
    signs = [np.maximum(known, 0), np.maximum(-known, 0), known[:, :1] > 0, known[:, :1] < 0,
             is_listed.any(axis=1, keepdims=True)]
    rare = 0.003 / (0.003 + vectors.share[:, None])
    company = [vectors.near, vectors.far[:, :n_far], *([vectors.middle[:, :100]] if with_middle else [])]
    damped = np.hstack(company) * (damping / (damping + vectors.share[:, None]))
    return np.hstack([damped, *signs, carried_valence(vectors, valence) * rare]).astype(np.float32)


def carried_valence(vectors: Vectors, valence: np.ndarray) -> np.ndarray:
    """The valence of every word as the listed words of like company suggest it, a column a list."""
    from sklearn.linear_model import Ridge

    company = np.hstack([vectors.near, vectors.far, vectors.middle])
    is_neutral = np.isnan(valence).all(axis=1) & (vectors.share > COMMON)
    carried = []
    for column in valence.T:
        used = is_neutral | ~np.isnan(column)
        weights = np.where(is_neutral[used], WEIGHT_OF_COMMON, 1.0)
        carried.append(Ridge(alpha=RIDGE).fit(company[used], np.nan_to_num(column[used]), weights).predict(company))
    return np.column_stack(carried)


def word_sums(rows: np.ndarray, words: np.ndarray, factors: np.ndarray, shape: tuple[int, int]) -> sparse.csr_array:
    """Sums of factors by (text, word); words that are not in the table (-1) are left out."""
    kept = (words >= 0) & (factors != 0)
    return sparse.coo_array((factors[kept], (rows[kept], words[kept])), shape=shape).tocsr()


def word_rows(words: MentionWords, vectors: Vectors) -> np.ndarray:
    """Row of each word in the vectors, -1 for names and for rare words."""
    row_of = {word: row for row, word in enumerate(vectors.words)}
    return np.array([row_of.get(word, -1) for word in words.distinct], np.int64)[words.word]
