"""The tokens of all sentences of some texts as columns: words once a distinct form, marks and quotations by arrays."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.attributions.joined_texts import JoinedTexts, WordColumns, are_in
from framing.attributions.outside_quotations import words_outside
from framing.attributions.reading import Paragraph, Reading, Span
from framing.attributions.tokens import (
    LETTER_OF_DASH,
    LETTER_OF_MARK,
    LETTER_OF_QUOTATION,
    LOW_OF_QUOTATION,
    Tokens,
    letter_of,
    low_of,
)

# The tokens that are no words, before the dashes: each its own lower case.
NO_WORDS = {**LETTER_OF_MARK, LOW_OF_QUOTATION: LETTER_OF_QUOTATION}
HYPHEN = ord("-")


@dataclass(frozen=True, eq=False)
class TokenColumns:
    """One entry a token: ``kind`` (number in ``lows`` and ``letter_of``), ``start`` and ``end`` in the joined texts.

    Sentence s of all texts has the tokens from ``first[s]`` to before ``stop[s]``.
    """

    texts: JoinedTexts
    kind: np.ndarray
    start: np.ndarray
    end: np.ndarray
    lows: list[str]
    letter_of: np.ndarray
    first: np.ndarray
    stop: np.ndarray

    @classmethod
    def of(cls, texts: JoinedTexts) -> TokenColumns:
        words = words_outside(texts)
        starts, ends, kinds, dashes = _no_words(texts, words)
        place = np.searchsorted(words.start, starts)
        start = np.insert(words.start, place, starts)
        letters = "".join([*map(letter_of, words.forms), *NO_WORDS.values(), LETTER_OF_DASH * len(dashes)])
        return cls(texts, np.insert(words.form, place, kinds + len(words.forms)), start,
                   np.insert(words.end, place, ends), [*map(low_of, words.forms), *NO_WORDS, *dashes],
                   np.frombuffer(letters.encode(), np.uint8),
                   np.searchsorted(start, texts.sentences[0]), np.searchsorted(start, texts.sentences[1]))

    def kinds_in(self, words: Set[str]) -> np.ndarray:
        """Mask over the kinds: those that are one of some words."""
        numbers, number_of_kind = self._distinct_lows
        mask = np.zeros(len(numbers), bool)
        mask[[numbers[word] for word in words & numbers.keys()]] = True
        return mask[number_of_kind]

    @cached_property
    def _distinct_lows(self) -> tuple[dict[str, int], np.ndarray]:
        """The lower cases, numbered, and the number of each kind's."""
        numbers: dict[str, int] = {}
        of_kind = [numbers.setdefault(low, len(numbers)) for low in self.lows]
        return numbers, np.array(of_kind, np.int64)

    @cached_property
    def letters(self) -> str:
        """One letter a token."""
        return self.letter_of[self.kind].tobytes().decode()

    @cached_property
    def low(self) -> list[str]:
        """Every token in lower case."""
        return np.array(self.lows, object)[self.kind].tolist()

    @cached_property
    def _places(self) -> tuple[memoryview, memoryview]:
        """Start and end of each token as characters of its own text."""
        n_tokens = np.diff(np.searchsorted(self.start, self.texts.text_start))
        shift = np.repeat(self.texts.text_start[:-1], n_tokens)
        return (self.start - shift).data, (self.end - shift).data

    @cached_property
    def bounds(self) -> tuple[list[int], list[int]]:
        """First token of every sentence, and the one after its last."""
        return self.first.tolist(), self.stop.tolist()

    def tokens(self, sentence: int, text: str) -> Tokens:
        """The tokens of a sentence. ``text``: the text in which it stands."""
        firsts, stops = self.bounds
        first, stop = firsts[sentence], stops[sentence]
        starts, ends = self._places
        return Tokens(text, self.low[first:stop], self.letters[first:stop], starts[first:stop], ends[first:stop])


def read_tokens(text: str, start: int, end: int, quotes: Sequence[Span]) -> Tokens:
    """The tokens of ``text[start:end]`` by themselves. ``quotes``: outermost quotations of the text, in order."""
    alone = Reading(text, (Paragraph(start, end, 0, 1),), tuple(quotes), [start], [end])
    return TokenColumns.of(JoinedTexts.of([alone])).tokens(0, text)


def _no_words(texts: JoinedTexts, words: WordColumns) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Start, end and kind of marks, quotations and dashes, in order, and the dashes: their kinds follow NO_WORDS."""
    marks = np.flatnonzero(texts.where("mark"))
    marks = marks[~(are_in(marks, words.start, words.end) | are_in(marks, *texts.quotes))]
    codes = np.array(list(map(ord, LETTER_OF_MARK)))
    kinds = np.argsort(codes)[np.searchsorted(np.sort(codes), texts.codes[marks])]
    quotes, dashes = _quotations(texts), _dashes(texts)
    n_quotes, n_dashes = quotes.shape[1], dashes.shape[1]
    starts = np.concatenate([marks, quotes[0], dashes[0]])
    order = np.argsort(starts, kind="stable")
    ends = np.concatenate([marks + 1, quotes[1], dashes[1]])
    numbers = np.concatenate([kinds, np.full(n_quotes, len(NO_WORDS) - 1),
                              len(NO_WORDS) + np.arange(n_dashes)])
    return starts[order], ends[order], numbers[order], [texts.text[start:end] for start, end in dashes.T.tolist()]


def _quotations(texts: JoinedTexts) -> np.ndarray:
    """Every quotation in every sentence that it reaches into, cut at its ends; shape (2, n)."""
    (starts, ends), (quote_starts, quote_ends) = texts.sentences, texts.quotes
    first = np.searchsorted(ends, quote_starts, side="right")
    n_sentences = np.searchsorted(starts, quote_ends) - first
    quote = np.repeat(np.arange(len(first)), n_sentences)
    sentence = np.arange(len(quote)) + np.repeat(first - np.cumsum(n_sentences) + n_sentences, n_sentences)
    return np.array([np.maximum(quote_starts[quote], starts[sentence]), np.minimum(quote_ends[quote], ends[sentence])])


def _dashes(texts: JoinedTexts) -> np.ndarray:
    """Runs of two hyphens or more outside quotations, shape (2, n). An edge of a sentence or quotation cuts a run."""
    hyphens = np.flatnonzero(texts.codes == HYPHEN)
    is_edge = np.zeros(len(texts.codes), bool)
    is_edge[texts.sentences], is_edge[texts.quotes] = True, True
    goes_on = (np.diff(hyphens, prepend=-2) == 1) & ~is_edge[hyphens]
    is_first, is_last = ~goes_on, ~np.append(goes_on[1:], False)[:len(goes_on)]
    starts, ends = hyphens[is_first], hyphens[is_last] + 1
    is_dash = (ends - starts > 1) & ~are_in(starts, *texts.quotes)
    return np.array([starts[is_dash], ends[is_dash]])
