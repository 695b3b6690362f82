"""The characters of many short strings in one array, so that a question is asked of all strings at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Stands for all characters outside ASCII.
OTHER = 128


@dataclass(frozen=True, eq=False)
class Characters:
    """All characters of the chunks in one array, each chunk followed by a space; those outside ASCII are OTHER.

    Chunks hold no space and are not empty.
    """

    codes: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, chunks: Sequence[str]) -> Characters:
        raw = " ".join([*chunks, ""]).encode("utf-32-le", "surrogatepass")
        codes = np.minimum(np.frombuffer(raw, np.uint32), OTHER).astype(np.uint8)
        ends = np.flatnonzero(codes == ord(" "))
        lengths = np.diff(ends, prepend=-1) - 1
        return cls(codes, ends - lengths, lengths)

    @cached_property
    def first(self) -> np.ndarray:
        return self.codes[self.starts]

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

    def only(self, is_allowed: np.ndarray) -> np.ndarray:
        """Mask over the chunks: those all of whose characters a table by code (129 entries) allows."""
        is_bad = ~is_allowed[self.codes]
        is_bad[self.codes == ord(" ")] = False
        return self.count(is_bad) == 0


def table_of(characters: str) -> np.ndarray:
    """A table by code (129 entries): true for these characters of ASCII."""
    return np.isin(np.arange(OTHER + 1), [ord(character) for character in characters])
