"""The rule-based way to tone toward a mention: its own clause, negation, contrast, and who does what to whom.

A listed word counts with its valence, and less the further it stands. A verb of ``verbs.tsv`` counts by the mention's
part in it: in "X attacked Y" the verb says one thing of X and another of Y; "Y was attacked by X" says the same.
"""

from __future__ import annotations

import numpy as np

from framing.measures.mention_terms import toward_valence
from framing.measures.mention_words import MENTION, MentionWords, is_in_clause

KEY = "tone_rules"
# A word so far away counts half; in another clause less, and beyond a "but" less again.
HALF_AT, OTHER_CLAUSE, BEYOND_CONTRAST = 5, 0.5, 0.5
# Sums of smaller size are neutral: about one mildly listed word, well away from the mention.
NEUTRAL_BELOW = 0.1


def rule_scores(words: MentionWords) -> tuple[np.ndarray, np.ndarray]:
    """What each word adds (words,), and the value of each text (texts,), -1 to 1."""
    added = word_values(words) * _nearness(words)
    sums = np.bincount(words.text, added, minlength=words.n_texts)
    return added, sums / np.sqrt(sums * sums + 1)


def word_values(words: MentionWords) -> np.ndarray:
    """The valence of each word toward the mention: of verbs by its part in them, of others as they are listed."""
    vader, pattern = toward_valence(words).T
    return np.where(words.distance == 0, 0.0, np.where(vader != 0, vader, pattern))


def _nearness(words: MentionWords) -> np.ndarray:
    near = HALF_AT / (HALF_AT + np.maximum(np.abs(words.distance) - 1, 0))
    sides = np.cumsum(words.is_any("contrasts"))
    of_mention = sides[words.is_word(MENTION)]
    beyond = sides != of_mention[words.text]
    return near * np.where(is_in_clause(words), 1.0, OTHER_CLAUSE) * np.where(beyond, BEYOND_CONTRAST, 1.0)


def rule_labels(values: np.ndarray) -> np.ndarray:
    """-1, 0 or 1."""
    return np.where(np.abs(values) < NEUTRAL_BELOW, 0, np.sign(values)).astype(np.int64)
