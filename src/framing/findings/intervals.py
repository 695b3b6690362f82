"""An interval as it stands behind its number."""

from __future__ import annotations

import pandas as pd

from framing.html import Fragment, clause, number


def interval(row: pd.Series, spec: str = "share") -> Fragment:
    """The ends of an interval in brackets; nothing where the corpus cannot bear one."""
    if pd.isna(row["low"]):
        return Fragment("")
    return clause(" (interval {low} to {high})", low=number(float(row["low"]), spec),
                  high=number(float(row["high"]), spec))
