"""The words that stand outside quotations, sentence by sentence; of a word that a quotation cuts, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

import numpy as np

from framing.attributions.joined_texts import ODD_APOSTROPHE, JoinedTexts, WordColumns
from framing.words import find_words


def words_outside(texts: JoinedTexts) -> WordColumns:
    """The words of every sentence as they would be found in it alone, without its quotations.

    Nearly all are those of ``texts.words``; sentences in which an edge may change what is a word are read again.
    """
    words = texts.words
    first, stop = _bounds_in(words, texts.quotes)
    depth = np.zeros(len(words.start) + 1, np.int32)
    np.add.at(depth, first, 1)
    np.subtract.at(depth, stop, 1)
    kept = np.cumsum(depth[:-1]) == 0
    odd = _odd_sentences(texts, first, stop)
    for from_word, to_word in zip(*_bounds_in(words, texts.sentences[:, odd]), strict=True):
        kept[from_word:to_word] = False
    spans = [span for number in odd.tolist() for piece in _pieces_of(texts, number) for span in _read(texts, *piece)]
    return _with_spans(texts, kept, spans)


def _bounds_in(words: WordColumns, spans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first word that reaches into each span, and the one after the last."""
    return np.searchsorted(words.end, spans[0], side="right"), np.searchsorted(words.start, spans[1])


def _odd_sentences(texts: JoinedTexts, first: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """Numbers of the sentences with an edge that is not at white space, a word that a quotation cuts, or "ʼ".

    ``first`` and ``stop``: words of the quotations.
    """
    (starts, ends), words = texts.sentences, texts.words
    is_space = texts.table(str.isspace)
    odd = ~(is_space[texts.codes[starts - 1]] & is_space[texts.codes[ends]])  # before the first text is its last break
    held = first < stop
    head, tail = words.start[first[held]], words.start[stop[held] - 1]
    places = [head[head < texts.quotes[0][held]], tail[words.end[stop[held] - 1] > texts.quotes[1][held]],
              np.flatnonzero(texts.codes == ODD_APOSTROPHE)]
    odd[np.searchsorted(starts, np.concatenate(places), side="right") - 1] = True
    return np.flatnonzero(odd)


def _pieces_of(texts: JoinedTexts, sentence: int) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence between its quotations."""
    start, end = texts.sentences[:, sentence].tolist()
    starts, ends = texts.quotes
    near = slice(np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end))
    for quote_start, quote_end in texts.quotes[:, near].T.tolist():
        yield start, max(start, quote_start)
        start = quote_end
    yield start, end


def _read(texts: JoinedTexts, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((start + first, start + last) for first, last in find_words(texts.text[start:end]))


def _with_spans(texts: JoinedTexts, kept: np.ndarray, spans: list[tuple[int, int]]) -> WordColumns:
    """Those of the words that are kept, and those of some spans, in order. Only forms that occur stay."""
    form, start, end = texts.words.form[kept], texts.words.start[kept], texts.words.end[kept]
    occurs = np.bincount(form, minlength=len(texts.words.forms)) > 0
    form = (np.cumsum(occurs) - 1)[form]
    forms = [*compress(texts.words.forms, occurs.tolist()), *(texts.text[start:end] for start, end in spans)]
    if spans:
        starts, ends = np.array(spans).T
        place = np.searchsorted(start, starts)
        form = np.insert(form, place, np.arange(len(forms) - len(spans), len(forms)))
        start, end = np.insert(start, place, starts), np.insert(end, place, ends)
    return WordColumns(forms, form, start, end)
