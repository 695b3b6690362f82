"""The chunks of sentences in one voice: ``texts_in_voice`` by arrays, wherever no chunk holds both voices."""

from __future__ import annotations

from collections.abc import Sequence
from operator import not_
from typing import NamedTuple

import numpy as np

from framing.chunked import ChunkStream
from framing.corpus import VOICES, Corpus
from framing.kept import kept_with_first
from framing.numbering.sentence_chunks import SentenceChunks
from framing.voice_text import QUOTATION_MARKS, SINGLE_MARKS
from framing.words import find_words

NO_MARKS = str.maketrans(dict.fromkeys(QUOTATION_MARKS, ""))
# What the edge of a run of one voice makes of a chunk, each a bit.
BEGINS_AT_WORD, STOPS_AT_WORD, IS_LAST = 1, 2, 4
N_EDGES = 8
# Worked out together, so that what is temporary stays small.
SENTENCES_AT_ONCE = 20_000


class _Tokens(NamedTuple):
    """The chunks of all runs of one voice, in order: number, sentence, number of the run, and edge (bits)."""

    chunk: np.ndarray
    sentence: np.ndarray
    run: np.ndarray
    edge: np.ndarray

    def those(self, kept: np.ndarray) -> _Tokens:
        return _Tokens(*(column[kept] for column in self))


def chunks_in_voices(corpus: Corpus, rows: np.ndarray) -> tuple[ChunkStream, np.ndarray]:
    """What each of VOICES says in some sentences, as chunks, first all in one voice and then all in the other; and a
    mask over the sentences: in which of them a chunk holds words of both voices.

    ``rows``: rows in ``corpus.sentences``, ascending. The chunks of a sentence are those of its text in
    ``texts_in_voice``. Where the mask is true they are not: that text must be asked for.
    """
    distinct, inner_number = _without_marks(corpus.chunks.stream.distinct)
    is_empty, is_word = (np.fromiter(map(test, distinct), bool, len(distinct)) for test in (not_, str.isalnum))
    edges: dict[str, int] = {}  # what edges leave of chunks, numbered after the others
    chunks, n_chunks, mixed = [], [], []
    for voice in VOICES:
        for first in range(0, len(rows), SENTENCES_AT_ONCE):
            some = rows[first:first + SENTENCES_AT_ONCE]
            tokens, is_mixed = _tokens_in_voice(corpus, some, voice)
            tokens = tokens.those((tokens.edge == STOPS_AT_WORD) | ~is_empty[inner_number[tokens.chunk]])
            chunk, sentence = _cut_at_edges(corpus.chunks.stream.distinct, tokens, inner_number, is_word, edges)
            chunks.append(chunk.astype(np.int32))
            n_chunks.append(np.bincount(sentence, minlength=len(some)))
            mixed.append(is_mixed)
    bounds = np.append(0, np.cumsum(np.concatenate([np.empty(0, np.int64), *n_chunks])))
    is_mixed = np.concatenate([np.empty(0, bool), *mixed])[:len(rows)]
    return ChunkStream([*distinct, *edges], np.concatenate([np.empty(0, np.int32), *chunks]), bounds), is_mixed


def _without_marks(distinct: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """The chunks and, after them, those that quotation marks change; and for each its number without the marks."""
    inner = " ".join(distinct).translate(NO_MARKS).split(" ") if distinct else []
    numbers = np.arange(len(distinct))
    changed = [number for number, (chunk, bare) in enumerate(zip(distinct, inner, strict=True)) if chunk != bare]
    numbers[changed] = len(distinct) + np.arange(len(changed))
    return [*distinct, *(inner[number] for number in changed)], numbers


def _cut_at_edges(distinct: Sequence[str], tokens: _Tokens, inner_number: np.ndarray, is_word: np.ndarray,
                  edges: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Number and sentence of every chunk that is left. What edges leave of others is added to ``edges``.

    ``is_word``: the chunk is nothing but a word, which no edge changes.
    """
    leads = np.flatnonzero(tokens.edge == STOPS_AT_WORD)
    texts, number = _at_edges(distinct, tokens.those(leads))
    tokens = tokens.those(_holding_text(len(tokens.chunk), leads, texts, number))
    tokens.edge[np.append(tokens.run[1:] != tokens.run[:-1], True)[:len(tokens.run)]] |= IS_LAST
    chunk = inner_number[tokens.chunk]
    at_edge = np.flatnonzero((tokens.edge > 0) & (~is_word[tokens.chunk] | (tokens.edge & STOPS_AT_WORD > 0)))
    texts, number = _at_edges(distinct, tokens.those(at_edge))
    chunk[at_edge] = np.array([len(is_word) + edges.setdefault(text, len(edges)) for text in texts], np.int64)[number]
    is_left = _holding_text(len(chunk), at_edge, texts, number)
    return chunk[is_left], tokens.sentence[is_left]


def _holding_text(n: int, places: np.ndarray, texts: Sequence[str], number: np.ndarray) -> np.ndarray:
    """Mask over n tokens: false at the places whose text is empty."""
    mask = np.ones(n, bool)
    mask[places] = np.array([bool(text) for text in texts], bool)[number]
    return mask


def _tokens_in_voice(corpus: Corpus, rows: np.ndarray, voice: str) -> tuple[_Tokens, np.ndarray]:
    """Chunks that stand in the voice, and those whose marks before their first word end a run; and the mixed."""
    chunks: SentenceChunks = corpus.chunks
    place, sentence = _inside(chunks.stream.bounds, rows)
    chunk = chunks.stream.chunk[place]
    is_voiced, is_mixed = _find_voice(corpus, rows, chunks.n_words[chunk], sentence, voice)
    follows = np.append(False, is_voiced[:-1]) & (np.diff(sentence, prepend=-1) == 0)
    is_first, is_lead = is_voiced & ~follows, follows & ~is_voiced
    kept = is_voiced | is_lead
    run = np.cumsum(is_first)
    edge = np.where(is_lead, STOPS_AT_WORD, np.where(is_first, BEGINS_AT_WORD, 0)).astype(np.int8)
    return _Tokens(chunk, sentence, run, edge).those(kept), is_mixed


def _find_voice(corpus: Corpus, rows: np.ndarray, n_words: np.ndarray, sentence: np.ndarray, voice: str
                ) -> tuple[np.ndarray, np.ndarray]:
    """Masks: over the chunks, which stand in the voice (one without a word belongs to the word before it); over the
    sentences, in which a chunk stands in both."""
    words, _ = _inside(_first_words(corpus), rows)
    before = np.append(0, np.cumsum(corpus.is_quoted()[words] == (voice == "quoted")))
    last = np.cumsum(n_words)
    n_in_voice = before[last] - before[last - n_words]
    is_mixed = np.bincount(sentence[(n_in_voice > 0) & (n_in_voice < n_words)], minlength=len(rows)) > 0
    worded = np.maximum.accumulate(np.where(n_words > 0, np.arange(len(n_words)), 0))
    return (n_in_voice[worded] > 0) & (sentence[worded] == sentence), is_mixed


@kept_with_first
def _first_words(corpus: Corpus) -> np.ndarray:
    """Row of the first word of every sentence, and one past the last word."""
    return np.append(0, np.cumsum(corpus.sentence_columns.n_words))


def _inside(bounds: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What stands inside of some rows, and for each which of the rows it is in."""
    n = bounds[rows + 1] - bounds[rows]
    row = np.repeat(np.arange(len(rows)), n)
    return np.arange(len(row)) + np.repeat(bounds[rows] - np.cumsum(n) + n, n), row


def _at_edges(distinct: Sequence[str], tokens: _Tokens) -> tuple[list[str], np.ndarray]:
    """What is left of chunks at the edge of a run: distinct texts, and the number of each token's."""
    keys, number = np.unique(tokens.chunk.astype(np.int64) * N_EDGES + tokens.edge, return_inverse=True)
    return [_at_edge(distinct[chunk], edge) for chunk, edge in
            zip((keys // N_EDGES).tolist(), (keys % N_EDGES).tolist(), strict=True)], number


def _at_edge(chunk: str, edge: int) -> str:
    if edge & STOPS_AT_WORD:
        chunk = chunk[:find_words(chunk)[0][0]]
    elif edge & BEGINS_AT_WORD:
        chunk = chunk[find_words(chunk)[0][0]:]
    chunk = chunk.translate(NO_MARKS)
    return chunk.rstrip(SINGLE_MARKS) if edge & IS_LAST else chunk
