"""Pieces of text as numbered white-space chunks, each distinct chunk once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

IS_SPACE_BYTE = np.zeros(256, bool)
IS_SPACE_BYTE[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
# White space beyond ASCII, as str.split() sees it, in UTF-8.
WIDE_SPACES = [character.encode() for character in
               "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"]


@dataclass(frozen=True, eq=False)
class ChunkStream:
    """Texts as nothing but their chunks: text t has ``chunk[bounds[t]:bounds[t + 1]]``, numbers in ``distinct``."""

    distinct: Sequence[str]
    chunk: np.ndarray
    bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.bounds) - 1


@dataclass(frozen=True, eq=False)
class Chunked:
    """Pieces of text, one after the other with a line break between them, and their white-space chunks.

    ``pieces``: the texts; ``piece_start``: where each begins when all are joined (characters); ``distinct``: the
    different chunks, ``length_of_distinct`` their characters; ``chunk`` (n,): number in ``distinct`` of every chunk
    in order; ``start`` (n,): where it begins in the joined text; ``piece`` (n,): the piece it stands in.
    ``is_even``: the piece is nothing but its chunks with one blank between each two.
    """

    pieces: Sequence[str]
    piece_start: np.ndarray
    distinct: Sequence[str]
    length_of_distinct: np.ndarray
    chunk: np.ndarray
    start: np.ndarray
    piece: np.ndarray
    is_even: np.ndarray

    def __len__(self) -> int:
        return len(self.chunk)

    @cached_property
    def end(self) -> np.ndarray:
        """Where every chunk ends in the joined text."""
        return self.start + self.length_of_distinct[self.chunk]

    @cached_property
    def bounds(self) -> np.ndarray:
        """Chunks of piece p are those from ``bounds[p]`` to ``bounds[p + 1]``; shape (pieces + 1,)."""
        return np.searchsorted(self.piece, np.arange(len(self.pieces) + 1))

    @property
    def stream(self) -> ChunkStream:
        """The chunks without their places."""
        return ChunkStream(self.distinct, self.chunk, self.bounds)

    @cached_property
    def is_first(self) -> np.ndarray:
        """Mask: the chunk is the first of its piece."""
        return np.diff(self.piece, prepend=-1) > 0

    @cached_property
    def is_last(self) -> np.ndarray:
        """Mask: the chunk is the last of its piece."""
        return np.append(self.is_first[1:], True)[:len(self)]

    def of_pieces(self, numbers: np.ndarray) -> Chunked:
        """The chunks of some of the pieces (ascending). Places stay as they are."""
        kept = np.zeros(len(self.pieces), bool)
        kept[numbers] = True
        mask = kept[self.piece]
        return Chunked([self.pieces[number] for number in numbers.tolist()], self.piece_start[numbers], self.distinct,
                       self.length_of_distinct, self.chunk[mask], self.start[mask],
                       (np.cumsum(kept) - 1)[self.piece[mask]], self.is_even[numbers])


def chunk_pieces(pieces: Sequence[str]) -> Chunked:
    """Split pieces of text (together below 2 GB) exactly where ``str.split()`` does, and number the chunks."""
    data = "\n".join(pieces).encode("utf-8", "surrogatepass")
    codes = np.frombuffer(data, np.uint8)
    is_space, is_odd = _spaces(codes)
    edges = np.flatnonzero(np.diff(is_space, prepend=True, append=True))
    starts, ends = edges[::2], edges[1::2]
    distinct, chunk = _number_strings(codes[~is_space], ends - starts)
    n_characters = np.fromiter(map(len, pieces), np.int64, len(pieces))
    start = starts if len(data) == n_characters.sum() + len(pieces) - 1 else _in_characters(codes, starts)
    piece_start = np.cumsum(np.concatenate([[0], n_characters + 1]))
    bounds = np.searchsorted(start, piece_start)
    piece = np.repeat(np.arange(len(pieces)), np.diff(bounds))
    before_odd = np.searchsorted(starts, np.flatnonzero(is_odd), side="right") - 1
    lengths = np.fromiter(map(len, distinct), np.int32, len(distinct))
    with_blanks = np.append(0, np.cumsum((lengths + 1)[chunk]))[bounds]
    is_even = np.diff(with_blanks) - 1 == n_characters
    is_even[piece[before_odd[before_odd >= 0]]] = False
    return Chunked(pieces, piece_start, distinct, lengths, chunk, start, piece, is_even)


def _number_strings(codes: np.ndarray, lengths: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The distinct strings of some that follow each other without a gap, and the number of each in order."""
    import pyarrow
    import pyarrow.compute

    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    strings = pyarrow.BinaryArray.from_buffers(pyarrow.binary(), len(lengths), [
        None, pyarrow.py_buffer(offsets), pyarrow.py_buffer(np.ascontiguousarray(codes))])
    encoded = pyarrow.compute.dictionary_encode(strings)
    # Decoded together: no string holds white space.
    distinct = b"\n".join(encoded.dictionary.to_pylist()).decode("utf-8", "surrogatepass").split("\n")
    return distinct if len(lengths) else [], encoded.indices.to_numpy()


def _in_characters(codes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which characters begin at some places (ascending) in the bytes of UTF-8."""
    inside = np.flatnonzero((codes & 0xC0) == 0x80)  # bytes that continue a character: few
    n_before = np.bincount(np.searchsorted(places, inside, side="right"), minlength=len(places) + 1)
    return places - np.cumsum(n_before[:len(places)])


def _spaces(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Masks over the bytes of UTF-8: white space, and white space other than a blank or a line break."""
    is_space = IS_SPACE_BYTE[codes]
    for lead in {space[0] for space in WIDE_SPACES}:
        places = np.flatnonzero(codes == lead)
        for space in WIDE_SPACES:
            if space[0] == lead:
                fits = places[places + len(space) <= len(codes)]
                for step, byte in enumerate(space[1:], start=1):
                    fits = fits[codes[fits + step] == byte]
                for step in range(len(space)):
                    is_space[fits + step] = True
    return is_space, is_space & (codes != ord(" ")) & (codes != ord("\n"))
