"""What a measure found: a tidy table with its unit, its method, its caveat and what the corpus can bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

NO_ROWS = np.empty(0, np.intp)


@dataclass(frozen=True)
class Result:
    """One measure over all outlets. Showing it never changes it.

    ``table``: one row a feature and outlet, with feature, outlet, estimate, low, high, p, p_adjusted, count,
    total, n_articles and label; what a corpus cannot bear is NaN, and ``label`` says why. ``unit`` is that of
    estimate, low and high. ``method`` is the key of the measure and names its family; ``caveat`` names
    another explanation. ``label`` is the most careful of the table's labels.
    """

    table: pd.DataFrame
    method: str
    title: str
    unit: str
    counted_in: str
    caveat: str
    label: str
    outlets: tuple[str, ...]

    def of(self, outlet: str) -> pd.DataFrame:
        """The rows of one outlet."""
        return self.table.iloc[self._rows.get(outlet, NO_ROWS)]

    @cached_property
    def _rows(self) -> Mapping[str, np.ndarray]:
        """The places of each outlet's rows: there may be millions, and every outlet is asked for."""
        return self.table.groupby("outlet").indices

    def wide(self, column: str = "estimate") -> pd.DataFrame:
        """Features as rows, outlets as columns, in the order of the table and of ``outlets``."""
        features = self.table["feature"].drop_duplicates()
        return self.table.pivot(index="feature", columns="outlet", values=column).loc[features, list(self.outlets)]
