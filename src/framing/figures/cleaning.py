"""What cleaning kept and cut of the raw text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figure import ACCENT, MUTED, Figure, drawing_style, figure_from_axes
from framing.figures.canvas import (
    NOTE_POINTS,
    POINTS_PER_INCH,
    column_name_room,
    column_names,
    gutter_points,
    new_drawing,
    prepare_rows,
    row_names,
    shortened,
)
from framing.figures.heat_map import Grid, shade_cells, write_cells
from framing.figures.wording import cell_text, count_of, number, value_range

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# More rows than this are one row an outlet instead of one an article.
MAX_ARTICLE_ROWS = 20
# Role of a kept line -> the part it becomes. Every other role is cut.
PART_NAMES = {"title": "title", "standfirst": "standfirst", "body": "article", "subheading": "article"}
KEPT_PARTS = ("title", "standfirst", "article")
KEPT_SHADES = {"title": 1.0, "standfirst": 0.7, "article": 0.4}
ROW_POINTS, BAR_POINTS, ROLE_POINTS, FRAME_POINTS = 36, 150, 42, 80


def cleaning_chart(lines: pd.DataFrame) -> Figure:
    """Share of the raw words that became title, standfirst and article, and what was cut, from ``corpus.lines``.

    One row an article up to MAX_ARTICLE_ROWS articles, above that one row an outlet. Raw words are counted at
    white space. It shows how much was cut, not whether that was right: for this, read the lines.
    """
    per_article = lines["article_id"].nunique() <= MAX_ARTICLE_ROWS
    data = _shares(lines, key="article_id" if per_article else "outlet")
    kept = data[data["is_kept"]].groupby("row", sort=False)[["share_of_raw_words", "n_words"]].sum()
    n_raw = data.groupby("row", sort=False)["n_words"].sum()
    n_articles = count_of(lines["article_id"].nunique(), "article")
    n_outlets = count_of(lines["outlet"].nunique(), "outlet")
    kept_percent = list(100 * kept["share_of_raw_words"])
    notes = [f"{shortened(row, 12) + ': ' if per_article else ''}{number(n)} of {number(total)} words"
             for row, n, total in zip(kept.index, kept["n_words"], n_raw, strict=True)]
    with drawing_style():
        return figure_from_axes(
            _cleaning_drawing(data, kept_percent, notes), table=data,
            alt=f"Bars for the share of raw words kept in {n_articles if per_article else n_outlets}, and a heat map "
                "of what was cut. "
                + value_range(kept_percent, _row_names(data), decimals=0, unit="percent", subject="Shares kept"),
            caption=f"Left: share of the raw words kept, from the strongest shade title, standfirst and article; in "
                    f"bold all of it. Right: share cut, by what the lines were (%). {number(kept['n_words'].sum())} "
                    f"of {number(n_raw.sum())} raw words in {n_articles} were kept. Counts of these articles; no "
                    f"interval.")


def _shares(lines: pd.DataFrame, *, key: str) -> pd.DataFrame:
    """One row for every ``key`` and what its lines became: row, outlet, became, is_kept, n_words, share_of_raw_words.

    Rows in the order of outlets, those that nothing became (0 words) included.
    """
    became = lines["role"].map(lambda role: PART_NAMES.get(role, role.replace("_", " ")))
    ordered = lines.assign(row=lines[key], became=became).sort_values("outlet", kind="stable")
    fates = [*KEPT_PARTS, *sorted(set(became) - set(KEPT_PARTS))]
    cells = pd.MultiIndex.from_product([ordered["row"].unique(), fates], names=["row", "became"])
    n_words = ordered.groupby(["row", "became"])["n_words"].sum().reindex(cells, fill_value=0)
    data = n_words.rename("n_words").reset_index()
    data.insert(1, "outlet", data["row"].map(ordered.drop_duplicates("row").set_index("row")["outlet"]))
    data["is_kept"] = data["became"].isin(KEPT_PARTS)
    total = data.groupby("row")["n_words"].transform("sum")
    return data.assign(share_of_raw_words=data["n_words"] / total.where(total > 0))


def _row_names(data: pd.DataFrame) -> list[str]:
    rows = data.drop_duplicates("row")
    return [outlet if row == outlet else f"{outlet} {row}"
            for row, outlet in zip(rows["row"], rows["outlet"], strict=True)]


def _cleaning_drawing(data: pd.DataFrame, kept_percent: Sequence[float], notes: Sequence[str]) -> Drawing:
    rows, fates = list(data["row"].unique()), list(data["became"].unique())
    wide = data.pivot(index="row", columns="became", values="share_of_raw_words").loc[rows, fates]
    outlets = list(data.drop_duplicates("row")["outlet"])
    cut = fates[len(KEPT_PARTS):]
    above, beyond = column_name_room(cut, column_points=ROLE_POINTS)
    width = gutter_points([*outlets, *notes], letters=28) + BAR_POINTS + 40 + ROLE_POINTS * len(cut) + beyond
    height = FRAME_POINTS + above + ROW_POINTS * len(rows)
    drawing = new_drawing("What cleaning kept and cut", width_inches=width / POINTS_PER_INCH,
                          height_inches=height / POINTS_PER_INCH)
    panels = drawing.subplots(1, 1 + bool(cut), squeeze=False,
                              width_ratios=[BAR_POINTS, ROLE_POINTS * len(cut)] if cut else None)[0]
    _draw_kept(panels[0], wide, kept_percent)
    row_names(panels[0], outlets, notes=notes)
    if cut:
        _draw_cut(panels[1], wide[cut], cut)
    return drawing


def _draw_kept(axes: Axes, wide: pd.DataFrame, kept_percent: Sequence[float]) -> None:
    prepare_rows(axes, len(wide), guides=False)
    axes.set_xlim(0, 100)
    axes.set_xticks([0, 50, 100], ["0%", "50%", "100%"])
    left = np.zeros(len(wide))
    for part in KEPT_PARTS:
        width = 100 * wide[part].fillna(0).to_numpy(float)
        axes.barh(range(len(wide)), width, left=left, height=0.5, color=ACCENT, alpha=KEPT_SHADES[part], linewidth=0)
        left += width
    axes.barh(range(len(wide)), 100 - left, left=left, height=0.5, color="none", edgecolor=MUTED, linewidth=0.7)
    for y, percent in enumerate(kept_percent):
        axes.annotate(f"{number(percent)}%", (1, y), xycoords=axes.get_yaxis_transform(), xytext=(5, 0),
                      textcoords="offset points", va="center", fontsize=NOTE_POINTS, fontweight="bold")
    column_names(axes, ["kept"], at=[50], column_points=BAR_POINTS)


def _draw_cut(axes: Axes, wide: pd.DataFrame, cut_roles: Sequence[str]) -> None:
    values = 100 * wide.to_numpy(float)
    texts = np.array([["" if value == 0 else cell_text(value, 0) for value in row] for row in values], dtype=object)
    shade_cells(axes, values)
    write_cells(axes, Grid(values, texts, list(wide.index), list(cut_roles)))
    column_names(axes, cut_roles, at=[number + 0.5 for number in range(len(cut_roles))], column_points=ROLE_POINTS)
    axes.set_xlabel("cut (%)")
