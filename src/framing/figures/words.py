"""Which words set every outlet apart from all others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.figure import Figure, drawing_style, figure_from_axes
from framing.figures.floor_marks import NOISE_FLOOR, floor_sentence
from framing.figures.records import records
from framing.figures.word_panels import MAX_PANELS, WORDS_IN_TABLE, word_panels, word_table_drawing
from framing.figures.wording import INTERVAL_SENTENCE, count_of, label_sentence, listed, number
from framing.noise_floor.floor import Floor
from framing.result import Result
from framing.support import ALPHA, INFERENTIAL

TITLE = "Words that set each outlet apart"


def word_chart(result: Result, *, n_words: int = 10, floor: Floor | None = None) -> Figure:
    """The ``n_words`` words each outlet uses most above the rest, from ``compare(counts, LOG_ODDS, rng=rng)``.

    Only positive estimates: more frequent than in all other outlets together. A marker is filled where the word
    survives correction, hollow where it does not or where nothing was tested. More than MAX_PANELS outlets
    become a table of words instead of panels. ``floor``: of the same measure and words, e.g.
    ``noise_floor(corpus, seed=seed).of(LOG_ODDS, "words")``; a line. Distinctive follows topic, genre and
    date as much as the outlet.
    """
    as_panels = len(result.outlets) <= MAX_PANELS
    shown = _most_distinctive(result, n_words if as_panels else min(n_words, WORDS_IN_TABLE))
    rows = shown.rename(columns={"feature": "word", "estimate": "value", "survives_correction": "filled"})
    with drawing_style():
        if as_panels:
            rows["word"] = rows["word"] + [f" ({count:,.0f})" for count in rows["count"]]
            line = None if floor is None else (floor.largest, f"{NOISE_FLOOR} {number(floor.largest, 1)}")
            drawing = word_panels(TITLE, rows, result.outlets, x_label=f"{result.title}, {result.unit}", line=line)
        else:
            rows["note"] = [f"{number(row.estimate, 1)} ({row.count:,.0f})" for row in records(shown)]
            drawing = word_table_drawing(TITLE, rows, result.outlets)
        told = floor_sentence([floor], "" if floor is None else number(floor.largest, 1))
        return figure_from_axes(drawing, alt=_alt(shown, result, as_panels) + told,
                                caption=_caption(shown, result, as_panels) + told, table=shown)


def _most_distinctive(result: Result, n_words: int) -> pd.DataFrame:
    """The rows to show: outlets in their order, each outlet's words from the largest estimate down."""
    positive = result.table[result.table["estimate"] > 0]
    order = positive["outlet"].map({outlet: number for number, outlet in enumerate(result.outlets)})
    ordered = positive.assign(order=order).sort_values(["order", "estimate", "feature"],
                                                       ascending=[True, False, True])
    shown = ordered.drop(columns="order").groupby("outlet", sort=False).head(n_words).reset_index(drop=True)
    adjusted = shown.get("p_adjusted", np.nan)
    return shown.assign(survives_correction=(shown["label"] == INFERENTIAL) & (adjusted <= ALPHA))


def _alt(shown: pd.DataFrame, result: Result, as_panels: bool) -> str:
    first = records(shown.drop_duplicates("outlet"))
    words = [f"{row.outlet}: “{row.feature}” ({number(row.estimate, 1)})" for row in first]
    listing = "; ".join(words[:6]) + ("; and so on" if len(words) > 6 else "")
    form = "Dots for" if as_panels else "Table of"
    return (f"{form} the most distinctive words of {count_of(len(result.outlets), 'outlet')}, by "
            f"{result.title.lower()}. First word of each: {listing or 'none'}.")


def _caption(shown: pd.DataFrame, result: Result, as_panels: bool) -> str:
    totals = result.table.drop_duplicates("outlet")["total"].sum()
    size = f"{totals:,.0f} {result.counted_in}"
    counted = "in brackets, how often the outlet uses it"
    form = (f"Each dot is a word; {counted}. To the right: more frequent than in all other outlets together."
            if as_panels else f"Below each word its value, and {counted}. Stronger shade: larger value.")
    lines = f" {INTERVAL_SENTENCE}" if as_panels and shown["low"].notna().any() else ""
    return (f"{result.title}: {result.unit}. {form}{lines} {_tests(shown, as_panels)} "
            f"{label_sentence(result.table, size=size)}")


def _tests(shown: pd.DataFrame, as_panels: bool) -> str:
    tested = list(dict.fromkeys(shown.loc[shown["label"] == INFERENTIAL, "outlet"]))
    if not tested:
        return "Hollow markers: nothing was tested." if as_panels else "Nothing was tested."
    mark, other = ("Filled marker", "hollow") if as_panels else ("● before a word", "none")
    return (f"{mark}: survives correction over all words tested (adjusted p at most {ALPHA}); {other}: does not, or "
            f"was not tested. Tested: {listed(tested, 'outlets')}.")
