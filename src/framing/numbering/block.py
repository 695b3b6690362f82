"""A block of articles as columns: sentences, words with their voice, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.characters import Characters
from framing.chunked import Chunked, chunk_pieces
from framing.known_chunks import KnownChunks
from framing.numbering.chunk_stops import stop_columns
from framing.numbering.chunk_words import PlacedWords, place_words, word_columns
from framing.numbering.quotation_bounds import KINDS, Quotations, find_quotations, mark_columns
from framing.numbering.sentence_bounds import Spans, find_sentences
from framing.numbering.sentence_chunks import SentenceChunks, chunks_of_sentences
from framing.pieces import FRAGMENT, OUTLET, PARTS, QUOTED, SOURCES, Piece
from framing.quotes import NESTED, QUOTATION


@dataclass(frozen=True, eq=False)
class Block:
    """What was found in some pieces, in order. Offsets count characters of the text that a piece is part of.

    ``article_of_piece``: row of its article; ``part_of_piece``, ``source_of_piece``: numbers in PARTS and SOURCES.
    ``sentences`` and ``quotations``: spans with the number of their piece; ``chunks``: those of the sentences;
    ``forms``: the distinct words as written;
    ``form``/``word_start``/``word_end``/``voice``/``sentence_of_word``: one entry a word.
    """

    article_of_piece: np.ndarray
    part_of_piece: np.ndarray
    source_of_piece: np.ndarray
    sentences: Spans
    chunks: SentenceChunks
    quotations: Quotations
    words_in_quotations: np.ndarray
    forms: list[str]
    form: np.ndarray
    word_start: np.ndarray
    word_end: np.ndarray
    voice: np.ndarray
    sentence_of_word: np.ndarray


_PART = {part: number for number, part in enumerate(PARTS)}
_SOURCE = {source: number for number, source in enumerate(SOURCES)}


def _learn(new: Sequence[str]) -> dict[str, np.ndarray]:
    characters = Characters.of(new)
    return {**word_columns(new, characters), **stop_columns(new, characters), **mark_columns(new, characters)}


_KNOWN = KnownChunks(_learn)


def number_pieces(pieces: Sequence[Piece], chunked: Chunked | None = None) -> Block:
    """Sentences, words, voices and quotations of the pieces, from one reading of their text.

    ``chunked``: the chunks of the pieces, if they are known.
    """
    if chunked is None:
        chunked = chunk_pieces([piece.whole[piece.start:piece.end] for piece in pieces])
    columns = _KNOWN.columns(chunked.distinct)
    words = place_words(chunked, columns)
    sentences = find_sentences(chunked, columns)
    quotations = find_quotations(pieces, chunked, words, columns)
    first_words = np.append(np.searchsorted(words.start, sentences.start), len(words.start))
    sentence_of_word = np.repeat(np.arange(len(sentences.start), dtype=np.int32), np.diff(first_words))
    n_words = (np.searchsorted(words.end, quotations.end, side="right")
               - np.searchsorted(words.start, quotations.start, side="left"))
    voice = _voices(words, quotations)
    # From the joined pieces back to the text that each is part of.
    shift = np.array([piece.start for piece in pieces], np.int64) - chunked.piece_start[:len(pieces)]
    n = len(pieces)
    return Block(
        np.fromiter((piece.article for piece in pieces), np.int64, n),
        np.fromiter((_PART[piece.part] for piece in pieces), np.int8, n),
        np.fromiter((_SOURCE[piece.source] for piece in pieces), np.int8, n),
        Spans(*_moved(sentences, shift), sentences.piece),
        chunks_of_sentences(chunked, sentences, columns["n_words"]),
        Quotations(quotations.piece, *_moved(quotations, shift), quotations.kind, quotations.depth,
                   quotations.messages),
        n_words, words.forms, words.form, (words.start + shift[words.piece]).astype(np.int32),
        (words.end + shift[words.piece]).astype(np.int32), voice, sentence_of_word)


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
