"""Tables as pictures: a number in every cell, the shade only supports it, so that any theme and any eye can read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.figure import ACCENT, INK, LINE, MUTED
from framing.figures.canvas import (
    LETTER_POINTS,
    NAME_POINTS,
    NOTE_POINTS,
    PAPER,
    POINTS_PER_INCH,
    WIDTH_INCHES,
    column_name_room,
    column_names,
    gutter_points,
    new_drawing,
    row_names,
    row_points,
    shortened,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# Text keeps a contrast of 4.5 to 1 on the strongest shade, on light and on dark pages.
STRONGEST_SHADE = 0.42
N_SHADES = 64
ROW_POINTS, ROW_POINTS_WITH_NOTES = 25, 34
TITLE_ROOM_POINTS, MAP_FRAME_POINTS = 34, 22


@dataclass(frozen=True)
class Grid:
    """What a heat map shows: values for the shade, and the text and note of every cell, all (rows, columns)."""

    values: np.ndarray
    texts: np.ndarray
    rows: Sequence[str]
    columns: Sequence[str]
    notes: np.ndarray | None = None

    def transposed(self) -> Grid:
        """The same with rows as columns."""
        return Grid(self.values.T, self.texts.T, self.columns, self.rows, None if self.notes is None else self.notes.T)

    def with_column(self, name: str, texts: Sequence[str]) -> Grid:
        """The same with one more column, which has no shade: it is of another kind."""
        n_rows = len(self.rows)
        notes = None if self.notes is None else np.column_stack([self.notes, [""] * n_rows])
        return Grid(np.column_stack([self.values, np.full(n_rows, np.nan)]), np.column_stack([self.texts, texts]),
                    self.rows, [*self.columns, name], notes)


def heat_map(title: str, grid: Grid, *, column_points: float = 46) -> Drawing:
    """A drawing of one heat map, as wide as its columns need and at least as wide as any other chart."""
    return stacked_heat_maps(title, {"": grid}, column_points=column_points)


def stacked_heat_maps(title: str, grids: Mapping[str, Grid], *, column_points: float = 46) -> Drawing:
    """Heat maps of the same rows and columns one below the other, each below its name, shaded on one scale."""
    first = next(iter(grids.values()))
    gutter = gutter_points(first.rows)
    column_points = max(column_points, (WIDTH_INCHES * POINTS_PER_INCH - gutter) / len(first.columns))
    above, beyond = column_name_room(first.columns, column_points=column_points)
    row_height = row_points(first.rows, at_least=ROW_POINTS if first.notes is None else ROW_POINTS_WITH_NOTES)
    height = TITLE_ROOM_POINTS + len(grids) * (MAP_FRAME_POINTS + above + row_height * len(first.rows))
    drawing = new_drawing(title, height_inches=height / POINTS_PER_INCH,
                          width_inches=(gutter + column_points * len(first.columns) + beyond) / POINTS_PER_INCH)
    values = [value for grid in grids.values() for value in grid.values.ravel().tolist() if value > 0]
    for axes, (name, grid) in zip(drawing.subplots(len(grids), 1, squeeze=False)[:, 0], grids.items(), strict=True):
        draw_heat_map(axes, grid, column_points=column_points, highest=max(values, default=1.0))
        if name:
            axes.set_title(name, loc="left", pad=above, fontsize=NAME_POINTS)
    return drawing


def draw_heat_map(axes: Axes, grid: Grid, *, column_points: float, highest: float | None = None) -> None:
    """A heat map with names on two sides; ``highest``: the value of the strongest shade, to share it with others."""
    shade_cells(axes, grid.values, highest=highest)
    write_cells(axes, grid)
    row_names(axes, grid.rows, at=[number + 0.5 for number in range(len(grid.rows))])
    column_names(axes, grid.columns, at=[number + 0.5 for number in range(len(grid.columns))],
                 column_points=column_points)


def shade_cells(axes: Axes, values: np.ndarray, *, highest: float | None = None, line: str = LINE) -> None:
    """Cells from no shade (zero or missing) to the strongest (``highest``, by default the largest value)."""
    import seaborn
    from matplotlib.colors import ListedColormap, to_rgb

    highest = highest or max((value for value in values.ravel().tolist() if value > 0), default=1.0)
    shades = ListedColormap([(*to_rgb(ACCENT), STRONGEST_SHADE * step / (N_SHADES - 1)) for step in range(N_SHADES)])
    seaborn.heatmap(values, ax=axes, cmap=shades, vmin=0, vmax=highest, cbar=False, linewidths=0.8, linecolor=line,
                    xticklabels=False, yticklabels=False)
    axes.tick_params(length=0)


def write_cells(axes: Axes, grid: Grid) -> None:
    """The text of every cell, and below it its note in smaller letters."""
    for row, column in np.ndindex(grid.values.shape):
        note = "" if grid.notes is None else str(grid.notes[row, column])
        # In no layout: they lie inside the cells, and measuring thousands of them takes most of the time.
        place: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center", "in_layout": False,
                                 "annotation_clip": False,
                                 "color": INK if grid.values[row, column] > 0 else MUTED}
        axes.annotate(str(grid.texts[row, column]), (column + 0.5, row + 0.5), xytext=(0, 6 if note else 0),
                      fontsize=NAME_POINTS, **place)
        if note:
            axes.annotate(note, (column + 0.5, row + 0.5), xytext=(0, -7), fontsize=NOTE_POINTS, **place)


def triangle(title: str, grid: Grid, *, cell_points: float = 40, with_diagonal: bool = False, legend: str = "",
             framed: np.ndarray | None = None) -> Drawing:
    """A drawing of every two of the same things, as a table of distances in an atlas: names end the rows.

    Cell (row, column) is read where the row and the column of its two names meet. With ``with_diagonal`` each
    name's own value stands at the end of its row, unshaded: it is of another kind. ``framed``: mask of the cells that
    get a frame; ``legend``: a line below that says why.
    """
    n = len(grid.rows)
    right = LETTER_POINTS * max(len(shortened(name, 30)) for name in grid.rows) + 10
    cell_points = max(cell_points, min(70, (WIDTH_INCHES * POINTS_PER_INCH - right) / n))
    drawing = new_drawing(title, width_inches=(cell_points * n + right) / POINTS_PER_INCH,
                          height_inches=(TITLE_ROOM_POINTS + ROW_POINTS * (n + bool(legend))) / POINTS_PER_INCH)
    axes = drawing.subplots()
    _draw_triangle(axes, grid, with_diagonal=with_diagonal)
    if framed is not None:
        _frame_cells(axes, framed)
    if legend:
        drawing.supxlabel(legend, x=0.01, ha="left", fontsize=NAME_POINTS, color=INK)
    return drawing


def _draw_triangle(axes: Axes, grid: Grid, *, with_diagonal: bool) -> None:
    below = np.tri(len(grid.rows), k=-1, dtype=bool)
    shade_cells(axes, np.where(below, grid.values, np.nan), line=PAPER)
    for row, column in zip(*np.nonzero(np.tri(len(grid.rows), k=0 if with_diagonal else -1)), strict=True):
        axes.annotate(str(grid.texts[row, column]), (column + 0.5, row + 0.5), ha="center", va="center", color=INK,
                      in_layout=False, fontsize=NAME_POINTS, fontweight="bold" if row == column else "normal")
    for number, name in enumerate(grid.rows):
        axes.annotate(shortened(name, 30), (number + (1 if with_diagonal else 0), number + 0.5), xytext=(6, 0),
                      textcoords="offset points", ha="left", va="center", fontsize=NAME_POINTS, color=INK)


def _frame_cells(axes: Axes, mask: np.ndarray) -> None:
    from matplotlib.patches import Rectangle

    for row, column in zip(*np.nonzero(mask), strict=True):
        axes.add_patch(Rectangle((column + 0.06, row + 0.08), 0.88, 0.84, fill=False, edgecolor=INK, linewidth=1.4))
