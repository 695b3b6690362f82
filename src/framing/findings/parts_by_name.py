"""What a number is made of by name: words, speakers or outlets that add up to it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.findings.article_parts import MAX_PARTS
from framing.html import Card, parts_card


def by_name_card(values: pd.Series, *, title: str, counted: str, others: str) -> Card | None:
    """Parts by the name in the index, largest first; of many the first, and all others in one line. None for no part.

    ``others``: what the rest are, e.g. "other speakers".
    """
    ranked = values[values.to_numpy() != 0]
    if ranked.empty:
        return None
    ranked = ranked.iloc[np.argsort(-ranked.abs().to_numpy(), kind="stable")]
    parts = [(str(name), float(value) if ranked.dtype.kind == "f" else int(value))
             for name, value in ranked.head(MAX_PARTS).items()]
    if len(ranked) > MAX_PARTS:
        rest = ranked.iloc[MAX_PARTS:].sum()
        parts.append((f"{len(ranked) - MAX_PARTS:,} {others}", float(rest) if ranked.dtype.kind == "f" else int(rest)))
    return parts_card(parts, title=title, counted=counted)
