"""Where the patterns of a word list are found: every hit a place in the text, so that every count can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.lexicon import Lexicon


@dataclass(frozen=True)
class Hits:
    """Hits as columns of equal length, in the order of the text.

    ``first``: row of the first word in ``corpus.words``; ``length``: words in the hit; ``category``: number in
    ``categories``; ``entry``: number in ``lexicon.entries``. The part and voice of a hit are those of its
    first word, so that hits by part and voice add up to all hits.
    """

    lexicon: Lexicon
    categories: tuple[str, ...]
    first: np.ndarray
    length: np.ndarray
    category: np.ndarray
    entry: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def weights(self) -> np.ndarray:
        """Weight of the entry of each hit."""
        return np.array([entry.weight for entry in self.lexicon.entries])[self.entry]


@kept_with_first  # corpus and list are frozen, so their hits are; several findings read the same ones
def find_hits(corpus: Corpus, lexicon: Lexicon) -> Hits:
    """All matches of a list in a corpus.

    Patterns match whole words inside one sentence. Within a category the longest match wins and a word is
    counted once; categories do not compete. Actor lists also match the parts of hyphenated compounds.
    """
    patterns = [entry.pattern for entry in lexicon.entries]
    finder = _Finder(corpus, patterns, parts_of_compounds=lexicon.card.kind == "actors")
    categories = tuple(category.key for category in lexicon.categories)
    found = [
        finder.matches_of([(number, entry.pattern) for number, entry in enumerate(lexicon.entries)
                           if entry.category == key], category)
        for category, key in enumerate(categories)
    ]
    columns = np.concatenate(found) if found else np.empty((0, 4), np.int64)
    first, length, category, entry = columns[np.lexsort((columns[:, 2], columns[:, 0]))].T
    return Hits(lexicon, categories, first, length, category, entry)


class _Finder:
    """Holds an index of the words that begin a pattern of one list, while it is matched against a corpus."""

    def __init__(self, corpus: Corpus, patterns: Iterable[str], *, parts_of_compounds: bool):
        self.words = corpus.words
        self.vocabulary = corpus.vocabulary
        self.parts_of_compounds = parts_of_compounds
        self.cache: dict[str, np.ndarray] = {}
        self.mask = np.zeros(len(self.vocabulary.surfaces), bool)  # one for all patterns, cleared after each
        begins = self.mask.copy()
        for pattern in patterns:
            begins[self._surfaces(pattern.split()[0])] = True
        places = np.flatnonzero(begins[self.words.surface])  # few: only these are put in order
        self.order = places[np.argsort(self.words.surface[places], kind="stable")]
        self.bounds = np.searchsorted(self.words.surface[self.order], np.arange(len(begins) + 1))

    def matches_of(self, entries: Iterable[tuple[int, str]], category: int) -> np.ndarray:
        """Matches of one category as rows (first, length, category, entry), the longest winning."""
        found = [(starts, len(pattern.split()), number) for number, pattern in entries
                 if len(starts := self._starts(pattern.split()))]
        taken = np.zeros(len(self.words) + 1, bool)
        rows = []
        for size in sorted({length for _, length, _ in found}, reverse=True):
            starts = np.concatenate([starts for starts, length, _ in found if length == size])
            numbers = np.concatenate([np.full(len(starts), number) for starts, length, number in found
                                      if length == size])
            starts, numbers = self._free(starts, numbers, size, taken)
            for step in range(size):
                taken[starts + step] = True
            rows.append(np.column_stack([starts, np.full(len(starts), size), np.full(len(starts), category), numbers]))
        return np.concatenate(rows) if rows else np.empty((0, 4), np.int64)

    def _starts(self, pattern: list[str]) -> np.ndarray:
        """Places where the words of a pattern stand one after the other inside one sentence."""
        starts = self._positions(self._surfaces(pattern[0]))
        for step, word in enumerate(pattern[1:], start=1):
            starts = starts[starts + step < len(self.words)]
            if not len(starts):
                break
            there = starts + step
            starts = starts[self._is_one_of(self._surfaces(word), self.words.surface[there])
                            & (self.words.sentence[there] == self.words.sentence[starts])]
        return starts

    def _is_one_of(self, wanted: np.ndarray, surfaces: np.ndarray) -> np.ndarray:
        self.mask[wanted] = True
        found = self.mask[surfaces]
        self.mask[wanted] = False
        return found

    def _surfaces(self, word: str) -> np.ndarray:
        if word not in self.cache:
            self.cache[word] = self.vocabulary.fits(word, parts_of_compounds=self.parts_of_compounds)
        return self.cache[word]

    def _positions(self, surfaces: np.ndarray) -> np.ndarray:
        pieces = [self.order[self.bounds[number]:self.bounds[number + 1]] for number in surfaces]
        return np.concatenate(pieces) if pieces else np.empty(0, np.int64)

    @staticmethod
    def _free(starts: np.ndarray, numbers: np.ndarray, size: int, taken: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Matches of one length that touch no longer match nor each other: of two that overlap the first stays."""
        order = np.lexsort((numbers, starts))
        starts, numbers = starts[order], numbers[order]
        free = ~np.any([taken[starts + step] for step in range(size)], axis=0)
        starts, numbers = starts[free], numbers[free]
        if len(starts) < 2 or np.diff(starts).min() >= size:
            return starts, numbers
        kept, end = [], 0
        for row, start in enumerate(starts.tolist()):  # once over them: "very very very …" must not take for ever
            if start >= end:
                kept.append(row)
                end = start + size
        return starts[kept], numbers[kept]
