"""Loaded wording in plain texts: the share of words that judge while they name, and which they are."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.hits import Hits, find_hits
from framing.lexicon import load_lexicon
from framing.plain_text import checked_texts, corpus_of_texts
from framing.words import find_words

KEY = "loaded_wording"


def score_loaded(texts: Iterable[str]) -> pd.DataFrame:
    """Each text's share of loaded words: share_loaded, n_words, n_loaded, words (as written, in order).

    A word is loaded if it lies in a match of the list ``loaded_wording``, counted once whatever the categories.
    ``share_loaded`` is 0 to 1, NaN for a text without words. How far coders agree with it is on the list's card
    (``validity_line("loaded_wording")``). A loaded word is the writer's choice or a speaker's, fair or not: read it in
    its sentence; the share says nothing about who is right. Raises FramingError for a value that is no text.

    >>> score_loaded(["A reckless, shameful plan."])[["share_loaded", "words"]].values.tolist()
    [[0.5, ('reckless', 'shameful')]]
    """
    found = checked_texts(texts)
    n_words, n_loaded = np.zeros(len(found), int), np.zeros(len(found), int)
    words: list[tuple[str, ...]] = [()] * len(found)
    if any(find_words(text) for text in found):  # a corpus of no words is an error, a list of empty texts is none
        corpus = corpus_of_texts(found)
        row_of_word = _row_of_articles(corpus)[corpus.sentence_columns.article[corpus.words.sentence]]
        first, end = outermost(find_hits(corpus, load_lexicon(KEY)))
        n_words = np.bincount(row_of_word, minlength=len(found))
        n_loaded = np.bincount(row_of_word, weights=_covered(first, end, len(corpus.words)), minlength=len(found))
        words = _as_written(corpus, first, end, row_of_word[first], len(found))
    share = np.divide(n_loaded, n_words, out=np.full(len(found), np.nan), where=n_words > 0)
    return pd.DataFrame({"share_loaded": share, "n_words": n_words, "n_loaded": n_loaded.astype(int),
                         "words": pd.Series(words, dtype=object)})


def outermost(hits: Hits) -> tuple[np.ndarray, np.ndarray]:
    """First word and one past the last of the hits that lie in no other, in the order of the text."""
    order = np.lexsort((-hits.length, hits.first))
    first, end = hits.first[order], (hits.first + hits.length)[order]
    reaches_further = end > np.maximum.accumulate(np.append(0, end[:-1])) if len(end) else np.empty(0, bool)
    return first[reaches_further], end[reaches_further]


def _row_of_articles(corpus: Corpus) -> np.ndarray:
    """Which text each article of ``corpus_of_texts`` is: those without words are left out."""
    return corpus.articles["article_id"].astype(int).to_numpy()


def _covered(first: np.ndarray, end: np.ndarray, n_words: int) -> np.ndarray:
    opened, closed = (np.bincount(places, minlength=n_words + 1) for places in (first, end))
    return np.cumsum(opened - closed)[:-1] > 0


def _as_written(corpus: Corpus, first: np.ndarray, end: np.ndarray, rows: np.ndarray, n_texts: int
                ) -> list[tuple[str, ...]]:
    words: list[list[str]] = [[] for _ in range(n_texts)]
    surfaces, surface = corpus.vocabulary.surfaces, corpus.words.surface
    for row, start, stop in zip(rows.tolist(), first.tolist(), end.tolist(), strict=True):
        words[row].append(" ".join(surfaces[number] for number in surface[start:stop]))
    return [tuple(found) for found in words]
