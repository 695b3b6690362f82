"""The characters of many short strings in one array, so that a question is asked of all strings at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Codes of characters outside ASCII: curly marks and long dashes, and all others.
TYPOGRAPHIC_MARK, OTHER = 128, 129
TYPOGRAPHIC_MARKS = "“”‘’…—–"


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
        codes = np.minimum(wide, OTHER).astype(np.uint8)
        outside = np.flatnonzero(codes == OTHER)
        codes[outside[np.isin(wide[outside], list(map(ord, TYPOGRAPHIC_MARKS)))]] = TYPOGRAPHIC_MARK
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


def find_strings(text: str, wanted: Sequence[str]) -> dict[str, np.ndarray]:
    """Where each of many strings stands in a text, overlapping places included.

    One look at all runs of three characters leaves few places to ask about, where searching for each string would go
    over the whole text as often as there are strings.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = {}
    for length in sorted({min(len(one), RUN) for one in wanted}):
        ones = {one: _run_of([ord(character) for character in one[:length]])
                for one in wanted if min(len(one), RUN) == length}
        runs = _run_of([codes[step:max(0, len(codes) - length + 1 + step)].astype(np.int64) for step in range(length)])
        may_begin = np.zeros(HASHES, bool)
        may_begin[_hash(np.array(list(ones.values())))] = True
        places = np.flatnonzero(may_begin[_hash(runs)])
        runs = runs[places]
        for one, run in ones.items():
            there = places[runs == run]
            for step in range(length, len(one)):
                there = there[codes.take(there + step, mode="clip") == ord(one[step])]
            found[one] = there[there + len(one) <= len(codes)]
    return found


RUN, HASHES = 3, 1 << 16


def _run_of(codes):
    """One number for up to three characters (of 21 bits each)."""
    return sum(code << 21 * step for step, code in enumerate(codes))


def _hash(runs: np.ndarray) -> np.ndarray:
    return (runs ^ (runs >> 16) ^ (runs >> 31)) & (HASHES - 1)
