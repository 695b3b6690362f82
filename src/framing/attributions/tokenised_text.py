"""A text as its attributions are looked for: what was read of it, with the tokens and the cues of every sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.attributions.cue_places import Place, find_places
from framing.attributions.joined_texts import JoinedTexts
from framing.attributions.reading import Paragraph, Reading, Span
from framing.attributions.token_columns import TokenColumns, read_tokens
from framing.attributions.tokens import Tokens


class TokenisedText(NamedTuple):
    """``columns`` and ``places_of`` are those of some texts that were read together; ``first``: number of the first
    sentence of this one among theirs."""

    reading: Reading
    columns: TokenColumns
    places_of: Sequence[Sequence[Place]]
    first: int

    def places(self, sentence: int) -> Sequence[Place]:
        """The cues and set phrases of a sentence, by its number in the text."""
        return self.places_of[self.first + sentence]

    def tokens(self, sentence: int) -> Tokens:
        """The tokens of a sentence, by its number in the text."""
        return self.columns.tokens(self.first + sentence, self.reading.text)

    def tokens_of(self, paragraph: Paragraph, span: Span) -> Tokens:
        """The tokens of a sentence of a paragraph, or of any other span of the text."""
        if span in paragraph.sentences:
            return self.tokens(paragraph.first + paragraph.sentences.index(span))
        return read_tokens(self.reading.text, *span, self.reading.quotes)


def tokenise(readings: Sequence[Reading], texts: JoinedTexts) -> Iterator[TokenisedText]:
    """Several texts, read together in ``texts``."""
    columns = TokenColumns.of(texts)
    places = find_places(columns)
    first = 0
    for reading in readings:
        yield TokenisedText(reading, columns, places, first)
        first += sum(len(paragraph.sentences) for paragraph in reading.paragraphs)
