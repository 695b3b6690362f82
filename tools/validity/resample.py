"""Figures with an interval: whole articles or events are drawn again, because their sentences are not independent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

N_RESAMPLES = 1000
SEED = 7

# From how often each row was drawn (n rows) to a figure.
Statistic = Callable[[np.ndarray], float]


def with_interval(statistic: Statistic, groups: Sequence[object]) -> tuple[float, float, float]:
    """The figure of all rows, and the 95 % percentile interval over resamples of whole groups.

    ``groups``: the article or event of each row. Resamples for which the figure is not defined are left out.
    """
    numbers = np.unique(np.array(list(map(str, groups))), return_inverse=True)[1]
    n_groups, rng = numbers.max() + 1, np.random.default_rng(SEED)
    drawn = rng.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=N_RESAMPLES)
    values = [statistic(weights[numbers].astype(float)) for weights in drawn]
    defined = [value for value in values if value == value] or [np.nan]
    low, high = np.quantile(defined, [0.025, 0.975])
    return statistic(np.ones(len(numbers))), float(low), float(high)


def auc(scores: np.ndarray, labels: np.ndarray) -> Statistic:
    """Area under the ROC curve: how often a row that holds it scores above one that does not, ties counting half."""
    order = np.argsort(scores, kind="stable")
    holds = np.asarray(labels, float)[order]
    first = np.flatnonzero(np.diff(np.asarray(scores, float)[order], prepend=-np.inf))  # of each run of equal scores

    def at(weights: np.ndarray) -> float:
        weights = weights[order]
        with_it, without = (np.add.reduceat(weights * part, first) for part in (holds, 1 - holds))
        pairs = with_it.sum() * without.sum()
        return float((with_it * (without.cumsum() - without / 2)).sum() / pairs) if pairs else np.nan

    return at


def share(n_right: np.ndarray, n_all: np.ndarray) -> Statistic:
    """Sums over the drawn rows divided: accuracy, precision and recall are shares of this kind."""
    def at(weights: np.ndarray) -> float:
        total = weights @ np.asarray(n_all, float)
        return float(weights @ np.asarray(n_right, float) / total) if total else np.nan

    return at
