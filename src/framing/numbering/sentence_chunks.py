"""The chunks of every sentence: what is scored by words and their marks reads these instead of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked, ChunkStream
from framing.numbering.sentence_bounds import Spans
from framing.words import find_words


@dataclass(frozen=True, eq=False)
class SentenceChunks:
    """``stream``: the sentences as chunks; a chunk that two sentences share is cut. ``n_words``: words in each
    distinct chunk, which together are the words of the sentences in their order."""

    stream: ChunkStream
    n_words: np.ndarray


def chunks_of_sentences(chunked: Chunked, sentences: Spans, n_words: np.ndarray) -> SentenceChunks:
    """The chunks of sentences whose ends are no white space. ``n_words``: words in each of ``chunked.distinct``."""
    first = np.searchsorted(chunked.start, sentences.start, side="right") - 1
    last = np.searchsorted(chunked.start, sentences.end) - 1
    bounds = np.concatenate([[0], np.cumsum(last - first + 1)])
    place = np.arange(bounds[-1]) + np.repeat(first - bounds[:-1], last - first + 1)
    chunk = chunked.chunk[place]
    numbers: dict[str, int] = {}
    for row, text in _cut_chunks(chunked, sentences, bounds, place):
        chunk[row] = numbers.setdefault(text, len(chunked.distinct) + len(numbers))
    n_words = np.concatenate([n_words, [len(find_words(text)) for text in numbers]]).astype(np.int32)
    return SentenceChunks(ChunkStream([*chunked.distinct, *numbers], chunk, bounds), n_words)


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


def join_chunks(blocks: Sequence[SentenceChunks]) -> SentenceChunks:
    """The sentences of all blocks, one after the other, with one list of distinct chunks."""
    number_of: dict[str, int] = {}
    numbers = [np.fromiter((number_of.setdefault(chunk, len(number_of)) for chunk in block.stream.distinct), np.int32,
                           len(block.stream.distinct)) for block in blocks]
    n_words = np.zeros(len(number_of), np.int32)
    for number, block in zip(numbers, blocks, strict=True):
        n_words[number] = block.n_words
    first = np.cumsum([0, *(block.stream.bounds[-1] for block in blocks)])
    bounds = np.concatenate([np.zeros(1, np.int64), *(block.stream.bounds[1:] + start
                                                      for start, block in zip(first.tolist(), blocks, strict=False))])
    chunk = np.concatenate([number[block.stream.chunk] for number, block in zip(numbers, blocks, strict=True)])
    return SentenceChunks(ChunkStream(list(number_of), chunk, bounds), n_words)
