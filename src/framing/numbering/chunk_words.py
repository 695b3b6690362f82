"""The words of many pieces at once: found once a distinct chunk, then placed by arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters, digits

import numpy as np

from framing.characters import Characters, table_of
from framing.chunked import Chunked
from framing.known_chunks import MAX_CHUNKS, Columns
from framing.words import find_words

# Marks that no word holds at its edges, and of which one at an edge never changes where the word ends.
IS_PLAIN_MARK = table_of(",.;:!?\"()[]-'")
IS_LETTER = table_of(ascii_letters + digits)


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words in order. ``forms``: the distinct ones as written; ``form``: number in it; ``start``/``end``: characters
    in the joined text; ``piece``: the piece each stands in."""

    forms: list[str]
    form: np.ndarray
    start: np.ndarray
    end: np.ndarray
    piece: np.ndarray


def word_columns(distinct: Sequence[str], characters: Characters) -> dict[str, np.ndarray]:
    """One entry a chunk: ``n_words``, and ``word_offset`` and ``word_length`` of its first word."""
    n_words, offset, length = np.ones((3, len(distinct)), np.int32)
    begins, ends = IS_PLAIN_MARK[characters.first].astype(np.int32), IS_PLAIN_MARK[characters.last].astype(np.int32)
    offset[:], length[:] = begins, characters.lengths - begins - ends
    # Nearly all are one run of plain letters with one mark at most on either side.
    n_letters = characters.count(IS_LETTER[characters.codes])
    for number in np.flatnonzero((n_letters != length) | (length < 1)).tolist():
        spans = _words_of(distinct[number])
        n_words[number], (start, end) = len(spans), spans[0] if spans else (0, 0)
        offset[number], length[number] = start, end - start
    return {"n_words": n_words, "word_offset": offset, "word_length": length}


@lru_cache(maxsize=MAX_CHUNKS)
def _words_of(chunk: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_words(chunk))


def place_words(chunked: Chunked, columns: Columns) -> PlacedWords:
    """Every word of every piece, where ``find_words`` finds them: a word never reaches over white space.

    ``columns``: what ``word_columns`` gives for ``chunked.distinct``.
    """
    n_words = columns["n_words"]
    first = np.cumsum(n_words) - n_words
    offset, length = (np.repeat(columns[name], n_words) for name in ("word_offset", "word_length"))
    for number in np.flatnonzero(n_words > 1).tolist():
        spans = _words_of(chunked.distinct[number])
        offset[first[number]:first[number] + len(spans)] = [start for start, _ in spans]
        length[first[number]:first[number] + len(spans)] = [end - start for start, end in spans]
    chunks = np.repeat(np.arange(len(n_words)), n_words)
    numbers: dict[str, int] = {}
    form = np.fromiter((numbers.setdefault(chunked.distinct[chunk][start:start + size], len(numbers))
                        for chunk, start, size in zip(chunks.tolist(), offset.tolist(), length.tolist(), strict=True)),
                       np.int32, len(chunks))
    n_here = n_words[chunked.chunk]
    # The number of each word among the words of all distinct chunks.
    total = np.cumsum(n_here)
    number = np.arange(total[-1] if len(total) else 0) + np.repeat(first[chunked.chunk] - total + n_here, n_here)
    start = np.repeat(chunked.start, n_here) + offset[number]
    return PlacedWords(list(numbers), form[number], start, start + length[number], np.repeat(chunked.piece, n_here))
