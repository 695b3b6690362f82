"""Quotations: which characters of a text stand between quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.quote_marks import CLOSES, CLOSES_OR_OPENS, OPENS, Mark, find_marks
from framing.words import find_words

QUOTATION = "quotation"
FRAGMENT = "scare_or_fragment"
NESTED = "nested"

# Up to three words in marks are as often a name, a term or a distance ("so-called") as a quotation.
MAX_WORDS_OF_FRAGMENT = 3
N_CHARACTERS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of text between quotation marks. ``start`` and ``end`` are offsets that include the marks.

    ``kind`` is "quotation", "scare_or_fragment" (three words or fewer: a scare quote, a name or a fragment,
    which cannot be told apart here) or "nested" (inside another quote); ``depth`` is 1 for the outermost.
    """

    start: int
    end: int
    kind: str
    depth: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """What pairing the marks of one paragraph found: the pairs as offsets, and the marks without a partner.

    ``still_open`` are the marks open at the end of the paragraph; ``left_open`` those over which an outer
    quotation closed; ``never_opened`` closing marks that close nothing.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    still_open: list[Mark] = field(default_factory=list)
    left_open: list[Mark] = field(default_factory=list)
    never_opened: list[Mark] = field(default_factory=list)


def find_quotes(
    text: str, paragraphs: Sequence[tuple[int, int]]
) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """The quotations of a text, in order, and a message for each mark without a partner.

    ``paragraphs`` are the spans (start, end) of the paragraphs to be read, in order; what lies between
    them is skipped. Offsets refer to ``text``. Curly, straight, German and French marks are read, and
    one kind may close what another of its family opened. A quotation ends with its paragraph, unless
    the next paragraph begins with an opening mark of the same family, as quotations over several paragraphs
    are set: then each paragraph's piece is a quote of its own, of kind "quotation". A mark that is never
    closed quotes nothing and is listed in the messages; quotations without a word are left out.

    How apostrophes are told from single marks: see ``framing.quote_marks.find_marks``.

    >>> text = 'A “fearsome” bloc, he said: “It’s ‘over’ for them now.”'
    >>> quotes, problems = find_quotes(text, [(0, len(text))])
    >>> [(quote.kind, quote.depth) for quote in quotes]
    [('scare_or_fragment', 1), ('quotation', 1), ('nested', 2)]

    Wrong by design: speech without marks is not found; a possessive after s inside single marks may end
    the quotation early or late (‘the leaders’ plan’); if a mark is forgotten and the next paragraph begins
    with a quotation, the rest of the first paragraph counts as quoted; a quotation over several paragraphs
    that does not repeat its opening mark is not found, and is listed.
    """
    marks_of = [find_marks(text, start, end) for start, end in paragraphs]
    next_openings = _next_openings(text, paragraphs, marks_of)
    quotes: list[Quote] = []
    problems: list[str] = []
    for (start, end), marks, next_opening in zip(paragraphs, marks_of, next_openings, strict=True):
        pairing = pair_marks(marks)
        runs_on = mark_that_runs_on(pairing, marks, next_opening)
        pairs = list(pairing.pairs)
        if runs_on:
            pairs.append((runs_on.start, start + len(text[start:end].rstrip())))
        quotes += _quotes_of_pairs(text[start:end], start, pairs, runs_on)
        problems += messages_about(text, (start, end), pairing, runs_on)
    return tuple(quotes), tuple(problems)


def _opening_family(text: str, paragraph: tuple[int, int], marks: list[Mark]) -> str:
    """The family of the mark with which a paragraph begins, or nothing."""
    words = text[paragraph[0]:paragraph[1]]
    first = paragraph[0] + len(words) - len(words.lstrip())
    begins_quoted = marks and marks[0].start == first and marks[0].role in (OPENS, CLOSES_OR_OPENS)
    return marks[0].family if begins_quoted else ""


def pair_marks(marks: list[Mark]) -> Pairing:
    """Match closing to opening marks with a stack.

    A double mark closes over single marks left open inside it; a single mark never closes over an open
    double one, for it is more likely an apostrophe.
    """
    pairing = Pairing()
    open_marks = pairing.still_open
    n_open: Counter[str] = Counter()
    for mark in marks:
        can_close = mark.role != OPENS and n_open[mark.family] > 0
        if mark.family == "single" and open_marks and open_marks[-1].family != "single":
            can_close = False
        if can_close:
            while open_marks[-1].family != mark.family:
                n_open[open_marks[-1].family] -= 1
                pairing.left_open.append(open_marks.pop())
            pairing.pairs.append((open_marks.pop().start, mark.end))
            n_open[mark.family] -= 1
        elif mark.role in (OPENS, CLOSES_OR_OPENS):
            open_marks.append(mark)
            n_open[mark.family] += 1
        elif mark.role == CLOSES:
            pairing.never_opened.append(mark)
    return pairing


def _next_openings(text: str, paragraphs: Sequence[tuple[int, int]], marks_of: list[list[Mark]]) -> list[str]:
    """For each paragraph: the family of the mark with which the next one begins, or nothing."""
    openings = []
    opening = ""
    for (start, end), marks in zip(reversed(paragraphs), reversed(marks_of), strict=True):
        openings.append(opening)
        if text[start:end].strip():
            opening = _opening_family(text, (start, end), marks)
    return openings[::-1]


def mark_that_runs_on(pairing: Pairing, marks: list[Mark], next_opening: str) -> Mark | None:
    """The mark, if any, whose quotation runs on into the next paragraph: the last of its family here."""
    last_of_family = {mark.family: mark for mark in marks}
    for mark in pairing.still_open:
        if mark.family == next_opening and last_of_family[mark.family] is mark:
            return mark
    return None


def _quotes_of_pairs(paragraph: str, offset: int, pairs: list[tuple[int, int]], runs_on: Mark | None) -> list[Quote]:
    """Quotes from pairs of offsets: ordered, with their depth, without those that hold no word."""
    if not pairs:
        return []
    words = find_words(paragraph)
    word_starts, word_ends = [offset + start for start, _ in words], [offset + end for _, end in words]
    quotes: list[Quote] = []
    ends: list[int] = []  # of the quotes that we are in
    for start, end in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        n_words = bisect_right(word_ends, end) - bisect_left(word_starts, start)
        if n_words <= 0:
            continue
        while ends and ends[-1] <= start:
            ends.pop()
        ends.append(end)
        is_fragment = n_words <= MAX_WORDS_OF_FRAGMENT and not (runs_on and runs_on.start == start)
        kind = NESTED if len(ends) > 1 else FRAGMENT if is_fragment else QUOTATION
        quotes.append(Quote(start, end, kind, len(ends)))
    return quotes


def messages_about(text: str, paragraph: tuple[int, int], pairing: Pairing, runs_on: Mark | None) -> list[str]:
    """A sentence for each mark without a partner, in order, with the words beside it."""
    start, end = paragraph
    found = []
    for mark in pairing.left_open + pairing.still_open:
        words = text[mark.end : min(mark.end + N_CHARACTERS_SHOWN, end)]
        if mark is not runs_on:
            found.append((mark, f'is never closed: "{_on_one_line(words)}…"', "opening"))
    for mark in pairing.never_opened:
        words = text[max(mark.start - N_CHARACTERS_SHOWN, start) : mark.start]
        found.append((mark, f'was never opened: "…{_on_one_line(words)}"', "closing"))
    return [
        f"{side} mark {text[mark.start : mark.end]} at character {mark.start} {what}"
        for mark, what, side in sorted(found, key=lambda item: item[0].start)
    ]


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
