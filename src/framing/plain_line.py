"""A line as the cleaning rules see it: without the accidents of typesetting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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
_WORD = re.compile(r"\w+")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

# Rules that can be told apart in one number; see ``framing.line_clues``.
N_RULE_BITS = 63


ALL_RULES = (1 << N_RULE_BITS) - 1


class PlainLine:
    """``text``: white space folded to single blanks, curly quotes to straight ones; empty for a blank line.

    ``n_words``: at white space. ``candidates``: the bits of the rules that could describe the line; all of them when
    nobody has looked. Few lines are ever read: ``raw`` is folded then.
    """

    __slots__ = ("_raw", "_text", "candidates", "n_words")

    def __init__(self, raw: str, n_words: int, candidates: int = ALL_RULES):
        self._raw, self.n_words, self.candidates = raw, n_words, candidates
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            text = fold_marks(self._raw)
            # Of the characters that can be printed only the blank is white space: most lines are tidy already.
            is_tidy = text.count(" ") == self.n_words - 1 and text.isprintable()
            self._text = text if is_tidy else " ".join(without_unseen(text).split())
        return self._text

    def may_begin_with(self, word: str) -> bool:
        """Whether a word as ``fold_words`` gives it could be the first one, told without folding the whole line."""
        found = _WORD.search(fold_marks(self._raw[:80].casefold()))
        return found is None or word.startswith(found.group())

    def ends_like_a_sentence(self) -> bool:
        return ends_like_a_sentence(self.text)


def ends_like_a_sentence(text: str) -> bool:
    """Whether a line, or its last words, end as a sentence does, or say that it goes on."""
    return _SENTENCE_END.search(text[-50:]) is not None


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
    seen = without_unseen(folded_line)
    n_words = len(seen.split())
    return PlainLine(seen, n_words) if n_words else BLANK


def without_unseen(text: str) -> str:
    """Without the characters that nobody sees."""
    if not text.isascii():
        for character in INVISIBLE:
            text = text.replace(character, "")
    return text


def fold_marks(text: str) -> str:
    """Curly quotes made straight, each by one character, so that offsets stay."""
    if not text.isascii():
        for mark, plain in _FOLDED_MARKS:
            text = text.replace(mark, plain)
    return text


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a headline without case, marks and spacing: what two headlines are compared by."""
    return tuple(_WORD.findall(fold_marks(text.casefold()).replace("'", "")))


def fold_words_of_each(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """``fold_words`` of many headlines, several times faster than one by one."""
    folded = fold_marks("\n".join([text.replace("\n", " ") for text in texts]).casefold()).replace("'", "")
    return [tuple(_WORD.findall(line)) for line in folded.split("\n")]


def unclaimed(lines: Lines, claims: Claims) -> list[int]:
    """The indices of the lines that have no role yet, in order."""
    return [i for i in lines if i not in claims] if claims else list(lines)
