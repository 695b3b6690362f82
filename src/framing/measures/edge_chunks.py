"""What is left of a chunk without quotation marks, and at the edges of what one voice says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from framing.chunked import ChunkStream
from framing.known_chunks import Columns
from framing.numbering.sentence_chunks import SentenceChunks
from framing.voice_text import QUOTATION_MARKS, SINGLE_MARKS
from framing.words import find_words

NO_MARKS = str.maketrans(dict.fromkeys(QUOTATION_MARKS, ""))
# What the edge of a run of one voice makes of a chunk, each a bit.
BEGINS_AT_WORD, STOPS_AT_WORD, IS_LAST = 1, 2, 4
N_EDGES = 8
N_CHARACTERS = 0x110000


@dataclass(frozen=True, eq=False)
class EdgeChunks:
    """The distinct chunks of texts, and what they are at the edge of a voice.

    ``distinct``: the chunks and, after them, those that quotation marks change, without these. One entry a chunk:
    ``bare``, its number without marks; ``is_empty``, it is nothing but marks; ``begins_late``, other characters stand
    before its first word; ``ends_in_mark``, a single mark, which goes where a voice ends.
    """

    distinct: Sequence[str]
    bare: np.ndarray
    is_empty: np.ndarray
    begins_late: np.ndarray
    ends_in_mark: np.ndarray

    @classmethod
    def of(cls, chunks: SentenceChunks) -> EdgeChunks:
        distinct, columns = chunks.stream.distinct, chunks.columns(_edge_columns)
        changed = np.flatnonzero(columns.pop("has_marks"))
        numbers = np.arange(len(distinct), dtype=np.int32)
        numbers[changed] = len(distinct) + np.arange(len(changed))
        return cls([*distinct, *(distinct[number].translate(NO_MARKS) for number in changed.tolist())], numbers,
                   **columns)

    def codes_of(self, chunk: np.ndarray, edge: np.ndarray) -> np.ndarray:
        """What chunks at edges (bits) are: the number without marks; if the edge changes it, a code beyond these."""
        codes = self.bare[chunk]
        at_edge = np.flatnonzero(edge)
        chunk, edge = chunk[at_edge], edge[at_edge]
        is_cut = (edge & STOPS_AT_WORD > 0) | ((edge & BEGINS_AT_WORD > 0) & self.begins_late[chunk])
        is_cut |= (edge & IS_LAST > 0) & self.ends_in_mark[chunk]
        codes[at_edge[is_cut]] = len(self.distinct) + chunk[is_cut] * N_EDGES + edge[is_cut]
        return codes

    def stream(self, codes: np.ndarray, bounds: np.ndarray) -> ChunkStream:
        """Texts of such chunks, without those of which an edge leaves nothing. ``codes`` is changed.

        Those that an edge changes are asked for their words, once a chunk and edge.
        """
        cut = np.flatnonzero(codes >= len(self.distinct))
        keys, key = np.unique(codes[cut] - len(self.distinct), return_inverse=True)
        texts = [_at_edge(self.distinct[chunk], edge) for chunk, edge in
                 zip((keys // N_EDGES).tolist(), (keys % N_EDGES).tolist(), strict=True)]
        codes[cut] = len(self.distinct) + key
        gone = cut[~np.array([bool(text) for text in texts], bool)[key]]
        return ChunkStream([*self.distinct, *texts], np.delete(codes, gone), bounds - np.searchsorted(gone, bounds))


def _edge_columns(distinct: Sequence[str]) -> Columns:
    text = " ".join(distinct)
    for mark in QUOTATION_MARKS:
        text = text.replace(mark, "")
    without = text.split(" ") if distinct else []
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    spaces = np.flatnonzero(codes == ord(" "))[:len(distinct) + 1]
    first, last = codes[spaces[:-1] + 1], codes[spaces[1:] - 1]  # spaces where nothing is left
    return {"has_marks": np.fromiter(map(str.__ne__, distinct, without), bool, len(distinct)),
            "is_empty": first == ord(" "), "begins_late": ~_are(first, _begins_word),
            "ends_in_mark": _are(last, SINGLE_MARKS.__contains__)}


def _at_edge(chunk: str, edge: int) -> str:
    if edge & STOPS_AT_WORD:
        chunk = chunk[:find_words(chunk)[0][0]]
    elif edge & BEGINS_AT_WORD:
        chunk = chunk[find_words(chunk)[0][0]:]
    chunk = chunk.translate(NO_MARKS)
    return chunk.rstrip(SINGLE_MARKS) if edge & IS_LAST else chunk


def _begins_word(character: str) -> bool:
    """Whether a word begins at this character, see ``words.RUN``."""
    return character.isalnum() and character != "ʼ"


def _are(codes: np.ndarray, test: Callable[[str], bool]) -> np.ndarray:
    """Mask over characters, given by their codes: each different one is tested once."""
    found = np.zeros(N_CHARACTERS, bool)
    found[codes] = True
    different = np.flatnonzero(found)
    found[different] = [test(chr(code)) for code in different.tolist()]
    return found[codes]
