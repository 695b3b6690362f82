"""Columns that grow and are renumbered where they lie hold what plain arrays would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.long_columns import LongColumn, are_there, renumber

NUMBERS = st.lists(st.integers(0, 9), max_size=40)


@given(parts=st.lists(NUMBERS, max_size=6), room=st.integers(0, 60))
def test_a_column_is_its_parts_one_behind_the_other_whatever_room_was_expected(parts, room):
    column = LongColumn(np.int32, room)
    for part in parts:
        column.append(np.array(part, np.int32))
    closed = column.closed()
    assert closed.dtype == np.int32
    assert closed.tolist() == [number for part in parts for number in part]


@given(numbers=NUMBERS)
@pytest.mark.parametrize("portion", [1, 3, 1000])
def test_numbers_are_found_and_renumbered_in_portions_as_they_are_at_once(numbers, portion):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.long_columns.PORTION", portion)
        column = np.array(numbers, np.int32)
        assert are_there(column, 10).tolist() == [number in numbers for number in range(10)]
        renumber(column, np.arange(10, dtype=np.int32)[::-1])
    assert column.tolist() == [9 - number for number in numbers]
