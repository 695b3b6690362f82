"""Which words of an outlet stand on the page: by rank alone, so that no outlet is treated unlike another."""

from __future__ import annotations

import numpy as np

from framing.explorer.limits import Limits


def chosen_words(z: np.ndarray, words: np.ndarray, is_name: np.ndarray, limits: Limits) -> np.ndarray:
    """Numbers of the chosen words, from the largest z down.

    The ``n_more`` largest values above 0 and the ``n_less`` smallest below, once among all words and once among those
    that are no names; ties go by the word. A word without a value (NaN) is never chosen.
    """
    order = np.lexsort((words, -z))
    order = order[~np.isnan(z[order])]
    chosen: set[int] = set()
    for candidates in (order, order[~is_name[order]]):
        more, less = candidates[z[candidates] > 0], candidates[z[candidates] < 0]
        chosen.update(more[:limits.n_more].tolist())
        # From the smallest up, and among equals by the word as well.
        chosen.update(less[np.lexsort((words[less], z[less]))][:limits.n_less].tolist())
    return order[np.isin(order, list(chosen))]
