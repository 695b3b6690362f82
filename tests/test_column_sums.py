"""Sums over the rows of large matrices: the same as SciPy's, whatever the numbers are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from framing import column_sums as module
from framing.column_sums import column_sums, rows_with
from framing.freed_memory import give_back

TABLE = np.array([[2, 0, 0, 5], [0, 0, 1, 3], [7, 0, 0, 0]])


@pytest.mark.parametrize("cells_at_once", [1, 2, 1_000])
@pytest.mark.parametrize("dtype", [np.int16, np.int32, float])
def test_sums_and_rows_by_hand(dtype: type, cells_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CELLS_AT_ONCE", cells_at_once)
    matrix = sparse.csr_array(TABLE.astype(dtype))
    matrix.data[0] = 0  # a cell that is there and holds nothing
    assert column_sums(matrix).tolist() == [7, 0, 1, 8]
    assert rows_with(matrix).tolist() == [1, 0, 1, 2]


def test_sums_of_short_numbers_outgrow_them() -> None:
    assert column_sums(sparse.csr_array(np.full((4, 1), 30_000, np.int16))).tolist() == [120_000]


def test_fractions_are_added_in_their_order() -> None:
    matrix = sparse.csr_array(np.random.default_rng(1).random((50, 7)))
    assert (column_sums(matrix) == np.asarray(matrix.sum(axis=0)).ravel()).all()


def test_nothing_has_no_sums() -> None:
    empty = sparse.csr_array((0, 3), dtype=np.int32)
    assert column_sums(empty).tolist() == rows_with(empty).tolist() == [0, 0, 0]


def test_giving_memory_back_changes_nothing() -> None:
    kept = np.arange(100_000)
    give_back()
    assert kept.sum() == 4_999_950_000
