"""A sentence as a row of tokens, each with one letter that says what it can be in the grammar of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from framing.attributions.word_lists import group_pairs, words_of
from framing.words import WORD

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

TOKEN = re.compile(rf"(?P<dash>--+)|(?P<word>{WORD.pattern})|(?P<mark>[^\w\s])", re.VERBOSE)
CHUNK = re.compile(r"\S+")
# What scrapers leave between words is no token: "@" and "#" belong to the word after them.


class Chunk(NamedTuple):
    """What stands between two spaces: spans, lower case and letters of its tokens."""

    spans: tuple[tuple[int, int], ...]
    lows: tuple[str, ...]
    letters: str


class Piece(NamedTuple):
    """A part of a sentence between quotations, with its chunks; or a quotation, which has none."""

    start: int
    end: int
    chunks: list[Chunk] | None


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence: ``low`` (lower case) and ``letters`` (one letter a token), both in order.

    A quotation is one token, cut at the ends of the sentence. Where a token stands is worked out when it is first
    asked for: most sentences hold nothing that is looked for.
    """

    text: str
    pieces: list[Piece]
    low: list[str]
    letters: str
    _spans: list[tuple[int, int]] | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each token, as characters of the text."""
        if self._spans is None:
            self._spans = [span for piece in self.pieces for span in _spans_of_piece(self.text, piece)]
        return self._spans

    def words(self, first: int, stop: int) -> str:
        """The text of the tokens from ``first`` to before ``stop``."""
        return self.text[slice(*self.characters(first, stop))]

    def characters(self, first: int, stop: int) -> tuple[int, int]:
        """Start and end of the tokens from ``first`` to before ``stop``, as characters of the text."""
        return self.spans[first][0], self.spans[stop - 1][1]


def read_tokens(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens of ``text[start:end]``. ``quotes``: outermost quotations of the text, in order."""
    lows: list[str] = []
    letters: list[str] = []
    pieces: list[Piece] = []
    place = start
    number = bisect_right(quotes, (start, -1))
    if number and quotes[number - 1][1] > start:
        number -= 1
    while place < end:
        is_last = number >= len(quotes) or quotes[number][0] >= end
        stop = end if is_last else max(quotes[number][0], place)
        chunks = _read_chunks(text[place:stop].split())
        lows += chain.from_iterable([chunk.lows for chunk in chunks])
        letters += [chunk.letters for chunk in chunks]
        pieces.append(Piece(place, stop, chunks))
        if is_last:
            break
        place = min(quotes[number][1], end)
        pieces.append(Piece(stop, place, None))
        lows.append("“”")
        letters.append("Q")
        number += 1
    return Tokens(text, pieces, lows, "".join(letters))


def _spans_of_piece(text: str, piece: Piece) -> list[tuple[int, int]]:
    if piece.chunks is None:
        return [(piece.start, piece.end)]
    starts = [match.start() for match in CHUNK.finditer(text, piece.start, piece.end)]
    return [(place + first, place + last) for place, chunk in zip(starts, piece.chunks, strict=True)
            for first, last in chunk.spans]


# Texts repeat their words: each is read once. Emptied when full, so that no archive fills the memory.
_KNOWN: dict[str, Chunk] = {}
MAX_KNOWN_CHUNKS = 200_000


def _read_chunks(chunks: list[str]) -> list[Chunk]:
    try:
        return [_KNOWN[chunk] for chunk in chunks]
    except KeyError:
        if len(_KNOWN) > MAX_KNOWN_CHUNKS:
            _KNOWN.clear()
        _KNOWN.update({chunk: _read_chunk(chunk) for chunk in chunks if chunk not in _KNOWN})
        return [_KNOWN[chunk] for chunk in chunks]


def _read_chunk(chunk: str) -> Chunk:
    spans, lows, letters = [], [], []
    for match in TOKEN.finditer(chunk):
        token = match[0]
        letter = "-" if match.lastgroup == "dash" else LETTER_OF_MARK.get(token[0], "")
        if match.lastgroup == "word":
            letter = _letter(token)
        if letter:
            spans.append(match.span())
            lows.append(_low(token))
            letters.append(letter)
    return Chunk(tuple(spans), tuple(lows), "".join(letters))


def _low(token: str) -> str:
    return token.lower().replace("’", "'")


@cache
def _listed_letters() -> dict[str, str]:
    letters: dict[str, str] = {}
    for word, group in group_pairs():
        if group in LETTER_OF_GROUP:
            letters.setdefault(word, LETTER_OF_GROUP[group])
    return letters


def _letter(token: str) -> str:
    """The letter of a word as written. "US" is a name, "us" a pronoun."""
    low = _low(token)
    listed = _listed_letters().get(low)
    if listed and not (token.isupper() and len(token) > 1 and listed == "o"):
        return listed
    if token[0].isupper() or token[0].isdigit():
        return "N" if token[0].isupper() else "n"
    if low.endswith("ly") and low not in words_of("adverb_like_not"):
        return "r"
    if low.endswith("ed") and low not in words_of("past_like_not") and "-" not in low:
        return "e"
    return "g" if low.endswith("ing") and len(low) > 5 and "-" not in low else "n"
