"""The largest difference over many pairs of piles, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from framing.counts import Counts
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
    if not len(pairs):
        return []
    blocks = [(first, compared.differences(sums, totals)) for first, sums, totals in _blocks(compared.counts, pairs)]
    rows = []
    if compared.as_one:
        found = [(first, *_largest_feature(block)) for first, block in blocks]
        place = np.concatenate([feature for _, feature, _ in found])
        rows.append(_row(compared, pairs, ALL, np.concatenate([values for _, _, values in found]), place))
    if compared.by_feature:
        differences = np.concatenate([block for _, block in blocks])
        rows += [_row(compared, pairs, feature, differences[:, number], np.full(len(pairs), number))
                 for number, feature in enumerate(compared.features)]
    return [row for row in rows if row]


def _blocks(counts: Counts, pairs: Comparisons) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Sums (pairs, 2, features) and totals (pairs, 2, 1 or features) of some pairs at a time."""
    n_at_once = max(1, BLOCK_FLOATS // (2 * max(1, len(counts.features))))
    for first in range(0, len(pairs), n_at_once):
        sides = [side[first:first + n_at_once] for side in (pairs.left, pairs.right)]
        yield (first, np.stack([(side @ counts.matrix).toarray() for side in sides], axis=1),
               np.stack([side @ counts.totals for side in sides], axis=1))


def _largest_feature(differences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each pair the number of the feature that differs most, and its difference (NaN where none can be measured)."""
    sizes = np.where(np.isnan(differences), -1.0, np.abs(differences))
    feature = sizes.argmax(axis=1)
    return feature, differences[np.arange(len(feature)), feature]


def _row(compared: Compared, pairs: Comparisons, feature: str, differences: np.ndarray, places: np.ndarray) -> Row:
    """``differences``: of every pair; ``places``: the feature that each is of."""
    is_measured = ~np.isnan(differences)
    if not is_measured.any():
        return {}
    sizes = np.where(is_measured, np.abs(differences), -1.0)
    pair = int(sizes.argmax())
    names, values, totals = _piles(compared, pairs, pair, int(places[pair]))
    order = [0, 1] if differences[pair] >= 0 else [1, 0]
    return {"feature": feature, "largest_difference": sizes[pair],
            "percentile_95": np.quantile(sizes[is_measured], 0.95), "outlet": pairs.outlets[pair],
            "feature_of_largest": compared.features[int(places[pair])],
            **dict(zip(("higher", "lower"), (names[side] for side in order), strict=True)),
            **dict(zip(("value_higher", "value_lower"), (values[side] for side in order), strict=True)),
            **dict(zip(("n_higher", "n_lower"), (totals[side] for side in order), strict=True)),
            "n_splits": int(is_measured.sum()), "n_units": pairs.n_units}


def _piles(compared: Compared, pairs: Comparisons, pair: int, feature: int
           ) -> tuple[tuple[str, str], np.ndarray, np.ndarray]:
    """Names of the two piles of a pair, what each measured (NaN where only both together can), what it is out of."""
    sides = [side[[pair]] for side in (pairs.left, pairs.right)]
    sums = np.stack([(side @ compared.counts.matrix).toarray()[0] for side in sides])
    totals = np.stack([(side @ compared.counts.totals)[0] for side in sides])
    total = totals[:, 0 if totals.shape[1] == 1 else feature]
    if compared.measure.is_contrast:
        return pairs.names[pair], np.full(2, np.nan), total
    return pairs.names[pair], compared.measure(sums, totals)[:, feature], total
