"""The chunks of text that have been met, numbered, with what has been worked out about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import numpy as np

from framing.chunked import Chunked, chunk_lines
from framing.cleaning_rule import Rule
from framing.string_numbers import StringNumbers

# Text of an archive brings about three new chunks in a hundred. With more distinct ones than this (odd text: addresses,
# encoded pictures) everything is begun anew, so that memory has a bound.
MAX_CHUNKS = 500_000

Columns = Mapping[str, np.ndarray]
Learn = Callable[[list[str]], Columns]


class KnownChunks:
    """Numbers chunks in the order in which they come, and works each out once, however many texts it stands in.

    ``texts``: the chunks by number; ``columns``: what ``learn`` gave for new ones, one after the other: arrays with
    one entry a chunk (their ``length`` is one), or with several for some chunks. ``rules``: the cleaning rules that the
    clues are about. What is kept does not change any result, only the time it takes. Threads may share it.
    """

    def __init__(self, learn: Learn, learn_clues: Learn = lambda new: {}, rules: tuple[Rule, ...] = ()):
        self.rules = rules
        self._columns, self._learn_clues = _Learnt(learn), learn_clues
        self._further: dict[Learn, _Learnt] = {}
        self._strings = StringNumbers()
        self._lock = Lock()

    @property
    def columns(self) -> Columns:
        return self._columns.columns

    @property
    def clues(self) -> Columns:
        """The same of ``learn_clues``: columns that only cleaning asks for, worked out then."""
        return self.further(self._learn_clues)

    def further(self, learn: Learn) -> Columns:
        """The same of a function that is given now: what it gave before is not worked out again."""
        with self._lock:
            if learn not in self._further:
                self._further[learn] = _Learnt(learn)
            self._further[learn].catch_up_with(self.texts)
            return self._further[learn].columns

    @property
    def texts(self) -> list[str]:
        return self._strings.texts

    def numbers_of(self, chunks: Sequence[str]) -> np.ndarray:
        """The number of each of these chunks; new ones are worked out."""
        with self._lock:
            numbers = self._strings.numbers_of_texts(chunks)
            self._columns.catch_up_with(self.texts)
        return numbers

    def chunk_lines(self, text: str) -> Chunked:
        """The lines of a text cut at white space, the chunks under the numbers that they have here."""
        return chunk_lines(text, self._number)

    def _number(self, raw: bytes, starts: np.ndarray, lengths: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
        with self._lock:
            numbers = self._strings.numbers_of(raw, starts, lengths)
            self._columns.catch_up_with(self.texts)
        return self.texts, self.columns["length"], numbers


class _Learnt:
    """Columns about strings: what ``learn`` gives for new ones is set behind what was there."""

    def __init__(self, learn: Learn):
        self.columns: Columns = dict(learn([]))
        self._learn = learn
        self._n_strings = 0

    def catch_up_with(self, strings: list[str]) -> None:
        new = strings[self._n_strings:]
        if new:
            learnt = self._learn(new)
            self.columns = {name: np.concatenate([values, learnt[name]]) for name, values in self.columns.items()}
            self._n_strings = len(strings)
