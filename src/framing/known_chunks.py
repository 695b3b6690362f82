"""The chunks of text that have been met, numbered, with what has been worked out about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from threading import Lock

import numpy as np

from framing.chunked import Chunked, chunk_lines
from framing.cleaning_rule import Rule

# Text of an archive brings about three new chunks in a hundred. With more distinct ones than this (odd text: addresses,
# encoded pictures) everything is begun anew, so that memory has a bound.
MAX_CHUNKS = 500_000

Columns = Mapping[str, np.ndarray]


class KnownChunks:
    """Numbers chunks in the order in which they come, and works each out once, however many texts it stands in.

    ``texts``: the chunks by number; ``columns``: what ``learn`` gave for new ones, one after the other: arrays with
    one entry a chunk, or with several for some chunks. ``rules``: the cleaning rules that the columns are about.
    What is kept does not change any result, only the time it takes. Threads may share it.
    """

    def __init__(self, learn: Callable[[list[str]], Columns], rules: tuple[Rule, ...] = ()):
        self.rules = rules
        self.texts: list[str] = []
        self.columns: Columns = dict(learn([]))
        self._learn = learn
        self._numbers: dict[str, int] = {}
        self._lock = Lock()

    def numbers_of(self, chunks: Sequence[str]) -> np.ndarray:
        """The number of each of these chunks; new ones are worked out."""
        with self._lock:
            numbers = np.fromiter(map(self._numbers.get, chunks, repeat(-1)), np.int32, len(chunks))
            missing = np.flatnonzero(numbers < 0).tolist()
            new = list(dict.fromkeys(chunks[place] for place in missing))
            if new:
                learnt = self._learn(new)
                self.columns = {name: np.concatenate([values, learnt[name]]) for name, values in self.columns.items()}
                self._numbers.update(zip(new, range(len(self.texts), len(self.texts) + len(new)), strict=True))
                self.texts += new
                numbers[missing] = [self._numbers[chunks[place]] for place in missing]
            return numbers

    def chunk_lines(self, text: str) -> Chunked:
        """The lines of a text cut at white space, the chunks under the numbers that they have here."""
        chunked = chunk_lines(text)
        numbers = self.numbers_of(chunked.distinct)
        return replace(chunked, distinct=self.texts, chunk=numbers[chunked.chunk],
                       length_of_distinct=self.columns["length"])
