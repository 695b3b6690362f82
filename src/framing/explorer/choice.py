"""Which words of an outlet stand on the page: by rank alone, so that no outlet is treated unlike another."""

from __future__ import annotations

import numpy as np

from framing.explorer.limits import Limits


def chosen_words(z: np.ndarray, is_name: np.ndarray, limits: Limits) -> np.ndarray:
    """Numbers of the chosen words, from the largest z down; ``z`` and ``is_name`` are in the order of the words.

    The ``n_more`` largest values above 0 and the ``n_less`` smallest below, once among all words and once among those
    that are no names; among equals the word that comes first. A word without a value (NaN) is never chosen.
    """
    has_value = np.flatnonzero(~np.isnan(z))
    downward, upward = (has_value[np.argsort(sign * z[has_value], kind="stable")] for sign in (-1, 1))
    chosen = np.zeros(len(z), bool)
    for allowed in (np.ones(len(z), bool), ~is_name):
        chosen[downward[allowed[downward] & (z[downward] > 0)][:limits.n_more]] = True
        chosen[upward[allowed[upward] & (z[upward] < 0)][:limits.n_less]] = True
    return downward[chosen[downward]]
