"""The chunks of every sentence: what is scored by words and their marks reads these instead of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked, ChunkStream
from framing.known_chunks import KnownChunks, Learn
from framing.numbering.sentence_bounds import SentenceStarts


@dataclass(frozen=True, eq=False)
class SentenceChunks:
    """``stream``: the sentences as chunks; a chunk that two sentences share is cut. ``n_words``: words in each
    distinct chunk, which together are the words of the sentences in their order. ``known``: where what else is worked
    out about chunks is kept; ``number``: there, of each distinct chunk."""

    stream: ChunkStream
    n_words: np.ndarray
    known: KnownChunks
    number: np.ndarray

    def columns(self, learn: Learn) -> dict[str, np.ndarray]:
        """What a function gives for each distinct chunk, in columns of one entry a chunk."""
        return {name: column[self.number] for name, column in self.known.further(learn).items()}


def chunks_of_sentences(chunked: Chunked, starts: SentenceStarts, known: KnownChunks) -> tuple[np.ndarray, np.ndarray]:
    """Numbers in ``known`` of the chunks of all sentences, and the bounds of each sentence among them."""
    begins_inside = starts.inside > 0
    # Every cut makes two chunks of one.
    bounds = np.append(starts.place + np.cumsum(begins_inside), len(chunked) + np.count_nonzero(begins_inside))
    cut = starts.place[begins_inside]
    chunk = np.insert(chunked.chunk, cut, chunked.chunk[cut])
    parts = dict(_parts(chunked, starts, bounds))
    chunk[list(parts)] = known.numbers_of(list(parts.values()))
    return chunk, bounds


def _parts(chunked: Chunked, starts: SentenceStarts, bounds: np.ndarray) -> Iterator[tuple[int, str]]:
    """Of every part of a cut chunk: where it stands among the chunks of the sentences, and what it is."""
    rows = np.flatnonzero(starts.inside)
    place, inside = np.append(starts.place, -1), np.append(starts.inside, 0)
    for row in rows.tolist():
        text = chunked.distinct[chunked.chunk[place[row]]]
        begin, middle, end = (int(inside[near]) if place[near] == place[row] else None for near in
                              (row - 1, row, row + 1))
        yield int(bounds[row]) - 1, text[begin:middle]
        yield int(bounds[row]), text[middle:end]
