"""The words around mentions in a corpus, from its numbered chunks: each distinct chunk is read once, however often it
stands beside a mention. ``read_mentions`` says what is right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.corpus import Corpus
from framing.measures.mention_words import (
    MAX_CHARACTERS,
    MAX_WORDS,
    MENTION,
    WORD_OR_MARK,
    MentionWords,
    fold_token,
)
from framing.words import find_words

# A line break ends each of the texts that are read together.
WORD_OR_BREAK = re.compile(rf"{WORD_OR_MARK.pattern} | \n", re.VERBOSE)
BEFORE, AFTER = 0, 1


class _Side(NamedTuple):
    """What stands on one side of each mention: chunks of the corpus from ``first`` to before ``stop``, and between
    them and the mention a piece of text."""

    first: np.ndarray
    stop: np.ndarray
    piece: Sequence[str]


def corpus_mentions(corpus: Corpus, first: np.ndarray, last: np.ndarray) -> MentionWords:
    """The words around mentions. ``first``, ``last``: rows of the first and the last word of each."""
    before, after = (_side(corpus, word, side) for word, side in ((first, BEFORE), (last, AFTER)))
    # The texts of each mention in order: chunks, a piece, the mention, a piece, chunks.
    n_before = before.stop - before.first
    n_texts = n_before + 3 + after.stop - after.first
    start = np.cumsum(n_texts) - n_texts
    mention = np.repeat(np.arange(len(first)), n_texts)
    place = np.arange(len(mention)) - start[mention]
    place += np.where(place < n_before[mention], before.first[mention], (after.first - n_before - 3)[mention])
    distinct, text = np.unique(corpus.chunks.stream.chunk.take(place, mode="clip"), return_inverse=True)
    numbers = {corpus.chunks.stream.distinct[one]: number for number, one in enumerate(distinct.tolist())}
    at = start + n_before
    for step, pieces in ((0, before.piece), (2, after.piece)):
        text[at + step] = [numbers.setdefault(piece, len(numbers)) for piece in pieces]
    text[at + 1] = len(numbers)
    return _read(list(numbers), text, mention, at + 1)


def _side(corpus: Corpus, word: np.ndarray, side: int) -> _Side:
    """What stands before the first word of each mention, or after the last."""
    stream, words, columns = corpus.chunks.stream, corpus.words, corpus.sentence_columns
    sentence = words.sentence[word]
    at, number, is_sure = _chunks_of(corpus, sentence, word)
    if side == BEFORE:
        first, stop = stream.bounds[sentence], at
        start, end = np.maximum(columns.start[sentence], words.start[word] - MAX_CHARACTERS), words.start[word]
        is_whole = start == columns.start[sentence]
    else:
        first, stop = at + 1, stream.bounds[sentence + 1]
        start, end = words.end[word], np.minimum(columns.end[sentence], words.end[word] + MAX_CHARACTERS)
        is_whole = end == columns.end[sentence]
    is_read = ~(is_sure & is_whole)  # then the text itself, as far as it is looked at
    pieces = np.empty(len(word), object)
    pieces[~is_read] = _pieces(stream.distinct, stream.chunk[at[~is_read]], number[~is_read], side)
    pieces[is_read] = [corpus.text_between(*place).replace("\n", " ") for place in zip(
        sentence[is_read].tolist(), start[is_read].tolist(), end[is_read].tolist(), strict=True)]
    return _Side(np.where(is_read, at, first), np.where(is_read, at, stop), pieces.tolist())


def _chunks_of(corpus: Corpus, sentence: np.ndarray, word: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chunk in which each word stands, which of its words it is, and whether that is sure."""
    stream, bounds = corpus.chunks.stream, corpus.chunks.stream.bounds
    rows, row = np.unique(sentence, return_inverse=True)
    n_chunks = bounds[rows + 1] - bounds[rows]
    first = np.cumsum(n_chunks) - n_chunks
    chunks = np.arange(n_chunks.sum()) + np.repeat(bounds[rows] - first, n_chunks)
    n_words = corpus.chunks.n_words[stream.chunk[chunks]]
    n_before = np.append(0, np.cumsum(n_words))
    is_sure = n_before[first + n_chunks] - n_before[first] == corpus.sentence_columns.n_words[rows]
    place = n_before[first][row] + word - np.searchsorted(corpus.words.sentence, rows)[row]
    at = np.minimum(np.searchsorted(n_before[1:], place, side="right"), len(chunks) - 1)
    return chunks[at], place - n_before[at], is_sure[row]


def _pieces(distinct: Sequence[str], chunk: np.ndarray, number: np.ndarray, side: int) -> list[str]:
    """What is left of chunks before or after one of their words, found once each."""
    keys, key = np.unique(chunk.astype(np.int64) << 32 | number, return_inverse=True)
    pieces = []
    for one, place in zip((keys >> 32).tolist(), (keys & 0xFFFFFFFF).tolist(), strict=True):
        start, end = find_words(distinct[one])[place]
        pieces.append(distinct[one][:start] if side == BEFORE else distinct[one][end:])
    return [pieces[one] for one in key.tolist()]


def _read(texts: Sequence[str], text: np.ndarray, mention: np.ndarray, mentions: np.ndarray) -> MentionWords:
    """The words of texts that stand one after the other. ``text``, ``mention``: number of each, and of the mention it
    stands beside; ``mentions``: the places of the mentions among them, with a number after those of all texts."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    a_break, a_mention = numbers["\n"], numbers[MENTION]
    found = np.array([numbers[word] for word in WORD_OR_BREAK.findall("\n".join([*texts, ""]))] + [a_mention])
    stop = np.append(np.flatnonzero(found == a_break), len(found))
    n_words = np.diff(stop, prepend=-1) - 1
    first = stop - n_words
    folded: dict[str, int] = {}
    of_raw = np.array([folded.setdefault(fold_token(word), len(folded)) for word in numbers], np.int64)
    n_here = n_words[text]
    start = np.cumsum(n_here) - n_here
    around = np.repeat(mention, n_here)
    distance = np.arange(len(around)) - start[mentions][around]
    near = np.abs(distance) <= MAX_WORDS
    word = found[np.arange(len(around)) + np.repeat(first[text] - start, n_here)]
    return MentionWords(len(mentions), list(folded), of_raw[word[near]], around[near], distance[near])
