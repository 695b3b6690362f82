"""Dots and the two kinds of lines through them, which must never look alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from framing.figure import MUTED
from framing.figures.canvas import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_dot(axes: Axes, x: float, y: float, *, colour: str, marker: str, filled: bool = True, size: float = 7.5
             ) -> None:
    """A marker, filled or hollow; nothing where the value is missing."""
    if not math.isnan(x):
        axes.plot([x], [y], linestyle="none", marker=marker, markersize=size, markeredgewidth=1.5, color=colour,
                  markerfacecolor=colour if filled else PAPER, zorder=4)


def draw_interval(axes: Axes, low: float, high: float, y: float, *, colour: str) -> None:
    """An interval: coloured, with end caps; nothing where the corpus cannot bear one."""
    if not (math.isnan(low) or math.isnan(high)):
        axes.plot([low, high], [y, y], color=colour, linewidth=1.8, marker="|", markersize=7, markeredgewidth=1.8,
                  zorder=3)


def draw_spread(axes: Axes, middle: float, distance: float, y: float) -> None:
    """The spread between sentences: thin, grey, without caps, so that nobody takes it for an interval."""
    if not (math.isnan(middle) or math.isnan(distance)):
        axes.plot([middle - distance, middle + distance], [y, y], color=MUTED, linewidth=0.9, zorder=2)
