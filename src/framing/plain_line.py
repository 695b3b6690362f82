"""A line as the cleaning rules see it: without the accidents of typesetting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

# One form for marks that outlets set differently, so that a pattern is written once.
# Zero-width characters and soft hyphens are left out: a line of them looks blank, and is.
_FOLDED_MARKS = (("‘", "'"), ("’", "'"), ("‛", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("„", '"'))
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")

_SENTENCE_END = re.compile(
    r"""
    [.!?…:;,。！？؟۔]            # a full stop or its like; a colon or comma also says that it goes on
    ["'»)\]*_]*+               # closing marks
    (?: [ ] \( [^()]{1,30} \) )?   # a source in brackets: "He left. (AP)"
    $
    """,
    re.VERBOSE,
)

BULLET = re.compile(r"[-–—•*·▪►>#]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")



# Rules that can be told apart in one number; see ``framing.line_clues``.
N_RULE_BITS = 63


class PlainLine(NamedTuple):
    """``text``: white space folded to single blanks, curly quotes to straight ones; empty for a blank line.

    ``candidates``: the bits of the rules that could describe it; all of them when nobody has looked.
    """

    text: str
    n_words: int
    candidates: int = (1 << N_RULE_BITS) - 1

    def ends_like_a_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text[-50:]) is not None


BLANK = PlainLine("", 0)
# The lines of an article that hold text, and what was claimed of them (role and rule), by their index, in order.
Lines = Mapping[int, PlainLine]
Claims = dict[int, tuple[str, str]]


def make_plain_lines(text: str, spans: list[tuple[int, int]]) -> Lines:
    """The lines that hold text, as rules see them. ``spans``: from ``find_lines``."""
    folded = fold_marks(text)
    lines = ((i, make_plain_line(folded[start:end])) for i, (start, end) in enumerate(spans))
    return {i: line for i, line in lines if line.n_words}


def find_lines(text: str) -> list[tuple[int, int]]:
    r"""Start and end of every line, without its break (\n, \r\n or \r).

    A break at the very end closes the last line; it does not open another one. Form feeds, U+2028 and
    the like are part of a line: scrapers leave them inside paragraphs.
    """
    spans = []
    start = 0
    if "\r" in text:
        for line_break in _LINE_BREAK.finditer(text):
            spans.append((start, line_break.start()))
            start = line_break.end()
    else:  # the same, several times faster; nearly all texts are like this
        for line in text.split("\n")[:-1]:
            spans.append((start, start + len(line)))
            start += len(line) + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def make_plain_line(folded_line: str) -> PlainLine:
    """From a line without its break, after ``fold_marks``."""
    if not folded_line.isascii():
        for character in INVISIBLE:
            folded_line = folded_line.replace(character, "")
    words = folded_line.split()
    if not words:
        return BLANK
    return PlainLine(" ".join(words), len(words))


def holds_invisible(text: str) -> bool:
    """Whether there are characters in it that nobody sees."""
    return not text.isascii() and any(character in text for character in INVISIBLE)


def fold_marks(text: str) -> str:
    """Curly quotes made straight, each by one character, so that offsets stay."""
    if not text.isascii():
        for mark, plain in _FOLDED_MARKS:
            text = text.replace(mark, plain)
    return text


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a headline without case, marks and spacing: what two headlines are compared by."""
    return tuple(re.findall(r"\w+", fold_marks(text.casefold()).replace("'", "")))


def unclaimed(lines: Lines, claims: Claims) -> list[int]:
    """The indices of the lines that have no role yet, in order."""
    return [i for i in lines if i not in claims] if claims else list(lines)
