"""The learned way to tone toward a mention: every word adds a weight of its own, by where it stands.

A linear model: the log-odds of "negative" and of "positive" against "neutral" are sums over the words around the
mention. The mention itself adds the same whoever it names, and no name has a weight: to rename the actor
changes nothing. Source of the task and of the coded sentences: hamborg2021newsmtsc.
"""

from __future__ import annotations

import numpy as np

from framing.measures.learned_weights import LearnedWeights
from framing.measures.mention_terms import TERMS, mention_terms
from framing.measures.mention_verbs import is_wronged
from framing.measures.mention_words import MentionWords, is_in_clause, is_negated

KEY = "tone_toward"
# Where a word stands, each a factor from 0 to 1: on which side; the same, fading over about six words, and over
# about one; behind a negation; in the clause of the mention.
ZONES = ("left", "right", "left_6", "right_6", "left_1", "right_1", "negated", "clause")
# Negative and positive that differ by less than this balance each other: the label is neutral.
UNDECIDED = 0.05
SIDES = ("negative", "positive")
COLUMNS = tuple(f"{zone}_{side}" for zone in ZONES for side in SIDES)


def zone_factors(words: MentionWords) -> np.ndarray:
    """How much each word stands in each zone, shape (words, zones). The mention stands in its clause only.

    A violent verb stands in none for the one it is done to: the attacked are not blamed for the attack.
    """
    distance = words.distance
    sides, steps = (distance < 0, distance > 0), np.maximum(np.abs(distance) - 1, 0)
    every_step = np.arange(steps.max(initial=0) + 1)
    fading = [np.exp(-every_step / reach)[steps] * side for reach in (6, 1) for side in sides]
    zones = np.column_stack([*sides, *fading, is_negated(words), is_in_clause(words)])
    return (zones * ~is_wronged(words)[:, None]).astype(np.float32)


def add_up(words: MentionWords, weights: LearnedWeights) -> tuple[np.ndarray, np.ndarray]:
    """What each word adds to the log-odds (words, 2), and their sums with the terms (texts, 2): negative, positive."""
    table = weights.table.reshape(-1, len(ZONES), len(SIDES))
    added = np.einsum("wz,wzs->ws", zone_factors(words), table[weights.rows(words)])
    sums = [np.bincount(words.text, weights=side, minlength=words.n_texts) for side in added.T]
    return added, np.column_stack(sums) + mention_terms(words) @ term_weights(weights)


def term_weights(weights: LearnedWeights) -> np.ndarray:
    """Weights of the terms, shape (TERMS, 2). They stand in the columns of the clause."""
    clause = weights.columns.index("clause_negative")
    return np.array([weights.of(term)[clause : clause + 2] for term in TERMS])


def shares_of(sums: np.ndarray) -> np.ndarray:
    """Probabilities (texts, 3) of negative, neutral and positive, from the two log-odds."""
    odds = np.column_stack([sums[:, 0], np.zeros(len(sums)), sums[:, 1]])
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def labels_of(shares: np.ndarray) -> np.ndarray:
    """-1, 0 or 1: the likeliest; 0 too where negative and positive are about as likely as each other."""
    undecided = np.abs(shares[:, 2] - shares[:, 0]) < UNDECIDED
    return np.where(undecided, 0, shares.argmax(axis=1) - 1)
