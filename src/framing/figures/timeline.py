"""When the articles appeared, as precisely as it is known and no more."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.figure import LINE, MUTED, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import (
    NOTE_POINTS,
    PAPER,
    POINTS_PER_INCH,
    new_drawing,
    prepare_rows,
    row_names,
    shortened,
)
from framing.figures.heat_map import Grid, heat_map
from framing.figures.marks import draw_dot
from framing.figures.records import records
from framing.figures.wording import count_of, listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# More articles than this are counted by month, year or decade.
MAX_ARTICLE_ROWS = 40
MAX_MONTH_COLUMNS, MAX_YEAR_COLUMNS = 18, 24
MONTHS_OF_PRECISION = {"day": 1 / 31, "month": 1.0, "year": 12.0}
# A full date may be known to be right only to the month: then only its first letters are written.
LETTERS_OF_PRECISION = {"day": 10, "month": 7, "year": 4}
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Two words where it is the name of a narrow column.
UNDATED, NO_DATE = "undated", "no date"
ROW_POINTS = 26
# A circle, whatever the outlet's own marker: a square would look like the bar of a month.
DAY_MARKER = "o"
TITLE = "When the articles appeared"


def timeline_chart(articles: pd.DataFrame) -> Figure:
    """When each article appeared, from ``corpus.articles``: the longer the bar, the less precisely it is known.

    A circle is a day, a bar a month or a year; hollow is inferred, filled is stated. Articles without a date
    stand in a row of their own. More than MAX_ARTICLE_ROWS articles become counts per month, year or decade.
    """
    data = _dates(articles)
    as_rows = len(data) <= MAX_ARTICLE_ROWS
    # Months since the year 0 place a bar and tell a reader nothing.
    table = data.drop(columns="first_month") if as_rows else _counts(data)
    with drawing_style():
        drawing = _row_drawing(data) if as_rows else _count_drawing(table)
        return figure_from_axes(drawing, alt=_alt(data, as_rows), caption=_caption(data, as_rows), table=table)


def _dates(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles in the order of outlets and dates, with first_month (months since year 0) and n_months."""
    data = articles[["article_id", "outlet", "published", "published_precision"]].copy()
    data["is_inferred"] = articles["published_basis"].astype(str).str.startswith("inferred")
    dated = (data["published"] != "") & data["published_precision"].isin(list(MONTHS_OF_PRECISION))
    columns = zip(data["published"], data["published_precision"], dated, strict=True)
    data["first_month"] = [_month_number(published, precision) if is_dated else np.nan
                           for published, precision, is_dated in columns]
    data["n_months"] = data["published_precision"].map(MONTHS_OF_PRECISION).where(dated)
    return data.sort_values(["outlet", "first_month"], kind="stable").reset_index(drop=True)


def _month_number(published: str, precision: str) -> float:
    """Months since the year 0, from where the date begins: of a whole year its January."""
    year, month, day = ([int(piece) for piece in published.split("-")] + [1, 1])[:3]
    if precision == "year":
        return 12.0 * year
    return 12 * year + month - 1 + ((day - 1) / 31 if precision == "day" else 0)


def _row_drawing(data: pd.DataFrame) -> Drawing:
    dated, undated = data[data["n_months"].notna()], data[data["n_months"].isna()]
    listing = textwrap.wrap("; ".join(f"{row.outlet} · {row.article_id}" for row in records(undated)), 52)
    n_listing_rows = -(-len(listing) // 2)
    n_rows = len(dated) + n_listing_rows
    drawing = new_drawing(TITLE, height_inches=(76 + ROW_POINTS * n_rows) / POINTS_PER_INCH)
    axes = drawing.subplots()
    prepare_rows(axes, n_rows, guides=False)
    first_rows = np.flatnonzero(~dated["outlet"].duplicated())
    row_names(axes, list(dated["outlet"].iloc[first_rows]), at=list(first_rows), letters=24)
    _set_time_axis(axes, dated)
    styles = outlet_style(sorted(data["outlet"].unique()))
    for y, row in enumerate(records(dated)):
        _draw_article(axes, row, y, styles[row.outlet][0])
    if listing:
        _list_undated(axes, listing, len(dated) + (n_listing_rows - 1) / 2)
    return drawing


def _list_undated(axes: Axes, lines: Sequence[str], y: float) -> None:
    row_names(axes, [UNDATED], at=[y])
    for place, line in enumerate(lines):
        axes.annotate(line, (0, y), xycoords=axes.get_yaxis_transform(), fontsize=NOTE_POINTS, va="center",
                      xytext=(4, ((len(lines) - 1) / 2 - place) * 13), textcoords="offset points", color=MUTED)


def _draw_article(axes: Axes, row: Any, y: int, colour: str) -> None:
    face = PAPER if row.is_inferred else colour
    end = row.first_month + row.n_months
    # The guide ends at the bar: beyond it stands the text.
    axes.plot([axes.get_xlim()[0], row.first_month], [y, y], color=LINE, linewidth=0.7, zorder=0)
    if row.published_precision == "day":
        draw_dot(axes, row.first_month, y, colour=colour, marker=DAY_MARKER, filled=not row.is_inferred)
    else:
        axes.barh(y, row.n_months, left=row.first_month, height=0.46, facecolor=face, edgecolor=colour, linewidth=1.5)
    known = LETTERS_OF_PRECISION[row.published_precision]
    basis = ", inferred" if row.is_inferred else ""
    axes.annotate(f"{row.published[:known]}{basis} · {shortened(row.article_id, 18)}", (end, y), xytext=(9, 0),
                  textcoords="offset points", va="center", fontsize=NOTE_POINTS)


def _set_time_axis(axes: Axes, dated: pd.DataFrame) -> None:
    if dated.empty:
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        return
    first, last = dated["first_month"].min(), (dated["first_month"] + dated["n_months"]).max()
    margin = max(0.5, 0.03 * (last - first))
    axes.set_xlim(first - margin, last + margin)
    if last - first <= MAX_MONTH_COLUMNS:
        months = np.arange(np.floor(first), np.ceil(last) + 1, np.ceil((last - first) / 5))
        axes.set_xticks(months, [_month_name(int(month)) for month in months])
    else:
        years = np.arange(np.floor(first / 12), np.ceil(last / 12) + 1, np.ceil((last - first) / 72))
        axes.set_xticks(12 * years, [f"{int(year)}" for year in years])
    axes.grid(axis="x", color=LINE, linewidth=0.5)


def _month_name(month: int) -> str:
    return f"{MONTH_NAMES[month % 12]} {month // 12}"


def _counts(data: pd.DataFrame) -> pd.DataFrame:
    """Articles per outlet and period, the undated in a period of their own: outlet, period, n_articles."""
    size, name = _period_size(data)
    number_of = np.floor(data["first_month"] / size)
    present = sorted(number_of.dropna().unique())
    between = np.arange(present[0], present[-1] + 1) if present else np.array([])
    # A single wrong year must not make a map of a thousand empty columns.
    periods = between if len(between) <= 2 * MAX_YEAR_COLUMNS else np.array(present)
    names = {period: name(int(period)) for period in periods}
    period = pd.Series([names.get(place, NO_DATE) for place in number_of], index=data.index)
    columns = [*names.values(), *([NO_DATE] if (period == NO_DATE).any() else [])]
    counts = pd.crosstab(data["outlet"], period).reindex(columns=columns, fill_value=0)
    return counts.reset_index().melt(id_vars="outlet", var_name="period", value_name="n_articles")


def _period_size(data: pd.DataFrame) -> tuple[int, Callable[[int], str]]:
    """Months in a period and how a period is named: the finest that all dates bear and the width allows."""
    n_months = (data["first_month"] + data["n_months"]).max() - data["first_month"].min()
    if n_months <= MAX_MONTH_COLUMNS and data["n_months"].max() <= 1:
        return 1, _month_name
    if np.isnan(n_months) or n_months <= 12 * MAX_YEAR_COLUMNS:
        return 12, str
    return 120, lambda decade: f"{10 * decade}s"


def _count_drawing(counts: pd.DataFrame) -> Drawing:
    outlets, periods = list(counts["outlet"].drop_duplicates()), list(counts["period"].drop_duplicates())
    wide = counts.pivot(index="outlet", columns="period", values="n_articles").loc[outlets, periods]
    texts = np.array([["" if n == 0 else number(n) for n in row] for row in wide.to_numpy()], dtype=object)
    return heat_map(TITLE, Grid(wide.to_numpy(float), texts, outlets, periods), column_points=34)


def _alt(data: pd.DataFrame, as_rows: bool) -> str:
    dated = data[data["n_months"].notna()].sort_values("first_month", kind="stable")
    n_undated = len(data) - len(dated)
    span = "No article has a date."
    if len(dated):
        first, last = dated.iloc[0], dated.iloc[-1]
        span = (f"The earliest is {first['outlet']} {first['article_id']} ({first['published']}), the latest "
                f"{last['outlet']} {last['article_id']} ({last['published']}); {n_undated:,} undated.")
    form = "Bars along time for" if as_rows else "Heat map of dates of"
    return f"{form} {count_of(len(data), 'article')} of {count_of(data['outlet'].nunique(), 'outlet')}. {span}"


def _caption(data: pd.DataFrame, as_rows: bool) -> str:
    precision = data["published_precision"].where(data["n_months"].notna(), UNDATED)
    known = listed([f"{(precision == name).sum():,} {phrase}" for name, phrase in
                    (("day", "to the day"), ("month", "to the month"), ("year", "to the year"), (UNDATED, UNDATED))
                    if (precision == name).any()], "kinds of date")
    form = ("A circle is a day; the length of a bar is the month or the year it may be in. Filled: stated; hollow: "
            "inferred. Beside it date and article." if as_rows else "Number of articles by period; empty: none.")
    n_inferred = data.loc[data["n_months"].notna(), "is_inferred"].sum()
    return (f"{form} {count_of(len(data), 'article')}: {known}; {number(n_inferred)} of the dates inferred. "
            f"These articles; no interval.")
