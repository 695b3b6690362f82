"""A text as its attributions are looked for: what was read of it, with the tokens and the cues of every sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.attributions.cue_places import CuePlaces, Place
from framing.attributions.joined_texts import JoinedTexts
from framing.attributions.language import may_be_another_language
from framing.attributions.reading import Reading, Span
from framing.attributions.token_columns import TokenColumns, read_tokens
from framing.attributions.tokens import Tokens

COLON = ord(":")


class TokenisedText(NamedTuple):
    """``columns`` and ``cue_places`` are those of some texts that were read together; ``first``: number of the first
    sentence of this one among theirs. ``may_hold``: numbers of the paragraphs that may hold an attribution."""

    reading: Reading
    columns: TokenColumns
    cue_places: CuePlaces
    first: int
    may_hold: Sequence[int]
    may_be_foreign: bool

    def places(self, sentence: int) -> Sequence[Place]:
        """The cues and set phrases of a sentence, by its number in the text."""
        return self.cue_places.of_sentence(self.first + sentence)

    def tokens(self, sentence: int) -> Tokens:
        """The tokens of a sentence, by its number in the text."""
        return self.columns.tokens(self.first + sentence, self.reading.text)

    def tokens_of(self, sentence: int | None, span: Span) -> Tokens:
        """The tokens of a sentence, or of a span of the text where there is none."""
        if sentence is not None:
            return self.tokens(sentence)
        return read_tokens(self.reading.text, *span, self.reading.quotes)


def tokenise(readings: Iterable[Reading], texts: JoinedTexts) -> Iterator[TokenisedText]:
    """Several texts, read together in ``texts``."""
    columns = TokenColumns.of(texts)
    places = CuePlaces.of(columns)
    first = 0
    for reading, may_hold, may_be_foreign in zip(readings, _paragraphs_to_read(texts, places.may_hold()),
                                                 may_be_another_language(texts).tolist(), strict=True):
        yield TokenisedText(reading, columns, places, first, may_hold, may_be_foreign)
        first += len(reading.starts)


def _paragraphs_to_read(texts: JoinedTexts, sentences: np.ndarray) -> Iterator[list[int]]:
    """For each text the numbers of the paragraphs with one of some sentences (a mask), a quotation or a colon, or after
    one with a colon: nothing is attributed in others."""
    starts = texts.paragraphs[0]
    places = np.concatenate([texts.sentences[0][sentences], texts.quotes[0]])
    with_colon = np.searchsorted(starts, np.flatnonzero(texts.codes == COLON), side="right") - 1
    may_hold = np.zeros(len(starts) + 1, bool)
    for numbers in (np.searchsorted(starts, places, side="right") - 1, with_colon, with_colon + 1):
        may_hold[numbers] = True
    for first, stop in pairwise(np.searchsorted(starts, texts.text_start).tolist()):
        yield np.flatnonzero(may_hold[first:stop]).tolist()
