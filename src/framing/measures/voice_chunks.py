"""The chunks of sentences in one voice: ``texts_in_voice`` by arrays, wherever no chunk holds both voices."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np

from framing.chunked import ChunkStream
from framing.corpus import VOICES, Corpus
from framing.measures.edge_chunks import BEGINS_AT_WORD, IS_LAST, STOPS_AT_WORD, EdgeChunks
from framing.row_index import spread
from framing.voice_text import first_words

# Worked out together, so that what is temporary stays small.
SENTENCES_AT_ONCE = 20_000


class _Runs(NamedTuple):
    """The chunks of some sentences in runs of one voice. A chunk without a word belongs to the word before it.

    One entry a chunk: ``chunk``, ``sentence``, ``run`` (number of its run, -1 for a chunk before the first word). One
    entry a run: ``start`` (its first chunk), ``is_quoted``, and ``follows``: the run before is of the same sentence.
    """

    chunk: np.ndarray
    sentence: np.ndarray
    run: np.ndarray
    start: np.ndarray
    is_quoted: np.ndarray
    follows: np.ndarray


def chunks_in_voices(corpus: Corpus, rows: np.ndarray) -> tuple[ChunkStream, np.ndarray]:
    """What each of VOICES says in some sentences, as chunks, first all in one voice and then all in the other; and a
    mask over the sentences: in which of them a chunk holds words of both voices.

    ``rows``: rows in ``corpus.sentences``, ascending. The chunks of a sentence are those of its text in
    ``texts_in_voice``. Where the mask is true they are not: that text must be asked for.
    """
    edges = EdgeChunks.of(corpus.chunks)
    codes: dict[str, list[np.ndarray]] = {voice: [np.empty(0, np.int32)] for voice in VOICES}
    is_mixed, n_chunks = np.zeros(len(rows), bool), np.zeros((len(VOICES), len(rows)), np.int64)
    for first in range(0, len(rows), SENTENCES_AT_ONCE):
        some = slice(first, first + SENTENCES_AT_ONCE)
        runs, is_mixed[some] = _find_runs(corpus, rows[some])
        for number, voice in enumerate(VOICES):
            chunk, edge, sentence = _in_voice(runs, voice, edges)
            codes[voice].append(edges.codes_of(chunk, edge))
            n_chunks[number, some] = np.bincount(sentence, minlength=len(rows[some]))
    stream = edges.stream(np.concatenate(list(chain(*codes.values()))), np.append(0, np.cumsum(n_chunks)))
    return stream, is_mixed


def _find_runs(corpus: Corpus, rows: np.ndarray) -> tuple[_Runs, np.ndarray]:
    """The runs of some sentences, and a mask over these: in which a chunk holds words of both voices."""
    bounds, of_word = corpus.chunks.stream.bounds, first_words(corpus)
    n_chunks = bounds[rows + 1] - bounds[rows]
    chunk = corpus.chunks.stream.chunk[spread(bounds[rows], n_chunks)]
    sentence = np.repeat(np.arange(len(rows), dtype=np.int32), n_chunks)
    is_quoted = corpus.is_quoted(spread(of_word[rows], of_word[rows + 1] - of_word[rows]))
    n_before = np.append(0, np.cumsum(is_quoted, dtype=np.int32))
    n_words = corpus.chunks.n_words[chunk]
    last = np.cumsum(n_words)
    n_quoted = n_before[last] - n_before[last - n_words]
    worded = np.flatnonzero(n_words)
    of_quoted = n_quoted[worded] > 0
    is_start = np.append(True, (of_quoted[1:] != of_quoted[:-1]) | (np.diff(sentence[worded]) > 0))[:len(worded)]
    start = worded[is_start]
    run = np.zeros(len(chunk), np.int32)
    run[start] = 1
    run = np.cumsum(run, dtype=np.int32) - 1
    run[sentence[start[run]] != sentence] = -1
    follows = np.diff(sentence[start], prepend=-1) == 0
    is_mixed = np.bincount(sentence[(n_quoted > 0) & (n_quoted < n_words)], minlength=len(rows)) > 0
    return _Runs(chunk, sentence, run, start, of_quoted[is_start], follows), is_mixed


def _in_voice(runs: _Runs, voice: str, edges: EdgeChunks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chunks of the runs of one voice: number, edge (bits) and sentence. Marks before the first word of the next
    run belong to the run before."""
    is_voiced = runs.is_quoted == (voice == "quoted")
    kept = is_voiced[runs.run] & (runs.run >= 0) & ~edges.is_empty[runs.chunk]
    kept[runs.start[~is_voiced & runs.follows & edges.begins_late[runs.chunk[runs.start]]]] = True
    place = np.flatnonzero(kept)
    run = runs.run[place]
    is_lead = ~is_voiced[run]
    edge = np.where(is_lead, STOPS_AT_WORD, np.where(place == runs.start[run], BEGINS_AT_WORD, 0)).astype(np.int8)
    run -= is_lead
    edge[np.append(run[1:] != run[:-1], True)[:len(run)]] |= IS_LAST
    return runs.chunk[place], edge, runs.sentence[place]
