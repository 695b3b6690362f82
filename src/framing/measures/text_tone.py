"""General tone of any texts, by two plain lists and by a learned model, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.lexicon import load_lexicon
from framing.measures.learned_general import KEY, general_tone
from framing.measures.learned_weights import load_weights
from framing.measures.mention_words import read_words
from framing.measures.pattern_arrays import describe_words, pattern_scores
from framing.measures.tone_rules import listed_words, pattern_entries
from framing.measures.vader_arrays import score_texts
from framing.plain_text import checked_texts
from framing.words import WORD, fold_word

LISTS = ("vader", "pattern_en")


def score_tone(texts: Iterable[str]) -> pd.DataFrame:
    """One row a text: vader, vader_coverage, pattern_en, pattern_en_coverage, learned, n_words.

    ``vader``, ``pattern_en``: the scores of the two lists by their own rules, unchanged, -1 (harsh) to 1 (kind); NaN
    where no word is listed, which is not the same as neutral. ``..._coverage``: share of the words that are listed; NaN
    without words. ``learned``: a linear model trained on rated sentences of editorials (models/general_tone), -1 to 1;
    small numbers are usual, since twenty raters seldom agree on the ends; NaN without words.

    None tells toward whom the tone is, nor what the text is for or against. Texts may be of any length; the model has
    seen sentences only. Raises FramingError if one of the texts is no text. Source: hutto2014vader, desmedt2012pattern.
    """
    texts = checked_texts(texts)
    if not texts:
        return _table(np.empty((0, 2)), np.empty((0, 2)), np.empty(0), np.empty(0, np.int64))
    scores, n_listed, n_words = list_scores(texts)
    learned = general_tone(read_words(texts), scores, load_weights(KEY))
    return _table(np.where(n_listed > 0, scores, np.nan), n_listed, learned, n_words)


def list_scores(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores by both lists (texts, 2), listed words (texts, 2), words (texts,). A score without a listed word is 0."""
    found = [WORD.findall(text) for text in texts]
    n_words = np.fromiter(map(len, found), np.int64, len(found))
    text, flat = np.repeat(np.arange(len(texts)), n_words), [word for words in found for word in words]
    folded = {word: fold_word(word) for word in dict.fromkeys(flat)}
    number_of = {word: number for number, word in enumerate(dict.fromkeys(folded.values()))}
    of_raw = {word: number_of[form] for word, form in folded.items()}
    numbers = np.array([of_raw[word] for word in flat], np.int64)
    pieces = describe_words(list(number_of), pattern_entries(load_lexicon("pattern_en")))
    scores = [score_texts(texts, load_lexicon("vader")),
              np.nan_to_num(pattern_scores(text, numbers, pieces, len(texts)))]
    lists = [listed_words(load_lexicon(key)) for key in LISTS]
    is_listed = [np.array([word in listed for word in number_of], bool)[numbers] for listed in lists]
    n_listed = [np.bincount(text, of_list, minlength=len(texts)) for of_list in is_listed]
    return np.column_stack(scores), np.column_stack(n_listed), n_words


def _table(scores: np.ndarray, n_listed: np.ndarray, learned: np.ndarray, n_words: np.ndarray) -> pd.DataFrame:
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = n_listed / n_words[:, None]
    columns: dict[str, np.ndarray] = {}
    for number, key in enumerate(LISTS):
        columns |= {key: scores[:, number], f"{key}_coverage": coverage[:, number]}
    return pd.DataFrame({**columns, "learned": learned, "n_words": n_words})
