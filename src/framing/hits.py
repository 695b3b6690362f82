"""Where the patterns of a word list are found: every hit a place in the text, so that every count can be read."""

from __future__ import annotations

from collections.abc import Sequence
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
    finder = _Finder(corpus, lexicon)
    categories = tuple(category.key for category in lexicon.categories)
    found = [finder.matches_of(key, category) for category, key in enumerate(categories)]
    columns = np.concatenate(found) if found else np.empty((0, 4), np.int64)
    in_order = np.argsort(columns[:, 0] * max(1, len(categories)) + columns[:, 2], kind="stable")
    first, length, category, entry = columns[in_order].T
    return Hits(lexicon, categories, first, length, category, entry)


class _Finder:
    """Holds where the words that begin a pattern of one list stand, while it is matched against a corpus.

    ``places``: all of them, ascending; ``order``, ``bounds``: those that begin a pattern of several words, by surface.
    """

    def __init__(self, corpus: Corpus, lexicon: Lexicon):
        self.words = corpus.words
        self.vocabulary = corpus.vocabulary
        self.parts_of_compounds = lexicon.card.kind == "actors"
        self.patterns = [(number, entry.category, entry.pattern.split())
                         for number, entry in enumerate(lexicon.entries)]
        self.surfaces: dict[str, np.ndarray] = {}
        begins, begins_several = (np.zeros(len(self.vocabulary.surfaces), bool) for _ in range(2))
        for _, _, pattern in self.patterns:
            begins[self._surfaces(pattern[0])] = True
            begins_several[self._surfaces(pattern[0])] |= len(pattern) > 1
        self.places = np.flatnonzero(begins[self.words.surface])
        self.surface_of_place = self.words.surface[self.places]
        several = self.places[begins_several[self.surface_of_place]]  # few: only these are put in order
        self.order = several[np.argsort(self.words.surface[several], kind="stable")]
        self.bounds = np.searchsorted(self.words.surface[self.order], np.arange(len(begins) + 1))

    def matches_of(self, key: str, category: int) -> np.ndarray:
        """Matches of one category as rows (first, length, category, entry), the longest winning."""
        patterns = [(number, pattern) for number, its_category, pattern in self.patterns if its_category == key]
        found = [(starts, len(pattern), number) for number, pattern in patterns
                 if len(pattern) > 1 and len(starts := self._starts(pattern))]
        taken = np.zeros(len(self.words) + 1, bool)
        rows = []
        for size in sorted({length for _, length, _ in found}, reverse=True):
            starts = np.concatenate([starts for starts, length, _ in found if length == size])
            numbers = np.concatenate([np.full(len(starts), number) for starts, length, number in found
                                      if length == size])
            starts, numbers = _free(starts, numbers, size, taken)
            for step in range(size):
                taken[starts + step] = True
            rows.append((starts, size, numbers))
        starts, numbers = self._single_words([(number, pattern[0]) for number, pattern in patterns if len(pattern) == 1])
        is_free = ~taken[starts]
        rows.append((starts[is_free], 1, numbers[is_free]))
        return np.concatenate([
            np.column_stack([starts, np.full(len(starts), size), np.full(len(starts), category), numbers])
            for starts, size, numbers in rows])

    def _single_words(self, patterns: Sequence[tuple[int, str]]) -> tuple[np.ndarray, np.ndarray]:
        """Places of the patterns of one word, and the number of the first pattern that fits there."""
        entry_of_surface = np.full(len(self.vocabulary.surfaces), -1)
        for number, word in reversed(patterns):
            entry_of_surface[self._surfaces(word)] = number
        entries = entry_of_surface[self.surface_of_place]
        fits = np.flatnonzero(entries >= 0)
        return self.places[fits], entries[fits]

    def _starts(self, pattern: Sequence[str]) -> np.ndarray:
        """Places where the words of a pattern stand one after the other inside one sentence."""
        starts = np.concatenate([np.empty(0, np.int64), *(
            self.order[self.bounds[number]:self.bounds[number + 1]] for number in self._surfaces(pattern[0]).tolist())])
        for step, word in enumerate(pattern[1:], start=1):
            starts = starts[starts + step < len(self.words)]
            if not len(starts):
                break
            there = starts + step
            starts = starts[np.isin(self.words.surface[there], self._surfaces(word), kind="sort")
                            & (self.words.sentence[there] == self.words.sentence[starts])]
        return starts

    def _surfaces(self, word: str) -> np.ndarray:
        if word not in self.surfaces:
            self.surfaces[word] = self.vocabulary.fits(word, parts_of_compounds=self.parts_of_compounds)
        return self.surfaces[word]


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
