"""What one comparison with human coding says."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One figure. ``measure``: key of the card, or ``key.category`` for one category of a list.

    ``unit``: what is counted by ``n`` ("mentions in news sentences"); ``low``, ``high``: 95 % interval by resampling
    articles or events; ``floor``: what a plain method reaches; ``human``: what coders reach; None where there is none.
    """

    dataset: str
    stands_for: str
    measure: str
    version: str
    n: int
    unit: str
    metric: str
    value: float
    low: float | None
    high: float | None
    floor: float | None
    human: float | None
