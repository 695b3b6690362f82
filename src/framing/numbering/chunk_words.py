"""The words of many pieces at once: found once a distinct chunk, then placed by arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.characters import TYPOGRAPHIC_MARK, Characters
from framing.chunk_shapes import Shapes
from framing.chunked import Chunked
from framing.known_chunks import Columns
from framing.string_numbers import StringNumbers
from framing.words import find_words


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words in order. ``form``: number of the word as written; ``start``: the character at which it begins, counted
    as those of its chunk; ``before`` (chunks + 1,): how many words stand before each chunk."""

    form: np.ndarray
    start: np.ndarray
    before: np.ndarray


def word_columns(distinct: Sequence[str], characters: Characters, shapes: Shapes, forms: StringNumbers) -> Columns:
    """``n_words``, one entry a chunk; and one entry a word of all chunks: ``word_offset`` and ``word_length`` in its
    chunk, and ``word_form``, its number in ``forms``, to which new ones are added."""
    spans = list(map(find_words, shapes.texts))
    n_words = np.fromiter(map(len, spans), np.int32, len(spans))
    chunk, number = shapes.found(n_words)
    start, end = np.array([edges for words in spans for edges in words], np.int32).reshape(-1, 2)[number].T
    offset = shapes.offsets(chunk, start)
    length = shapes.offsets(chunk, end) - offset
    return {"n_words": n_words[shapes.number], "word_offset": offset, "word_length": length,
            "word_form": _forms(distinct, characters, forms, chunk, offset, length)}


def _forms(distinct: Sequence[str], characters: Characters, forms: StringNumbers, chunk: np.ndarray,
           offset: np.ndarray, length: np.ndarray) -> np.ndarray:
    """The number of each word in ``forms``."""
    start = characters.starts[chunk] + offset
    n_beyond = np.append(0, np.cumsum(characters.codes >= TYPOGRAPHIC_MARK))
    is_ascii = n_beyond[start + length] == n_beyond[start]  # then its codes are those of UTF-8
    numbers = np.empty(len(chunk), np.int32)
    numbers[is_ascii] = forms.numbers_of(characters.codes.tobytes(), start[is_ascii], length[is_ascii])
    others = (column[~is_ascii].tolist() for column in (chunk, offset, offset + length))
    numbers[~is_ascii] = forms.numbers_of_texts([distinct[one][first:end] for one, first, end in zip(
        *others, strict=True)])
    return numbers


def place_words(chunked: Chunked, columns: Columns, start: np.ndarray) -> PlacedWords:
    """Every word of every piece, where ``find_words`` finds them: a word never reaches over white space.

    ``columns``: what ``word_columns`` gives for ``chunked.distinct``; ``start``: where each chunk begins.
    """
    n_words = columns["n_words"].take(chunked.chunk)
    before = np.zeros(len(chunked) + 1, np.int32)
    np.cumsum(n_words, out=before[1:])
    # The number of each word among the words of all distinct chunks.
    number = np.repeat(_first_words(columns).take(chunked.chunk), n_words)
    several = np.flatnonzero(n_words > 1)  # few
    row, step = count_up(n_words[several])
    number[before[several][row] + step] += step
    start = np.repeat(start, n_words) + columns["word_offset"].take(number)
    return PlacedWords(columns["word_form"].take(number), start, before)


def words_before(chunked: Chunked, columns: Columns, words: PlacedWords, places: np.ndarray, inside: np.ndarray, *,
                 whole: bool = False) -> np.ndarray:
    """How many words begin (``whole``: end) before a character of each of these chunks (``whole``: or at it).

    ``places``: of the chunks; ``inside``: number of the character in its chunk.
    """
    chunk = chunked.chunk[places]
    first, low, high = _first_words(columns)[chunk], np.zeros(len(chunk), np.int32), columns["n_words"][chunk]
    while (low < high).any():  # halved until they meet; nearly all chunks have one word at most
        middle = (low + high) // 2
        offset, length = (columns[name].take(first + middle, mode="clip") for name in ("word_offset", "word_length"))
        is_before = offset + length <= inside if whole else offset < inside
        low, high = (np.where((low < high) & is_before, middle + 1, low),
                     np.where((low < high) & ~is_before, middle, high))
    return words.before[places].astype(np.int64) + low


def _first_words(columns: Columns) -> np.ndarray:
    """The number of each distinct chunk's first word among those of all."""
    n_words = columns["n_words"]
    return np.cumsum(n_words, dtype=np.int32) - n_words


def count_up(n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For some numbers, every row as often as its number says, and beside it 0, 1, 2 ... up to that number."""
    row = np.repeat(np.arange(len(n)), n)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(n) - n, n)
