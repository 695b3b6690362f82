"""Where the words of patterns stand in a corpus: every place of a written form by one look at an index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.row_index import rows_by_number, spread
from framing.vocabulary import Fitting


@dataclass(frozen=True, eq=False)
class PatternWords:
    """The patterns of a list as numbers: ``words``, each once; ``length``, words of each entry's pattern; the words of
    entry e are ``numbers[first[e]:first[e] + length[e]]``."""

    words: tuple[str, ...]
    numbers: np.ndarray
    first: np.ndarray
    length: np.ndarray


@lru_cache(maxsize=64)
def pattern_words(lexicon: Lexicon) -> PatternWords:
    """The patterns of a list as numbers."""
    patterns = [entry.pattern.split() for entry in lexicon.entries]
    words = list(chain.from_iterable(patterns))
    number_of = {word: number for number, word in enumerate(dict.fromkeys(words))}
    length = np.array(list(map(len, patterns)), np.int32)
    return PatternWords(tuple(number_of), np.array(list(map(number_of.__getitem__, words)), np.int32),
                        np.cumsum(length) - length, length)


@dataclass(frozen=True, eq=False)
class WordPlaces:
    """Which surfaces of a corpus the words of a list's patterns fit, and where these stand.

    ``fitting``: surfaces by number of the word; ``n_places``: of every word; ``complete``: entries of which the corpus
    has every word, ascending. The places of surface s, rows in ``corpus.words``, are ``rows[bounds[s]:bounds[s + 1]]``,
    ascending.
    """

    words: PatternWords
    fitting: Fitting
    n_places: np.ndarray
    complete: np.ndarray
    rows: np.ndarray
    bounds: np.ndarray

    @classmethod
    def of(cls, corpus: Corpus, lexicon: Lexicon) -> WordPlaces:
        """The places of a list's words."""
        words = pattern_words(lexicon)
        fitting = corpus.vocabulary.fits_each(words.words, parts_of_compounds=lexicon.card.kind == "actors")
        rows, bounds = _rows_by_surface(corpus)
        entry = np.repeat(np.arange(len(words.length)), words.length)
        n_missing = np.bincount(entry[fitting.n_each[words.numbers] == 0], minlength=len(words.length))
        word = np.repeat(np.arange(len(words.words)), fitting.n_each)
        surface = fitting.surfaces[spread(fitting.first, fitting.n_each)]
        n_places = np.bincount(word, weights=bounds[surface + 1] - bounds[surface], minlength=len(words.words))
        return cls(words, fitting, n_places.astype(np.int64), np.flatnonzero(n_missing == 0), rows, bounds)

    def surfaces(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The surfaces that some words fit, one word after the other, and for each the row of its word in ``words``."""
        n_each = self.fitting.n_each[words]
        return (self.fitting.surfaces[spread(self.fitting.first[words], n_each)],
                np.repeat(np.arange(len(words), dtype=np.int32), n_each))

    def places(self, surfaces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places of some surfaces, one surface after the other, and for each the row of its surface in ``surfaces``."""
        n_each = self.bounds[surfaces + 1] - self.bounds[surfaces]
        return (self.rows[spread(self.bounds[surfaces], n_each)],
                np.repeat(np.arange(len(surfaces), dtype=np.int32), n_each))


@kept_with_first
def _rows_by_surface(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    return rows_by_number(corpus.words.surface, len(corpus.vocabulary.surfaces))
