"""Sentences of many pieces at once, the same as ``split_sentences`` gives piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked
from framing.known_chunks import Columns
from framing.numbering.chunk_stops import (
    ASK,
    BEGINS,
    BY_NEXT,
    ENDS,
    GOES_ON,
    NO_STOP,
    POSSIBLE,
    WHOLE,
    ends_before,
)
from framing.sentences import boundary_at_mark, split_sentences


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of the joined text in order: ``start`` and ``end`` in characters, and the piece of each."""

    start: np.ndarray
    end: np.ndarray
    piece: np.ndarray


def find_sentences(chunked: Chunked, columns: Columns) -> Spans:
    """Every sentence of every piece. Chunks and their neighbours decide; where they cannot, the rules are asked.

    ``columns``: what ``stop_columns`` gives for ``chunked.distinct``.
    """
    if not len(chunked):
        return Spans(*(np.empty(0, np.int64) for _ in range(3)))
    effect = _effects(chunked, columns)
    by_rules = _pieces_for_rules(chunked, columns, effect)
    effect[by_rules[chunked.piece]] = NO_STOP
    ends = effect == ENDS
    ends[_asked_ends(chunked, np.flatnonzero(effect == ASK), ends)] = True
    is_start = chunked.is_first.copy()
    is_start[1:] |= ends[:-1]
    first = np.flatnonzero(is_start)
    last = np.append(first[1:], len(chunked)) - 1
    kept = ~by_rules[chunked.piece[first]]
    spans = Spans(chunked.start[first[kept]], chunked.end[last[kept]], chunked.piece[first[kept]])
    return _with_rules(spans, chunked, np.flatnonzero(by_rules))


def _effects(chunked: Chunked, columns: Columns) -> np.ndarray:
    """What every chunk does where it stands: NO_STOP, ENDS, ASK or WHOLE."""
    effect = columns["stop"][chunked.chunk]
    following = np.append(columns["begins"][chunked.chunk[1:]], GOES_ON)
    effect[(effect != WHOLE) & ((following == GOES_ON) | chunked.is_last)] = NO_STOP
    effect[(effect != WHOLE) & (effect != NO_STOP) & (following != BEGINS)] = ASK
    place = np.flatnonzero(effect == BY_NEXT)
    pairs = chunked.chunk[place].astype(np.int64) * len(chunked.distinct) + chunked.chunk[place + 1]
    distinct_pairs, pair = np.unique(pairs, return_inverse=True)
    answers = [ends_before(chunked.distinct[left], chunked.distinct[right])
               for left, right in zip(*(half.tolist() for half in np.divmod(distinct_pairs, len(chunked.distinct))),
                                      strict=True)]
    effect[place] = np.array(answers, np.int8)[pair] if len(place) else NO_STOP
    return effect


def _pieces_for_rules(chunked: Chunked, columns: Columns, effect: np.ndarray) -> np.ndarray:
    """Mask over the pieces: those with an ellipsis, a bullet, a list, or a stop near an open bracket."""
    wanted = np.zeros(len(chunked.pieces), bool)
    wanted[chunked.piece[effect == WHOLE]] = True
    wanted[chunked.piece[chunked.is_first & columns["is_label"][chunked.chunk]]] = True
    opened, closed = columns["opened"][chunked.chunk], columns["closed"][chunked.chunk]
    if opened.any() or closed.any():
        depth = np.cumsum(opened.astype(np.int32) - closed)
        before_piece = np.concatenate([[0], depth])[chunked.bounds[:-1]][chunked.piece]
        # A bracket that is not closed in its chunk and a stop inside it; closing ones without an opening one.
        is_open = depth - before_piece != 0
        wanted[chunked.piece[(is_open & (effect != NO_STOP)) | (depth < before_piece)]] = True
    return wanted


def _asked_ends(chunked: Chunked, places: np.ndarray, ends: np.ndarray) -> list[int]:
    """Those of the places, in order, that the rules say end a sentence."""
    # First chunk of the sentence that every place stands in, as far as the sure ends know.
    first_of = chunked.bounds[chunked.piece[places]]
    sure = np.concatenate([[-1], np.flatnonzero(ends)])
    first_of = np.maximum(first_of, sure[np.searchsorted(sure, places) - 1] + 1)
    found: list[int] = []
    for place, first in zip(places.tolist(), first_of.tolist(), strict=True):
        if found and found[-1] + 1 > first:
            first = found[-1] + 1
        piece = int(chunked.piece[place])
        offset = int(chunked.piece_start[piece])
        chunk = chunked.distinct[chunked.chunk[place]]
        mark = int(chunked.start[place]) - offset + _offset_of_final_mark(chunk)
        if boundary_at_mark(chunked.pieces[piece], mark, int(chunked.start[first]) - offset):
            found.append(place)
    return found


def _offset_of_final_mark(chunk: str) -> int:
    """Where the run of marks at the end of a chunk begins."""
    bare = chunk.rstrip("\"'”’»›)]}")
    return len(bare.rstrip(".?!")) if POSSIBLE.search(bare[-1:]) else len(bare) - 1


def _with_rules(spans: Spans, chunked: Chunked, pieces: np.ndarray) -> Spans:
    """The sentences and those of the pieces that only the rules can read, in order."""
    found = [(chunked.piece_start[piece] + start, chunked.piece_start[piece] + end, piece)
             for piece in pieces.tolist() for start, end in split_sentences(chunked.pieces[piece])]
    if not found:
        return spans
    columns = [np.concatenate([left, right]) for left, right in
               zip((spans.start, spans.end, spans.piece), np.array(found, np.int64).T, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return Spans(*(column[order] for column in columns))
