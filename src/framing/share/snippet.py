"""A sentence behind a number cut to a few words around what was counted; every mark stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.share.words_of_page import TOKEN

QUOTED = re.compile(r"(?P<start><q\b[^>]*>)(?P<inner>.*?)(?P<end></q>)", re.DOTALL)
GAP = "…"
# A gap that ends here has a space after it.
BEFORE_A_MARK = ("<mark>", "</span>")
# Says that the audit found a count wrong; no word of the article.
OURS_START, OURS_END = "<small>", "</small>"
Token = tuple[str, str]


def snippet(inner: str, n_words: int) -> tuple[str, list[str], list[bool]]:
    """The inside of a ``<q>`` with at most ``n_words`` words; all its words; and which of them are kept."""
    tokens = _tokens(inner)
    is_marked = _marked(tokens)
    kept = chosen_words(is_marked, n_words)
    words = [text.casefold() for kind, text in tokens if kind == "word"]
    return (inner if all(kept) else _written(tokens, kept)), words, kept


def chosen_words(mark_of: Sequence[int], n_words: int) -> list[bool]:
    """Which words to keep. ``mark_of``: for each word the number of its mark from 1, or 0.

    The first marked word, and how the sentence begins. The rest of a sentence is the same everywhere that it is shown:
    words around each mark would give the whole of it away, a few words behind one number and a few behind another.
    """
    places = range(len(mark_of))
    chosen = {place for place in places if mark_of[place]}
    order = [*sorted(chosen)[:1], *places]
    kept = set(list(dict.fromkeys(order))[:n_words])
    return [place in kept for place in places]


def _tokens(inner: str) -> list[Token]:
    """(kind, text): "word", "tag", "ours" (text of our own), or "between"."""
    found: list[Token] = []
    end, is_ours = 0, False
    for token in TOKEN.finditer(inner):
        kind = token.lastgroup if token.lastgroup in ("tag", "word") else "between"
        pieces = [("between", inner[end:token.start()]), (str(kind), token[0])]
        is_ours = (is_ours or token[0] == OURS_START) and token[0] != OURS_END
        found += [("ours" if is_ours and kind != "tag" else kind, text) for kind, text in pieces if text]
        end = token.end()
    return [*found, ("between", inner[end:])]


def _marked(tokens: Sequence[Token]) -> list[int]:
    marks, number, is_marked = [], 0, False
    for kind, text in tokens:
        if text == "<mark>":
            number, is_marked = number + 1, True
        elif text == "</mark>":
            is_marked = False
        elif kind == "word":
            marks.append(number if is_marked else 0)
    return marks


def _written(tokens: Sequence[Token], kept: Sequence[bool]) -> str:
    """The tokens without the words that are not kept: one gap for a row of them, in each element."""
    pieces: list[str] = []
    place, in_gap = 0, False
    waiting = ""
    for kind, text in tokens:
        if kind in ("tag", "ours"):
            pieces += [" " if in_gap and text in BEFORE_A_MARK else waiting, text]
            waiting, in_gap = "", False
        elif kind == "between":
            waiting += "" if in_gap else text
        elif kept[place]:
            pieces += [" " if in_gap else waiting, text]
            waiting, in_gap, place = "", False, place + 1
        else:
            pieces += [] if in_gap else [waiting, GAP]
            waiting, in_gap, place = "", True, place + 1
    return "".join([*pieces, waiting])
