"""How far apart the outlets' wording is, and which words carry the distance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.counts import Counts
from framing.measures.measure import Measure, ratio


def jensen_shannon(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Contribution of each feature to the Jensen-Shannon divergence of two distributions, in bits (Lin 1991).

    ``left``, ``right``: shares of the features, each adding up to 1. Contributions are not negative and add up
    to the divergence, between 0 (same wording) and 1 (no word in common).
    """
    middle = (left + right) / 2
    parts = np.zeros_like(middle)
    for side in (left, right):
        is_used = side > 0  # few features: most words are in few texts
        used = side[is_used]
        parts[is_used] += used * np.log2(used / middle[is_used])
    return np.maximum(parts / 2, 0.0)


def divergence_of_two(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """What the words that each of two groups uses more add to their Jensen-Shannon divergence, in bits.

    ``sums`` (…, 2, features), result (…, 2, 1): together the divergence; NaN where a group has none of the features.
    """
    shares = ratio(sums, sums.sum(axis=-1, keepdims=True))
    left, right = shares[..., 0, :], shares[..., 1, :]
    parts = jensen_shannon(left, right)
    sides = np.stack([np.where(left > right, parts, 0.0).sum(axis=-1), np.where(left > right, 0.0, parts).sum(axis=-1)],
                     axis=-1)[..., None]
    return np.where(np.isnan(shares[..., :1]).any(axis=-2, keepdims=True), np.nan, sides)


DIVERGENCE = Measure(
    "jensen_shannon", "Distance in wording", "bits (0 to 1)",
    "Short texts are far from everything; distance in wording is mostly distance in topic.", divergence_of_two,
    is_contrast=False)


def distance_table(counts: Counts, by: str = "outlet", *, with_words: bool = True) -> pd.DataFrame:
    """Divergence of every two outlets: left, right, divergence (bits, 0 to 1), n_words_left, n_words_right, words.

    ``words``: the ten features that carry most of it, each with its share of the divergence and the side that
    uses it more; left out without ``with_words``. How to read it: only against other pairs of texts of like length.
    Short texts are far from everything, because most of their words have not had room to recur.
    """
    grouped = counts.sum_by(by)
    sums = grouped.matrix.toarray()
    shares = ratio(sums, sums.sum(axis=1, keepdims=True))
    names = grouped.units[by].to_numpy()
    rows = []
    for left in range(len(names)):
        for right in range(left + 1, len(names)):
            parts = jensen_shannon(shares[left], shares[right])
            row = {"left": names[left], "right": names[right], "divergence": parts.sum(),
                   "n_words_left": int(grouped.totals[left, 0]), "n_words_right": int(grouped.totals[right, 0])}
            rows.append(row | ({"words": _carriers(parts, shares[left], shares[right], grouped.features, names[left],
                                                   names[right])} if with_words else {}))
    return pd.DataFrame(rows, columns=["left", "right", "divergence", "n_words_left", "n_words_right",
                                       *(["words"] if with_words else [])])


def _carriers(parts: np.ndarray, left: np.ndarray, right: np.ndarray, features: np.ndarray, left_name: str,
              right_name: str) -> tuple[tuple[str, float, str], ...]:
    largest = np.argsort(-parts, kind="stable")[:10]
    return tuple((str(features[number]), float(parts[number] / parts.sum()),
                  left_name if left[number] > right[number] else right_name)
                 for number in largest if parts[number] > 0)
