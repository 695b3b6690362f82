"""Who does what to whom: what listed verbs say of a mention, by its part in them.

In "X attacked Y" the verb says one thing of X and another of Y; "Y was attacked by X" says the same. Word order stands
in for grammar: a verb after the mention has it as its subject.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from framing.kept import kept_with_first
from framing.measures.mention_words import MentionWords, is_in_clause, is_negated
from framing.measures.vader_words import NEGATED

VERBS_FILE = Path(__file__).parents[1] / "models" / "tone_rules" / "verbs.tsv"
# A form of "to be" so few words before a verb makes it passive.
PASSIVE_REACH = 3
# "By" so few words before the mention names it as the one who acts: "by the armed rebels".
AGENT_REACH = 3
# An adverb beside a listed verb ("brutally attacked") says as much again, by this factor, of the same party.
ADVERB = 0.5


@cache
def verb_effects() -> dict[str, tuple[float, float]]:
    """Verb form -> what it says of its subject and of its object, -1 to 1."""
    with VERBS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"]: (float(row["toward_subject"]), float(row["toward_object"]))
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


@kept_with_first
def verb_values(words: MentionWords) -> np.ndarray:
    """What each word says of the mention by its part in a listed verb; NaN for other words."""
    effects = verb_effects()
    pairs = np.array([effects.get(word, (np.nan, np.nan)) for word in words.distinct]).reshape(-1, 2)[words.word]
    values = np.where(_mention_acts(words), pairs[:, 0], pairs[:, 1]) * np.where(is_negated(words), NEGATED, 1.0)
    return np.where(np.isnan(values), _beside(words, values), values)


def is_wronged(words: MentionWords) -> np.ndarray:
    """Mask over the words: violent verbs (and adverbs beside them) of which the mention is the one it is done to."""
    violent = np.array([effects[0] < 0 < effects[1] for effects in map(_effects_of, words.distinct)], bool)[words.word]
    at_verb = violent & ~_mention_acts(words)
    return at_verb | ~np.isnan(_beside(words, np.where(at_verb, 1.0, np.nan)))


def _effects_of(word: str) -> tuple[float, float]:
    return verb_effects().get(word, (0.0, 0.0))


def _beside(words: MentionWords, values: np.ndarray) -> np.ndarray:
    """Of adverbs: what the listed verb just after or just before them says, weakened."""
    is_adverb = np.array([word.endswith("ly") for word in words.distinct], bool)[words.word]
    beside = np.full(len(values), np.nan)
    for step in (1, -1):
        near = np.roll(values, -step)
        same_text = np.roll(words.text, -step) == words.text
        beside = np.where(is_adverb & same_text & np.isnan(beside), ADVERB * near, beside)
    return beside


@kept_with_first
def _mention_acts(words: MentionWords) -> np.ndarray:
    """Mask over the words: of a verb there the mention would be the one who acts.

    A verb after the mention, unless it is passive; a verb before it, if the mention is named as its agent ("by X").
    """
    passive, makes = np.zeros(len(words.word), bool), words.is_any("makes_passive")
    for back in range(1, PASSIVE_REACH + 1):
        passive[back:] |= makes[:-back] & (words.text[back:] == words.text[:-back])
    endings = ("ed", "en", "shot", "led", "won", "lost")
    ends_like_one = np.array([word.endswith(endings) for word in words.distinct], bool)
    names_agent = words.is_any("names_agent") & (words.distance < 0) & (words.distance >= -AGENT_REACH)
    is_agent = np.zeros(words.n_texts, bool)
    is_agent[words.text[names_agent & is_in_clause(words)]] = True
    return np.where(words.distance > 0, ~(passive & ends_like_one[words.word]), is_agent[words.text])
