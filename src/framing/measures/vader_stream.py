"""The words of many texts as VADER sees them, with what is asked about them and their neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from framing.measures.vader_chunks import BUT, CAPITALS, IS_WORD, KEY_OF_PHRASE, SCORED, VaderChunks

# Traits of which all words of a text are asked for.
LOOKED_FOR = SCORED | CAPITALS | KEY_OF_PHRASE | BUT


@dataclass(frozen=True, eq=False)
class Stream:
    """The words that VADER sees of some texts: it leaves out chunks of one character, as if they were not there.

    ``chunk``: numbers of all chunks in order; ``words``: which of them are words; ``traits``: of each word; ``bounds``:
    where each text begins and ends among the words; ``marked``: words with a trait that is looked for, ascending.
    """

    chunks: VaderChunks
    chunk: np.ndarray
    words: np.ndarray
    traits: np.ndarray
    bounds: np.ndarray
    marked: np.ndarray

    @classmethod
    def of(cls, chunks: VaderChunks, chunk: np.ndarray, traits: np.ndarray, bounds: np.ndarray) -> Stream:
        """``chunk``, ``traits``: of all chunks; ``bounds``: of the texts among these."""
        is_word = traits & IS_WORD > 0
        left_out = np.searchsorted(np.flatnonzero(~is_word), bounds)
        words = np.flatnonzero(is_word)
        traits = traits[words]
        return cls(chunks, chunk, words, traits, bounds - left_out, np.flatnonzero(traits & LOOKED_FOR))

    def ids(self, places: np.ndarray) -> np.ndarray:
        """Numbers of the chunks at some places; at a place before the first or after the last that of this one."""
        return self.chunk[self.words.take(places, mode="clip")]

    def places(self, trait: int) -> np.ndarray:
        """Places of the words with a trait that is looked for, ascending."""
        return self.marked[self.traits[self.marked] & trait > 0]

    def texts(self, places: np.ndarray) -> np.ndarray:
        """Number of the text in which each place is."""
        return np.searchsorted(self.bounds, places, side="right") - 1

    def near(self, places: np.ndarray, texts: np.ndarray) -> Callable[[int], np.ndarray]:
        """A function from an offset to the traits of the words so far from the places; 0 outside of their text."""
        first, last = self.bounds[texts], self.bounds[texts + 1] - 1

        def traits_at(offset: int) -> np.ndarray:
            there = places + offset
            is_inside = there >= first if offset < 0 else there <= last
            return np.where(is_inside, self.traits.take(there, mode="clip"), 0)

        return traits_at
