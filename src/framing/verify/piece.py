"""One piece of a page: a sentence, a cell, a caption, a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Stands where a number stood; no page of ours holds this character.
SLOT = "\x1a"


@dataclass(frozen=True, slots=True)
class Number:
    """``exact``: the value beside it, "" where a number stands as plain text; ``shown``: as it is printed."""

    exact: str
    shown: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``place``: from the heading down, as it is told to a reader. ``text``: with SLOT for each number.

    ``kind``: the element, or "cell" for a cell of a table, whose ``row`` is what else stands in its row.
    """

    place: tuple[str, ...]
    kind: str
    text: str
    numbers: tuple[Number, ...] = ()
    row: str = ""

    @property
    def as_shown(self) -> str:
        """The text with its numbers."""
        return with_numbers(self.text, self.numbers)


def with_numbers(template: str, numbers: Iterable[Number]) -> str:
    """The template with the numbers as they are shown."""
    waiting = iter(numbers)
    return "".join(next(waiting, Number("", "")).shown if part == SLOT else part
                   for part in re.split(f"({SLOT})", template))
