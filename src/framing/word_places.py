"""Where the words of patterns stand in a corpus: every place of a written form by one look at an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.row_index import rows_by_number, spread

# So many are sooner looked up one by one.
FEW_SURFACES = 8


@dataclass(frozen=True, eq=False)
class WordPlaces:
    """The patterns of a list of which a corpus has every word: which surfaces each word fits, and where these stand.

    ``patterns``: number of the entry -> words of its pattern; ``surfaces_of``: pattern word -> numbers of surfaces;
    ``n_places``: pattern word -> number of its places. The places of surface s, rows in ``corpus.words``, are
    ``rows[bounds[s]:bounds[s + 1]]``, ascending.
    """

    patterns: Mapping[int, Sequence[str]]
    surfaces_of: Mapping[str, np.ndarray]
    n_places: Mapping[str, int]
    rows: np.ndarray
    bounds: np.ndarray

    @classmethod
    def of(cls, corpus: Corpus, lexicon: Lexicon) -> WordPlaces:
        """The places of a list's words. A pattern is given up at its first word that the corpus lacks: most are, in a
        short text."""
        surfaces_of: dict[str, np.ndarray] = {}

        def is_there(word: str) -> bool:
            if word not in surfaces_of:
                surfaces_of[word] = corpus.vocabulary.fits(word, parts_of_compounds=lexicon.card.kind == "actors")
            return len(surfaces_of[word]) > 0

        split = ((number, entry.pattern.split()) for number, entry in enumerate(lexicon.entries))
        patterns = {number: words for number, words in split if all(map(is_there, words))}
        rows, bounds = _rows_by_surface(corpus)
        of_all = np.concatenate([np.empty(0, np.int64), *surfaces_of.values()])
        n_before = np.append(0, np.cumsum(bounds[of_all + 1] - bounds[of_all]))
        ends = np.append(0, np.cumsum([len(surfaces) for surfaces in surfaces_of.values()], dtype=np.int64))
        n_places = dict(zip(surfaces_of, np.diff(n_before[ends]).tolist(), strict=True))
        return cls(patterns, surfaces_of, n_places, rows, bounds)

    def places(self, surfaces: np.ndarray) -> np.ndarray:
        """Places of some surfaces, one surface after the other."""
        if len(surfaces) > FEW_SURFACES:
            first = self.bounds[surfaces]
            return self.rows[spread(first, self.bounds[surfaces + 1] - first)]
        pieces = [self.rows[self.bounds[surface]:self.bounds[surface + 1]] for surface in surfaces.tolist()]
        return pieces[0] if len(pieces) == 1 else np.concatenate([self.rows[:0], *pieces])


@kept_with_first
def _rows_by_surface(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    return rows_by_number(corpus.words.surface, len(corpus.vocabulary.surfaces))
