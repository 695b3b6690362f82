"""Which words and which sentence of the corpus stand between two characters of an article."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.kept import kept_with_first

# Farther than any text is long: articles, titles and texts stand one after the other on one line of numbers.
ROOM = 1 << 32
TITLE = "title"


def span_of_words(corpus: Corpus, spans: pd.DataFrame, *, source: str = "source") -> np.ndarray:
    """For every word of the corpus the number of the span that holds it, or -1.

    ``spans``: article_id, ``source`` ("text" or "title"), start and end, in characters; where two overlap, the later
    row holds the words.
    """
    order, places = _words_in_order(corpus)
    starts, ends = (_places_of(corpus, spans, source, column) for column in ("start", "end"))
    held = np.full(len(order), -1, np.int32)  # small numbers: there are millions of words
    for number, (first, stop) in enumerate(zip(np.searchsorted(places, starts), np.searchsorted(places, ends),
                                               strict=True)):
        held[order[first:stop]] = number
    return held


def sentences_of(corpus: Corpus, spans: pd.DataFrame, *, source: str = "source") -> np.ndarray:
    """The row of the sentence in which each span begins."""
    order, places = _sentences_in_order(corpus)
    return order[np.searchsorted(places, _places_of(corpus, spans, source, "start"), side="right") - 1]


def _places_of(corpus: Corpus, spans: pd.DataFrame, source: str, column: str) -> np.ndarray:
    row_of = _row_of_article(corpus)
    article = np.array([row_of[article_id] for article_id in spans["article_id"].tolist()], np.int64)
    is_title = np.array([name == TITLE for name in spans[source].tolist()], bool)
    return _place(article, is_title, spans[column].to_numpy(np.int64))


@kept_with_first
def _row_of_article(corpus: Corpus) -> dict[str, int]:
    return {article_id: row for row, article_id in enumerate(corpus.articles["article_id"].tolist())}


@kept_with_first
def _words_in_order(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    sentence = corpus.sentence_columns
    of_word = corpus.words.sentence
    return _sorted(_place(sentence.article[of_word], sentence.source[of_word] != 0, corpus.words.start))


@kept_with_first
def _sentences_in_order(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    sentence = corpus.sentence_columns
    return _sorted(_place(sentence.article, sentence.source != 0, sentence.start))


def _place(article: np.ndarray, is_title: np.ndarray, offset: np.ndarray) -> np.ndarray:
    return (2 * article.astype(np.int64) + is_title) * ROOM + offset


def _sorted(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(places, kind="stable")
    return order, places[order]
