"""Who is heard by whom: speakers and outlets, joined where an outlet passes on what a speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figure import INK, MUTED, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import (
    NOTE_POINTS,
    POINTS_PER_INCH,
    WIDTH_INCHES,
    column_name_room,
    column_names,
    gutter_points,
    new_drawing,
    prepare_rows,
    row_names,
    row_points,
)
from framing.figures.heat_map import MAP_FRAME_POINTS, TITLE_ROOM_POINTS
from framing.figures.wording import count_of, listed, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

MAX_SPEAKERS = 14
# More outlets than this become rows, so that the drawing grows downwards.
MAX_OUTLET_COLUMNS = 6
COLUMN_POINTS, ROW_POINTS = 56, 30
# Width of the largest circle, and of one that could not be seen otherwise.
LARGEST_POINTS, SMALLEST_POINTS = 24.0, 4.0
# The circle stands left of the middle of its cell, its number right of it.
CIRCLE_POINTS, NUMBER_POINTS = -13.0, 3.0


@dataclass(frozen=True)
class Links:
    """Words by speaker and outlet (speakers, outlets), laid out in rows and columns."""

    speakers: Sequence[str]
    outlets: Sequence[str]
    words: np.ndarray

    @property
    def outlets_are_rows(self) -> bool:
        return len(self.outlets) > MAX_OUTLET_COLUMNS

    @property
    def rows(self) -> Sequence[str]:
        return self.outlets if self.outlets_are_rows else self.speakers

    @property
    def columns(self) -> Sequence[str]:
        return self.speakers if self.outlets_are_rows else self.outlets


def quote_network(table: pd.DataFrame, *, outlets: Sequence[str]) -> Figure:
    """Words given as each speaker's in each outlet, from ``speaker_table``; those heard in most outlets come first.

    The area of a circle and the number beside it are words; a line joins the outlets in which one speaker is heard.
    Of many speakers the first ``MAX_SPEAKERS``; the caption says of how many. ``outlets``: the corpus's, so that
    they keep their order and colours. It shows who is passed on, not whether that is right. Raises ValueError if
    the table names no speaker.
    """
    if table.empty:
        raise ValueError("The table has no speaker: nobody is heard by name.")
    heard = table.groupby("speaker").agg(n_outlets=("outlet", "nunique"), words=("n_words", "sum")).reset_index()
    heard = heard.sort_values(["n_outlets", "words", "speaker"], ascending=[False, False, True])
    top = heard.head(MAX_SPEAKERS)
    rows = _shown_rows(table, list(top["speaker"]), outlets)
    words = rows.pivot(index="speaker", columns="outlet", values="n_words").reindex(
        index=top["speaker"], columns=list(outlets)).fillna(0).to_numpy(float)
    links = Links(list(top["speaker"]), list(outlets), words)
    with drawing_style():
        return figure_from_axes(_drawing(links), table=rows, alt=_alt(links), caption=_caption(rows, heard))


def _shown_rows(table: pd.DataFrame, speakers: Sequence[str], outlets: Sequence[str]) -> pd.DataFrame:
    rows = table[table["speaker"].isin(speakers)][["speaker", "role", "country", "outlet", "n_words",
                                                   "n_attributions", "n_articles"]]
    order = rows["speaker"].map({name: place for place, name in enumerate(speakers)})
    column = rows["outlet"].map({name: place for place, name in enumerate(outlets)})
    return rows.iloc[np.lexsort((column, order))].reset_index(drop=True)


def _drawing(links: Links) -> Drawing:
    gutter = gutter_points(links.rows)
    column_points = max(COLUMN_POINTS, (WIDTH_INCHES * POINTS_PER_INCH - gutter) / len(links.columns))
    above, beyond = column_name_room(links.columns, column_points=column_points)
    row_height = row_points(links.rows, at_least=ROW_POINTS)
    height = TITLE_ROOM_POINTS + MAP_FRAME_POINTS + above + row_height * len(links.rows)
    drawing = new_drawing("Who is heard by whom", height_inches=height / POINTS_PER_INCH,
                          width_inches=(gutter + column_points * len(links.columns) + beyond) / POINTS_PER_INCH)
    axes = drawing.subplots()
    prepare_rows(axes, len(links.rows))
    axes.set_xlim(-0.5, len(links.columns) - 0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _draw_links(axes, links, column_points)
    row_names(axes, links.rows)
    column_names(axes, links.columns, column_points=column_points)
    return drawing


def _draw_links(axes: Axes, links: Links, column_points: float) -> None:
    """One line a speaker through the outlets in which it is heard, and a circle with its words on each of them."""
    colours = [outlet_style(links.outlets)[outlet][0] for outlet in links.outlets]
    left, right = CIRCLE_POINTS / column_points, NUMBER_POINTS / column_points
    for speaker, words in enumerate(links.words):
        heard = np.flatnonzero(words).tolist()
        across, along = [place + left for place in heard], [speaker] * len(heard)
        if links.outlets_are_rows:
            across, along = [speaker + left] * len(heard), heard
        axes.plot(across, along, color=MUTED, linewidth=1.4, zorder=2)
        for outlet in heard:
            x, y = (speaker, outlet) if links.outlets_are_rows else (outlet, speaker)
            size = max(SMALLEST_POINTS, LARGEST_POINTS * float(np.sqrt(words[outlet] / links.words.max())))
            axes.plot([x + left], [y], linestyle="none", marker="o", markersize=size, color=colours[outlet], zorder=4)
            # Above a level line, beside an upright one: nothing runs through a number.
            axes.annotate(number(words[outlet]), (x + right, y), ha="left", color=INK, fontsize=NOTE_POINTS,
                          va="center" if links.outlets_are_rows else "bottom", textcoords="offset points",
                          xytext=(0, 0 if links.outlets_are_rows else 2), in_layout=False)


def _alt(links: Links) -> str:
    shared = [f"{speaker} in {count_of(int((words > 0).sum()), 'outlet')}"
              for speaker, words in zip(links.speakers, links.words, strict=True) if (words > 0).sum() > 1]
    speaker_most, outlet_most = divmod(int(links.words.argmax()), len(links.outlets))
    joined = f"In more than one outlet: {listed(shared, 'speakers')}." if shared else "Nobody in more than one outlet."
    return (f"Network of {count_of(len(links.speakers), 'speaker')} and {count_of(len(links.outlets), 'outlet')}: "
            f"circles for the words that an outlet gives to a speaker, joined by a line. {joined} Most words: "
            f"{links.speakers[speaker_most]} in {links.outlets[outlet_most]}, {number(links.words.max())}.")


def _caption(rows: pd.DataFrame, heard: pd.DataFrame) -> str:
    n_shown = rows["speaker"].nunique()
    which = (f"All {count_of(n_shown, 'named speaker')}" if n_shown == len(heard) else
             f"{n_shown} of {count_of(len(heard), 'named speaker')}, those heard in most outlets, then with most words")
    return (f"Area of a circle and number: words given as the speaker’s, in quotation marks or not. A line joins the "
            f"outlets in which one speaker is heard. {which}. Being heard is not being agreed with; names are merged "
            f"by rules. These {number(rows['n_words'].sum())} words in "
            f"{count_of(int(rows['n_attributions'].sum()), 'attribution')}; no interval.")
