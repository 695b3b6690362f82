"""Where the patterns of a word list are found: every hit a place in the text, so that every count can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.row_index import spread
from framing.word_places import WordPlaces, pattern_words
from framing.word_runs import find_runs, without_overlaps

# Stands for the entry at the further words of a longer hit, where no other of its category counts.
TAKEN = -1


@dataclass(frozen=True)
class Hits:
    """Hits as columns of equal length, in the order of the text and, at one place, of the categories.

    ``first``: row of the first word in ``corpus.words``; ``entry``: number in ``lexicon.entries``. What an entry tells
    is worked out when it is asked for: ``length``, words in the hit; ``category``, number in ``categories``;
    ``weights``. The part and voice of a hit are those of its first word, so that hits by part and voice add up to all
    hits.
    """

    lexicon: Lexicon
    categories: tuple[str, ...]
    first: np.ndarray
    entry: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    @property
    def length(self) -> np.ndarray:
        """Number of words of each hit."""
        return pattern_words(self.lexicon).length[self.entry]

    @cached_property
    def category(self) -> np.ndarray:
        """Number in ``categories`` of the category of each hit."""
        return _category_of_entry(self.lexicon, self.categories)[self.entry]

    @property
    def weights(self) -> np.ndarray:
        """Weight of the entry of each hit."""
        return np.array([entry.weight for entry in self.lexicon.entries])[self.entry]


@kept_with_first  # corpus and list are frozen, so their hits are; several findings read the same ones
def find_hits(corpus: Corpus, lexicon: Lexicon) -> Hits:
    """All matches of a list in a corpus.

    Patterns match whole words inside one sentence. Within a category the longest match wins and a word is
    counted once; categories do not compete. Actor lists also match the parts of hyphenated compounds.
    """
    categories = tuple(category.key for category in lexicon.categories)
    category, places = _category_of_entry(lexicon, categories), WordPlaces.of(corpus, lexicon)
    singles = _single_words(corpus, places, category, len(categories))
    runs = _runs(corpus, places, category, len(categories))
    slot, entry = _joined(singles, runs, places.words.length, len(categories)) if len(runs.slot) else singles
    return Hits(lexicon, categories, (slot // max(1, len(categories))).astype(np.int32), entry)


def _category_of_entry(lexicon: Lexicon, categories: Sequence[str]) -> np.ndarray:
    number_of = {key: number for number, key in enumerate(categories)}
    return np.array([number_of[entry.category] for entry in lexicon.entries], np.int32)


class _Matches(NamedTuple):
    """``slot``: place x categories + category, where one match at most may begin; ``entry``."""

    slot: np.ndarray
    entry: np.ndarray


def _single_words(corpus: Corpus, places: WordPlaces, category: np.ndarray, n_categories: int) -> _Matches:
    """Matches of the patterns of one word, in order. Of two in one slot the entry that is listed first counts."""
    entries = places.complete[places.words.length[places.complete] == 1].astype(np.int32)
    surface, row = places.surfaces(places.words.numbers[places.words.first[entries]])
    entry = entries[row]
    _, first = np.unique(surface.astype(np.int64) * n_categories + category[entry], return_index=True)
    surface, entry = surface[first], entry[first]
    is_place = np.zeros(len(corpus.words), bool)
    is_place[places.places(surface)[0]] = True
    place = np.flatnonzero(is_place)
    n_entries = np.bincount(surface, minlength=len(corpus.vocabulary.surfaces))
    begin, n_here = (column[corpus.words.surface[place]] for column in (np.cumsum(n_entries) - n_entries, n_entries))
    entry = entry[spread(begin, n_here)]
    return _Matches(np.repeat(place, n_here) * n_categories + category[entry], entry)


def _runs(corpus: Corpus, places: WordPlaces, category: np.ndarray, n_categories: int) -> _Matches:
    """Matches of the patterns of several words that count."""
    start, entry = find_runs(corpus, places)
    length = places.words.length[entry]
    counts = without_overlaps(category[entry].astype(np.int64) * len(corpus.words) + start, length, entry)
    start, entry = start[counts].astype(np.int64), entry[counts]
    return _Matches(start * n_categories + category[entry], entry)


def _joined(singles: _Matches, runs: _Matches, length: np.ndarray, n_categories: int) -> _Matches:
    """All matches in order, without those inside a longer one of the same category. ``length``: words of each entry."""
    n_further = length[runs.entry] - 1
    further = np.repeat(runs.slot, n_further) + n_categories * spread(np.ones(len(n_further), np.int64), n_further)
    slot = np.concatenate([runs.slot, further, singles.slot])
    entry = np.concatenate([runs.entry, np.full(len(further), TAKEN, np.int32), singles.entry])
    order = np.argsort(slot, kind="stable")  # of one slot the run comes first; singles are in order: little is sorted
    slot, entry = slot[order], entry[order]
    counts = (np.diff(slot, prepend=-1) > 0) & (entry != TAKEN)
    return _Matches(slot[counts], entry[counts])
