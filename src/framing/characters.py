"""The characters of many short strings in one array, so that a question is asked of all strings at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.row_index import spread

# Codes of characters outside ASCII: each of the curly marks and long dashes has its own, all others share one.
TYPOGRAPHIC_MARKS = "“”‘’…—–"
TYPOGRAPHIC_MARK = 128  # the first of theirs
OTHER = TYPOGRAPHIC_MARK + len(TYPOGRAPHIC_MARKS)


@dataclass(frozen=True, eq=False)
class Characters:
    """All characters of the chunks in one array, each chunk followed by a space; see above for those outside ASCII.

    Chunks hold no space and are not empty.
    """

    codes: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, chunks: Sequence[str]) -> Characters:
        raw = " ".join([*chunks, ""]).encode("utf-32-le", "surrogatepass")
        wide = np.frombuffer(raw, np.uint32)
        codes = wide.astype(np.uint8)
        outside = np.flatnonzero(wide >= TYPOGRAPHIC_MARK)
        codes[outside] = OTHER
        for code, mark in enumerate(TYPOGRAPHIC_MARKS, start=TYPOGRAPHIC_MARK):
            codes[outside[wide[outside] == ord(mark)]] = code
        ends = np.flatnonzero(codes == ord(" "))
        lengths = np.diff(ends, prepend=-1) - 1
        return cls(codes, ends - lengths, lengths)

    @cached_property
    def first(self) -> np.ndarray:
        return self.codes[self.starts]

    @cached_property
    def is_ascii(self) -> np.ndarray:
        """Mask over the chunks: those without a character outside ASCII."""
        return self.count(self.codes >= TYPOGRAPHIC_MARK) == 0

    @cached_property
    def last(self) -> np.ndarray:
        return self.codes[self.starts + self.lengths - 1]

    def count(self, is_there: np.ndarray) -> np.ndarray:
        """How many characters of each chunk a mask over all characters marks."""
        chunks = np.searchsorted(self.starts, np.flatnonzero(is_there), side="right") - 1
        return np.bincount(chunks, minlength=len(self.starts))

    def find(self, piece: str) -> np.ndarray:
        """Mask over all characters: where a piece in lower case begins, whatever the case of its letters."""
        lower = self.codes | 32 * ((self.codes >= ord("A")) & (self.codes <= ord("Z"))).astype(np.uint8)
        is_there = lower == ord(piece[0])
        for offset, character in enumerate(piece[1:], start=1):
            is_there[:-offset] &= lower[offset:] == ord(character)
        return is_there


def table_of(characters: str) -> np.ndarray:
    """A table by code, true for these characters of ASCII."""
    return np.isin(np.arange(OTHER + 1), [ord(character) for character in characters])


def find_strings(text: str, wanted: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Every place in a text where one of many strings stands, and the number of the string; overlapping ones too.

    One look at all runs of three characters leaves few places to ask about, where searching for each string would go
    over the whole text as often as there are strings.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for length in sorted({min(len(one), RUN) for one in wanted}):
        numbers = np.array([number for number, one in enumerate(wanted) if min(len(one), RUN) == length])
        place, which = _find_beginnings(codes, [wanted[number][:length] for number in numbers.tolist()])
        found.append(_those_that_go_on(codes, [wanted[number] for number in numbers.tolist()], place, which, length))
        found[-1] = found[-1][0], numbers[found[-1][1]]
    return np.concatenate([place for place, _ in found]), np.concatenate([number for _, number in found])


def _find_beginnings(codes: np.ndarray, beginnings: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Where strings of one length (up to three characters) stand, and which of them."""
    steps = range(len(beginnings[0]))
    n_runs = max(0, len(codes) - len(steps) + 1)
    wanted = [np.array([ord(one[step]) for one in beginnings]) for step in steps]
    may_begin = np.zeros(HASHES, bool)
    may_begin[_hash(wanted)] = True
    places = np.flatnonzero(may_begin[_hash([codes[step:n_runs + step] for step in steps])])
    sought, here = _run_of(wanted), _run_of([codes[places + step].astype(np.int64) for step in steps])
    in_order = np.argsort(sought, kind="stable")
    first, last = (np.searchsorted(sought[in_order], here, side=side) for side in ("left", "right"))
    n_here = last - first  # strings that begin alike
    return np.repeat(places, n_here), in_order[spread(first, n_here)]


def _those_that_go_on(codes: np.ndarray, wanted: Sequence[str], place: np.ndarray, which: np.ndarray, length: int
                      ) -> tuple[np.ndarray, np.ndarray]:
    """Of the places where strings begin those where the rest of them stands as well."""
    lengths = np.array(list(map(len, wanted)))
    letters = np.zeros((len(wanted), lengths.max()), np.uint32)
    for number, one in enumerate(wanted):
        letters[number, :len(one)] = [ord(character) for character in one]
    kept = place + lengths[which] <= len(codes)
    place, which = place[kept], which[kept]
    for step in range(length, lengths.max()):
        goes_on = (lengths[which] <= step) | (codes.take(place + step, mode="clip") == letters[which, step])
        place, which = place[goes_on], which[goes_on]
    return place, which


RUN, HASHES = 3, 1 << 16


def _run_of(codes):
    """One number for up to three characters (of 21 bits each)."""
    return sum(code << 21 * step for step, code in enumerate(codes))


def _hash(codes: Sequence[np.ndarray]) -> np.ndarray:
    """A number of 16 bits for up to three characters: another one for all runs of small letters."""
    columns = [column.astype(np.uint16) * np.uint16(37 ** step) for step, column in enumerate(codes)]
    return sum(columns[1:], start=columns[0])
