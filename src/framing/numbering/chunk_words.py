"""The words of many pieces at once: found once a distinct chunk, then placed by arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked
from framing.words import WORD


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words in order. ``forms``: the distinct ones as written; ``form``: number in it; ``start``/``end``: characters
    in the joined text; ``piece``: the piece each stands in."""

    forms: list[str]
    form: np.ndarray
    start: np.ndarray
    end: np.ndarray
    piece: np.ndarray


def place_words(chunked: Chunked) -> PlacedWords:
    """Every word of every piece, where ``find_words`` finds them: a word never reaches over white space."""
    chunk, offset, length, form, forms = _words_of_distinct(chunked.distinct)
    n_words = np.bincount(chunk, minlength=len(chunked.distinct))
    first = np.cumsum(n_words) - n_words
    n_here = n_words[chunked.chunk]
    # The number of each word among the words of all distinct chunks.
    total = np.cumsum(n_here)
    number = np.arange(total[-1] if len(total) else 0) + np.repeat(first[chunked.chunk] - total + n_here, n_here)
    start = np.repeat(chunked.start, n_here) + offset[number]
    return PlacedWords(forms, form[number], start, start + length[number], np.repeat(chunked.piece, n_here))


def _words_of_distinct(distinct: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """For every word of every distinct chunk: chunk, offset in it, length, number of its form; and the forms."""
    together = "\n".join(distinct)
    chunk_starts = np.cumsum([0, *(len(chunk) + 1 for chunk in distinct)])
    matches = list(WORD.finditer(together))
    starts = np.fromiter((match.start() for match in matches), np.int64, len(matches))
    numbers: dict[str, int] = {}
    form = np.fromiter((numbers.setdefault(match[0], len(numbers)) for match in matches), np.int32, len(matches))
    forms = list(numbers)
    length = np.fromiter(map(len, forms), np.int64, len(forms))[form] if forms else np.empty(0, np.int64)
    chunk = np.searchsorted(chunk_starts, starts, side="right") - 1
    return chunk, starts - chunk_starts[chunk], length, form, forms
