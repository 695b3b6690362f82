"""Some texts read together: characters, sentences, quotations and words of all of them as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from framing.attributions.reading import Reading, Span
from framing.attributions.tokens import LETTER_OF_MARK
from framing.words import WORD, find_words

# A modifier letter that is no part of a word, and yet decides how the word beside it ends.
ODD_APOSTROPHE = ord("ʼ")
MARKS_IN_NAMES = "'’-"
# What characters are asked, once each distinct one.
KINDS_OF_CHARACTERS: Mapping[str, Callable[[str], bool]] = {
    "word": lambda character: character.isalnum() or character == "_",
    "capital": lambda character: "A" <= character <= "Z",
    "mark in names": MARKS_IN_NAMES.__contains__,
    "mark": LETTER_OF_MARK.__contains__,
    "letter outside ASCII": lambda character: character.isalpha() and not character.isascii(),
}


@dataclass(frozen=True, eq=False)
class WordColumns:
    """Words in order: number in ``forms`` (as written), and characters of the joined texts."""

    forms: Sequence[str]
    form: np.ndarray
    start: np.ndarray
    end: np.ndarray


@dataclass(frozen=True, eq=False)
class JoinedTexts:
    """Texts with a line break after each. All places are characters of the whole, in order.

    ``text_start`` (texts + 1,): where each text begins; ``paragraphs``, ``sentences`` and ``quotes`` (2, n): starts and
    ends, none inside another of its kind. ``words``: those of whole lines.
    """

    text: str
    text_start: np.ndarray
    paragraphs: np.ndarray
    sentences: np.ndarray
    quotes: np.ndarray
    words: WordColumns

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> JoinedTexts:
        text = "\n".join([*(reading.text for reading in readings), ""])
        text_start = np.cumsum([0, *(len(reading.text) + 1 for reading in readings)])
        sentences = _joined([list(zip(reading.starts, reading.ends, strict=True)) for reading in readings], text_start)
        paragraphs = _joined([[paragraph[:2] for paragraph in reading.paragraphs] for reading in readings], text_start)
        quotes = _joined([reading.quotes for reading in readings], text_start)
        return cls(text, text_start, paragraphs, sentences, quotes, _find_words(text))

    @cached_property
    def codes(self) -> np.ndarray:
        """The code point of every character."""
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)

    @cached_property
    def _distinct(self) -> list[int]:
        occurs = np.zeros(int(self.codes.max(initial=0)) + 1, bool)
        occurs[self.codes] = True
        return np.flatnonzero(occurs).tolist()

    @cached_property
    def _kinds(self) -> np.ndarray:
        """The kinds of every character, each a bit."""
        table = np.zeros(len(self.table(str.isalpha)), np.uint8)
        for number, test in enumerate(KINDS_OF_CHARACTERS.values()):
            table |= self.table(test).astype(np.uint8) << number
        return table[self.codes]

    def where(self, *kinds: str) -> np.ndarray:
        """Mask over the characters: those of one of some of KINDS_OF_CHARACTERS."""
        bits = sum(1 << number for number, kind in enumerate(KINDS_OF_CHARACTERS) if kind in kinds)
        return (self._kinds & np.uint8(bits)) > 0

    def table(self, test: Callable[[str], bool]) -> np.ndarray:
        """Mask over the code points: those of the characters that pass a test."""
        passes = np.zeros(self._distinct[-1] + 1 if self._distinct else 1, bool)
        passes[[code for code in self._distinct if test(chr(code))]] = True
        return passes


def _find_words(text: str) -> WordColumns:
    """The words of a text. Those of its sentences are the same, but for some at their edges: see ``words_outside``."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    form = np.array([numbers[word] for word in WORD.findall(text)], np.int64)
    start, end = np.array(find_words(text), np.int64).reshape(-1, 2).T
    return WordColumns(list(numbers), form, start, end)


def _joined(spans: Sequence[Sequence[Span]], text_start: np.ndarray) -> np.ndarray:
    """Starts and ends in the joined texts, shape (2, n), of the spans of each text."""
    places = np.array([*chain.from_iterable(spans)], np.int64).reshape(-1, 2)
    return (places + np.repeat(text_start[:-1], list(map(len, spans)))[:, None]).T


def count_words(texts: JoinedTexts, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """How many words ``find_words`` would find in each of some pieces of the joined texts.

    They are those of the sentences there, unless an edge of the piece stands in a word or after "ʼ".
    """
    words = texts.words
    first, stop = np.searchsorted(words.start, starts), np.searchsorted(words.end, ends, side="right")
    n_words = stop - first
    cuts = (np.append(0, words.end)[first] > starts) | (np.append(words.start, len(texts.text))[stop] < ends)
    for row in np.flatnonzero(cuts | (texts.codes[starts - 1] == ODD_APOSTROPHE)).tolist():
        n_words[row] = len(find_words(texts.text[starts[row]:ends[row]]))
    return n_words


def are_in(places: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Mask over the places: those inside one of some spans."""
    before = np.searchsorted(starts, places, side="right") - 1
    return (before >= 0) & (np.append(ends, 0)[before] > places)
