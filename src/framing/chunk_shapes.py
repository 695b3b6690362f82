"""The shapes of chunks: what a rule that does not read letters need be asked only once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np

from framing.characters import OTHER, TYPOGRAPHIC_MARK, TYPOGRAPHIC_MARKS, Characters, table_of
from framing.row_index import spread
from framing.string_numbers import StringNumbers

# So many letters of one case, or digits, in a row are told from fewer; more look like so many.
LONGEST_RUN = 4
# A longer chunk stands for itself, as one does that holds other characters than letters and marks of English text.
MAX_LENGTH = 50

NO_SHAPE = 0
# What stands for a character in a shape: a letter for all of its case, 0 for digits, and for typographic marks
# characters that fit in one byte.
_KIND = np.arange(OTHER + 1, dtype=np.uint8)
_KIND[:ord("!")] = _KIND[OTHER] = _KIND[127] = NO_SHAPE
for _letters in (ascii_lowercase, ascii_uppercase, digits):
    _KIND[list(_letters.encode())] = ord(_letters[0])
_KIND[TYPOGRAPHIC_MARK:OTHER] = np.arange(1, 1 + len(TYPOGRAPHIC_MARKS))
_KIND[ord(" ")] = ord(" ")  # stands behind every chunk, never in one
_MARKS = dict(enumerate(TYPOGRAPHIC_MARKS, start=1))
_IS_IN_RUNS = table_of("aA0")


@dataclass(frozen=True, eq=False)
class Shapes:
    """Chunks as texts in which one letter stands for all, with four in a row for more: "Aaaaa’a," for "Ireland’s,".

    ``texts``: every different shape, and the chunks that stand for themselves; ``number`` (chunks,): which of them
    stands for each chunk. What a rule finds in a text that looks neither at which letter it is nor at a run beyond
    ``LONGEST_RUN``, it finds in the chunk, at the places that ``offsets`` gives.
    """

    texts: list[str]
    number: np.ndarray
    _first_kept: np.ndarray
    _offset_of_kept: np.ndarray

    @classmethod
    def of(cls, chunks: Sequence[str], characters: Characters) -> Shapes:
        """``characters``: those of the chunks."""
        kind = _KIND[characters.codes]
        is_alone = (characters.count(kind == NO_SHAPE) > 0) | (characters.lengths > MAX_LENGTH)
        is_kept = ~_goes_on(kind) | np.repeat(is_alone, characters.lengths + 1)
        kept = np.flatnonzero(is_kept)
        n_kept = np.diff(np.flatnonzero(kind[kept] == ord(" ")), prepend=-1)  # with the space
        first = np.cumsum(n_kept) - n_kept
        strings, shaped, alone = StringNumbers(), np.flatnonzero(~is_alone), np.flatnonzero(is_alone)
        number = np.empty(len(chunks), np.int32)
        number[shaped] = strings.numbers_of(kind[kept].tobytes(), first[shaped], n_kept[shaped] - 1)
        number[alone] = len(strings.texts) + np.arange(len(alone))
        shapes = " ".join(strings.texts).translate(_MARKS).split()
        return cls([*shapes, *(chunks[one] for one in alone.tolist())], number, first,
                   (kept - np.repeat(characters.starts, n_kept)).astype(np.int32))

    def ask(self, rule: Callable[[str], object], dtype: type) -> np.ndarray:
        """What a rule says of each chunk, asked once a text."""
        return np.fromiter(map(rule, self.texts), dtype, len(self.texts))[self.number]

    def found(self, n_of_text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of things that were found in the texts, so many in each and all of them in order, those of the chunks: the
        chunk that each is in, and its number among all."""
        n_here = n_of_text[self.number]
        first = (np.cumsum(n_of_text) - n_of_text)[self.number]
        return np.repeat(np.arange(len(n_here)), n_here), spread(first, n_here)

    def offsets(self, chunks: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Where in some chunks the character stands that has this place in the text of each (int32)."""
        return self._offset_of_kept[self._first_kept[chunks] + places]


def _goes_on(kind: np.ndarray) -> np.ndarray:
    """Mask over the characters: those before which at least ``LONGEST_RUN`` of the same kind stand."""
    is_same = np.zeros(len(kind), bool)
    is_same[1:] = (kind[1:] == kind[:-1]) & _IS_IN_RUNS[kind[1:]]
    goes_on = is_same.copy()
    for step in range(1, LONGEST_RUN):
        goes_on[step:] &= is_same[:-step]
    return goes_on
