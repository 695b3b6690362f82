"""The words of a finished page in their order, each with its place in the HTML, whatever tags stand between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word as strictly as it can be counted: parts of "U.S." and "well-known" are words; in scripts that put no space
# between words each letter is one, and nothing longer than any word counts as one.
ONE_LETTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(f"[{ONE_LETTER}]|[^\\W_{ONE_LETTER}]{{1,25}}")
TOKEN = re.compile(
    r"(?P<skipped><(?P<name>style|script)\b.*?</(?P=name)>|<!--.*?-->)|(?P<tag><[^>]*>)|(?P<entity>&[#\w]+;)"
    f"|(?P<word>{WORD.pattern})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageWord:
    """``start``, ``end``: characters of the page."""

    word: str
    start: int
    end: int


def words_of_page(html: str) -> list[PageWord]:
    """Words that a reader of the page meets; style sheets and scripts have none."""
    return [PageWord(found["word"].casefold(), found.start(), found.end()) for found in TOKEN.finditer(html)
            if found["word"]]


def words_of_text(text: str) -> list[str]:
    """The same words of plain text."""
    return [word.casefold() for word in WORD.findall(text)]
