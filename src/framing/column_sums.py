"""Sums over the rows of a large sparse matrix in little memory: a converted copy of an archive is hundreds of
megabytes, so whole numbers are converted some at a time."""

from __future__ import annotations

import numpy as np
from scipy import sparse

# Cells that are converted together.
CELLS_AT_ONCE = 1_000_000


def column_sums(matrix: sparse.csr_array) -> np.ndarray:
    """The sum of every column, (columns,). Fractions are added all in a row, as their sum depends on the order."""
    if matrix.dtype.kind not in "iu":
        return np.asarray(matrix.sum(axis=0)).ravel()
    sums = np.zeros(matrix.shape[1])
    for cells in _pieces(matrix):
        sums += np.bincount(matrix.indices[cells], weights=matrix.data[cells], minlength=len(sums))
    return sums


def rows_with(matrix: sparse.csr_array) -> np.ndarray:
    """How many rows have another value than zero in each column, (columns,)."""
    counts = np.zeros(matrix.shape[1], np.int64)
    for cells in _pieces(matrix):
        counts += np.bincount(matrix.indices[cells][matrix.data[cells] != 0], minlength=len(counts))
    return counts


def _pieces(matrix: sparse.csr_array) -> list[slice]:
    return [slice(first, first + CELLS_AT_ONCE) for first in range(0, matrix.nnz, CELLS_AT_ONCE)]
