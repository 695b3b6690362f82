"""Rows by the number that each has, and ranges one after the other: what sorts and look-ups of millions are made of."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def rows_by_number(numbers: np.ndarray, n_numbers: int) -> tuple[np.ndarray, np.ndarray]:
    """(rows, bounds): the rows of number i, ascending, are ``rows[bounds[i]:bounds[i + 1]]``. Both int32.

    A matrix rows x numbers with a one in every row, turned round: counting, where a sort would compare.
    """
    n = len(numbers)
    ones = sparse.csr_array((np.ones(n, np.int8), numbers, np.arange(n + 1, dtype=np.int32)), shape=(n, n_numbers))
    by_number = ones.tocsc()
    return by_number.indices, by_number.indptr


def spread(first: np.ndarray, n_each: np.ndarray) -> np.ndarray:
    """``first[0]``, ``first[0] + 1`` … as many as ``n_each[0]``, then the same from ``first[1]``, and so on.

    >>> spread(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    shift = first - np.cumsum(n_each) + n_each
    return np.arange(n_each.sum()) + np.repeat(shift, n_each)
