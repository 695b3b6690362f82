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


@kept_with_first
def _count_surfaces(corpus: Corpus) -> np.ndarray:
    """How often each surface stands in the corpus."""
    return np.bincount(corpus.words.surface, minlength=len(corpus.vocabulary.surfaces))


class _Finder:
    """Holds where the words stand that lead to a pattern of one list, while it is matched against a corpus.

    A pattern with a word that the corpus lacks is not looked for: of a short text that is nearly all of a list. One of
    one word is looked up at ``places``, ascending: wherever the one word of any pattern stands. One of several words
    is looked for around its rarest word: ``order`` has the places of these by surface.
    """

    def __init__(self, corpus: Corpus, lexicon: Lexicon):
        self.words = corpus.words
        self.vocabulary = corpus.vocabulary
        self.parts_of_compounds = lexicon.card.kind == "actors"
        self.surfaces: dict[str, np.ndarray] = {}
        self.n_uses: dict[str, int] = {}
        self.n_of_surface = _count_surfaces(corpus)
        self.patterns: dict[str, list[tuple[int, list[str]]]] = {category.key: [] for category in lexicon.categories}
        self.mask = np.zeros(len(self.n_of_surface), bool)  # one for all patterns, cleared after each
        alone, rarest = self.mask.copy(), self.mask.copy()
        for number, entry in enumerate(lexicon.entries):
            pattern = entry.pattern.split()
            if all(map(self._uses, pattern)):
                self.patterns[entry.category].append((number, pattern))
                (alone if len(pattern) == 1 else rarest)[self.surfaces[pattern[self._rarest(pattern)]]] = True
        self.places = np.flatnonzero(alone[self.words.surface])
        self.surface_of_place = self.words.surface[self.places]
        several = np.flatnonzero(rarest[self.words.surface])
        self.order = several[np.argsort(self.words.surface[several], kind="stable")]
        self.bounds = np.searchsorted(self.words.surface[self.order], np.arange(len(rarest) + 1))

    def matches_of(self, key: str, category: int) -> np.ndarray:
        """Matches of one category as rows (first, length, category, entry), the longest winning."""
        patterns = self.patterns[key]
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
        single = [(number, pattern[0]) for number, pattern in patterns if len(pattern) == 1]
        starts, numbers = self._single_words(single)
        is_free = ~taken[starts]
        rows.append((starts[is_free], 1, numbers[is_free]))
        return np.concatenate([
            np.column_stack([starts, np.full(len(starts), size), np.full(len(starts), category), numbers])
            for starts, size, numbers in rows])

    def _single_words(self, patterns: Sequence[tuple[int, str]]) -> tuple[np.ndarray, np.ndarray]:
        """Places of the patterns of one word, and the number of the first pattern that fits there."""
        entry_of_surface = np.full(len(self.vocabulary.surfaces), -1)
        for number, word in reversed(patterns):
            entry_of_surface[self.surfaces[word]] = number
        entries = entry_of_surface[self.surface_of_place]
        fits = np.flatnonzero(entries >= 0)
        return self.places[fits], entries[fits]

    def _starts(self, pattern: Sequence[str]) -> np.ndarray:
        """Places where the words of a pattern stand one after the other inside one sentence."""
        rarest = self._rarest(pattern)
        starts = np.concatenate([self.order[self.bounds[number]:self.bounds[number + 1]]
                                 for number in self.surfaces[pattern[rarest]].tolist()]) - rarest
        starts = starts[(starts >= 0) & (starts + len(pattern) <= len(self.words))]
        for step, word in enumerate(pattern):
            if step != rarest and len(starts):
                starts = starts[self._is_one_of(self.surfaces[word], self.words.surface[starts + step])]
        return starts[self.words.sentence[starts] == self.words.sentence[starts + len(pattern) - 1]]

    def _rarest(self, pattern: Sequence[str]) -> int:
        """Which word of a pattern stands in the fewest places."""
        return min(range(len(pattern)), key=lambda step: self.n_uses[pattern[step]])

    def _is_one_of(self, wanted: np.ndarray, surfaces: np.ndarray) -> np.ndarray:
        self.mask[wanted] = True
        found = self.mask[surfaces]
        self.mask[wanted] = False
        return found

    def _uses(self, word: str) -> int:
        """How often the corpus has a word that fits a word of a pattern."""
        if word not in self.n_uses:
            surfaces = self.vocabulary.fits(word, parts_of_compounds=self.parts_of_compounds)
            self.surfaces[word] = surfaces
            self.n_uses[word] = int(self.n_of_surface[surfaces].sum()) if len(surfaces) else 0
        return self.n_uses[word]


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
