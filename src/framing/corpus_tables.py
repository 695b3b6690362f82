"""The tables and numbered words of a corpus, put together from blocks of articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.article import Article
from framing.chunked import ChunkStream
from framing.clean import CleanArticle
from framing.known_chunks import KnownChunks
from framing.long_columns import LongColumn, are_there, renumber
from framing.numbering.block import Block
from framing.numbering.quotation_bounds import KINDS
from framing.numbering.sentence_chunks import SentenceChunks
from framing.pieces import PARTS, SOURCES
from framing.vocabulary import Vocabulary, number_forms

ARTICLE_COLUMNS = ("article_id", "outlet", "title", "author", "published", "published_precision", "published_basis",
                   "genre", "republished_from", "url", "rights", "file")

# English has more, blanks counted; what has fewer takes longer, nothing else.
FEWEST_CHARACTERS_A_WORD = 5


class Sentences(NamedTuple):
    """Columns with one entry a sentence, none wider than 32 bits: row of the article; numbers in PARTS and SOURCES;
    characters of that source; words, and words that are quoted."""

    article: np.ndarray
    part: np.ndarray
    source: np.ndarray
    start: np.ndarray
    end: np.ndarray
    n_words: np.ndarray
    n_words_quoted: np.ndarray


class QuotedSpans(NamedTuple):
    """Columns with one entry a piece of quotation, as in ``Sentences``; ``kind``: number in KINDS."""

    article: np.ndarray
    part: np.ndarray
    source: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    n_words: np.ndarray


class LongColumns:
    """The columns of blocks that take most of the memory, all blocks one after the other: those of words ("form",
    "start", "voice") and the chunks of sentences ("chunk")."""

    def __init__(self, n_characters: int):
        """``n_characters``: of all texts, so that there is room for their words."""
        room = n_characters // FEWEST_CHARACTERS_A_WORD
        self._columns = {name: LongColumn(np.int8 if name == "voice" else np.int32, room)
                         for name in ("form", "start", "voice", "chunk")}

    def append(self, block: Block) -> None:
        """Take the long columns of the next block."""
        for name, column in self._columns.items():
            column.append(block.take(name))

    def take(self, name: str) -> np.ndarray:
        """One of the columns; it can be had once."""
        return self._columns.pop(name).closed()


def number_words(blocks: Sequence[Block], long: LongColumns, forms: Sequence[str]
                 ) -> tuple[dict[str, np.ndarray], Vocabulary]:
    """The words of all blocks, numbered in one vocabulary: the columns of ``Words`` by name.

    ``forms``: the words as written, by their numbers in the blocks.
    """
    surface = long.take("form")
    occurs = are_there(surface, len(forms))
    vocabulary, numbers = number_forms(list(compress(forms, occurs.tolist())))
    surface_of_form = np.zeros(len(occurs), np.int32)
    surface_of_form[occurs] = numbers
    renumber(surface, surface_of_form)
    n_words = np.concatenate([block.n_words for block in blocks])
    return {"sentence": np.repeat(np.arange(len(n_words), dtype=np.int32), n_words), "surface": surface,
            "fold_of": vocabulary.fold_of,
            "length_of_surface": np.fromiter(map(len, vocabulary.surfaces), np.int32, len(vocabulary.surfaces)),
            **{name: long.take(name) for name in ("start", "voice")}}, vocabulary


def join_sentences(blocks: Sequence[Block], sentence_of_word: np.ndarray, is_quoted: np.ndarray) -> Sentences:
    """The sentences of all blocks; ``sentence_of_word`` and ``is_quoted`` have one entry a word."""
    article, part, source = _places(blocks, "sentences")
    start, end, n_words = (np.concatenate(columns, dtype=np.int32) for columns in zip(*(
        (block.sentences.start, block.sentences.end, block.n_words) for block in blocks), strict=True))
    n_words_quoted = np.bincount(sentence_of_word[is_quoted], minlength=len(article)).astype(np.int32)
    return Sentences(article, part, source, start, end, n_words, n_words_quoted)


def join_quotations(blocks: Sequence[Block]) -> QuotedSpans:
    """The quotations of all blocks."""
    return QuotedSpans(*_places(blocks, "quotations"), *(
        np.concatenate([getattr(block.quotations, name) for block in blocks], dtype=np.int32)
        for name in ("start", "end", "kind", "n_words")))


def join_chunks(blocks: Sequence[Block], long: LongColumns, known: KnownChunks) -> SentenceChunks:
    """The sentences of all blocks, one after the other, with the chunks that occur in them."""
    first = np.cumsum([0, *(block.chunk_bounds[-1] for block in blocks)])
    bounds = np.concatenate([np.zeros(1, np.int64), *(
        block.chunk_bounds[1:] + start for start, block in zip(first.tolist(), blocks, strict=False))])
    chunk = long.take("chunk")
    occurs = are_there(chunk, len(known.texts))
    renumber(chunk, np.cumsum(occurs, dtype=np.int32) - np.int32(1))
    used = np.flatnonzero(occurs)
    stream = ChunkStream(list(compress(known.texts, occurs.tolist())), chunk, bounds)
    return SentenceChunks(stream, known.columns["n_words"][used], known, used)


def sentence_table(kept: Sequence[CleanArticle], sentences: Sentences) -> pd.DataFrame:
    """One row a sentence."""
    article = sentences.article
    position = np.arange(len(article)) - np.searchsorted(article, article)
    article_id = _chosen([one.article.article_id for one in kept], article)
    is_quoted = 2 * sentences.n_words_quoted > sentences.n_words
    return pd.DataFrame({
        "sentence_id": article_id + ":" + pd.Series(position).astype(article_id.dtype),
        "article_id": article_id, "outlet": _chosen([one.article.outlet for one in kept], article),
        "part": _chosen(PARTS, sentences.part), "voice": _chosen(("outlet", "quoted"), is_quoted.astype(int)),
        "position": position, "start": sentences.start, "end": sentences.end, "text": _texts(kept, sentences),
        "source": _chosen(SOURCES, sentences.source), "n_words": sentences.n_words,
        "n_words_quoted": sentences.n_words_quoted})


def quote_table(kept: Sequence[CleanArticle], quotes: QuotedSpans) -> pd.DataFrame:
    """One row a piece of quotation."""
    return pd.DataFrame({
        "article_id": _chosen([one.article.article_id for one in kept], quotes.article),
        "outlet": _chosen([one.article.outlet for one in kept], quotes.article), "start": quotes.start,
        "end": quotes.end, "kind": _chosen(KINDS, quotes.kind), "part": _chosen(PARTS, quotes.part),
        "n_words": quotes.n_words, "text": _texts(kept, quotes), "source": _chosen(SOURCES, quotes.source)})


def _texts(kept: Sequence[CleanArticle], spans: Sentences | QuotedSpans) -> list[str]:
    """The text of every span: of the article's text, or of its title."""
    whole = [[one.article.text for one in kept], [one.article.title for one in kept]]
    return [whole[source][article][start:end] for source, article, start, end in zip(
        spans.source.tolist(), spans.article.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True)]


def _chosen(names: Sequence[str], numbers: np.ndarray) -> pd.Series:
    """The names by their numbers: taken from one small column, which is many times faster than from a list."""
    return pd.Series(list(names)).take(numbers).reset_index(drop=True)


def _places(blocks: Sequence[Block], kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row of the article, number of the part and of the source of all sentences or quotations."""
    pieces = [getattr(block, kind).piece for block in blocks]
    article, part, source = (
        np.concatenate([getattr(block.pieces, name)[piece] for block, piece in zip(blocks, pieces, strict=True)])
        for name in ("article", "part", "source"))
    first = np.cumsum([0, *(len(block.pieces.articles) for block in blocks)])[:-1]
    return (article + np.repeat(first, list(map(len, pieces)))).astype(np.int32), part, source


def article_table(kept: Sequence[CleanArticle], sentences: Sentences) -> pd.DataFrame:
    """One row an article."""
    table = pd.DataFrame({name: [getattr(one.article, name) for one in kept] for name in ARTICLE_COLUMNS})
    for name in ("n_words", "n_words_quoted"):
        n_words = getattr(sentences, name)
        table[name] = np.bincount(sentences.article, weights=n_words, minlength=len(kept)).astype(int)
    table["n_sentences"] = np.bincount(sentences.article, minlength=len(kept))
    # Counted at white space: raw text is not split into words, so this is for the share kept, not for rates.
    table["n_words_raw"] = [one.n_words_raw for one in kept]
    return table


def line_table(kept: Iterable[CleanArticle]) -> pd.DataFrame:
    """One row a line of raw text that is not blank."""
    rows = [row for one in kept for row in _rows_of_lines(one.article, one)]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "file", "line", "role", "rule", "start", "end",
                                       "n_words", "text"])


def _rows_of_lines(article: Article, one: CleanArticle) -> list[tuple]:
    texts = [article.text[line.start:line.end] for line in one.lines]
    return [(article.article_id, article.outlet, article.file, line.number, line.role, line.rule, line.start, line.end,
             len(text.split()), text)
            for line, text in zip(one.lines, texts, strict=True) if line.role != "blank"]
