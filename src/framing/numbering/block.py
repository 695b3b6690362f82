"""A block of articles as columns: sentences, words with their voice, quotations."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from framing.chunked import Chunked
from framing.known_chunks import KnownChunks
from framing.numbering.chunk_words import place_words, words_before
from framing.numbering.quotation_bounds import KINDS, Quotations, find_quotations
from framing.numbering.sentence_bounds import SentenceStarts, find_sentences, may_bear_on_sentences
from framing.numbering.sentence_chunks import chunks_of_sentences
from framing.pieces import FRAGMENT, OUTLET, QUOTED, Pieces
from framing.quotes import NESTED, QUOTATION


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of text in order: ``start`` and ``end`` in characters, and the piece of each."""

    start: np.ndarray
    end: np.ndarray
    piece: np.ndarray


@dataclass(frozen=True, eq=False)
class Block:
    """What was found in some pieces, in order. Offsets count characters of the text that a piece is part of.

    ``sentences`` and ``quotations``: spans with the number of their piece; ``n_words`` of each sentence;
    ``chunk_bounds``: those of each sentence in ``chunk``. ``long``: the columns that take most of the memory, each let
    go by who joins them (``take``): "form" (number of the word as written), "start", "voice", one entry a word;
    "chunk", those of all sentences.
    """

    pieces: Pieces
    sentences: Spans
    n_words: np.ndarray
    chunk_bounds: np.ndarray
    quotations: Quotations
    long: dict[str, np.ndarray]

    def take(self, name: str) -> np.ndarray:
        """One of the long columns; it can be had once."""
        return self.long.pop(name)


def number_pieces(pieces: Pieces, chunked: Chunked, known: KnownChunks) -> Block:
    """Sentences, words, voices and quotations of the pieces, from one reading of their text.

    ``chunked``: their chunks, numbered by ``known``.
    """
    columns = known.columns
    # From the joined pieces back to the text that each is part of.
    shift = pieces.start - chunked.piece_start[:len(pieces)]
    words = place_words(chunked, columns, (chunked.start + np.repeat(shift, np.diff(chunked.bounds))).astype(np.int32))
    # Few chunks tell more than their words.
    places = np.flatnonzero((may_bear_on_sentences(columns) | (columns["n_marks"] > 0)).take(chunked.chunk))
    starts = find_sentences(chunked, columns, places)
    sentences = _spans(chunked, starts)
    first_word = words.before[starts.place]
    cut = np.flatnonzero(starts.inside)
    first_word[cut] = words_before(chunked, columns, words, starts.place[cut], starts.inside[cut])
    n_words = np.diff(first_word, append=len(words.form)).astype(np.int64)
    quotations = find_quotations(pieces, chunked, words, columns, places)
    chunk, chunk_bounds = chunks_of_sentences(chunked, starts, known)
    start, end = _moved(quotations, shift)
    return Block(
        pieces, Spans(*_moved(sentences, shift), sentences.piece), n_words, chunk_bounds,
        replace(quotations, start=start, end=end), {
            "form": words.form, "start": words.start, "voice": _voices(quotations, len(words.form)),
            "chunk": chunk})


def _spans(chunked: Chunked, starts: SentenceStarts) -> Spans:
    """The sentences by where they begin. Each ends where the next one begins, or with the chunk before that."""
    place, inside = np.append(starts.place, len(chunked)), np.append(starts.inside, 0)
    start = chunked.start[starts.place] + starts.inside
    end = chunked.ends_of(place[1:] - 1)
    is_cut = np.flatnonzero(inside[1:])
    end[is_cut] = start[is_cut + 1]
    return Spans(start, end, chunked.piece[starts.place])


def _voices(quotations: Quotations, n_words: int) -> np.ndarray:
    """The voice of every word. Outermost quotations only: what is quoted inside a quotation is quoted."""
    is_outer = quotations.kind != KINDS.index(NESTED)  # these never overlap
    edges = np.concatenate([[0], quotations.words[is_outer].ravel(), [n_words]])
    voice = np.full(len(edges) - 1, OUTLET, np.int8)
    voice[1::2] = np.where(quotations.kind[is_outer] == KINDS.index(QUOTATION), QUOTED, FRAGMENT)
    return np.repeat(voice, np.diff(edges))


def _moved(spans: Spans | Quotations, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return spans.start + shift[spans.piece], spans.end + shift[spans.piece]
