"""How many choices of articles set features as far apart as they were found, asking the measure as seldom as can be.

With the same sum, the more words a side has, the lower its value: every contrast is so (a test holds them to it). So
where the choice with the fewest words and the one with the most give the same answer, all between give it too, and one
question serves all choices in which a feature has that sum.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.piles import Contrasts, Piles

# Whether a feature with this sum is far from zero in choices of any number of words.
NEVER, ALWAYS, DEPENDS = range(3)
# Values asked for together: what fits a processor's own memory is several times faster.
CACHED_FLOATS = 16_000
# Sums worked out together where every choice is asked.
BLOCK_FLOATS = 100_000
# Of so few choices each is asked for itself.
FEW_CHOICES = 100
# The answers for sums below this are looked up where sums are cells; hardly any is higher.
LOOKED_UP = 8


def count_far(piles: Piles, features: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """For each feature, in how many piles its value is at least as far from zero as ``observed``.

    A pile without a value (it or the rest has no text) counts as far.
    """
    asked = _Asked(piles.table, features, least_far(observed), piles.totals)
    at_zero = asked.verdicts(np.arange(len(features)), np.zeros(len(features)))
    counts = np.zeros(len(features))
    for places, sums in piles.sums(features, at_zero != DEPENDS):
        counts[places] = (_count_in_cells(asked.some(places), sums, at_zero[places]) if sparse.issparse(sums) else
                          _count_in_full(asked.some(places), sums))
    return counts


def count_far_plainly(table: Contrasts, chosen: np.ndarray, features: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """The same of what is not counted: the measure is asked for every choice. ``chosen``: articles (choices, k)."""
    least, step = least_far(observed), max(1, BLOCK_FLOATS // max(1, len(features), table.sums.shape[1]))
    return sum((~(np.abs(table.value(chosen[first:first + step], features)) < least)).sum(axis=0)
               for first in range(0, len(chosen), step))


def least_far(observed: np.ndarray) -> np.ndarray:
    """The distance from zero to be reached: a tiny margin less than the observed one, so that the observed choice
    itself counts, whatever the order of addition."""
    return np.abs(observed) - 1e-9 * (1 + np.abs(observed))


class _Asked(NamedTuple):
    """Features with the value that each must reach, and the words of every choice."""

    table: Contrasts
    features: np.ndarray
    least: np.ndarray
    totals: np.ndarray

    def some(self, places: np.ndarray) -> _Asked:
        """Some of the features, by place or mask."""
        return self._replace(features=self.features[places], least=self.least[places])

    def values(self, place: np.ndarray, sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
        """The measure of features (by place among those asked) with these sums, out of these words; flat arrays."""
        values, of_all, totals = np.empty(len(place)), self.table.totals.sum(), np.broadcast_to(totals, len(place))
        for first in range(0, len(place), CACHED_FLOATS):
            rows = slice(first, first + CACHED_FLOATS)
            own, every = sums[rows].astype(float), self.table.every[self.features[place[rows]]]
            values[rows] = self.table.measure(np.stack([own, every - own]),
                                              np.stack([totals[rows], of_all - totals[rows]]))[0]
        return values

    def verdicts(self, place: np.ndarray, sums: np.ndarray) -> np.ndarray:
        """NEVER, ALWAYS or DEPENDS for each."""
        high, low = (self.values(place, sums, total) for total in (self.totals.min(), self.totals.max()))
        least = self.least[place]
        is_never, is_always = (high < least) & (low > -least), (low >= least) | (high <= -least)
        return np.where(is_never, NEVER, np.where(is_always, ALWAYS, DEPENDS)).astype(np.int8)

    def tally(self, verdicts: np.ndarray, place: np.ndarray, sums: np.ndarray, choice: np.ndarray) -> np.ndarray:
        """How many of these cells are far, by feature; the measure is asked where it depends."""
        asked = np.flatnonzero(verdicts == DEPENDS)
        values = self.values(place[asked], sums[asked], self.totals[choice[asked]])
        is_far = verdicts == ALWAYS
        is_far[asked] = ~(np.abs(values) < self.least[place[asked]])
        return np.bincount(place[is_far], minlength=len(self.features))


def _count_in_cells(asked: _Asked, sums: sparse.csr_array, at_zero: np.ndarray) -> np.ndarray:
    """How many choices are far for each feature; ``at_zero``: the verdicts on the cells that are not there."""
    place, n_features = sums.indices, len(asked.features)
    known = asked.verdicts(np.repeat(np.arange(n_features), LOOKED_UP), np.tile(np.arange(LOOKED_UP), n_features))
    known[LOOKED_UP - 1::LOOKED_UP] = DEPENDS  # stands for all higher sums as well
    verdicts = known[place * LOOKED_UP + np.minimum(sums.data, LOOKED_UP - 1)]
    n_zero = sums.shape[0] - np.bincount(place, minlength=n_features)
    choice = np.repeat(np.arange(sums.shape[0], dtype=np.int32), np.diff(sums.indptr))
    return (at_zero == ALWAYS) * n_zero + asked.tally(verdicts, place, sums.data, choice)


def _count_in_full(asked: _Asked, sums: np.ndarray) -> np.ndarray:
    """The same of a full table of sums, (choices, features)."""
    n_choices, n_features = sums.shape
    if n_choices <= FEW_CHOICES:
        place, choice = (side.ravel() for side in np.indices(sums.T.shape))
        return asked.tally(np.full(sums.size, DEPENDS), place, sums.T.ravel(), choice)
    low, high = sums.min(axis=0).astype(np.int64), sums.max(axis=0).astype(np.int64)
    first = np.cumsum(high - low + 1) - high - 1  # place in ``known`` of a feature's sum of 0
    row = np.repeat(np.arange(n_features), high - low + 1)
    known = asked.verdicts(row, np.arange(len(row)) - first[row])
    from_, to = _never_between(known, first + low, first + high, first + _expected(asked).clip(low, high)) - first
    cells = np.flatnonzero((sums < from_.astype(sums.dtype)) | (sums > to.astype(sums.dtype)))
    place, choice, own = cells % n_features, cells // n_features, sums.ravel()[cells]
    return asked.tally(known[first[place] + own], place, own, choice)


def _expected(asked: _Asked) -> np.ndarray:
    """The sum of each feature if the choices used it as all articles do."""
    share = asked.totals.mean() / asked.table.totals.sum()
    return np.rint(asked.table.every[asked.features] * share).astype(np.int64)


def _never_between(known: np.ndarray, first: np.ndarray, last: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """First and last place of the run of NEVER round the middle of each feature's places; first > last if none is.

    Most sums lie in it, so that to compare with its ends is nearly all that is done for them.
    """
    place, other = np.arange(len(known)), known != NEVER
    before = np.maximum.accumulate(np.where(other, place, -1))[middle]
    after = np.minimum.accumulate(np.where(other, place, len(known))[::-1])[::-1][middle]
    return np.stack([np.maximum(before + 1, first), np.minimum(after - 1, last)])
