"""The learned general tone of a text: every word adds a weight, and the two plain lists have a say.

A linear model, trained on sentences of editorials that twenty people rated (hutto2014vader).
"""

from __future__ import annotations

import numpy as np

from framing.measures.learned_weights import LearnedWeights
from framing.measures.mention_terms import LISTS, signed_valence
from framing.measures.mention_words import MentionWords, is_negated

KEY = "general_tone"
COLUMNS = ("plain", "negated")
# Of a whole text: the scores of the two lists by their own rules, and the square roots of listed praise and blame.
START = "(text)"
TERMS = ("(VADER)", "(pattern)", *(f"({side} {key})" for key, _ in LISTS for side in ("kind", "harsh")))
# Sums over words are divided by words ** DAMPING: between a sum (0) and a mean (1).
DAMPING = 0.75
# The raters' scale was -4 to 4.
SCALE = 4.0


def word_factors(words: MentionWords) -> np.ndarray:
    """How much each word weighs, and how much of that behind a negation, shape (words, 2)."""
    n_words = np.bincount(words.text, minlength=words.n_texts)
    factor = np.maximum(n_words, 1)[words.text] ** -DAMPING
    return np.column_stack([factor, factor * is_negated(words)])


def text_terms(words: MentionWords, lists: np.ndarray) -> np.ndarray:
    """The terms of each text, shape (texts, TERMS). ``lists`` (texts, 2): VADER's and pattern's score, 0 for none."""
    root_n = np.sqrt(np.maximum(np.bincount(words.text, minlength=words.n_texts), 1))
    sums = [np.bincount(words.text, np.maximum(side, 0), minlength=words.n_texts) / root_n
            for valence in signed_valence(words).T for side in (valence, -valence)]
    return np.column_stack([lists, *np.sqrt(sums)])


def general_tone(words: MentionWords, lists: np.ndarray, weights: LearnedWeights) -> np.ndarray:
    """Tone of each text, -1 to 1; NaN for a text without words."""
    added = (word_factors(words) * weights.table[weights.rows(words)]).sum(axis=1)
    start, *of_terms = (weights.of(name)[0] for name in (START, *TERMS))
    rating = start + np.bincount(words.text, added, minlength=words.n_texts) + text_terms(words, lists) @ of_terms
    has_words = np.bincount(words.text, minlength=words.n_texts) > 0
    return np.where(has_words, np.clip(rating / SCALE, -1, 1), np.nan)
