"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from framing.sentence_ends import N_CHARACTERS_AROUND, Stop, is_end

BULLETS = "•⁃▪●◦■►"

# Begins with a single character of a small set, which makes the search for it fast; and what follows a mark
# never fails, so that no character is read twice.
POSSIBLE_END = re.compile(
    rf"""
    [.?!…\n{BULLETS}]
    (?:
      (?<=\n) [^\S\n]*+ \n                              # a blank line
    | (?<=\s[{BULLETS}])                                 # a bullet after white space
    | (?<=[.?!…]) (?: (?<=\.)(?:[ \xa0]\.(?!\.))++ | [.?!…]*+ )   # . ? ! … ... ?! or a spaced ellipsis . . .
      (?P<closers> (?: ["'”’»›)\]}}] | \[\d{{1,3}}\] )*+ )    # what closes here, and notes: .[1]
      (?P<gap> \s*+ )
    )
    """,
    re.VERBOSE,
)
# What follows a mark: signs, then a word (a single letter with its dot is an initial), then one more word.
NEXT_WORD = re.compile(
    r"(?P<lead>[\W_]*+)(?P<word>[^\W\d_]\.|[^\W_]++(?:-[^\W_]++)*+(?:['’]t\b)?)[\W_]*+(?P<next_letter>\w?)"
)
MARKS_BEFORE_WORD = re.compile(r"^[\W_]+")
APOSTROPHE = re.compile(r"['’]")
BLANK_LINE = re.compile(r"\n[^\S\n]*+\n")
BRACKET = re.compile(r"[()\[\]]")
HAS_WORD = re.compile(r"[^\W_]")
CHICAGO_ELLIPSIS = re.compile(r"\.(?:[ \xa0]\.){3}")  # compounds. . . . The
FIRST_LABEL = re.compile(rf"\s*[{BULLETS}]?\s?(?P<label>[0-9]{{1,2}}|[a-z])(?P<style>\.\)|\)|\.)\s")
LABEL = re.compile(rf"(?<=\s)(?:[{BULLETS}]\s?)?(?P<label>[0-9]{{1,6}}|[a-z])(?P<style>\.\)|\)|\.)(?=\s)")

# A longer pair of brackets is more likely two unrelated marks: "(see a ..." and, far away, "1)".
MAX_CHARACTERS_IN_BRACKETS = 600


class Brackets(NamedTuple):
    """The outermost pairs of brackets of a text, in order: their opening and their closing offsets."""

    opening: list[int]
    closing: list[int]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand: spans (start, end) in characters, in order and disjoint.

    Together they hold every character that is not white space, and none begins or ends with white space.
    A blank line always ends a sentence; a single line break is plain white space, so text whose lines
    are paragraphs (as scraped news has it) must be given line by line.

    A mark ends the sentence unless a rule of ``framing.sentence_ends`` or a bracket keeps it open; after
    abbreviations, initials and numbers a rule after Kiss & Strunk decides, with the library's own list (see
    ``framing.abbreviations``). Quotation marks and brackets that close after the mark belong to the sentence
    they close.

    >>> text = 'He left the U.S. “It is over.” She stayed (He did not.) for a year.'
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['He left the U.S.', '“It is over.”', 'She stayed (He did not.) for a year.']

    Wrong by design: no sentence begins with a lower-case word ("... it. iran said"); none ends with an
    abbreviation or a single letter before a name ("in the U.S. Obama said", "Plan B. Obama said"); several
    sentences inside one quotation are several, also when "he said" follows; headlines, captions and list
    items without a full stop run on into what follows on the same line. Made for English news.
    Source: kiss2006unsupervised.
    """
    edges = [0, *_boundaries(text), len(text)]
    spans = []
    for start, end in pairwise(edges):
        piece = text[start:end].rstrip()
        if piece:
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece)))
    return spans


def _boundaries(text: str) -> Iterator[int]:
    """Offsets at which one sentence ends and the next may begin, in order."""
    items = _list_items(text)
    sentence_start = 0
    for possible in POSSIBLE_END.finditer(text):
        while items and items[-1] <= possible.start():
            sentence_start = items.pop()
            yield sentence_start
        boundary = _boundary_at(text, possible, sentence_start)
        if boundary > sentence_start:
            sentence_start = boundary
            yield boundary
    yield from reversed(items)


def ends_between(text: str, start: int, end: int, sentence_start: int) -> Iterator[int]:
    """Offsets of the sentence ends at marks that begin in ``text[start:end]``, in order.

    ``sentence_start``: where the sentence begins. What ``split_sentences`` finds there, if no mark before ``start``
    reaches into it and the text is no list.
    """
    while start < end:
        possible = POSSIBLE_END.search(text, start)
        if possible is None or possible.start() >= end:
            return
        start = possible.end()
        boundary = _boundary_at(text, possible, sentence_start)
        if boundary > sentence_start:
            sentence_start = boundary
            yield boundary


def _boundary_at(text: str, possible: re.Match[str], sentence_start: int) -> int:
    """The offset of the boundary at a possible end, or 0 if the sentence goes on."""
    kind = possible[0][0]
    if kind == "\n" or BLANK_LINE.search(possible["gap"] or ""):
        return possible.start() if kind == "\n" else possible.end("closers")
    next_letter = text[possible.end() : possible.end() + 1]
    if not possible["gap"] and (next_letter.islower() or next_letter.isdigit()):
        return 0  # 3.67  example.com
    before = text[max(sentence_start, possible.start() - N_CHARACTERS_AROUND) : possible.start()].rstrip()
    if not HAS_WORD.search(before):
        return 0
    if kind in BULLETS:
        return possible.start()
    stop = _stop_at(text, possible, sentence_start, before)
    if not stop:
        return 0
    if not is_end(text, stop) or _in_brackets(text, stop):
        return 0
    if CHICAGO_ELLIPSIS.fullmatch(stop.mark) and not text[stop.mark_start - 1].isspace():
        return stop.mark_start + 1  # a full stop, and the ellipsis belongs to what follows
    return stop.end


def _stop_at(text: str, possible: re.Match[str], sentence_start: int, before: str) -> Stop | None:
    """What the rules need to know of a mark; None if no word follows it."""
    following = NEXT_WORD.match(text, possible.end(), possible.end() + N_CHARACTERS_AROUND)
    if not following:
        return None
    chunk = before.split()[-1]
    return Stop(
        sentence_start=sentence_start,
        mark_start=possible.start(),
        end=possible.end("closers"),
        word=MARKS_BEFORE_WORD.sub("", chunk) or chunk,
        mark=text[possible.start() : possible.start("closers")],
        closers=possible["closers"],
        gap=possible["gap"],
        lead=following["lead"],
        next_word=APOSTROPHE.sub("", following["word"]),
        before_capital=following["next_letter"].isupper(),
    )


@lru_cache(maxsize=1)  # asked again and again for the same text
def _find_brackets(text: str) -> Brackets:
    """Pairs of round or square brackets that are not inside another pair; single ones are ignored."""
    pairs: list[tuple[int, int]] = []
    open_brackets: list[int] = []
    for bracket in BRACKET.finditer(text):
        if bracket[0] in "([":
            open_brackets.append(bracket.start())
            continue
        opening = open_brackets.pop() if open_brackets else -1
        if opening < 0 or bracket.start() - opening > MAX_CHARACTERS_IN_BRACKETS:
            continue
        while pairs and pairs[-1][0] > opening:
            pairs.pop()  # it lies inside this one
        pairs.append((opening, bracket.start()))
    return Brackets([opening for opening, _ in pairs], [closing for _, closing in pairs])


def _in_brackets(text: str, stop: Stop) -> bool:
    """Inside brackets that were opened in the middle of this sentence and close after this stop."""
    brackets = _find_brackets(text)
    before = bisect_right(brackets.opening, stop.mark_start) - 1
    if before < 0 or brackets.closing[before] < stop.end:
        return False
    opening = brackets.opening[before]
    if opening - stop.sentence_start > N_CHARACTERS_AROUND:
        return True
    return HAS_WORD.search(text, stop.sentence_start, opening) is not None


def _list_items(text: str) -> list[int]:
    """Where the second and later items begin in a line that is a list: 1) ... 2) ... Last item first."""
    first = FIRST_LABEL.match(text)
    if not first:
        return []
    style, expected = first["style"], _next_label(first["label"])
    items: list[int] = []
    for marker in LABEL.finditer(text, first.end() - 1):
        if marker["style"] == style and marker["label"] == expected:
            items.append(marker.start())
            expected = _next_label(expected)
    return items[::-1]


def _next_label(label: str) -> str:
    """2 after 1, b after a; empty after z."""
    if label.isdigit():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if label < "z" else ""
