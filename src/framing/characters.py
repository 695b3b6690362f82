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
