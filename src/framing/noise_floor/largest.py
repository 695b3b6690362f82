"""The largest difference over many pairs of piles, and where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.noise_floor.compared import Compared
from framing.noise_floor.piles import Comparisons

ALL = "all"
# Floats held at once by one block of pairs (about 160 MB with what is worked out from them).
BLOCK_FLOATS = 2_000_000
Row = dict[str, Any]


def largest_differences(compared: Compared, pairs: Comparisons) -> list[Row]:
    """One row for all features together, and one for each, as ``compared`` wants; none where nothing can be measured.

    Each row: feature, largest_difference (not negative), percentile_95 of the sizes over the pairs, where it is
    largest (outlet, feature_of_largest, higher, lower, value_higher, value_lower, n_higher, n_lower: what the piles
    measured, and what they are out of), n_splits (pairs that can be measured), n_units.
    """
    as_one, by_feature = [], []
    for block in _blocks(compared, pairs):
        if compared.as_one:
            as_one.append(block.at(_largest_feature(block.differences)[:, None]))
        if compared.by_feature:
            by_feature.append(block)
    rows = _rows(compared, pairs, (ALL,), _joined(as_one)) if as_one else []
    return rows + (_rows(compared, pairs, compared.features, _joined(by_feature)) if by_feature else [])


class _Block(NamedTuple):
    """What some pairs of piles measured: ``differences`` (pairs, features), NaN where nothing can be measured;
    ``values`` (pairs, 2, features), NaN where only both piles together have one; ``totals`` (pairs, 2, features), what
    they are out of; ``features`` (pairs, features): the number of each."""

    differences: np.ndarray
    values: np.ndarray
    totals: np.ndarray
    features: np.ndarray

    def at(self, feature: np.ndarray) -> _Block:
        """One feature a pair, (pairs, 1)."""
        pair = np.arange(len(feature))[:, None]
        return _Block(self.differences[pair, feature], self.values[pair[:, None], [[0], [1]], feature[:, None]],
                      self.totals[pair[:, None], [[0], [1]], feature[:, None]], feature)


def _joined(blocks: Sequence[_Block]) -> _Block:
    return _Block(*map(np.concatenate, zip(*blocks, strict=True)))


def _blocks(compared: Compared, pairs: Comparisons) -> Iterator[_Block]:
    """Some pairs at a time."""
    n_at_once = max(1, BLOCK_FLOATS // (2 * max(1, len(compared.counts.features))))
    for first in range(0, len(pairs), n_at_once):
        sides = [side[first:first + n_at_once] for side in (pairs.left, pairs.right)]
        sums = np.stack([(side @ compared.counts.matrix).toarray() for side in sides], axis=1)
        totals = np.stack([side @ compared.counts.totals for side in sides], axis=1)
        differences, values = compared.differences(sums, totals)
        shape = len(differences), 2, differences.shape[1]
        yield _Block(differences, np.broadcast_to(values, shape),
                     np.broadcast_to(totals[:, :, :shape[2]], shape),
                     np.broadcast_to(np.arange(shape[2]), differences.shape))


def _largest_feature(differences: np.ndarray) -> np.ndarray:
    """Of each pair the number of the feature that differs most (any where none can be measured)."""
    return np.where(np.isnan(differences), -1.0, np.abs(differences)).argmax(axis=1)


def _rows(compared: Compared, pairs: Comparisons, names: Sequence[str], block: _Block) -> list[Row]:
    """A row for each feature of a block, under these names."""
    n_splits = (~np.isnan(block.differences)).sum(axis=0)
    sizes = np.where(np.isnan(block.differences), -1.0, np.abs(block.differences))
    spread, pair = _percentiles(block.differences, n_splits), sizes.argmax(axis=0)
    rows = []
    for column in np.flatnonzero(n_splits).tolist():
        at = pair[column]
        higher, lower = (0, 1) if block.differences[at, column] >= 0 else (1, 0)
        values, totals = block.values[at, :, column], block.totals[at, :, column]
        rows.append({
            "feature": names[column], "largest_difference": sizes[at, column], "percentile_95": spread[column],
            "outlet": pairs.outlets[at], "feature_of_largest": compared.features[block.features[at, column]],
            "higher": pairs.names[at][higher], "lower": pairs.names[at][lower], "value_higher": values[higher],
            "value_lower": values[lower], "n_higher": totals[higher], "n_lower": totals[lower],
            "n_splits": int(n_splits[column]), "n_units": pairs.n_units})
    return rows


def _percentiles(differences: np.ndarray, n_measured: np.ndarray) -> np.ndarray:
    """95th percentile of the sizes in each column, of those that are measured; NaN where none is."""
    sizes, found = np.sort(np.abs(differences), axis=0), np.full(len(n_measured), np.nan)  # NaN is sorted to the end
    for n in np.unique(n_measured[n_measured > 0]).tolist():
        found[n_measured == n] = np.quantile(sizes[:n, n_measured == n], 0.95, axis=0)
    return found
