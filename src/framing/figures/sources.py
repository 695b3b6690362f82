"""How much of the text is somebody else's words, and with which verbs it is reported."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figure import LINE, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import NOTE_POINTS, POINTS_PER_INCH, new_drawing, prepare_rows, row_names
from framing.figures.floor_marks import NOISE_FLOOR, draw_floor_bar, floor_sentence
from framing.figures.frames import indicator_chart
from framing.figures.marks import draw_dot, draw_interval
from framing.figures.records import records
from framing.figures.wording import INTERVAL_SENTENCE, count_of, label_sentence, number, value_range
from framing.measures.sourcing import QUOTED_SHARE
from framing.noise_floor.floor import Floor, NoiseFloor
from framing.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Feature -> (its name, marker, filled, place within the row)
PIECES = {
    "quotation": ("quotations", "o", True, -0.19),
    "fragment": ("fragments of three words or fewer", "s", False, 0.19),
}
ROW_POINTS = 40


def quoted_share_chart(result: Result, *, floor: NoiseFloor | None = None) -> Figure:
    """Share of words in quotations and in fragments, from ``describe(count_quoted_words(corpus), QUOTED_SHARE, …)``.

    A fragment (marks around three words or fewer) is a short quotation or scare quotes: nobody can tell by form,
    so it is shown apart. Paraphrase counts as the outlet's own words. Genre decides much of the share. ``floor``: a row
    of its own, two marks as far apart as the noise floor.
    """
    rows = result.table[result.table["feature"].isin(list(PIECES))].reset_index(drop=True)
    if rows.empty:
        raise ValueError("The result has neither 'quotation' nor 'fragment': describe count_quoted_words(corpus).")
    shares = list(100 * rows["estimate"])
    names = [f"{PIECES[row.feature][0]}, {row.outlet}" for row in records(rows)]
    totals = rows.drop_duplicates("outlet")["total"].sum()
    lines = f" {INTERVAL_SENTENCE}" if rows["low"].notna().any() else ""
    floors = _floors(floor)
    told = floor_sentence(list(floors.values()), " and ".join(
        f"{number(100 * found.largest, 1)} ({PIECES[name][0]})" for name, found in floors.items()))
    with drawing_style():
        drawing = new_drawing("Words inside quotation marks",
                              height_inches=(92 + ROW_POINTS * (len(result.outlets) + bool(floors))) / POINTS_PER_INCH,
                              key=[(name, marker, filled) for name, marker, filled, _ in PIECES.values()])
        _draw_shares(drawing.subplots(), rows, result.outlets, floors)
        return figure_from_axes(
            drawing, table=rows,
            alt=f"Dots for the share of words in quotation marks in {count_of(len(result.outlets), 'outlet')}. "
                + value_range(shares, names, decimals=1, unit="percent") + told,
            caption=f"Share of all words (%), number of words in brackets. Filled circles: quotations; hollow squares: "
                    f"marks around three words or fewer.{lines} {result.caveat} "
                    f"{label_sentence(rows, size=f'{number(totals)} words')}{told}")


def _floors(floor: NoiseFloor | None) -> dict[str, Floor]:
    """Feature -> its floor, where there is one."""
    found = {name: floor and floor.of(QUOTED_SHARE, "quotation marks", name) for name in PIECES}
    return {name: one for name, one in found.items() if one}


def _write_share(axes: Axes, row: Any, y: float) -> None:
    """The share in words, right of whatever is drawn farthest to the right."""
    if not math.isnan(row.estimate):
        right = max(value for value in (100 * row.estimate, 100 * row.high) if not math.isnan(value))
        axes.annotate(f"{number(100 * row.estimate, 1)}% ({number(row.count)})", (right, y), xytext=(9, 0),
                      textcoords="offset points", va="center", fontsize=NOTE_POINTS)


def _draw_shares(axes: Axes, rows: pd.DataFrame, outlets: tuple[str, ...], floors: Mapping[str, Floor]) -> None:
    prepare_rows(axes, len(outlets) + bool(floors), guides=False)
    axes.grid(axis="x", color=LINE, linewidth=0.5)
    styles = outlet_style(outlets)
    for row in records(rows):
        _, marker, filled, offset = PIECES[row.feature]
        y, colour = outlets.index(row.outlet) + offset, styles[row.outlet][0]
        axes.plot([0, 100 * row.estimate], [y, y], color=LINE, linewidth=3, solid_capstyle="butt", zorder=1)
        draw_interval(axes, 100 * row.low, 100 * row.high, y, colour=colour)
        draw_dot(axes, 100 * row.estimate, y, colour=colour, marker=marker, filled=filled)
        _write_share(axes, row, y)
    for name, floor in floors.items():
        _, marker, filled, offset = PIECES[name]
        draw_floor_bar(axes, 0, 100 * floor.largest, len(outlets) + offset, marker=marker, filled=filled)
        axes.annotate(f"{number(100 * floor.largest, 1)} points apart", (100 * floor.largest, len(outlets) + offset),
                      xytext=(9, 0), textcoords="offset points", va="center", fontsize=NOTE_POINTS)
    row_names(axes, [*outlets, *([NOISE_FLOOR] if floors else [])])
    # A little room left of zero, so that a marker at zero is whole.
    axes.set_xlim(left=-0.02 * axes.get_xlim()[1])
    axes.set_xlabel("share of words (%)")


def reporting_verb_chart(table: pd.DataFrame, *, stance_titles: Mapping[str, str] | None = None) -> Figure:
    """Reporting verbs by stance in every outlet's own words, from ``indicator_table`` of ``reporting_verbs``."""
    return indicator_chart(table, lexicon_title="Reporting verbs", category_titles=stance_titles, voice="outlet")
