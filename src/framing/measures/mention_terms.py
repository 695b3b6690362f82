"""What a text says of a mention as a whole: listed praise and blame by zone, and how the sentence is built.

These are the terms of the learned model that no single word carries. Listed words count by the square root of their
sum: a third insult adds less than the first.
"""

from __future__ import annotations

import numpy as np

from framing.kept import kept_with_first
from framing.lexicon import load_lexicon
from framing.measures.mention_verbs import verb_values
from framing.measures.mention_words import MENTION, MentionWords, is_in_clause, is_negated
from framing.measures.tone_rules import listed_words
from framing.measures.vader_words import NEGATED

LISTS = (("vader", 4.0), ("pattern_en", 1.0))  # with the size of their scales
PLACES = ("left", "right", "clause", "near", "all", "fading")
LIST_TERMS = tuple(f"({sign} {place} {key})" for key, _ in LISTS for place in PLACES for sign in ("kind", "harsh"))
SHAPE_TERMS = ("(share of words before)", "(log words)", "(opens the text)", "(has a contrast)", "(possessive)",
               "(inside quotation marks)", "(share inside quotation marks)")
TERMS = (*LIST_TERMS, *SHAPE_TERMS)
NEAR = 7


def mention_terms(words: MentionWords) -> np.ndarray:
    """The terms of each text, shape (texts, TERMS)."""
    n_words = np.bincount(words.text, minlength=words.n_texts)
    sums = []
    for valence in toward_valence(words).T:
        listed = np.flatnonzero(valence)  # the others add nothing
        text = words.text[listed]
        factors = _places(words, listed) / np.where(np.array(PLACES) == "all", np.sqrt(n_words)[text, None], 1)
        sums += [np.bincount(text, np.maximum(side, 0) * place, minlength=words.n_texts)
                 for place in factors.T for side in (valence[listed], -valence[listed])]
    return np.column_stack([*np.sqrt(sums), *_shape(words, n_words)])


def signed_valence(words: MentionWords) -> np.ndarray:
    """Valence of each word in each list, -1 to 1, 0 if it is not listed, turned and weakened behind a negation."""
    lists = [(listed_words(load_lexicon(key)), size) for key, size in LISTS]
    of_distinct = np.array([[listed.get(word, 0.0) / size for listed, size in lists] for word in words.distinct])
    return of_distinct.reshape(-1, len(LISTS))[words.word] * np.where(is_negated(words), NEGATED, 1.0)[:, None]


@kept_with_first
def toward_valence(words: MentionWords) -> np.ndarray:
    """``signed_valence``, but of listed verbs what they say of the mention by its part: the attacked are not blamed."""
    by_part = verb_values(words)[:, None]
    return np.where(np.isnan(by_part), signed_valence(words), by_part)


def _places(words: MentionWords, some: np.ndarray) -> np.ndarray:
    """How much some of the words stand in each of PLACES, shape (words, PLACES)."""
    distance, far = words.distance[some], np.abs(words.distance[some])
    return np.column_stack([distance < 0, distance > 0, is_in_clause(words)[some], far <= NEAR, np.ones(len(far)),
                            1 / (1 + far)]) * (distance != 0)[:, None]


def _shape(words: MentionWords, n_words: np.ndarray) -> list[np.ndarray]:
    def share(mask: np.ndarray) -> np.ndarray:
        return np.bincount(words.text[mask], minlength=words.n_texts) / np.maximum(n_words, 1)

    is_mention = words.is_word(MENTION)
    before = share(words.distance < 0)
    quoted = in_quotation_marks(words)
    possessive = words.is_word("'s") & (words.distance == 1)
    contrasts = np.sign(share(words.is_any("contrasts")))
    return [before, np.log(np.maximum(n_words, 1)), (before == 0).astype(float), contrasts,
            np.sign(share(possessive)), np.sign(share(quoted & is_mention)), share(quoted)]


def in_quotation_marks(words: MentionWords) -> np.ndarray:
    """Mask over the words: an odd number of double marks stands before it in its text."""
    n_marks = np.cumsum(words.is_word('"'))
    first = np.flatnonzero(np.diff(words.text, prepend=-1))
    before_text = np.concatenate([[0], n_marks])[first]
    return (n_marks - np.repeat(before_text, np.diff([*first, len(words.text)]))) % 2 == 1
