"""Learn tone toward a mention from coded mentions: sums over words of (zone x property), logistic regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from framing.measures.learned_toward import ZONES, zone_factors
from framing.measures.mention_terms import TERMS, mention_terms
from framing.measures.mention_words import MENTION, MentionWords
from training.properties import word_properties, word_rows, word_sums
from training.vectors import Vectors

# Chosen by cross-validation by article, before the shipped model was trained.
PENALTY, DAMPING, N_FAR = 0.0005, 0.01, 60
SIZE_OF_TERMS, SIZE_OF_OWN = 3.0, 0.3
# A word in a zone gets a weight of its own, beside that of its properties, if so many coded mentions hold it.
MIN_MENTIONS = 40
MAX_ROUNDS = 300


@dataclass(frozen=True, eq=False)
class TowardFeatures:
    """``values`` (mentions, features): terms, (zone, property) sums, own counts. ``own``: zone and word of the last."""

    values: np.ndarray
    properties: np.ndarray
    own: tuple[np.ndarray, np.ndarray]

    @property
    def sizes(self) -> np.ndarray:
        """How freely each feature may be used: the penalty falls less on the larger."""
        n_own = len(self.own[0])
        return np.repeat([SIZE_OF_TERMS, 1.0, SIZE_OF_OWN],
                         [len(TERMS), self.values.shape[1] - len(TERMS) - n_own, n_own])


def toward_features(mentions: MentionWords, vectors: Vectors) -> TowardFeatures:
    """What is known of each mention; nothing of how it was coded."""
    properties = word_properties(vectors, damping=DAMPING, n_far=N_FAR, with_middle=False)
    rows, shape = word_rows(mentions, vectors), (mentions.n_texts, len(vectors.words))
    sums = [word_sums(mentions.text, rows, factors, shape) for factors in zone_factors(mentions).T]
    counted = sparse.hstack(sums).tocsc()
    kept = np.flatnonzero(np.diff(counted.indptr) >= MIN_MENTIONS)
    values = [mention_terms(mentions), *[part @ properties for part in sums], counted[:, kept].toarray()]
    return TowardFeatures(np.hstack(values), properties, np.divmod(kept, len(vectors.words)))


def fit_toward(features: TowardFeatures, rows: np.ndarray, polarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features, 2) and start (2,) of the log-odds of negative and of positive against neutral.

    ``rows``: the mentions to learn from; ``polarity``: how these were coded, -1, 0 or 1.
    """
    from sklearn.linear_model import LogisticRegression

    values = features.values[rows]
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    size = features.sizes / spread
    model = LogisticRegression(C=PENALTY, class_weight="balanced", max_iter=MAX_ROUNDS, tol=1e-5)
    model.fit((values - middle) * size, polarity)
    weights = (model.coef_[[0, 2]] - model.coef_[1]) * size
    return weights.T, model.intercept_[[0, 2]] - model.intercept_[1] - weights @ middle


def toward_table(weights: np.ndarray, start: np.ndarray, features: TowardFeatures, words: list[str]
                 ) -> dict[str, np.ndarray]:
    """What ships: word -> its weight in each column (zone, side). Terms, and the mention's own, which is the start,
    stand in the columns of the clause."""
    zone, word = features.own
    of_terms, of_zones, of_own = np.split(weights, [len(TERMS), len(weights) - len(zone)])
    of_words = np.einsum("wp,zps->wzs", features.properties, of_zones.reshape(len(ZONES), -1, 2))
    of_words[word, zone] += of_own
    of_texts = np.zeros((len(TERMS) + 1, len(ZONES), 2))
    of_texts[:, ZONES.index("clause")] = [start, *of_terms]
    rows = [*of_texts, *of_words]
    return {name: row.ravel() for name, row in zip((MENTION, *TERMS, *words), rows, strict=True)}
