"""Quotations of many pieces at once, the same as ``find_quotes`` gives text by text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from framing.chunked import Chunked
from framing.known_chunks import Columns
from framing.numbering.chunk_marks import NUMBER_OF_SIGN, SIGNS
from framing.numbering.chunk_words import PlacedWords, count_up, words_before
from framing.pieces import Pieces
from framing.quote_marks import (
    CLOSES,
    CLOSES_IF_OPEN,
    CLOSES_OR_OPENS,
    INCHES,
    NOTHING,
    OPENS,
    OPENS_IF_CLOSED,
    POSSESSIVE,
    Mark,
    Sign,
    roles_of,
)
from framing.quotes import (
    FRAGMENT,
    MAX_WORDS_OF_FRAGMENT,
    NESTED,
    QUOTATION,
    Pairing,
    mark_that_runs_on,
    messages_about,
    pair_marks,
)

KINDS = (QUOTATION, FRAGMENT, NESTED)
RUNS_ON = -1  # in the place of a closing mark: the quotation ends with its piece and goes on in the next one
IS_DOUBLE = np.array([sign.family == "double" for sign in SIGNS])
CAN_OPEN = np.array([sign.role in (OPENS, CLOSES_OR_OPENS) for sign in SIGNS])
CAN_CLOSE = np.array([sign.role in (CLOSES, CLOSES_OR_OPENS) for sign in SIGNS])
IS_POSSESSIVE = np.array([sign.role == POSSESSIVE for sign in SIGNS])
# Without one of these, single marks are apostrophes, and all others are double marks that open or close.
IS_DOUBTFUL = np.array([sign.role in (OPENS, OPENS_IF_CLOSED) if sign.family == "single" else
                        sign.family != "double" or sign.role == INCHES for sign in SIGNS])
CLOSING_SINGLE = NUMBER_OF_SIGN[Sign("single", CLOSES_IF_OPEN, opens_here=False, closes_here=True)]


@dataclass(frozen=True, slots=True)
class Quotations:
    """Quotations in order: piece, ``start`` and ``end`` in the joined text (marks included), ``kind`` as a number in
    KINDS, ``depth``, ``n_words`` between its marks; ``words`` (n, 2): the first that begins in it, and the first after
    those; and ``messages``, (piece, text), about marks without a partner."""

    piece: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    depth: np.ndarray
    n_words: np.ndarray
    words: np.ndarray
    messages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks in order: the chunk in which each stands (its place), where it begins and ends in that chunk, its sign
    (number in SIGNS), and its piece."""

    place: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    sign: np.ndarray
    piece: np.ndarray

    def __len__(self) -> int:
        return len(self.place)


def find_quotations(pieces: Pieces, chunked: Chunked, words: PlacedWords, columns: Columns, places: np.ndarray
                    ) -> Quotations:
    """Every quotation of every piece. ``columns``: what ``mark_columns`` gives for ``chunked.distinct``; ``places``: at
    least those of the chunks with marks, in order.

    Where the double marks of a piece open and close in turn, they are paired as they stand; the marks of every other
    piece (single ones that open, some left open, a quotation that runs on) are paired by the rules.
    """
    marks = _find_marks(chunked, columns, places)
    opens, closes, is_odd = _pair_in_turn(marks, len(pieces))
    pairs, messages = _pair_by_rules(pieces, chunked, marks, np.flatnonzero(is_odd))
    opens, closes = np.concatenate([opens, pairs[:, 0]]), np.concatenate([closes, pairs[:, 1]])
    order = np.argsort(opens)
    opens, closes = opens[order], closes[order]
    runs_on = closes == RUNS_ON
    piece, start_place, begins = marks.piece[opens], marks.place[opens], marks.begins[opens]
    last = chunked.bounds[piece + 1] - 1
    end_place = np.where(runs_on, last, marks.place[closes])
    ends = np.where(runs_on, chunked.length_of_distinct[chunked.chunk[last]], marks.ends[closes])
    first_word = words_before(chunked, columns, words, start_place, begins)
    n_words = words_before(chunked, columns, words, end_place, ends, whole=True) - first_word
    some = n_words > 0
    start, end = (chunked.start[place[some]] + inside[some] for place, inside in
                  ((start_place, begins), (end_place, ends)))
    end_word = words_before(chunked, columns, words, end_place[some], ends[some])
    depth = np.arange(1, len(start) + 1) - np.searchsorted(np.sort(end), start, side="right")
    is_fragment = (n_words[some] <= MAX_WORDS_OF_FRAGMENT) & ~runs_on[some]
    kind = np.where(depth > 1, KINDS.index(NESTED),
                    np.where(is_fragment, KINDS.index(FRAGMENT), KINDS.index(QUOTATION)))
    return Quotations(piece[some], start, end, kind, depth, n_words[some],
                      np.stack([first_word[some], end_word], axis=1), messages)


def _find_marks(chunked: Chunked, columns: Columns, places: np.ndarray) -> Marks:
    """The marks that may belong to a quotation."""
    n_marks = columns["n_marks"]
    row, step = count_up(n_marks[chunked.chunk[places]])
    place = places[row]
    number = (np.cumsum(n_marks) - n_marks)[chunked.chunk[place]] + step
    begins, sign = columns["mark_offset"][number], columns["mark_sign"][number]
    may_be_possessive = np.flatnonzero(IS_POSSESSIVE[sign])
    sign[may_be_possessive[~_are_before_word(chunked, place[may_be_possessive])]] = CLOSING_SINGLE
    return Marks(place, begins, begins + columns["mark_length"][number], sign, chunked.piece[place])


def _are_before_word(chunked: Chunked, places: np.ndarray) -> np.ndarray:
    """Mask: the chunk is followed by one space, and a letter or digit."""
    following = np.minimum(places + 1, len(chunked) - 1)
    is_near = ~chunked.is_last[places] & (chunked.start[following] == chunked.ends_of(places) + 1)
    is_word = [chunked.distinct[number][0].isalnum() for number in chunked.chunk[following].tolist()]
    return is_near & np.array(is_word, bool)


def _pair_in_turn(marks: Marks, n_pieces: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which marks open and which close the pairs; and a mask over the pieces, those whose marks do not open and close
    in turn."""
    is_odd = np.zeros(n_pieces, bool)
    is_odd[marks.piece[IS_DOUBTFUL[marks.sign]]] = True
    double = np.flatnonzero(IS_DOUBLE[marks.sign])
    piece, sign = marks.piece[double], marks.sign[double]
    turn = np.arange(len(piece)) - np.searchsorted(piece, piece)
    is_opening = turn % 2 == 0
    is_odd[piece[~np.where(is_opening, CAN_OPEN[sign], CAN_CLOSE[sign])]] = True
    is_odd |= np.bincount(piece, minlength=n_pieces) % 2 == 1
    kept = ~is_odd[piece]
    return double[kept & is_opening], double[kept & ~is_opening], is_odd


def _pair_by_rules(pieces: Pieces, chunked: Chunked, marks: Marks, numbers: np.ndarray
                   ) -> tuple[np.ndarray, tuple[tuple[int, str], ...]]:
    """Rows (opening mark, closing mark or RUNS_ON) and messages of the pieces whose marks the rules must pair."""
    rows: list[tuple[int, int]] = []
    messages: list[tuple[int, str]] = []
    bounds = np.searchsorted(marks.piece, np.arange(len(pieces) + 2))
    signs = marks.sign.tobytes()
    for number, first, stop, next_stop in zip(numbers.tolist(), *(bounds[numbers + step].tolist() for step in range(3)),
                                              strict=True):
        found, pairing = _pair_signs(signs[first:stop])
        rows += [(first + opening, first + closing) for opening, closing in pairing.pairs]
        runs_on = None
        if pairing.still_open and _begins_with_mark(pieces, chunked, marks, number + 1, stop):
            runs_on = mark_that_runs_on(pairing, found, _opening_family(signs[stop:next_stop]))
            rows += [(first + runs_on.start, RUNS_ON)] if runs_on else []
        alone = Pairing([], [mark for mark in pairing.still_open if mark is not runs_on], pairing.left_open,
                        pairing.never_opened)
        if alone.still_open or alone.left_open or alone.never_opened:
            messages += [(number, message) for message in _messages(pieces, chunked, marks, number, first, alone)]
    return np.array(rows, np.int64).reshape(-1, 2), tuple(messages)


@lru_cache(maxsize=5_000)
def _pair_signs(signs: bytes) -> tuple[list[Mark], Pairing]:
    """The marks of a piece by their signs, as if each stood at the character that is its number; and how they pair."""
    some = [SIGNS[sign] for sign in signs]
    marks = [Mark(number, number, sign.family, role)
             for number, (sign, role) in enumerate(zip(some, roles_of(some), strict=True)) if role != NOTHING]
    return marks, pair_marks(marks)


def _begins_with_mark(pieces: Pieces, chunked: Chunked, marks: Marks, number: int, first: int) -> bool:
    """Whether a piece goes on in the text of the one before and begins with a mark: the ``first`` of its marks."""
    if first == len(marks) or marks.piece[first] != number:
        return False
    is_same_text = all(column[number] == column[number - 1] for column in (pieces.article, pieces.source))
    return bool(is_same_text and marks.begins[first] == 0 and marks.place[first] == chunked.bounds[number])


def _opening_family(signs: bytes) -> str:
    """The family of the first of the marks, if it can open."""
    marks, _ = _pair_signs(signs)
    can_open = marks and marks[0].start == 0 and marks[0].role in (OPENS, CLOSES_OR_OPENS)
    return marks[0].family if can_open else ""


def _messages(pieces: Pieces, chunked: Chunked, marks: Marks, number: int, first: int, alone: Pairing) -> list[str]:
    """What there is to say of marks without a partner. ``first``: the first mark of the piece."""
    piece = pieces[number]
    shift = piece.start - int(chunked.piece_start[number])

    def placed(mark: Mark) -> Mark:
        row = first + mark.start
        start = int(chunked.start[marks.place[row]] + marks.begins[row]) + shift
        return mark._replace(start=start, end=start + int(marks.ends[row] - marks.begins[row]))

    return messages_about(piece.whole, (piece.start, piece.end), Pairing(
        [], *(list(map(placed, some)) for some in (alone.still_open, alone.left_open, alone.never_opened))), None)
