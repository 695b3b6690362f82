"""An article as the search for attributions sees it: its sentences by paragraph, and its quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from framing.quotes import Quote, find_quotes
from framing.sentences import split_sentences

Span = tuple[int, int]

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# A mark that can begin or end a quotation; a paragraph without one is not searched for quotations.
POSSIBLE_MARK = re.compile(r"[\"“”„‟«»‹›‘‚‛]|(?<!\w)['’]|''|’’")


class Paragraph(NamedTuple):
    """A paragraph, as characters of the text, with the sentences from ``first`` to before ``stop`` of the text."""

    start: int
    end: int
    first: int
    stop: int


class Reading(NamedTuple):
    """A text with its paragraphs and its outermost quotations (start, end), and where each sentence starts and ends.
    All are in order."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Span, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    def sentence_at(self, paragraph: Paragraph, place: int) -> int | None:
        """The number of the sentence of a paragraph that holds a character."""
        number = bisect_right(self.starts, place, paragraph.first, paragraph.stop) - 1
        return number if number >= paragraph.first and place < self.ends[number] else None


def read_text(text: str) -> Reading:
    """The reading of a plain text. Every line that holds something is a paragraph."""
    spans = [match.span() for match in PARAGRAPH.finditer(text) if not match[0].isspace()]
    quotes = outermost(find_quotes(text, _with_marks(text, spans))[0])
    paragraphs: list[Paragraph] = []
    sentences: list[Span] = []
    for start, end in spans:
        first = len(sentences)
        sentences += [(start + begin, start + stop) for begin, stop in split_sentences(text[start:end])]
        paragraphs.append(Paragraph(start, end, first, len(sentences)))
    return Reading(text, tuple(paragraphs), quotes, [start for start, _ in sentences], [end for _, end in sentences])


def outermost(quotes: Iterable[Quote]) -> tuple[Span, ...]:
    """The quotations that are inside no other."""
    return tuple((quote.start, quote.end) for quote in quotes if quote.depth == 1)


def _with_marks(text: str, spans: list[Span]) -> list[Span]:
    """The paragraphs that may hold a quotation, and those after them (where one that ran on does not begin anew)."""
    has_mark = [POSSIBLE_MARK.search(text, start, end) is not None for start, end in spans]
    return [span for number, span in enumerate(spans) if has_mark[number] or (number and has_mark[number - 1])]
