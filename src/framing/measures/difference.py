"""How far an outlet lies from all others: by subtraction, or by how many times as often."""

from __future__ import annotations

import numpy as np

from framing.measures.keyness import log_ratio
from framing.measures.measure import Measure, ratio, rest_of


def difference_of_ratios(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """The ratio of each group less that of all other groups together; NaN where either has nothing to count in."""
    return ratio(sums, totals) - ratio(rest_of(sums), rest_of(totals))


def careful_log_ratio(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Doublings between the rates, as ``log_ratio``, but a side that lacks the feature never counts as using it more.

    An absence counted as half an occurrence is a high rate in a short text: half a word in 100 is more than 4 in 1,000.
    A feature that neither side has gives 0: there is no difference left.
    """
    rest = rest_of(sums)
    value = log_ratio(sums, totals)
    value = np.where((sums == 0) & (rest > 0), np.minimum(value, -1e-9), value)
    value = np.where((rest == 0) & (sums > 0), np.maximum(value, 1e-9), value)
    has_text = (totals > 0) & (rest_of(totals) > 0)
    return np.where((sums == 0) & (rest == 0) & has_text, 0.0, value)


DIFFERENCE = Measure("difference", "Difference from the rest", "difference from all other outlets together",
                     "Two values can differ because of genre, topic and date.", difference_of_ratios, is_contrast=True)
CAREFUL_LOG_RATIO = Measure("log_ratio_careful", "Log ratio", "doublings of the rate against the rest",
                            "Two rates can differ because of genre, topic and date.", careful_log_ratio,
                            is_contrast=True)
