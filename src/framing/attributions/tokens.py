"""A sentence as a row of tokens, each with one letter that says what it can be in the grammar of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from framing.attributions.word_lists import group_pairs, words_of

# One letter a token, so that the grammar can be written as regular expressions over a string of letters.
LETTER_OF_GROUP = {
    "determiner": "d", "pronoun": "h", "contraction": "h", "object_pronoun": "o", "relative": "w", "question": "k",
    "that": "T", "subordinator": "s", "coordinator": "c", "contrast": "b", "preposition": "p", "to": "t",
    "auxiliary": "x", "adverb": "r", "time": "y", "verb": "v",
}
# The others: N a word with a capital, n any other word (noun, adjective, unknown), e a word in -ed, g a word in -ing,
# Q a whole quotation, and the marks below. A full stop is left out: inside a sentence it belongs to an abbreviation.
LETTER_OF_MARK = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "(": "(", ")": ")", "[": "(", "]": ")", "?": "?",
                  "!": "?", "…": "-"}
LETTER_OF_DASH = "-"  # two hyphens or more
LETTER_OF_QUOTATION, LOW_OF_QUOTATION = "Q", "“”"
# What scrapers leave between words is no token: "@" and "#" belong to the word after them.


class Tokens(NamedTuple):
    """The tokens of one sentence: ``low`` (lower case), ``letters`` (one letter a token), ``starts`` and ``ends``
    (characters of ``text``), all in order. A quotation is one token, cut at the ends of the sentence."""

    text: str
    low: list[str]
    letters: str
    starts: Sequence[int]
    ends: Sequence[int]

    def words(self, first: int, stop: int) -> str:
        """The text of the tokens from ``first`` to before ``stop``."""
        return self.text[self.starts[first]:self.ends[stop - 1]]

    def characters(self, first: int, stop: int) -> tuple[int, int]:
        """Start and end of the tokens from ``first`` to before ``stop``, as characters of the text."""
        return self.starts[first], self.ends[stop - 1]


def low_of(word: str) -> str:
    """Lower case of a word as written, with straight apostrophes."""
    return word.lower().replace("’", "'")


@lru_cache(maxsize=200_000)  # texts repeat their words: each is read once
def letter_of(word: str) -> str:
    """The letter of a word as written. "US" is a name, "us" a pronoun."""
    low = low_of(word)
    listed = _listed_letters().get(low)
    if listed and not (listed == "o" and word.isupper() and len(word) > 1):
        return listed
    if word[0].isupper() or word[0].isdigit():
        return "N" if word[0].isupper() else "n"
    if low.endswith("ly") and low not in words_of("adverb_like_not"):
        return "r"
    if low.endswith("ed") and low not in words_of("past_like_not") and "-" not in low:
        return "e"
    return "g" if low.endswith("ing") and len(low) > 5 and "-" not in low else "n"


@cache
def _listed_letters() -> dict[str, str]:
    letters: dict[str, str] = {}
    for word, group in group_pairs():
        if group in LETTER_OF_GROUP:
            letters.setdefault(word, LETTER_OF_GROUP[group])
    return letters
