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
    DOTTED,
    ENDS,
    GOES_ON,
    INSIDE,
    NO_STOP,
    UNLESS_LABEL,
    ends_before,
)
from framing.sentences import ends_between, split_sentences


@dataclass(frozen=True, slots=True)
class SentenceStarts:
    """Where the sentences begin, in order: in which chunk (its place), and how many of its characters belong to the
    sentence before: nearly always none. The first chunk of a piece always begins a sentence."""

    place: np.ndarray
    inside: np.ndarray


def may_bear_on_sentences(columns: Columns) -> np.ndarray:
    """Mask over the distinct chunks: all others neither end a sentence nor keep one open."""
    return ((columns["stop"] != NO_STOP) | (columns["opened"] + columns["closed"] > 0) | columns["is_label"]
            | (columns["begins"] == DOTTED))


def find_sentences(chunked: Chunked, columns: Columns, places: np.ndarray) -> SentenceStarts:
    """Every sentence of every piece. Chunks and their neighbours decide; where they cannot, the rules are asked.

    ``columns``: what ``stop_columns`` gives for ``chunked.distinct``; ``places``: at least those of the chunks that
    ``may_bear_on_sentences``, in order.
    """
    by_rules = _pieces_for_rules(chunked, columns, places)
    stops = places[columns["stop"][chunked.chunk[places]] != NO_STOP]
    stops = stops[~by_rules[chunked.piece[stops]]]
    effect = _effects(chunked, columns, stops)
    may_end = effect != NO_STOP
    stops, effect = stops[may_end], effect[may_end]
    effect = np.where(effect == UNLESS_LABEL, np.where(_are_early(chunked, stops), ASK, ENDS), effect)
    effect[(effect == ENDS) & _are_in_brackets(chunked, columns, places, stops)] = ASK
    is_start = chunked.is_first.copy()
    is_start[stops[effect == ENDS] + 1] = True
    rows = [*_asked_starts(chunked, stops[effect == ASK], is_start),
            *_starts_by_rules(chunked, np.flatnonzero(by_rules))]
    is_start[[place for place, inside in rows if not inside]] = True
    cuts = np.array(sorted((place, inside) for place, inside in rows if inside), np.int64).reshape(-1, 2)
    start = np.flatnonzero(is_start)
    row = np.searchsorted(start, cuts[:, 0], side="right")
    return SentenceStarts(np.insert(start, row, cuts[:, 0]), np.insert(np.zeros_like(start), row, cuts[:, 1]))


def _effects(chunked: Chunked, columns: Columns, stops: np.ndarray) -> np.ndarray:
    """What each of these chunks does where it stands: NO_STOP, ENDS, UNLESS_LABEL or ASK."""
    stop = columns["stop"][chunked.chunk[stops]]
    is_last = chunked.is_last[stops]
    following = columns["begins"][chunked.chunk[np.where(is_last, stops, stops + 1)]]
    effect = np.where(following == BEGINS, stop, ASK).astype(np.int8)
    effect[is_last | (following == GOES_ON)] = NO_STOP
    effect[stop == INSIDE] = ASK
    by_next = np.flatnonzero((stop == BY_NEXT) & (effect == BY_NEXT))
    chunk = chunked.chunk[stops[by_next]].tolist(), chunked.chunk[stops[by_next] + 1].tolist()
    effect[by_next] = [ends_before(chunked.distinct[left], chunked.distinct[right])
                       for left, right in zip(*chunk, strict=True)]
    return effect


def _pieces_for_rules(chunked: Chunked, columns: Columns, places: np.ndarray) -> np.ndarray:
    """Mask over the pieces: lists of several items, and those with a spaced ellipsis (. . .)"""
    wanted = np.zeros(len(chunked.pieces), bool)
    chunk = chunked.chunk[places]
    labels = places[columns["is_label"][chunk]]
    piece = chunked.piece[labels]
    # A bullet may stand before the first label.
    is_first = labels <= chunked.bounds[piece] + 1
    wanted[piece[is_first]] = True
    wanted &= np.bincount(piece, minlength=len(wanted)) > 1
    for place in places[columns["begins"][chunk] == DOTTED].tolist():
        if not chunked.is_first[place] and chunked.distinct[chunked.chunk[place - 1]].endswith("."):
            wanted[chunked.piece[place]] = True
    return wanted


def _are_in_brackets(chunked: Chunked, columns: Columns, places: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Mask over the stops: a bracket may be open there. Of a piece with more closing than opening ones all are."""
    chunk = chunked.chunk[places]
    opened, closed = (columns[name][chunk].astype(np.int32) for name in ("opened", "closed"))
    some = np.flatnonzero(opened + closed)
    depth = np.append(0, np.cumsum(opened[some] - closed[some]))
    piece = chunked.piece[places[some]]
    is_odd = np.zeros(len(chunked.pieces), bool)
    is_odd[piece[depth[:-1] - closed[some] < depth[np.searchsorted(piece, piece)]]] = True
    piece_of_stop = chunked.piece[stops]
    here = depth[np.searchsorted(places[some], stops, side="right")]
    return (here != depth[np.searchsorted(piece, piece_of_stop)]) | is_odd[piece_of_stop]


def _are_early(chunked: Chunked, stops: np.ndarray) -> np.ndarray:
    """Mask over the stops: the sentence may have begun with the chunk or the one before it. Every stop may end one."""
    first = np.maximum(np.append(0, stops[:-1] + 1), chunked.bounds[chunked.piece[stops]])
    return stops - first < 2


def _asked_starts(chunked: Chunked, places: np.ndarray, is_start: np.ndarray) -> list[tuple[int, int]]:
    """The sentence starts, as place and characters inside, after marks that begin in these chunks; in order.

    ``is_start``: mask over the chunks, those known to begin a sentence.
    """
    sure = np.flatnonzero(is_start)
    first = sure[np.searchsorted(sure, places, side="right") - 1]
    pieces = chunked.piece[places]
    known_from = np.where(chunked.is_first[first], chunked.piece_start[pieces], chunked.ends_of(first - 1))
    columns = [column.tolist() for column in (places, known_from, pieces, chunked.piece_start[pieces],
                                              chunked.start[places], chunked.length_of_distinct[chunked.chunk[places]])]
    found: list[tuple[int, int]] = []
    latest, text, piece_read = 0, "", -1
    for place, first, piece, offset, start, length in zip(*columns, strict=True):
        if piece != piece_read:
            text, piece_read = chunked.pieces[piece], piece
        for end in ends_between(text, start - offset, start - offset + length, max(first, latest) - offset):
            inside = end + offset - start
            latest = end + offset
            found.append((place, inside) if inside < length else (place + 1, 0))
    return found


def _starts_by_rules(chunked: Chunked, pieces: np.ndarray) -> list[tuple[int, int]]:
    """The starts of all sentences of the pieces that only the rules can read."""
    starts = np.array([offset + start for piece, offset in zip(pieces.tolist(), chunked.piece_start[pieces].tolist(),
                                                               strict=True)
                       for start, _ in split_sentences(chunked.pieces[piece])], np.int64)
    place = np.searchsorted(chunked.start, starts, side="right") - 1
    return list(zip(place.tolist(), (starts - chunked.start[place]).tolist(), strict=True))
