"""Sentences with numbers, written from results, so that no number in the prose can drift from its table."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd


def count_of(n: float, noun: str) -> str:
    """A number with its noun: 1 article, 1,655 articles."""
    return f"{int(n):,} {noun}" if int(n) == 1 else f"{int(n):,} {noun}s"


def percent(value: float) -> str:
    """A share as a whole percentage; below one per cent with one decimal; NaN as "not measured"."""
    if math.isnan(value):
        return "not measured"
    return f"{100 * value:.1f} %" if 0 < value < 0.01 else f"{100 * value:.0f} %"


def p_value(value: float) -> str:
    """A p-value as it is written: 0.2, 0.031, or "below 0.001"."""
    return "below 0.001" if value < 0.001 else f"{value:.2g}"


def listing(items: Sequence[str]) -> str:
    """Items in a row: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


def tone_sentence(table: pd.DataFrame, outlet: str, lexicon_titles: dict[str, str]) -> str:
    """The outlet's own voice by every list, with coverage; and whether the lists agree about its sign."""
    rows = table[(table["outlet"] == outlet) & (table["part"] == "body") & (table["voice"] == "outlet")]
    parts = []
    for row in rows.itertuples():
        interval = "" if math.isnan(row.low) else f", interval {row.low:+.2f} to {row.high:+.2f}"
        value = "not measured" if math.isnan(row.mean) else f"{row.mean:+.2f}"
        parts.append(f"{value} by {lexicon_titles[row.lexicon]} ({percent(row.coverage)} of {row.n_words:,} words "
                     f"listed{interval})")
    signs = {row.mean > 0 for row in rows.itertuples() if not math.isnan(row.mean) and row.mean != 0}
    agreement = "" if len(parts) < 2 else (" The two lists disagree about its sign." if len(signs) > 1
                                           else " The two lists agree about its sign.")
    return f"{outlet}, own voice: mean sentence tone {listing(parts)}.{agreement}"
