"""An article as the search for attributions sees it: its sentences by paragraph, and its quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from framing.quotes import Quote, find_quotes
from framing.sentences import split_sentences

Span = tuple[int, int]

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# A mark that can begin or end a quotation; a paragraph without one is not searched for quotations.
POSSIBLE_MARK = re.compile(r"[\"“”„‟«»‹›‘‚‛]|(?<!\w)['’]|''|’’")


class Paragraph(NamedTuple):
    """A paragraph with its sentences, as characters of the text. ``first``: how many sentences stand before it."""

    start: int
    end: int
    sentences: tuple[Span, ...]
    first: int = 0


class Reading(NamedTuple):
    """A text with its paragraphs and its outermost quotations (start, end), both in order."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Span, ...]


def read_text(text: str) -> Reading:
    """The reading of a plain text. Every line that holds something is a paragraph."""
    spans = [match.span() for match in PARAGRAPH.finditer(text) if not match[0].isspace()]
    quotes = outermost(find_quotes(text, _with_marks(text, spans))[0])
    paragraphs = []
    n_sentences = 0
    for start, end in spans:
        sentences = tuple((start + first, start + stop) for first, stop in split_sentences(text[start:end]))
        paragraphs.append(Paragraph(start, end, sentences, n_sentences))
        n_sentences += len(sentences)
    return Reading(text, tuple(paragraphs), quotes)


def outermost(quotes: Iterable[Quote]) -> tuple[Span, ...]:
    """The quotations that are inside no other."""
    return tuple((quote.start, quote.end) for quote in quotes if quote.depth == 1)


def _with_marks(text: str, spans: list[Span]) -> list[Span]:
    """The paragraphs that may hold a quotation, and those after them (where one that ran on does not begin anew)."""
    has_mark = [POSSIBLE_MARK.search(text, start, end) is not None for start, end in spans]
    return [span for number, span in enumerate(spans) if has_mark[number] or (number and has_mark[number - 1])]
