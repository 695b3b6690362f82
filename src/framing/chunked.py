"""Pieces of text as numbered white-space chunks, each distinct chunk once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from framing.string_numbers import StringNumbers

# White space beyond ASCII, as str.split() sees it, in UTF-8.
WIDE_SPACES = [character.encode() for character in
               "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"]
LINE_FEED, CARRIAGE_RETURN = b"\n\r"
FIRST_BEYOND_ASCII, FIRST_LEAD = 0x80, 0xC0  # bytes from the first on, up to the second, continue a character

# Gives to chunks (bytes, where each begins, how long it is) their numbers: distinct chunks, their lengths, the numbers.
Numbering = Callable[[bytes, np.ndarray, np.ndarray], tuple[Sequence[str], np.ndarray, np.ndarray]]


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

    def ends_of(self, places: np.ndarray | slice) -> np.ndarray:
        """Where these chunks end in the joined text."""
        return self.start[places] + self.length_of_distinct[self.chunk[places]]

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
    return _chunk(_Utf8.of("\n".join([*pieces, ""])), pieces, np.cumsum(lengths + 1) - lengths - 1, _number_anew)


def chunk_lines(text: str, numbering: Numbering) -> Chunked:
    r"""The same for the lines (\n, \r\n or \r) of a text that ends with a line break."""
    utf8 = _Utf8.of(text)
    codes = utf8.codes
    ends = np.flatnonzero((codes == LINE_FEED) | (codes == CARRIAGE_RETURN))
    follows = codes[ends] == LINE_FEED
    follows[1:] &= (np.diff(ends) == 1) & (codes[ends[:-1]] == CARRIAGE_RETURN)
    follows[:1] = False  # the second half of \r\n is no break of its own
    starts = np.append(0, ends[~np.append(follows[1:], False)] + 1)[:-1]
    edges = utf8.in_characters(np.stack([starts, ends[~follows]], axis=1).ravel()).reshape(-1, 2)
    return _chunk(utf8, Slices(text, edges[:, 0], edges[:, 1]), edges[:, 0], numbering)


@dataclass(frozen=True, eq=False)
class _Utf8:
    """A text as UTF-8: its ``codes`` one by one, and the places of those that are ``beyond`` ASCII."""

    raw: bytes
    codes: np.ndarray
    beyond: np.ndarray

    @classmethod
    def of(cls, text: str) -> _Utf8:
        raw = text.encode("utf-8", "surrogatepass")
        codes = np.frombuffer(raw, np.uint8)
        return cls(raw, codes, np.flatnonzero(codes >= FIRST_BEYOND_ASCII) if len(raw) > len(text)
                   else np.empty(0, np.int64))

    def in_characters(self, places: np.ndarray) -> np.ndarray:
        """Which characters begin at some places (ascending) in the bytes."""
        inside = self.beyond[self.codes[self.beyond] < FIRST_LEAD]  # bytes that continue a character: few
        n_before = np.bincount(np.searchsorted(places, inside, side="right"), minlength=len(places) + 1)
        return places - np.cumsum(n_before[:len(places)])

    def is_space(self) -> np.ndarray:
        """Mask over the bytes: white space."""
        is_space = self.codes == ord(" ")
        for first, last in (b"\t\r", b"\x1c\x1f"):
            is_space |= self.codes - np.uint8(first) <= np.uint8(last - first)  # below the first one: far beyond
        for lead in {space[0] for space in WIDE_SPACES}:
            places = self.beyond[self.codes[self.beyond] == lead]
            for space in WIDE_SPACES:
                if space[0] == lead:
                    fits = places[places + len(space) <= len(self.codes)]
                    for step, byte in enumerate(space[1:], start=1):
                        fits = fits[self.codes[fits + step] == byte]
                    for step in range(len(space)):
                        is_space[fits + step] = True
        return is_space


def _chunk(utf8: _Utf8, pieces: Sequence[str], piece_start: np.ndarray, numbering: Numbering) -> Chunked:
    """``utf8``: the pieces, each with a line break behind it."""
    is_space = utf8.is_space()
    edges = np.flatnonzero(is_space[1:] != is_space[:-1]) + 1
    if len(is_space) and not is_space[0]:
        edges = np.append(0, edges)
    starts, ends = edges.reshape(-1, 2).T  # at the end there is white space
    distinct, lengths, chunk = numbering(utf8.raw, starts, ends - starts)
    start = utf8.in_characters(starts)
    return Chunked(pieces, piece_start, distinct, lengths, chunk, start,
                   np.append(np.searchsorted(start, piece_start), len(start)))


def _number_anew(raw: bytes, starts: np.ndarray, lengths: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
    strings = StringNumbers()
    numbers = strings.numbers_of(raw, starts, lengths)
    return strings.texts, np.fromiter(map(len, strings.texts), np.int32, len(strings.texts)), numbers
