"""The tables and numbered words of a corpus, put together from blocks of articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.article import Article
from framing.clean import CleanArticle
from framing.numbering.block import Block
from framing.numbering.quotation_bounds import KINDS
from framing.pieces import PARTS, SOURCES
from framing.vocabulary import Vocabulary, join_vocabularies

ARTICLE_COLUMNS = ("article_id", "outlet", "title", "author", "published", "published_precision", "published_basis",
                   "genre", "republished_from", "url", "rights", "file")


def number_words(blocks: Sequence[Block]) -> tuple[dict[str, np.ndarray], Vocabulary]:
    """The words of all blocks, numbered in one vocabulary: the columns of ``Words`` by name."""
    vocabulary, numbers = join_vocabularies([block.forms for block in blocks])
    n_sentences = np.cumsum([0, *(len(block.sentences.start) for block in blocks)])
    surface = np.concatenate([number[block.form] for number, block in zip(numbers, blocks, strict=True)])
    sentence = np.concatenate([block.sentence_of_word + first
                               for first, block in zip(n_sentences.tolist(), blocks, strict=False)])
    starts, ends, voices = (np.concatenate([getattr(block, name) for block in blocks])
                            for name in ("word_start", "word_end", "voice"))
    folded = vocabulary.fold_of[surface] if len(surface) else surface
    columns = {"sentence": sentence.astype(np.int32), "surface": surface, "folded": folded, "start": starts,
               "end": ends, "voice": voices}
    return columns, vocabulary


def sentence_table(kept: Sequence[CleanArticle], blocks: Sequence[Block], sentence_of_word: np.ndarray,
                   is_quoted: np.ndarray) -> pd.DataFrame:
    """One row a sentence; ``sentence_of_word`` and ``is_quoted`` have one entry a word."""
    article, part, source = _places(blocks, "sentences")
    position = np.arange(len(article)) - np.searchsorted(article, article)
    n_words = np.bincount(sentence_of_word, minlength=len(article))
    n_quoted = np.bincount(sentence_of_word, weights=is_quoted, minlength=len(article)).astype(int)
    article_id = _chosen([one.article.article_id for one in kept], article)
    return pd.DataFrame({
        "sentence_id": article_id + ":" + pd.Series(position).astype(article_id.dtype),
        "article_id": article_id, "outlet": _chosen([one.article.outlet for one in kept], article),
        "part": _chosen(PARTS, part), "voice": _chosen(("outlet", "quoted"), (2 * n_quoted > n_words).astype(int)),
        "position": position,
        "start": np.concatenate([block.sentences.start for block in blocks]),
        "end": np.concatenate([block.sentences.end for block in blocks]),
        "text": [text for block in blocks for text in block.text_of(block.sentences)],
        "source": _chosen(SOURCES, source), "n_words": n_words, "n_words_quoted": n_quoted})


def _chosen(names: Sequence[str], numbers: np.ndarray) -> pd.Series:
    """The names by their numbers: taken from one small column, which is many times faster than from a list."""
    return pd.Series(list(names)).take(numbers).reset_index(drop=True)


def _places(blocks: Sequence[Block], kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row of the article, number of the part and of the source of all sentences or quotations."""
    pieces = [getattr(block, kind).piece for block in blocks]
    article, part, source = (
        np.concatenate([getattr(block, name)[piece] for block, piece in zip(blocks, pieces, strict=True)])
        for name in ("article_of_piece", "part_of_piece", "source_of_piece"))
    return article + np.repeat(_first_articles(blocks), list(map(len, pieces))), part, source


def _first_articles(blocks: Sequence[Block]) -> np.ndarray:
    """Row of the first article of every block."""
    n_articles = [block.pieces[-1].article + 1 for block in blocks]
    return np.cumsum([0, *n_articles[:-1]])


def article_table(kept: Sequence[CleanArticle], sentences: pd.DataFrame, blocks: Sequence[Block]) -> pd.DataFrame:
    """One row an article."""
    table = pd.DataFrame({name: [getattr(one.article, name) for one in kept] for name in ARTICLE_COLUMNS})
    article, _, _ = _places(blocks, "sentences")
    for name in ("n_words", "n_words_quoted"):
        table[name] = np.bincount(article, weights=sentences[name], minlength=len(kept)).astype(int)
    table["n_sentences"] = np.bincount(article, minlength=len(kept))
    # Counted at white space: raw text is not split into words, so this is for the share kept, not for rates.
    table["n_words_raw"] = [one.n_words_raw for one in kept]
    return table


def quote_table(kept: Sequence[CleanArticle], blocks: Sequence[Block]) -> pd.DataFrame:
    """One row a piece of quotation."""
    article, part, source = _places(blocks, "quotations")
    start, end, kind = (np.concatenate([getattr(block.quotations, name) for block in blocks])
                        for name in ("start", "end", "kind"))
    return pd.DataFrame({
        "article_id": _chosen([one.article.article_id for one in kept], article),
        "outlet": _chosen([one.article.outlet for one in kept], article), "start": start, "end": end,
        "kind": _chosen(KINDS, kind), "part": _chosen(PARTS, part),
        "n_words": np.concatenate([block.words_in_quotations for block in blocks]),
        "text": [text for block in blocks for text in block.text_of(block.quotations)],
        "source": _chosen(SOURCES, source)})


def line_table(kept: Sequence[CleanArticle]) -> pd.DataFrame:
    """One row a line of raw text that is not blank."""
    rows = [row for one in kept for row in _rows_of_lines(one.article, one)]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "file", "line", "role", "rule", "start", "end",
                                       "n_words", "text"])


def _rows_of_lines(article: Article, one: CleanArticle) -> list[tuple]:
    texts = [article.text[line.start:line.end] for line in one.lines]
    return [(article.article_id, article.outlet, article.file, line.number, line.role, line.rule, line.start, line.end,
             len(text.split()), text)
            for line, text in zip(one.lines, texts, strict=True) if line.role != "blank"]
