"""Quotations of many pieces at once, the same as ``find_quotes`` gives text by text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from string import ascii_letters, digits

import numpy as np

from framing.characters import Characters
from framing.chunked import Chunked
from framing.known_chunks import Columns
from framing.numbering.chunk_words import PlacedWords
from framing.pieces import Piece, Pieces
from framing.quote_marks import (
    CLOSES,
    CLOSES_OR_OPENS,
    NOTHING,
    OPENS,
    Place,
    find_marks,
    find_places,
    role_of_pair,
)
from framing.quotes import FRAGMENT, MAX_WORDS_OF_FRAGMENT, NESTED, QUOTATION, opening_family, quotes_of_paragraph

KINDS = (QUOTATION, FRAGMENT, NESTED)
SHAPE = str.maketrans(dict.fromkeys(ascii_letters, "a") | dict.fromkeys(digits, "0"))
# Any mark but an apostrophe between two letters or digits, which is nothing else.
NO_APOSTROPHE = re.compile(r"[“”„‟\"‘‚‛«»‹›]|(?<![^\W_])['’]|['’](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Quotations:
    """Quotations in order: piece, ``start`` and ``end`` in the joined text (marks included), ``kind`` as a number in
    KINDS, ``depth``; and ``messages``, (piece, text), about marks without a partner."""

    piece: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    depth: np.ndarray
    messages: tuple[tuple[int, str], ...]


def find_quotations(pieces: Pieces, chunked: Chunked, words: PlacedWords, columns: Columns) -> Quotations:
    """Every quotation of every piece. ``columns``: what ``mark_columns`` gives for ``chunked.distinct``.

    Where the double marks of a piece open and close in turn, they are paired as they stand; every other piece
    (single marks that open, marks left open, a quotation that runs on) is read by the rules.
    """
    by_rules = np.zeros(len(pieces), bool)
    by_rules[chunked.piece[columns["is_doubtful"][chunked.chunk]]] = True
    piece, start, end = _pair_in_turn(chunked, columns, by_rules)
    n_words = (np.searchsorted(words.end, end, side="right") - np.searchsorted(words.start, start, side="left"))
    piece, start, end, n_words = (column[n_words > 0] for column in (piece, start, end, n_words))
    kind = np.where(n_words <= MAX_WORDS_OF_FRAGMENT, KINDS.index(FRAGMENT), KINDS.index(QUOTATION))
    rows = np.column_stack([piece, start, end, kind, np.ones(len(piece), np.int64)]).astype(np.int64)
    found, messages = _by_rules(pieces, chunked, words, np.flatnonzero(by_rules))
    rows = np.concatenate([rows, found])
    rows = rows[np.lexsort((-rows[:, 2], rows[:, 1]))]
    piece, start, end, kind, depth = rows.T
    return Quotations(piece, start, end, kind, depth, tuple(messages))


def mark_columns(distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``n_marks``, double marks in it, and ``is_doubtful``: it holds a mark whose part its
    neighbours do not show. One entry a double mark of all chunks: ``mark_offset`` in its chunk, ``mark_length``, and
    what it can do, ``can_open`` and ``can_close``."""
    n_marks, doubtful = np.zeros(len(distinct), np.int32), np.zeros(len(distinct), bool)
    rows: list[tuple[int, int, bool, bool]] = []
    may_quote = ~characters.is_ascii | (characters.count(np.isin(characters.codes, list(b"\"'"))) > 0)
    for number in np.flatnonzero(may_quote).tolist():
        if NO_APOSTROPHE.search(distinct[number]):
            marks, doubtful[number] = _marks_of(distinct[number])
            n_marks[number] = len(marks)
            rows += marks
    offset, length, can_open, can_close = np.array(rows, np.int32).reshape(-1, 4).T
    return {"n_marks": n_marks, "is_doubtful": doubtful, "mark_offset": offset, "mark_length": length,
            "can_open": can_open.astype(bool), "can_close": can_close.astype(bool)}


def _marks_of(chunk: str) -> tuple[tuple[tuple[int, int, bool, bool], ...], bool]:
    """Offset and length of every double mark, whether it can open and whether it can close; and is_doubtful."""
    return _marks_of_shape(chunk.translate(SHAPE))


@lru_cache(maxsize=100_000)
def _marks_of_shape(chunk: str) -> tuple[tuple[tuple[int, int, bool, bool], ...], bool]:
    """The same for a chunk in which one letter stands for all and one digit: no rule for marks looks closer."""
    places = find_places(chunk, 0, len(chunk))
    roles = [_role(place) for place in places]
    marks = tuple((place.start, len(place.sign), role in (OPENS, CLOSES_OR_OPENS), role in (CLOSES, CLOSES_OR_OPENS))
                  for place, role in zip(places, roles, strict=True) if role not in (None, NOTHING))
    return marks, None in roles


def _role(place: Place) -> str | None:
    """What a mark does as far as its chunk shows; NOTHING also for what matters only if a single mark opens;
    None if the rest of the paragraph decides."""
    if place.family == "single":
        return None if place.opens_here and place.sign != "’" else NOTHING
    if place.family != "double" or (place.after_digit and place.closes_here):
        return None
    return role_of_pair(place)


def _pair_in_turn(chunked: Chunked, columns: Columns, by_rules: np.ndarray
                  ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pieces, starts and ends of the pairs; pieces whose marks do not open and close in turn are put to the rules."""
    n_marks = columns["n_marks"]
    n_here = n_marks[chunked.chunk]
    holding = np.flatnonzero(n_here)
    n_here = n_here[holding]
    first = (np.cumsum(n_marks) - n_marks)[chunked.chunk[holding]]
    total = np.cumsum(n_here)
    mark = np.arange(total[-1] if len(total) else 0) + np.repeat(first - total + n_here, n_here)
    piece = np.repeat(chunked.piece[holding], n_here)
    start = np.repeat(chunked.start[holding], n_here) + columns["mark_offset"][mark]
    is_first = np.diff(piece, prepend=-1) > 0
    turn = np.arange(len(piece)) - np.maximum.accumulate(np.where(is_first, np.arange(len(piece)), 0))
    is_opening = turn % 2 == 0
    by_rules[piece[np.where(is_opening, ~columns["can_open"][mark], ~columns["can_close"][mark])]] = True
    by_rules |= np.bincount(piece, minlength=len(by_rules)) % 2 == 1
    kept = ~by_rules[piece]
    opens, closes = np.flatnonzero(kept & is_opening), np.flatnonzero(kept & ~is_opening)
    return piece[opens], start[opens], start[closes] + columns["mark_length"][mark[closes]]


def _by_rules(pieces: Pieces, chunked: Chunked, words: PlacedWords, numbers: np.ndarray
              ) -> tuple[np.ndarray, list[tuple[int, str]]]:
    """Rows (piece, start, end, kind, depth) and messages of the pieces that the rules must read."""
    rows, messages = [], []
    first, last = (np.searchsorted(words.piece, numbers, side=side).tolist() for side in ("left", "right"))
    shifts = (chunked.piece_start[numbers] - pieces.start[numbers]).tolist()
    for number, some, shift in zip(numbers.tolist(), map(slice, first, last), shifts, strict=True):
        piece = pieces[number]
        paragraph = (piece.start, piece.end)
        own_words = list(zip((words.start[some] - shift).tolist(), (words.end[some] - shift).tolist(), strict=True))
        quotes, found = quotes_of_paragraph(piece.whole, paragraph, find_marks(piece.whole, *paragraph), own_words,
                                            partial(_next_opening, pieces, number))
        rows += [(number, quote.start + shift, quote.end + shift, KINDS.index(quote.kind), quote.depth)
                 for quote in quotes]
        messages += [(number, message) for message in found]
    return np.array(rows, np.int64).reshape(-1, 5), messages


def _next_opening(pieces: Pieces, number: int) -> str:
    """The family of the mark with which the next paragraph of the same text begins."""
    if number + 1 == len(pieces) or not _same_text(pieces[number], pieces[number + 1]):
        return ""
    following = pieces[number + 1]
    paragraph = (following.start, following.end)
    return opening_family(following.whole, paragraph, find_marks(following.whole, *paragraph))


def _same_text(left: Piece, right: Piece) -> bool:
    return left.article == right.article and left.source == right.source
