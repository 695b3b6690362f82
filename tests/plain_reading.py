"""Reading as it is said in plain words, one article at a time: what the arrays of ``framing.numbering`` must equal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framing.article import Article
from framing.clean import Line
from framing.pieces import FRAGMENT, OUTLET, PART_OF_ROLE, QUOTED
from framing.quotes import Quote, find_quotes
from framing.sentences import split_sentences
from framing.words import find_words

VOICE_OF_KIND = {"quotation": QUOTED, "scare_or_fragment": FRAGMENT}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence. ``words`` are (start, end, voice code); offsets count in ``whole``, the text it stands in."""

    part: str
    position: int
    start: int
    end: int
    words: tuple[tuple[int, int, int], ...]
    whole: str
    source: str


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """One piece of quotation, marks included, with the part of the article it stands in."""

    quote: Quote
    part: str
    n_words: int
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with the role of each line, its sentences, its quotations, and what could not be decided."""

    article: Article
    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]
    quotes: tuple[MarkedQuote, ...]
    messages: tuple[str, ...]


def mark_article(article: Article, lines: Sequence[Line], *, cleaned: bool = True) -> MarkedArticle:
    """Split the kept lines into sentences and words, and mark who speaks."""
    if cleaned:
        kept = [(line.start, line.end, PART_OF_ROLE[line.role]) for line in lines if line.role in PART_OF_ROLE]
    else:
        kept = [(line.start, line.end, "body") for line in lines if line.role != "blank"]
    marked = [_mark(article.text, kept, "text")]
    if article.title.strip() and not any(part == "headline" for _, _, part in kept) and cleaned:
        marked.insert(0, _mark(article.title, [(0, len(article.title), "headline")], "title"))
    sentences = [passage for passages, _, _ in marked for passage in passages]
    passages = tuple(_placed(passage, position) for position, passage in enumerate(sentences))
    quotes = tuple(quote for _, quotes, _ in marked for quote in quotes)
    messages = tuple(message for _, _, messages in marked for message in messages)
    return MarkedArticle(article, tuple(lines), passages, quotes, messages)


def _placed(passage: Passage, position: int) -> Passage:
    return Passage(passage.part, position, passage.start, passage.end, passage.words, passage.whole, passage.source)


def _mark(text: str, kept: Sequence[tuple[int, int, str]], source: str
          ) -> tuple[list[Passage], list[MarkedQuote], tuple[str, ...]]:
    quotes, messages = find_quotes(text, [(start, end) for start, end, _ in kept])
    voice_at = VoiceIndex.of(quotes)
    passages = [
        Passage(part, 0, start + first, start + last,
                tuple(_voiced_words(text, start + first, start + last, voice_at)), text, source)
        for start, end, part in kept
        for first, last in split_sentences(text[start:end])
    ]
    return passages, list(_marked_quotes(text, kept, quotes, source)), messages


def _voiced_words(text: str, start: int, end: int, voice_at: VoiceIndex) -> Iterator[tuple[int, int, int]]:
    for first, last in find_words(text[start:end]):
        yield start + first, start + last, voice_at.of_offset(start + first)


def _marked_quotes(text: str, kept: Sequence[tuple[int, int, str]], quotes: Iterable[Quote], source: str
                   ) -> Iterator[MarkedQuote]:
    starts = [start for start, _, _ in kept]
    for quote in quotes:
        part = kept[bisect_right(starts, quote.start) - 1][2]
        words = text[quote.start:quote.end]
        yield MarkedQuote(quote, part, len(find_words(words)), words, source)


@dataclass(frozen=True, slots=True)
class VoiceIndex:
    """Which voice holds at an offset. Outermost quotations only: what is quoted inside a quotation is quoted."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    voices: tuple[int, ...]

    @classmethod
    def of(cls, quotes: Iterable[Quote]) -> VoiceIndex:
        outer = [quote for quote in quotes if quote.kind in VOICE_OF_KIND]
        return cls(tuple(quote.start for quote in outer), tuple(quote.end for quote in outer),
                   tuple(VOICE_OF_KIND[quote.kind] for quote in outer))

    def of_offset(self, offset: int) -> int:
        """The voice code of the character at ``offset``."""
        index = bisect_right(self.starts, offset) - 1
        return self.voices[index] if index >= 0 and offset < self.ends[index] else OUTLET
