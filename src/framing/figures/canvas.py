"""An empty drawing in our size, its title and key, and names written beside rows and above columns.

Every line of a name is a text of its own: a browser sets it in another font than matplotlib measured, and
only single lines keep their alignment then.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.figure import INK, LINE, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

WIDTH_INCHES = 6.2
POINTS_PER_INCH = 72
TITLE_POINTS, NAME_POINTS, NOTE_POINTS = 13.0, 11.0, 9.5
LINE_HEIGHT_POINTS = 12.5
# The mean width of a letter of NAME_POINTS: wide enough for any font a page may use.
LETTER_POINTS = 6.4
NAME_LETTERS, NAME_LINES = 18, 3
# Names above narrow columns: how they lean, and how long they may be.
SLANT_DEGREES, SLANTED_LETTERS = 40, 24
PAPER = "#ffffff"

Key = Sequence[tuple[str, str, bool]]  # name, marker, filled


def new_drawing(title: str, *, height_inches: float, width_inches: float = WIDTH_INCHES, key: Key = ()) -> Drawing:
    """A drawing with its title at the top left and, below it, what the markers stand for."""
    from matplotlib.figure import Figure as Drawing
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.lines import Line2D

    drawing = Drawing(figsize=(width_inches, height_inches),
                      layout=ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.06))
    if not key:
        drawing.suptitle(title, x=0.01, ha="left", fontsize=TITLE_POINTS, fontweight="bold")
        return drawing
    handles = [Line2D([], [], linestyle="none", marker=marker, markersize=7, color=MUTED,
                      markerfacecolor=MUTED if filled else PAPER) for _, marker, filled in key]
    # The title of the legend is the title of the chart: constrained layout would print one over the other.
    drawing.legend(handles, [name for name, _, _ in key], loc="outside upper left", ncols=len(key), title=title,
                   title_fontproperties={"size": TITLE_POINTS, "weight": "bold"}, alignment="left",
                   borderpad=0.1, borderaxespad=0.2, handletextpad=0.2, columnspacing=1.4)
    return drawing


def panel_grid(drawing: Drawing, n_panels: int, *, n_columns: int = 2, share_rows: bool = False) -> list[Axes]:
    """That many panels, row by row, on one horizontal scale."""
    n_columns = min(n_columns, n_panels)
    n_rows = -(-n_panels // n_columns)
    grid = drawing.subplots(n_rows, n_columns, sharex=True, sharey=share_rows, squeeze=False).ravel()
    for spare in grid[n_panels:]:
        spare.remove()
    panels = list(grid[:n_panels])
    # Where the last row is not full, tick labels below some panels only would leave gaps between the others.
    is_full = n_panels % n_columns == 0
    for number, axes in enumerate(panels):
        axes.tick_params(labelbottom=not is_full or number + n_columns >= n_panels)
    return panels


def wrapped(name: str, *, letters: int = NAME_LETTERS, lines: int = NAME_LINES) -> list[str]:
    """A name in lines of at most ``letters``; what does not fit is cut with an ellipsis (the data table has it all)."""
    return textwrap.wrap(str(name), letters, max_lines=lines, placeholder="…") or [""]


def shortened(name: str, letters: int) -> str:
    """A name on one line, cut with an ellipsis if it is longer."""
    name = " ".join(str(name).split())
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def row_names(axes: Axes, names: Sequence[str], *, at: Sequence[float] | None = None, notes: Sequence[str] = (),
              letters: int = NAME_LETTERS) -> None:
    """Names on the left, one a row; a note stands below its name in smaller letters."""
    for number, name in enumerate(names):
        lines = [(line, NAME_POINTS, INK) for line in wrapped(name, letters=letters, lines=NAME_LINES - bool(notes))]
        lines += [(notes[number], NOTE_POINTS, MUTED)] if notes else []
        for place, (line, points, colour) in enumerate(lines):
            height = ((len(lines) - 1) / 2 - place) * LINE_HEIGHT_POINTS
            axes.annotate(line, (0, at[number] if at else number), xycoords=axes.get_yaxis_transform(),
                          xytext=(-7, height), textcoords="offset points", ha="right", va="center",
                          fontsize=points, color=colour)


def column_names(axes: Axes, names: Sequence[str], *, column_points: float, at: Sequence[float] | None = None) -> None:
    """Names above the columns: level where every one of them fits its column, aslant otherwise."""
    level, lines_of = _column_lines(names, column_points)
    for number, lines in enumerate(lines_of):
        x = at[number] if at else number
        for place, line in enumerate(reversed(lines)):
            axes.annotate(line, (x, 1), xycoords=axes.get_xaxis_transform(),
                          xytext=(0, 5 + place * LINE_HEIGHT_POINTS), textcoords="offset points",
                          ha="center" if level else "left", va="bottom", rotation=0 if level else SLANT_DEGREES,
                          rotation_mode="anchor", fontsize=NAME_POINTS, color=INK)


def column_name_room(names: Sequence[str], *, column_points: float) -> tuple[float, float]:
    """The room that ``column_names`` takes above the columns, and beyond the last one, in points."""
    level, lines_of = _column_lines(names, column_points)
    if level:
        return 8 + LINE_HEIGHT_POINTS * max(map(len, lines_of), default=0), 0.0
    longest = LETTER_POINTS * max(len(lines[0]) for lines in lines_of)
    slant = math.radians(SLANT_DEGREES)
    return 12 + LINE_HEIGHT_POINTS + longest * math.sin(slant), longest * math.cos(slant)


def _column_lines(names: Sequence[str], column_points: float) -> tuple[bool, list[list[str]]]:
    """Whether the names stand level, and each of them in lines."""
    letters = max(3, int(column_points / LETTER_POINTS))
    lines_of = [wrapped(name, letters=letters, lines=99) for name in names]
    words = [word for name in names for word in str(name).split()]
    if all(len(word) <= letters for word in words) and all(len(lines) <= NAME_LINES for lines in lines_of):
        return True, lines_of
    return False, [[shortened(name, SLANTED_LETTERS)] for name in names]


def gutter_points(names: Sequence[str], *, letters: int = NAME_LETTERS) -> float:
    """The room that ``row_names`` takes on the left."""
    return 12 + LETTER_POINTS * max((len(line) for name in names for line in wrapped(name, letters=letters)), default=0)


def row_points(names: Sequence[str], *, at_least: float, letters: int = NAME_LETTERS) -> float:
    """The height of a row that holds the longest name on as many lines as it takes."""
    return max([at_least, *(6 + LINE_HEIGHT_POINTS * len(wrapped(name, letters=letters)) for name in names)])


def prepare_rows(axes: Axes, n_rows: int, *, guides: bool = True, n_free: int = 0) -> None:
    """Rows 0, 1, … from the top, each with a quiet guide line instead of an axis, but the last ``n_free``."""
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    if guides:
        for row in range(n_rows - n_free):
            axes.axhline(row, color=LINE, linewidth=0.7, zorder=0)


def panel_title(axes: Axes, name: str) -> None:
    """The name of a panel, on one line or two."""
    axes.set_title("\n".join(wrapped(name, letters=30, lines=2)), loc="left", fontsize=NAME_POINTS, fontweight="bold")
