"""How far apart the outlets' wording is, and which words carry the distance."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

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
    used = grouped.matrix.sum(axis=1)
    shares = sparse.csr_array(sparse.diags_array(ratio(np.ones_like(used), used)) @ grouped.matrix)
    names, n_words = grouped.units[by].to_numpy(), grouped.totals[:, 0].astype(int)
    left, right = np.triu_indices(len(names), 1)
    table = pd.DataFrame({"left": names[left], "right": names[right], "divergence": divergences(shares)[left, right],
                          "n_words_left": n_words[left], "n_words_right": n_words[right]})
    if with_words:
        table["words"] = [_carriers(shares[[one, other]].toarray(), grouped.features, names[[one, other]])
                          for one, other in zip(left.tolist(), right.tolist(), strict=True)]
    return table


def divergences(shares: sparse.csr_array) -> np.ndarray:
    """Jensen-Shannon divergence in bits of every two rows of shares (groups, features), as an array (groups, groups).

    What only one side uses adds half of its share, so that only the features that both use are looked at: of two
    texts most are used by one. A row without any feature is NaN against all.
    """
    n_groups, (group, feature) = shares.shape[0], (shares.tocoo().row, shares.indices)
    found = np.zeros((n_groups, n_groups))
    for number in range(n_groups):
        own = shares[[number]].toarray()[0]
        both = np.flatnonzero(own[feature[shares.indptr[number + 1]:]]) + shares.indptr[number + 1]
        left, right = own[feature[both]], shares.data[both]
        shared = jensen_shannon(left, right)
        parts, of_left, of_right = (np.bincount(group[both], weights, n_groups) for weights in (shared, left, right))
        found[number, number + 1:] = (parts + (1 - of_left) / 2 + (1 - of_right) / 2)[number + 1:]
    is_empty = np.diff(shares.indptr) == 0
    found[is_empty], found[:, is_empty] = np.nan, np.nan
    return np.maximum(found, found.T)


def _carriers(shares: np.ndarray, features: np.ndarray, names: np.ndarray) -> tuple[tuple[str, float, str], ...]:
    """The features that carry most of the divergence of two rows of shares, the share of it, and who uses it more."""
    used = np.flatnonzero(shares.any(axis=0))
    parts = jensen_shannon(*shares[:, used])
    largest = np.argsort(-parts, kind="stable")[:10]
    return tuple((str(features[used[number]]), float(parts[number] / parts.sum()),
                  str(names[0] if shares[0, used[number]] > shares[1, used[number]] else names[1]))
                 for number in largest if parts[number] > 0)
