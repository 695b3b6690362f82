"""Learn general tone from rated sentences: sums over words of properties, ridge regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.measures.learned_general import START, TERMS, text_terms, word_factors
from framing.measures.mention_words import MentionWords
from training.properties import word_properties, word_rows, word_sums
from training.vectors import Vectors

# Chosen by cross-validation by article.
PENALTY, PENALTY_ELSEWHERE, DAMPING = 5_000.0, 10_000.0, 0.001
SIZES = {"company": (0.7, 0.3), "listed": (4.0, 4.0), "carried": (8.0, 8.0), "terms": 8.0, "elsewhere": 10.0,
         "own": 5.0}
N_LISTED, N_CARRIED = 7, 2
# A word gets a weight of its own if it stands in so many articles.
MIN_ARTICLES = 5


@dataclass(frozen=True, eq=False)
class GeneralFeatures:
    """``values`` (texts, features): (plain and negated) x property, terms, elsewhere, own words (numbers ``own``).

    ``elsewhere``: what coded mentions of newsmtsc, read as whole sentences, say of each property.
    """

    values: np.ndarray
    sizes: np.ndarray
    properties: np.ndarray
    elsewhere: np.ndarray
    own: np.ndarray


def general_features(texts: MentionWords, lists: np.ndarray, articles: np.ndarray, vectors: Vectors,
                     elsewhere: tuple[MentionWords, np.ndarray]) -> GeneralFeatures:
    """What is known of each text; nothing of how it was rated. ``elsewhere``: other sentences and their polarity."""
    properties = word_properties(vectors, damping=DAMPING, n_far=100, with_middle=True)
    sums, counted = _sums(texts, vectors, properties)
    kept = np.flatnonzero(_n_articles(counted, articles) >= MIN_ARTICLES)
    direction = _fit_elsewhere(_sums(elsewhere[0], vectors, properties)[0], elsewhere[1])
    own = counted[:, kept].toarray()
    sizes = np.concatenate([_sizes(properties.shape[1]), [SIZES["terms"]] * len(TERMS), [SIZES["elsewhere"]],
                            np.full(len(kept), SIZES["own"] / own[own > 0].mean())])
    values = np.hstack([sums, text_terms(texts, lists), (sums @ direction)[:, None], own])
    return GeneralFeatures(values, sizes, properties, direction, kept)


def _sums(texts: MentionWords, vectors: Vectors, properties: np.ndarray):
    rows, shape = word_rows(texts, vectors), (texts.n_texts, len(vectors.words))
    counted = [word_sums(texts.text, rows, factors, shape) for factors in word_factors(texts).T]
    return np.hstack([part @ properties for part in counted]), counted[0]


def _n_articles(counted, articles: np.ndarray) -> np.ndarray:
    """In how many articles each word stands."""
    cells = counted.tocoo()
    number_of_article = np.unique(articles, return_inverse=True)[1]
    pairs = np.unique(np.column_stack([number_of_article[cells.row], cells.col]), axis=0)
    return np.bincount(pairs[:, 1], minlength=counted.shape[1])


def _sizes(n_properties: int) -> np.ndarray:
    kinds = ["company"] * (n_properties - N_LISTED - N_CARRIED) + ["listed"] * N_LISTED + ["carried"] * N_CARRIED
    return np.concatenate([[SIZES[kind][side] for kind in kinds] for side in (0, 1)])


def _fit_elsewhere(sums: np.ndarray, polarity: np.ndarray) -> np.ndarray:
    from sklearn.linear_model import Ridge

    size = _sizes(sums.shape[1] // 2) / (sums.std(axis=0) + 1e-6)
    return Ridge(alpha=PENALTY_ELSEWHERE).fit((sums - sums.mean(axis=0)) * size, polarity).coef_ * size


def fit_general(features: GeneralFeatures, rows: np.ndarray, ratings: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights (features,) and start of the mean rating. ``rows``: the texts to learn from; ``ratings``: theirs."""
    from sklearn.linear_model import Ridge

    values = features.values[rows]
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    n_own = len(features.own)
    spread[len(spread) - n_own:] = 1.0
    size = features.sizes / spread
    model = Ridge(alpha=PENALTY).fit((values - middle) * size, ratings)
    weights = model.coef_ * size
    return weights, float(model.intercept_ - weights @ middle)


def general_table(weights: np.ndarray, start: float, features: GeneralFeatures, words: list[str]
                  ) -> dict[str, np.ndarray]:
    """What ships: word -> its weight plain and what is added behind a negation; start and terms stand in "plain"."""
    n_sums = 2 * features.properties.shape[1]
    n_terms = n_sums + len(TERMS)
    of_sums, of_terms, of_elsewhere, of_own = np.split(weights, [n_sums, n_terms, n_terms + 1])
    of_words = features.properties @ (of_sums + of_elsewhere * features.elsewhere).reshape(2, -1).T
    of_words[features.own, 0] += of_own
    of_texts = dict(zip((START, *TERMS), [start, *of_terms], strict=True))
    return {**{name: np.array([value, 0.0]) for name, value in of_texts.items()},
            **dict(zip(words, of_words, strict=True))}
