"""The rows of a table, one by one, their values under the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def records(table: pd.DataFrame) -> Iterator[Any]:
    """Each row with its columns as attributes: ``row.outlet``."""
    return table.itertuples(index=False)
