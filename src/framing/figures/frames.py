"""Frame indicators and other word lists by category: outlets, voices, and what stands close together.

A word list finds indicators of a frame, not the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figure import LINE, MUTED, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import (
    POINTS_PER_INCH,
    new_drawing,
    panel_grid,
    panel_title,
    prepare_rows,
    row_names,
    row_points,
)
from framing.figures.floor_marks import FLOOR_COLUMN, NOISE_FLOOR, floor_sentence, floors_by_name
from framing.figures.heat_map import Grid, heat_map, stacked_heat_maps, triangle
from framing.figures.marks import draw_dot
from framing.figures.records import records
from framing.figures.wording import cell_text, count_of, decimals_for, label_sentence, number, value_range
from framing.measures.frequency import RATE
from framing.noise_floor.floor import Floor, NoiseFloor

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# Up to this many outlets stand side by side as columns; more become rows, so that the map grows downwards.
MAX_OUTLET_COLUMNS = 6
# More panels than this become two tall heat maps.
MAX_VOICE_PANELS = 12
RATE_UNIT = "per 1,000 words"
LISTS_DIFFER = "Lists differ in length: compare outlets within a category, not one category with another."
VOICE_NAMES = {"all": "own and quoted words together", "outlet": "the outlet’s own words", "quoted": "quoted words"}
# Letters of a category on one line: long ones on two lines leave room for the dots.
CATEGORY_LETTERS = 28
OWN_MARKER, QUOTED_MARKER = "o", "s"

Titles = Mapping[str, str]


def indicator_chart(table: pd.DataFrame, *, lexicon_title: str, category_titles: Titles | None = None,
                    voice: str = "all", floor: NoiseFloor | None = None) -> Figure:
    """Rates of every category in every outlet as a heat map, from ``indicator_table`` (the rows of one list).

    ``voice``: "all", "outlet" or "quoted". ``category_titles``: category -> what is written for it. Below each
    rate stands n, its matches. ``floor``: a last column with the noise floor of each category. It shows how often
    listed words occur, not what they are used for.
    """
    rows, titles = _rows_of(table, [voice]), category_titles or {}
    grid = _rate_grid(rows, titles)
    form = (f"Heat map of {count_of(len(grid.rows), 'category', 'categories')} by "
            f"{count_of(len(grid.columns), 'outlet')}")
    is_wide = len(grid.columns) > max(MAX_OUTLET_COLUMNS, len(grid.rows))
    floors = _floors_of(rows, floor)
    told, read_out = floor_sentence(floors, FLOOR_COLUMN), ""
    if told:
        grid, read_out = _with_floor(grid, floors)
    if is_wide:
        grid = grid.transposed()
    with drawing_style():
        return figure_from_axes(
            heat_map(lexicon_title, grid), table=rows,
            alt=f"{form}: “{lexicon_title}”, {VOICE_NAMES[voice]}. {_range(rows, titles)}{read_out}",
            caption=f"“{lexicon_title}”, {VOICE_NAMES[voice]}: matches {RATE_UNIT}; n: matches; –: no words. "
                    f"Stronger shade: more {RATE_UNIT}. {LISTS_DIFFER} {label_sentence(rows, size=_size(rows))}{told}")


def _floors_of(rows: pd.DataFrame, floor: NoiseFloor | None) -> list[Floor | None]:
    """The floor of each category, in their order."""
    places = rows.drop_duplicates("category")[["lexicon", "category"]] if floor else rows[:0]
    return [floor.of(RATE, row.lexicon, row.category) if floor else None for row in records(places)]


def _with_floor(grid: Grid, floors: list[Floor | None]) -> tuple[Grid, str]:
    """The grid with a column of floors, and the column in words."""
    decimals = decimals_for(grid.values.ravel())
    found = [np.nan if one is None else one.largest for one in floors]
    texts = [cell_text(value, decimals) for value in found]
    return grid.with_column(NOISE_FLOOR, texts), floor_sentence(floors, floors_by_name(grid.rows, texts))


def voice_chart(table: pd.DataFrame, *, lexicon_title: str, category_titles: Titles | None = None) -> Figure:
    """The outlet's own words against the words it quotes: two dots a category, one panel an outlet.

    Takes the rows of one list from ``indicator_table``. A voice without any words has no dot. More than
    MAX_VOICE_PANELS outlets become two heat maps. Who is quoted is a choice, but the words are the source's.
    """
    rows, titles = _rows_of(table, ["outlet", "quoted"]), category_titles or {}
    as_panels = rows["outlet"].nunique() <= MAX_VOICE_PANELS
    with drawing_style():
        drawing = (_voice_panels if as_panels else _voice_maps)(lexicon_title, rows, titles)
        marks = ("Filled circle: the outlet’s own words; hollow square: quoted words; the grey line only joins them."
                 if as_panels else "Above the outlet’s own words, below quoted words, shaded on one scale.")
        form = "Pairs of dots" if as_panels else "Two heat maps"
        return figure_from_axes(
            drawing, table=rows,
            alt=f"{form} for {count_of(rows['category'].nunique(), 'category', 'categories')} in "
                f"{count_of(rows['outlet'].nunique(), 'outlet')}: “{lexicon_title}”, own words and quoted words. "
                f"{_range(rows, titles, with_voice=True)}",
            caption=f"“{lexicon_title}”: matches {RATE_UNIT} of each voice. {marks} {LISTS_DIFFER} "
                    f"{label_sentence(rows, size=_size(rows))}")


def co_occurrence_chart(table: pd.DataFrame, *, lexicon_title: str, category_titles: Titles | None = None) -> Figure:
    """Sentences that hold indicators of two categories, from ``co_occurrence``: (categories, categories).

    At the end of each row the category's name and, in bold, the sentences that hold it at all. Words that stand
    close together need not be connected by the text.
    """
    names = [title_of(str(key), category_titles or {}) for key in table.index]
    values = table.to_numpy(float)
    texts = np.array([[number(value) for value in row] for row in values], dtype=object)
    rows, columns = np.nonzero(np.tri(len(names), dtype=bool))
    data = pd.DataFrame({"category": np.array(names, object)[columns], "with_category": np.array(names, object)[rows],
                         "n_sentences": values[rows, columns].astype(int)})
    pairs = data[rows != columns]
    with drawing_style():
        return figure_from_axes(
            triangle(f"{lexicon_title}: in one sentence", Grid(values, texts, names, names), with_diagonal=True),
            table=data,
            alt=f"Triangle of {count_of(len(names), 'category', 'categories')}: sentences that hold two of them. "
                + value_range(list(pairs["n_sentences"]), list(pairs["category"] + " with " + pairs["with_category"]),
                              decimals=0, unit="sentences"),
            caption=f"“{lexicon_title}”: number of sentences with matches of both categories; in bold, sentences with "
                    f"the category at all ({number(np.trace(values))} in sum). Stronger shade: more sentences. Words "
                    f"that stand close together need not be connected. Counts of these texts; no interval.")


def title_of(key: str, titles: Titles) -> str:
    """What is written for a category: its given title, or its key in plain letters."""
    return titles.get(key, key.replace("_", " ").capitalize())


def _rows_of(table: pd.DataFrame, voices: list[str]) -> pd.DataFrame:
    if "lexicon" in table and table["lexicon"].nunique() > 1:
        names = ", ".join(table["lexicon"].unique())
        raise ValueError(f"The table holds several lists ({names}): pass the rows of one.")
    rows = table[table["voice"].isin(voices)].reset_index(drop=True)
    if rows.empty:
        names = ", ".join(table["voice"].unique())
        raise ValueError(f"No row has the voice {' or '.join(voices)}. There are: {names}.")
    return rows


def _rate_grid(rows: pd.DataFrame, titles: Titles) -> Grid:
    categories, outlets = rows["category"].drop_duplicates(), rows["outlet"].drop_duplicates()
    wide = rows.pivot(index="category", columns="outlet").loc[categories]
    rates, hits = (wide[column][list(outlets)].to_numpy(float) for column in ("rate_per_1000_words", "hits"))
    decimals = decimals_for(rates.ravel())
    texts = [[cell_text(rate, decimals) for rate in row] for row in rates]
    notes = [[f"n {number(n)}" for n in row] for row in hits]
    return Grid(rates, np.array(texts, dtype=object), [title_of(key, titles) for key in categories], list(outlets),
                np.array(notes, dtype=object))


def _range(rows: pd.DataFrame, titles: Titles, *, with_voice: bool = False) -> str:
    names = [f"{title_of(row.category, titles)}, {row.outlet}" + (f", {VOICE_NAMES[row.voice]}" if with_voice else "")
             for row in records(rows)]
    return value_range(list(rows["rate_per_1000_words"]), names, unit=RATE_UNIT,
                       decimals=decimals_for(rows["rate_per_1000_words"]))


def _size(rows: pd.DataFrame) -> str:
    n_words = rows.drop_duplicates(["outlet", "voice"])["n_words"].sum()
    return f"{number(n_words)} words ({number(rows['hits'].sum())} matches)"


def _voice_panels(title: str, rows: pd.DataFrame, titles: Titles) -> Drawing:
    outlets = list(rows["outlet"].drop_duplicates())
    categories = list(rows["category"].drop_duplicates())
    names = [title_of(key, titles) for key in categories]
    row_height = row_points(names, at_least=21, letters=CATEGORY_LETTERS)
    height = 80 + -(-len(outlets) // 2) * (len(categories) * row_height + 34)
    drawing = new_drawing(title, height_inches=height / POINTS_PER_INCH,
                          key=[("the outlet’s own words", OWN_MARKER, True), ("quoted words", QUOTED_MARKER, False)])
    panels = panel_grid(drawing, len(outlets), share_rows=True)
    for place, (axes, (outlet, (colour, _))) in enumerate(zip(panels, outlet_style(outlets).items(), strict=True)):
        prepare_rows(axes, len(categories))
        axes.axvline(0, color=MUTED, linewidth=0.8)
        panel_title(axes, outlet)
        _draw_voices(axes, rows[rows["outlet"] == outlet], categories, colour)
        if place % 2 == 0:
            row_names(axes, names, letters=CATEGORY_LETTERS)
    drawing.supxlabel(f"matches {RATE_UNIT}", fontsize=10.5)
    return drawing


def _draw_voices(axes: Axes, rows: pd.DataFrame, categories: list[str], colour: str) -> None:
    rates = rows.pivot(index="category", columns="voice", values="rate_per_1000_words").reindex(categories)
    for y, row in enumerate(records(rates.reindex(columns=["outlet", "quoted"]))):
        axes.plot([row.outlet, row.quoted], [y, y], color=LINE, linewidth=3, zorder=1)
        draw_dot(axes, row.quoted, y, colour=colour, marker=QUOTED_MARKER, filled=False, size=9)
        draw_dot(axes, row.outlet, y, colour=colour, marker=OWN_MARKER, size=4.5)


def _voice_maps(title: str, rows: pd.DataFrame, titles: Titles) -> Drawing:
    grids = {VOICE_NAMES[voice]: _rate_grid(rows[rows["voice"] == voice], titles).transposed()
             for voice in ("outlet", "quoted")}
    return stacked_heat_maps(title, grids)
