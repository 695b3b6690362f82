"""General tone: sentences of editorials, each rated by twenty people from -4 to 4."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from framing.lexicon import load_lexicon
from framing.measures.learned_general import KEY, SCALE, general_tone
from framing.measures.learned_weights import load_weights
from framing.measures.mention_words import read_words
from framing.measures.text_tone import list_scores
from train_tone import features_general
from training.general import fit_general, general_table
from training.gold import coded_mentions, folds_of
from training.vectors import word_vectors
from training.weights_file import as_shipped
from validity.gold import read_lines
from validity.resample import with_interval
from validity.row import Row

N_FOLDS = 10
UNIT = "sentences of editorials"
# A quick ridge on n-grams and VADER; one rater against the mean of the others.
FLOOR, HUMAN = 0.54, 0.745


def measure(folder: Path) -> list[Row]:
    """Pearson r with the mean of the raters: the model, trained again without each tenth of the articles; lists."""
    sentences = read_lines(folder, "nyt_editorials.sentences")
    if not sentences:
        return []
    lists = list_scores([line["text"] for line in sentences])[0]
    found = [("general tone, by VADER", "vader", lists[:, 0]), ("general tone, by pattern", "pattern_en", lists[:, 1]),
             ("general tone, by VADER and pattern summed", KEY, (lists / lists.std(axis=0)).sum(axis=1))]
    if read_lines(folder, "baly.articles") and coded_mentions(folder):
        found = [("general tone", KEY, held_out_tone(sentences, lists, folder)), *found]
    rated = np.array([line["mean"] for line in sentences])
    articles = [line["article"] for line in sentences]
    return [Row("nyt_editorials", stands_for, key, _version(key), len(sentences), UNIT, "Pearson r",
                *with_interval(pearson(scores, rated), articles),
                FLOOR if stands_for == "general tone" else None, HUMAN)
            for stands_for, key, scores in found]


def held_out_tone(sentences: list[dict], lists: np.ndarray, folder: Path) -> np.ndarray:
    """The tone of each sentence by a model that has seen none of its article, from weights rounded as they ship."""
    vectors = word_vectors(folder)
    features = features_general(sentences, coded_mentions(folder), vectors)
    words = read_words([line["text"] for line in sentences])
    rated, tone = np.array([line["mean"] for line in sentences]), np.zeros(len(sentences))
    fold = folds_of([line["article"] for line in sentences], N_FOLDS)
    for held_out in range(N_FOLDS):
        learned_from = np.flatnonzero(fold != held_out)
        fitted = fit_general(features, learned_from, rated[learned_from])
        weights = as_shipped(general_table(*fitted, features, vectors.words), load_weights(KEY).columns)
        tone[fold == held_out] = SCALE * general_tone(words, lists, weights)[fold == held_out]
    return tone


def pearson(scores: np.ndarray, rated: np.ndarray) -> Callable[[np.ndarray], float]:
    """Correlation of two columns, rows drawn as often as their weights say."""
    def at(weights: np.ndarray) -> float:
        both = np.cov(scores, rated, aweights=weights)
        return float(both[0, 1] / np.sqrt(both[0, 0] * both[1, 1]))

    return at


def _version(key: str) -> str:
    return load_weights(KEY).version if key == KEY else load_lexicon(key).card.version
