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
    column_names,
    gutter_points,
    new_drawing,
    prepare_rows,
    row_names,
)
from framing.figures.heat_map import Grid, shade_cells, write_cells
from framing.figures.wording import count_of, number, value_range

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# More rows than this are one row an outlet instead of one an article.
MAX_ARTICLE_ROWS = 20
# Role of a kept line -> the part it becomes. Every other role is cut.
PART_NAMES = {"title": "title", "standfirst": "standfirst", "body": "article", "subheading": "article"}
KEPT_PARTS = ("title", "standfirst", "article")
KEPT_SHADES = {"title": 1.0, "standfirst": 0.7, "article": 0.4}
ROW_POINTS, BAR_POINTS, ROLE_POINTS, NAME_ROOM_POINTS = 36, 150, 42, 74


def cleaning_chart(lines: pd.DataFrame) -> Figure:
    """Share of the raw words that became title, standfirst and article, and what was cut, from ``corpus.lines``.

    One row an article up to MAX_ARTICLE_ROWS articles, above that one row an outlet. Raw words are counted at
    white space. It shows how much was cut, not whether that was right: for this, read the lines.
    """
    per_article = lines["article_id"].nunique() <= MAX_ARTICLE_ROWS
    data = _shares(lines, ["outlet", "article_id"] if per_article else ["outlet"])
    kept = data[data["is_kept"]].groupby("row", sort=False)[["share_of_raw_words", "n_words"]].sum()
    n_raw = data.groupby("row", sort=False)["n_words"].sum()
    kept_percent = list(100 * kept["share_of_raw_words"])
    rows = count_of(len(kept), "article" if per_article else "outlet")
    with drawing_style():
        return figure_from_axes(
            _cleaning_drawing(data, kept_percent, notes), table=data,
            alt=f"Bars for the share of raw words kept in {rows}, and a heat map of what was cut. "
                + value_range(kept_percent, list(kept.index), decimals=0, unit="percent", subject="Shares kept"),
            caption=f"Left: share of the raw words kept, from the strongest shade title, standfirst and article; in "
                    f"bold all of it. Right: share cut, by what the lines were (%). {number(kept['n_words'].sum())} "
                    f"of {number(n_raw.sum())} raw words in {count_of(lines['article_id'].nunique(), 'article')} were "
                    f"kept. Counts of these articles; no interval.")


def _shares(lines: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One row a chart row and role, zeros included: row, outlet (article_id), became, is_kept, n_words, share."""
    became = lines["role"].map(lambda role: PART_NAMES.get(role, role.replace("_", " ")))
    names = lines[keys].astype(str).agg(" · ".join, axis=1)
    ordered = lines.assign(row=names, became=became).sort_values("outlet", kind="stable")
    n_words = ordered.pivot_table(index="row", columns="became", values="n_words", aggfunc="sum", fill_value=0)
    roles = [*KEPT_PARTS, *sorted(set(became) - set(KEPT_PARTS))]
    n_words = n_words.reindex(index=ordered["row"].drop_duplicates(), columns=roles, fill_value=0)
    data = n_words.reset_index(names="row").melt(id_vars="row", var_name="became", value_name="n_words")
    data = data.assign(place=data["row"].map({row: place for place, row in enumerate(n_words.index)}))
    data = data.sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)
    data["is_kept"] = data["became"].isin(KEPT_PARTS)
    total = data.groupby("row")["n_words"].transform("sum")
    data["share_of_raw_words"] = data["n_words"] / total.where(total > 0)
    return data


def _cleaning_drawing(data: pd.DataFrame, kept_percent: Sequence[float], notes: Sequence[str]) -> Drawing:
    wide = data.pivot(index="row", columns="became", values="share_of_raw_words")
    wide = wide.loc[data["row"].drop_duplicates(), list(data["became"].drop_duplicates())]
    cut_roles = [str(role) for role in wide.columns if role not in KEPT_PARTS]
    gutter = gutter_points([*wide.index, *notes])
    width = gutter + BAR_POINTS + ROLE_POINTS * len(cut_roles) + 40
    height = NAME_ROOM_POINTS + 40 + ROW_POINTS * len(wide)
    drawing = new_drawing("What cleaning kept and cut", width_inches=width / POINTS_PER_INCH,
                          height_inches=height / POINTS_PER_INCH)
    panels = drawing.subplots(1, 2 if cut_roles else 1, squeeze=False,
                              width_ratios=[BAR_POINTS, ROLE_POINTS * len(cut_roles)][:2 if cut_roles else 1])[0]
    _draw_kept(panels[0], wide, kept_percent)
    row_names(panels[0], list(wide.index), notes=notes)
    if cut_roles:
        _draw_cut(panels[1], wide[cut_roles], cut_roles)
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
    texts = np.array([["" if not value > 0 else "<1" if value < 0.5 else number(value) for value in row]
                      for row in values], dtype=object)
    shade_cells(axes, values)
    write_cells(axes, Grid(values, texts, list(wide.index), list(cut_roles)))
    column_names(axes, cut_roles, at=[number + 0.5 for number in range(len(cut_roles))], column_points=ROLE_POINTS)
    axes.set_xlabel("cut (%)")
