"""The chunks of every sentence: what is scored by words and their marks reads these instead of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked, ChunkStream
from framing.known_chunks import KnownChunks
from framing.numbering.sentence_bounds import Spans


@dataclass(frozen=True, eq=False)
class SentenceChunks:
    """``stream``: the sentences as chunks; a chunk that two sentences share is cut. ``n_words``: words in each
    distinct chunk, which together are the words of the sentences in their order."""

    stream: ChunkStream
    n_words: np.ndarray


def chunks_of_sentences(chunked: Chunked, sentences: Spans, known: KnownChunks) -> tuple[np.ndarray, np.ndarray]:
    """Numbers in ``known`` of the chunks of all sentences, and the bounds of each sentence among them."""
    first = np.searchsorted(chunked.start, sentences.start, side="right") - 1
    last = np.searchsorted(chunked.start, sentences.end) - 1
    bounds = np.concatenate([[0], np.cumsum(last - first + 1)])
    place = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], last - first + 1)
    chunk = chunked.chunk[place]
    cut = list(_cut_chunks(chunked, sentences, bounds, place))
    chunk[[row for row, _ in cut]] = known.numbers_of([text for _, text in cut])
    return chunk, bounds


def _cut_chunks(chunked: Chunked, sentences: Spans, bounds: np.ndarray, place: np.ndarray) -> Iterator[tuple[int, str]]:
    """Of every chunk that reaches over the end of its sentence: where it stands in the stream, and what is inside."""
    edges = np.concatenate([bounds[:-1], bounds[1:] - 1])
    sentence = np.tile(np.arange(len(sentences.start)), 2)
    starts = chunked.start[place[edges]]
    ends = starts + chunked.length_of_distinct[chunked.chunk[place[edges]]]
    is_cut = (starts < sentences.start[sentence]) | (ends > sentences.end[sentence])
    for edge in np.flatnonzero(is_cut).tolist():
        start, row = int(starts[edge]), sentence[edge]
        text = chunked.distinct[chunked.chunk[place[edges[edge]]]]
        yield int(edges[edge]), text[max(0, int(sentences.start[row]) - start):int(sentences.end[row]) - start]
