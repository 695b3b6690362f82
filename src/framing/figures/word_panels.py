"""Words beside dots, one panel an outlet; for many outlets, words in the cells of a tall table.

Rows have the columns outlet, word (as it is written), value, filled, and low and high where there are intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figure import LINE, MUTED, outlet_style
from framing.figures.canvas import (
    POINTS_PER_INCH,
    new_drawing,
    panel_grid,
    panel_title,
    prepare_rows,
    row_names,
    shortened,
)
from framing.figures.floor_marks import draw_floor_line
from framing.figures.heat_map import Grid, heat_map
from framing.figures.marks import draw_dot, draw_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# More panels than this are a poster, not a chart.
MAX_PANELS = 12
WORDS_IN_TABLE = 4
WORD_LETTERS = 24
ROW_POINTS, PANEL_POINTS, FRAME_POINTS = 17, 42, 66


def word_panels(title: str, rows: pd.DataFrame, outlets: Sequence[str], *, x_label: str,
                line: tuple[float, str] | None = None) -> Drawing:
    """One panel an outlet on one common scale, words from the top in the order of the rows.

    ``line``: where a line runs through all panels, and its name, which stands below the words.
    """
    by_outlet = {outlet: rows[rows["outlet"] == outlet] for outlet in outlets}
    n_words = max(1, *(len(own) for own in by_outlet.values()))
    n_rows = n_words + (line is not None)
    height = FRAME_POINTS + -(-len(outlets) // 2) * (n_rows * ROW_POINTS + PANEL_POINTS)
    drawing = new_drawing(title, height_inches=height / POINTS_PER_INCH)
    panels = panel_grid(drawing, len(outlets))
    for axes, (outlet, (colour, marker)) in zip(panels, outlet_style(outlets).items(), strict=True):
        prepare_rows(axes, n_rows, n_free=n_rows - n_words)
        _draw_panel(axes, by_outlet[outlet], colour, marker)
        panel_title(axes, outlet)
    if line:  # when all words are drawn: the panels share one scale
        for axes in panels:
            draw_floor_line(axes, line[0], label=line[1], y=n_rows - 1)
    drawing.supxlabel(x_label, fontsize=10.5)
    return drawing


def _draw_panel(axes: Axes, rows: pd.DataFrame, colour: str, marker: str) -> None:
    axes.axvline(0, color=MUTED, linewidth=0.8)
    axes.grid(axis="x", color=LINE, linewidth=0.5)
    row_names(axes, [shortened(word, WORD_LETTERS) for word in rows["word"]], letters=WORD_LETTERS)
    for y, row in enumerate(rows.to_dict("records")):
        draw_interval(axes, row.get("low", np.nan), row.get("high", np.nan), y, colour=colour)
        draw_dot(axes, row["value"], y, colour=colour, marker=marker, filled=row["filled"])
    if rows.empty:
        axes.text(0.03, 0.5, "no word", transform=axes.transAxes, va="center", color=MUTED)


def word_table_drawing(title: str, rows: pd.DataFrame, outlets: Sequence[str]) -> Drawing:
    """The first words of every outlet side by side; the column ``note`` stands below its word."""
    shape = (len(outlets), WORDS_IN_TABLE)
    values, texts, notes = np.full(shape, np.nan), np.full(shape, "", object), np.full(shape, "", object)
    for number, outlet in enumerate(outlets):
        first = rows[rows["outlet"] == outlet].head(WORDS_IN_TABLE).to_dict("records")
        for place, row in enumerate(first):
            values[number, place] = abs(row["value"])
            texts[number, place] = ("● " if row["filled"] else "") + shortened(row["word"], 15)
            notes[number, place] = row["note"]
    columns = [f"word {place + 1}" for place in range(WORDS_IN_TABLE)]
    return heat_map(title, Grid(values, texts, list(outlets), columns, notes), column_points=105)
