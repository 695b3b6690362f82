"""Pieces of text as numbered white-space chunks, each distinct chunk once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

IS_SPACE_BYTE = np.zeros(256, bool)
IS_SPACE_BYTE[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
# White space beyond ASCII, as str.split() sees it, in UTF-8.
WIDE_SPACES = [character.encode() for character in
               "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"]
LINE_FEED, CARRIAGE_RETURN = b"\n\r"


@dataclass(frozen=True, eq=False)
class ChunkStream:
    """Texts as nothing but their chunks: text t has ``chunk[bounds[t]:bounds[t + 1]]``, numbers in ``distinct``."""

    distinct: Sequence[str]
    chunk: np.ndarray
    bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.bounds) - 1


@dataclass(frozen=True, eq=False)
class Slices(Sequence[str]):
    """Stretches of one text, each cut out when it is asked for."""

    text: str
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.start)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Slices: ...
    def __getitem__(self, number: int | slice) -> str | Slices:
        if isinstance(number, slice):
            return Slices(self.text, self.start[number], self.end[number])
        return self.text[self.start[number]:self.end[number]]


@dataclass(frozen=True, eq=False)
class Chunked:
    """Pieces of text, one after the other with a line break between them, and their white-space chunks.

    ``pieces``: the texts; ``piece_start``: where each begins when all are joined (characters); ``distinct``: the
    different chunks, ``length_of_distinct`` their characters; ``chunk`` (n,): number in ``distinct`` of every chunk
    in order; ``start`` (n,): where it begins in the joined text; ``bounds`` (pieces + 1,): the chunks of piece p are
    those from ``bounds[p]`` to ``bounds[p + 1]``.
    """

    pieces: Sequence[str]
    piece_start: np.ndarray
    distinct: Sequence[str]
    length_of_distinct: np.ndarray
    chunk: np.ndarray
    start: np.ndarray
    bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.chunk)

    @cached_property
    def piece(self) -> np.ndarray:
        """The piece that every chunk stands in; shape (n,)."""
        return np.repeat(np.arange(len(self.pieces), dtype=np.int32), np.diff(self.bounds))

    @cached_property
    def end(self) -> np.ndarray:
        """Where every chunk ends in the joined text."""
        return self.start + self.length_of_distinct[self.chunk]

    @property
    def stream(self) -> ChunkStream:
        """The chunks without their places."""
        return ChunkStream(self.distinct, self.chunk, self.bounds)

    @cached_property
    def is_first(self) -> np.ndarray:
        """Mask: the chunk is the first of its piece."""
        mask = np.zeros(len(self) + 1, bool)
        mask[self.bounds[:-1]] = True  # of a piece without chunks the bound is the next one's, or the very end
        return mask[:-1]

    @cached_property
    def is_last(self) -> np.ndarray:
        """Mask: the chunk is the last of its piece."""
        return np.append(self.is_first[1:], True)[:len(self)]

    def of_pieces(self, numbers: np.ndarray) -> Chunked:
        """The chunks of some of the pieces (ascending). Places stay as they are."""
        kept = np.zeros(len(self.pieces), bool)
        kept[numbers] = True
        n_chunks = np.diff(self.bounds)
        mask = np.repeat(kept, n_chunks)
        pieces = (Slices(self.pieces.text, self.pieces.start[numbers], self.pieces.end[numbers])
                  if isinstance(self.pieces, Slices) else [self.pieces[number] for number in numbers.tolist()])
        return Chunked(pieces, self.piece_start[numbers], self.distinct, self.length_of_distinct, self.chunk[mask],
                       self.start[mask], np.append(0, np.cumsum(n_chunks[numbers])))


def chunk_pieces(pieces: Sequence[str]) -> Chunked:
    """Split pieces of text (together below 2 GB) exactly where ``str.split()`` does, and number the chunks."""
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    text = "\n".join([*pieces, ""])
    return _chunk(_codes(text), len(text), pieces, np.cumsum(lengths + 1) - lengths - 1)


def chunk_lines(text: str) -> Chunked:
    r"""The same for the lines (\n, \r\n or \r) of a text that ends with a line break."""
    codes = _codes(text)
    ends = np.flatnonzero((codes == LINE_FEED) | (codes == CARRIAGE_RETURN))
    follows = codes[ends] == LINE_FEED
    follows[1:] &= (np.diff(ends) == 1) & (codes[ends[:-1]] == CARRIAGE_RETURN)
    follows[:1] = False  # the second half of \r\n is no break of its own
    starts = np.append(0, ends[~np.append(follows[1:], False)] + 1)[:-1]
    edges = _in_characters(codes, np.stack([starts, ends[~follows]], axis=1).ravel()).reshape(-1, 2)
    return _chunk(codes, len(text), Slices(text, edges[:, 0], edges[:, 1]), edges[:, 0])


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _chunk(codes: np.ndarray, n_characters: int, pieces: Sequence[str], piece_start: np.ndarray) -> Chunked:
    """``codes``: the pieces, each with a line break behind it, as UTF-8."""
    is_space = _spaces(codes)
    starts = np.flatnonzero(is_space[1:] < is_space[:-1]) + 1
    if len(codes) and not is_space[0]:
        starts = np.append(0, starts)
    distinct, chunk = _number_strings(codes, starts)
    start = starts if len(codes) == n_characters else _in_characters(codes, starts)
    lengths = np.fromiter(map(len, distinct), np.int32, len(distinct))
    bounds = np.append(np.searchsorted(start, piece_start), len(start))
    return Chunked(pieces, piece_start, distinct, lengths, chunk, start, bounds)


def _number_strings(codes: np.ndarray, starts: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The distinct chunks of a text, and the number of each in order. ``starts``: the bytes at which they begin."""
    import pyarrow
    import pyarrow.compute

    if not len(starts):
        return [], np.empty(0, np.int32)
    # With the white space behind it each chunk reaches to the next one, so that no byte need be moved.
    offsets = np.append(starts, len(codes)).astype(np.int32)
    strings = pyarrow.BinaryArray.from_buffers(
        pyarrow.binary(), len(starts), [None, pyarrow.py_buffer(offsets), pyarrow.py_buffer(codes)])
    encoded = pyarrow.compute.dictionary_encode(strings)
    with_space = b"".join(encoded.dictionary.to_pylist()).decode("utf-8", "surrogatepass").split()
    number_of = dict.fromkeys(with_space)
    distinct = list(number_of)
    number_of.update(zip(distinct, range(len(distinct)), strict=True))
    numbers = np.fromiter(map(number_of.__getitem__, with_space), np.int32, len(with_space))
    return distinct, numbers[encoded.indices.to_numpy()]


def _in_characters(codes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which characters begin at some places (ascending) in the bytes of UTF-8."""
    inside = np.flatnonzero((codes & 0xC0) == 0x80)  # bytes that continue a character: few
    n_before = np.bincount(np.searchsorted(places, inside, side="right"), minlength=len(places) + 1)
    return places - np.cumsum(n_before[:len(places)])


def _spaces(codes: np.ndarray) -> np.ndarray:
    """Mask over the bytes of UTF-8: white space."""
    is_space = codes <= ord(" ")
    low = np.flatnonzero(is_space)
    is_space[low[~IS_SPACE_BYTE[codes[low]]]] = False
    for lead in {space[0] for space in WIDE_SPACES}:
        places = np.flatnonzero(codes == lead)
        for space in WIDE_SPACES:
            if space[0] == lead:
                fits = places[places + len(space) <= len(codes)]
                for step, byte in enumerate(space[1:], start=1):
                    fits = fits[codes[fits + step] == byte]
                for step in range(len(space)):
                    is_space[fits + step] = True
    return is_space
