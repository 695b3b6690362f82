"""A block of articles as columns: sentences, words with their voice, quotations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.chunked import Chunked
from framing.known_chunks import KnownChunks
from framing.numbering.chunk_words import PlacedWords, place_words
from framing.numbering.quotation_bounds import KINDS, Quotations, find_quotations
from framing.numbering.sentence_bounds import Spans, find_sentences
from framing.numbering.sentence_chunks import chunks_of_sentences
from framing.pieces import FRAGMENT, OUTLET, QUOTED, Pieces
from framing.quotes import NESTED, QUOTATION


@dataclass(frozen=True, eq=False)
class Block:
    """What was found in some pieces, in order. Offsets count characters of the text that a piece is part of.

    ``sentences`` and ``quotations``: spans with the number of their piece; ``chunk_bounds``: those of each sentence in
    ``chunk``. ``long``: the columns that take most of the memory, each let go by who joins them (``take``): "form"
    (number of the word as written), "start", "voice", "sentence", one entry a word; "chunk", those of all sentences.
    """

    pieces: Pieces
    sentences: Spans
    chunk_bounds: np.ndarray
    quotations: Quotations
    words_in_quotations: np.ndarray
    long: dict[str, np.ndarray]

    def take(self, name: str) -> np.ndarray:
        """One of the long columns; it can be had once."""
        return self.long.pop(name)


def number_pieces(pieces: Pieces, chunked: Chunked, known: KnownChunks) -> Block:
    """Sentences, words, voices and quotations of the pieces, from one reading of their text.

    ``chunked``: their chunks, numbered by ``known``.
    """
    columns = known.columns
    words = place_words(chunked, columns)
    sentences = find_sentences(chunked, columns)
    quotations = find_quotations(pieces, chunked, words, columns)
    first_words = np.append(np.searchsorted(words.start, sentences.start), len(words.start))
    sentence_of_word = np.repeat(np.arange(len(sentences.start), dtype=np.int32), np.diff(first_words))
    n_words = (np.searchsorted(words.end, quotations.end, side="right")
               - np.searchsorted(words.start, quotations.start, side="left"))
    # From the joined pieces back to the text that each is part of.
    shift = pieces.start - chunked.piece_start[:len(pieces)]
    chunk, chunk_bounds = chunks_of_sentences(chunked, sentences, known)
    return Block(
        pieces, Spans(*_moved(sentences, shift), sentences.piece), chunk_bounds,
        Quotations(quotations.piece, *_moved(quotations, shift), quotations.kind, quotations.depth,
                   quotations.messages),
        n_words, {"form": words.form, "start": (words.start + shift[words.piece]).astype(np.int32),
                  "voice": _voices(words, quotations), "sentence": sentence_of_word, "chunk": chunk})


def _voices(words: PlacedWords, quotations: Quotations) -> np.ndarray:
    """The voice of every word. Outermost quotations only: what is quoted inside a quotation is quoted."""
    outer = quotations.kind != KINDS.index(NESTED)
    code = np.where(quotations.kind[outer] == KINDS.index(QUOTATION), QUOTED, FRAGMENT)
    change = np.zeros(len(words.start) + 1, np.int8)  # outermost quotations never overlap: a sum is a code
    np.add.at(change, np.searchsorted(words.start, quotations.start[outer]), code)
    np.subtract.at(change, np.searchsorted(words.start, quotations.end[outer]), code)
    return OUTLET + np.cumsum(change[:-1], dtype=np.int8)


def _moved(spans: Spans | Quotations, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return spans.start + shift[spans.piece], spans.end + shift[spans.piece]
