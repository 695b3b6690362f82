"""Who does what to whom: what listed verbs say of a mention, by its part in them.

In "X attacked Y" the verb says one thing of X and another of Y; "Y was attacked by X" says the same. Word order stands
in for grammar: a verb after the mention has it as its subject.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from framing.measures.mention_words import MentionWords, is_negated
from framing.measures.vader_words import NEGATED

VERBS_FILE = Path(__file__).parents[1] / "models" / "tone_rules" / "verbs.tsv"
# A form of "to be" so few words before a verb makes it passive.
PASSIVE_REACH = 3
# An adverb beside a listed verb ("brutally attacked") says as much again, by this factor, of the same party.
ADVERB = 0.5


@cache
def verb_effects() -> dict[str, tuple[float, float]]:
    """Verb form -> what it says of its subject and of its object, -1 to 1."""
    with VERBS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"]: (float(row["toward_subject"]), float(row["toward_object"]))
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def verb_values(words: MentionWords) -> np.ndarray:
    """What each word says of the mention by its part in a listed verb; NaN for other words."""
    effects = verb_effects()
    pairs = np.array([effects.get(word, (np.nan, np.nan)) for word in words.distinct]).reshape(-1, 2)[words.word]
    values = np.where(_mention_acts(words), pairs[:, 0], pairs[:, 1]) * np.where(is_negated(words), NEGATED, 1.0)
    return np.where(np.isnan(values), _beside(words, values), values)


def _beside(words: MentionWords, values: np.ndarray) -> np.ndarray:
    """Of adverbs: what the listed verb just after or just before them says, weakened."""
    is_adverb = np.array([word.endswith("ly") for word in words.distinct], bool)[words.word]
    beside = np.full(len(values), np.nan)
    for step in (1, -1):
        near = np.roll(values, -step)
        same_text = np.roll(words.text, -step) == words.text
        beside = np.where(is_adverb & same_text & np.isnan(beside), ADVERB * near, beside)
    return beside


def _mention_acts(words: MentionWords) -> np.ndarray:
    """Mask over the words: of a verb there the mention would be the one who acts.

    A verb after the mention, unless it is passive; a verb before it, if the mention is named as its agent ("by X").
    """
    passive, makes = np.zeros(len(words.word), bool), words.is_any("makes_passive")
    for back in range(1, PASSIVE_REACH + 1):
        passive[back:] |= makes[:-back] & (words.text[back:] == words.text[:-back])
    endings = ("ed", "en", "shot", "led", "won", "lost")
    ends_like_one = np.array([word.endswith(endings) for word in words.distinct], bool)
    is_agent = np.zeros(words.n_texts, bool)
    is_agent[words.text[words.is_any("names_agent") & (words.distance == -1)]] = True
    return np.where(words.distance > 0, ~(passive & ends_like_one[words.word]), is_agent[words.text])
