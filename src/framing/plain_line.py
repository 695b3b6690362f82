"""A line as the cleaning rules see it: without the accidents of typesetting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# One form for marks that outlets set differently, so that a pattern is written once.
# Zero-width characters and soft hyphens are left out: a line of them looks blank, and is.
_FOLDED_MARKS = (("‘", "'"), ("’", "'"), ("‛", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("„", '"'))
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")

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

# role and rule, by the line's index in the article
Claims = dict[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlainLine:
    """``text``: white space folded to single blanks, curly quotes to straight ones; empty for a blank line."""

    text: str
    n_words: int

    def ends_like_a_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text[-50:]) is not None


_BLANK = PlainLine("", 0)


def make_plain_lines(text: str) -> tuple[list[tuple[int, int]], list[PlainLine]]:
    r"""Start and end of every line, without its break (\n, \r\n or \r), and the line as rules see it.

    A break at the very end closes the last line; it does not open another one. Form feeds, U+2028 and
    the like are part of a line: scrapers leave them inside paragraphs.
    """
    spans = _find_line_spans(text)
    folded = fold_marks(text)
    return spans, [make_plain_line(folded[start:end]) for start, end in spans]


def _find_line_spans(text: str) -> list[tuple[int, int]]:
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
        for character in _INVISIBLE:
            folded_line = folded_line.replace(character, "")
    words = folded_line.split()
    if not words:
        return _BLANK
    return PlainLine(" ".join(words), len(words))


def fold_marks(text: str) -> str:
    """Curly quotes made straight, each by one character, so that offsets stay."""
    if not text.isascii():
        for mark, plain in _FOLDED_MARKS:
            text = text.replace(mark, plain)
    return text


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a headline without case, marks and spacing: what two headlines are compared by."""
    return tuple(re.findall(r"\w+", fold_marks(text.casefold()).replace("'", "")))


def unclaimed(lines: Sequence[PlainLine], claims: Claims) -> Iterable[int]:
    """The indices of the lines that hold text and have no role yet, in order."""
    return (i for i, line in enumerate(lines) if line.n_words and i not in claims)
