"""The units that are counted over: every article in every part and voice, and which of them each word is in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import PARTS, VOICES, Corpus
from framing.kept import kept_with_first


@kept_with_first
def article_units(corpus: Corpus) -> pd.DataFrame:
    """Every article in every part and voice, in the order that ``unit_of_words`` numbers them."""
    return _units(corpus, part=np.repeat(PARTS, len(VOICES)).tolist(), voice=list(VOICES) * len(PARTS))


@kept_with_first
def part_units(corpus: Corpus) -> pd.DataFrame:
    """Every article in every part, in the order that ``article_parts`` numbers them."""
    return _units(corpus, part=list(PARTS))


def _units(corpus: Corpus, **slots: list[str]) -> pd.DataFrame:
    """Every article as often as there are slots, and these again and again; texts are taken, not written anew."""
    n_slots, n_articles = len(slots["part"]), len(corpus.articles)
    keys = corpus.articles[["article_id", "outlet"]].take(np.repeat(np.arange(n_articles), n_slots))
    slot = np.tile(np.arange(n_slots), n_articles)
    return keys.reset_index(drop=True).assign(**{name: pd.array(values, dtype="str").take(slot)
                                                 for name, values in slots.items()})


@kept_with_first
def article_parts(corpus: Corpus) -> np.ndarray:
    """For every sentence the number of its article and part: row of the article x parts + number of the part."""
    return (corpus.sentence_columns.article * len(PARTS) + corpus.sentence_columns.part).astype(np.int32)


def unit_of_words(corpus: Corpus, words: np.ndarray | slice = slice(None)) -> np.ndarray:
    """Row in ``article_units`` of every word, or of those whose rows are given."""
    return (article_parts(corpus) * len(VOICES))[corpus.words.sentence[words]] + corpus.is_quoted(words)


@kept_with_first
def words_of_units(corpus: Corpus) -> np.ndarray:
    """Number of words in each row of ``article_units``, as a column."""
    parts, n_parts = article_parts(corpus), len(corpus.articles) * len(PARTS)
    return np.column_stack([np.bincount(parts, weights=words_in_voice(corpus, voice), minlength=n_parts)
                            for voice in VOICES]).reshape(-1, 1)


def words_in_voice(corpus: Corpus, voice: str | None) -> np.ndarray:
    """Number of words of each sentence in a voice (None: in any)."""
    columns = corpus.sentence_columns
    n_quoted = columns.n_words_quoted
    return columns.n_words if voice is None else n_quoted if voice == "quoted" else columns.n_words - n_quoted
