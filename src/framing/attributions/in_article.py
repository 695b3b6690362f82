"""Every attribution of an article: those its sentences show, and quotations that go on under the same speaker."""

from __future__ import annotations

from bisect import bisect_left

from framing.attributions.blocks import found_of_block
from framing.attributions.found import DIRECT, NOWHERE, Found
from framing.attributions.in_sentence import find_in_sentence
from framing.attributions.labels import found_of_label
from framing.attributions.language import is_another_language
from framing.attributions.loose_quotations import MIN_WORDS_OF_QUOTATION, add_loose_quotations
from framing.attributions.reading import Paragraph, Reading
from framing.attributions.tokenised_text import TokenisedText
from framing.words import find_words

Span = tuple[int, int]

MAX_CHARACTERS_OF_QUOTATION = 10_000
UNDECIDED = 0.3  # what is this sure, or less, is listed as not decided


def find_in_article(article: TokenisedText) -> list[Found]:
    """The attributions of an article in order; the source of one with ``continues`` is that of the one before."""
    text, paragraphs = article.reading.text, article.reading.paragraphs
    if article.may_be_foreign and is_another_language(text):
        return _undecided_quotations(article.reading)
    found: list[Found] = []
    for number in article.may_hold:
        block: list[Found] = []
        if number and text.endswith(":", 0, paragraphs[number - 1].end):
            block = found_of_block(article, number, found[-1].content[1] if found else 0)
        found += block or _in_paragraph(article, paragraphs[number], found)
    return found


def _undecided_quotations(reading: Reading) -> list[Found]:
    """Quotations of a text in another language: somebody's, and it is not decided whose."""
    return [Found(quote, NOWHERE, NOWHERE, DIRECT, "neutral", UNDECIDED) for quote in reading.quotes
            if len(find_words(reading.text[slice(*quote)])) >= MIN_WORDS_OF_QUOTATION]


def _in_paragraph(article: TokenisedText, paragraph: Paragraph, before: list[Found]) -> list[Found]:
    quotes, ends = article.reading.quotes, article.reading.ends
    label = found_of_label(article.reading, paragraph)
    if label:
        return label
    found: list[Found] = []
    for number in range(paragraph.first, paragraph.stop):
        places = article.places(number)
        # A quotation that began before may hold this sentence.
        if places and not (found and found[-1].content[1] >= ends[number]):
            found += [_whole_quotations(one, quotes) for one in find_in_sentence(article.tokens(number), places)]
    found = _without_overlap(found)
    inside = quotes[bisect_left(quotes, (paragraph.start,)):bisect_left(quotes, (paragraph.end,))]
    loose = [(start, end) for start, end in inside
             if not any(start < one.content[1] and one.content[0] < end for one in found)]
    return add_loose_quotations(article, paragraph, loose, found, has_speaker_before=bool(before))


def _whole_quotations(found: Found, quotes: tuple[Span, ...]) -> Found:
    """A quotation of several sentences is content as a whole, though its cue stands beside one of them."""
    start, end = found.content
    before, last = _around(quotes, start), _around(quotes, end)
    if before and before[0] >= start - MAX_CHARACTERS_OF_QUOTATION and found.cue[0] >= before[1]:
        start = before[0]
    if last and last[0] >= found.content[0] - MAX_CHARACTERS_OF_QUOTATION:
        end = last[1]
    return found._replace(content=(start, end)) if (start, end) != found.content else found


def _around(quotes: tuple[Span, ...], place: int) -> Span | None:
    """The quotation inside of which a place is."""
    number = bisect_left(quotes, (place,)) - 1
    return quotes[number] if number >= 0 and place < quotes[number][1] else None


def _without_overlap(found: list[Found]) -> list[Found]:
    """What overlaps the content of an attribution before it is dropped; a later quotation wins over guesses."""
    kept: list[Found] = []
    for one in found:
        while kept and one.kind == DIRECT and one.content[0] <= kept[-1].content[0] < one.content[1]:
            kept.pop()
        if kept and one.begin < kept[-1].content[1]:
            continue
        kept.append(one)
    return kept
