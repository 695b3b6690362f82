"""What the corpus is made of: the length of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.figure import LINE, Figure, drawing_style, figure_from_axes, outlet_style
from framing.figures.canvas import POINTS_PER_INCH, new_drawing, prepare_rows, row_names
from framing.figures.records import records
from framing.figures.wording import count_of, number, value_range

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LENGTH_ROW_POINTS = 40
# Dots closer than this share of the scale are stacked, so that each of them can be seen.
DOT_SHARE_OF_SCALE = 1 / 70
# Half of a row that stacked dots may fill.
STACK_REACH = 0.36
# Above this ratio of the longest to the shortest article the scale is logarithmic.
LOG_SCALE_RATIO = 40


def length_chart(corpus: Corpus) -> Figure:
    """Words of every article after cleaning, one dot an article, one row an outlet."""
    data = corpus.articles[["article_id", "outlet", "n_words"]].reset_index(drop=True)
    n_articles = data["outlet"].value_counts()
    names = [f"article {row.article_id}, {row.outlet}" for row in records(data)]
    is_log_scale = _is_log_scale(data["n_words"].to_numpy())
    scale = " Each tick is about twice the one before (logarithmic)." if is_log_scale else ""
    with drawing_style():
        drawing = new_drawing("Length of the articles",
                              height_inches=(76 + LENGTH_ROW_POINTS * len(corpus.outlets)) / POINTS_PER_INCH)
        axes = drawing.subplots()
        _draw_lengths(axes, data, corpus.outlets)
        row_names(axes, corpus.outlets, notes=[count_of(n_articles[outlet], "article") for outlet in corpus.outlets])
        return figure_from_axes(
            drawing, table=data,
            alt=f"Strip of dots: words per article in {count_of(len(corpus.outlets), 'outlet')}. "
                + value_range(list(data["n_words"]), names, decimals=0, unit="words"),
            caption=f"Words per article after cleaning; each dot is one of {count_of(len(data), 'article')} "
                    f"({number(data['n_words'].sum())} words). Dots of like length are stacked.{scale} These articles; "
                    f"no interval.")


def _draw_lengths(axes: Axes, data: pd.DataFrame, outlets: tuple[str, ...]) -> None:
    from matplotlib.ticker import LogLocator, NullLocator

    prepare_rows(axes, len(outlets))
    lengths = data["n_words"].to_numpy(float)
    if _is_log_scale(lengths):
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_minor_locator(NullLocator())
        lengths = np.log10(lengths)
    bins = np.round((lengths - lengths.min()) / (max(np.ptp(lengths), 1e-9) * DOT_SHARE_OF_SCALE)).astype(int)
    for row, (outlet, (colour, marker)) in enumerate(outlet_style(outlets).items()):
        own = (data["outlet"] == outlet).to_numpy()
        axes.plot(data["n_words"][own], row + _stacked(bins[own]), linestyle="none", marker=marker, color=colour,
                  markersize=7 if len(data) < 100 else 4, alpha=0.75, markeredgewidth=0)
    axes.grid(axis="x", color=LINE, linewidth=0.5)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel("words")


def _is_log_scale(lengths: np.ndarray) -> bool:
    return bool(lengths.max() > LOG_SCALE_RATIO * lengths.min() > 0)


def _stacked(bins: np.ndarray) -> np.ndarray:
    """Offsets that set the dots of one bin one beside the other, around the middle of the row."""
    place = pd.Series(bins).groupby(bins).cumcount().to_numpy()
    largest = max(int(place.max(initial=0)), 1)
    step = min(0.13, 2 * STACK_REACH / largest)
    size = pd.Series(bins).groupby(bins).transform("size").to_numpy()
    return (place - (size - 1) / 2) * step
