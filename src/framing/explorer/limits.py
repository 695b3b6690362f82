"""How much of a corpus one page can hold."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """For each outlet: how many words it uses more than the others, how many it uses less, and how many sentences
    behind each. Words are chosen twice, with names and without, so that either view is full."""

    n_more: int
    n_less: int
    n_sentences: int


# From generous to sparse; a page takes the first that fits. Short articles of a few outlets fit the first, forty
# outlets with sentences of any length and script the last.
LIMITS = (
    Limits(60, 20, 30),
    Limits(45, 15, 12),
    Limits(40, 12, 6),
    Limits(30, 10, 4),
    Limits(22, 8, 3),
    Limits(18, 6, 2),
    Limits(14, 5, 2),
    Limits(12, 4, 2),
    Limits(10, 4, 2),
    Limits(8, 3, 2),
    Limits(6, 2, 1),
    Limits(3, 1, 1),
    Limits(1, 0, 1),
)
