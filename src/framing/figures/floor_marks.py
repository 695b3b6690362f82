"""The noise floor in a chart: a line, or a bar of its length, always with its name; and what the caption says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.figure import INK
from framing.figures.canvas import NOTE_POINTS
from framing.figures.marks import draw_dot
from framing.figures.wording import count_of
from framing.noise_floor.floor import ARTICLES, HALVES, Floor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOISE_FLOOR = "noise floor"
COMPARED = {ARTICLES: "halves of one outlet’s articles", HALVES: "halves of one article"}
# In a heat map.
FLOOR_COLUMN = "(a column or row of its own, without shade)"
# Dashes: no other line of a chart has them.
DASHES = (0, (4, 2.5))


def draw_floor_line(axes: Axes, x: float, *, label: str, y: float) -> None:
    """A dashed line from top to bottom; its name stands in row ``y``, which must be free, on the wider side."""
    axes.axvline(x, color=INK, linewidth=1.1, linestyle=DASHES, zorder=2)
    is_right = 2 * x > sum(axes.get_xlim())
    axes.annotate(label, (x, y), xytext=(-4 if is_right else 4, 0), textcoords="offset points", va="center",
                  ha="right" if is_right else "left", fontsize=NOTE_POINTS, color=INK)


def draw_floor_bar(axes: Axes, left: float, right: float, y: float, *, marker: str, filled: bool) -> None:
    """Two marks as far apart as the floor, and a dashed line between them."""
    axes.plot([left, right], [y, y], color=INK, linewidth=1.1, linestyle=DASHES, zorder=2)
    for x in (left, right):
        draw_dot(axes, x, y, colour=INK, marker=marker, filled=filled, size=4.5)


def floors_by_name(names: Sequence[str], texts: Sequence[str]) -> str:
    """The cells of a column of floors, for who does not see them."""
    return f"({'; '.join(f'{name} {text}' for name, text in zip(names, texts, strict=True))})"


def floor_sentence(floors: Sequence[Floor | None], values: str) -> str:
    """What the caption says: ``values`` are the floors as they are written; nothing where there is none.

    E.g. "Noise floor 1.7: the largest difference between halves of one article (10 pairs from 5 articles)."
    """
    found = [floor for floor in floors if floor is not None]
    if not found:
        return ""
    ways = [f"{COMPARED[how]} ({count_of(max(floor.n_splits for floor in found if floor.how == how), 'pair')} from "
            f"{count_of(max(floor.n_units for floor in found if floor.how == how), 'article')})"
            for how in COMPARED if any(floor.how == how for floor in found)]
    return f" Noise floor {values}: the largest difference between {' or '.join(ways)}."
