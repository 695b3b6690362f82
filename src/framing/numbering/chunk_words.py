"""The words of many pieces at once: found once a distinct chunk, then placed by arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters, digits

import numpy as np

from framing.characters import TYPOGRAPHIC_MARK, Characters, table_of
from framing.chunked import Chunked
from framing.known_chunks import Columns
from framing.words import find_words

# Marks that no word holds at its edges, and of which one at an edge never changes where the word ends.
IS_PLAIN_MARK = table_of(",.;:!?\"()[]-'")
IS_PLAIN_MARK[TYPOGRAPHIC_MARK] = True
IS_LETTER = table_of(ascii_letters + digits)


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words in order. ``form``: number of the word as written; ``start``: the character at which it begins, counted
    as those of its chunk; ``before`` (chunks + 1,): how many words stand before each chunk."""

    form: np.ndarray
    start: np.ndarray
    before: np.ndarray


def word_columns(distinct: Sequence[str], characters: Characters, forms: dict[str, int]) -> Columns:
    """``n_words``, one entry a chunk; and one entry a word of all chunks: ``word_offset`` and ``word_length`` in its
    chunk, and ``word_form``, its number in ``forms``, to which new ones are added."""
    n_words = np.ones(len(distinct), np.int32)
    begins, ends = (IS_PLAIN_MARK[edge].astype(np.int32) for edge in (characters.first, characters.last))
    before_last = characters.codes[characters.starts + np.maximum(characters.lengths - 2, 0)]
    ends += (ends > 0) & IS_PLAIN_MARK[before_last] & (characters.lengths > 2)
    length = (characters.lengths - begins - ends).astype(np.int32)
    # Nearly all are one run of plain letters with one mark at most before and two after.
    is_plain = (characters.count(IS_LETTER[characters.codes]) == length) & (length > 0)
    spans = {number: find_words(distinct[number]) for number in np.flatnonzero(~is_plain).tolist()}
    n_words[list(spans)] = list(map(len, spans.values()))
    first = np.cumsum(n_words) - n_words
    offsets, lengths = np.zeros((2, n_words.sum()), np.int32)
    offsets[first[is_plain]], lengths[first[is_plain]] = begins[is_plain], length[is_plain]
    for number, words in spans.items():
        offsets[first[number]:first[number] + len(words)] = [start for start, _ in words]
        lengths[first[number]:first[number] + len(words)] = [end - start for start, end in words]
    words_as_written = (distinct[chunk][start:start + size] for chunk, start, size in zip(
        np.repeat(np.arange(len(distinct)), n_words).tolist(), offsets.tolist(), lengths.tolist(), strict=True))
    numbers = np.fromiter((forms.setdefault(word, len(forms)) for word in words_as_written), np.int32, len(offsets))
    return {"n_words": n_words, "word_offset": offsets, "word_length": lengths, "word_form": numbers}


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
    row, step = count_up(columns["n_words"][chunk])
    number = _first_words(columns)[chunk][row] + step
    offset = columns["word_offset"][number]
    is_before = offset + columns["word_length"][number] <= inside[row] if whole else offset < inside[row]
    return words.before[places] + np.bincount(row[is_before], minlength=len(places))


def _first_words(columns: Columns) -> np.ndarray:
    """The number of each distinct chunk's first word among those of all."""
    n_words = columns["n_words"]
    return np.cumsum(n_words, dtype=np.int32) - n_words


def count_up(n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For some numbers, every row as often as its number says, and beside it 0, 1, 2 ... up to that number."""
    row = np.repeat(np.arange(len(n)), n)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(n) - n, n)
