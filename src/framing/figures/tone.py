"""General tone of the wording, of outlets by voice, and the words it rests on.

Tone is not stance and not bias. Two word lists side by side show how far the number hangs on the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

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
from framing.figures.floor_marks import NOISE_FLOOR, draw_floor_bar, floor_sentence
from framing.figures.marks import draw_dot, draw_interval, draw_spread
from framing.figures.records import records
from framing.figures.word_panels import MAX_PANELS, WORDS_IN_TABLE, word_panels, word_table_drawing
from framing.figures.wording import INTERVAL_SENTENCE, count_of, decimals_for, label_sentence, number, value_range
from framing.measures.tone import TONE
from framing.noise_floor.floor import Floor, NoiseFloor
from framing.support import DESCRIPTIVE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# Panel title -> (part, voice): who speaks matters, and a headline is often another person's work.
TONE_PANELS = {
    "Own words": ("body", "outlet"),
    "Quoted words": ("body", "quoted"),
    "Headlines": ("headline", "all"),
}
# The lists' markers differ in shape and in filling.
LIST_MARKERS = (("o", True), ("D", False), ("s", True), ("^", False))
TONE_COLUMNS = ["lexicon", "outlet", "part", "voice", "mean", "low", "high", "sd_between_sentences", "coverage",
                "n_sentences", "n_sentences_scored", "n_words", "label"]
ROW_POINTS = 33


def tone_chart(table: pd.DataFrame, *, lexicon_titles: Mapping[str, str] | None = None,
               floor: NoiseFloor | None = None) -> Figure:
    """Mean sentence tone of every outlet in its own words, in quoted words and in headlines, from ``tone_table``.

    One marker a word list. Coloured lines with end caps are intervals, where the label allows them; in the
    descriptive case a thin grey line is the spread between sentences of these texts, which is no interval. A
    mean without any listed word is not drawn: it is no measurement. ``floor``: a row of its own, two marks a list, as
    far apart as the noise floor.
    """
    rows = _tone_rows(table)
    titles = {key: (lexicon_titles or {}).get(key, key) for key in rows["lexicon"].drop_duplicates()}
    with drawing_style():
        floors = _tone_floors(floor, titles)
        told = _floors_told(floors, titles)
        return figure_from_axes(_tone_drawing(rows, titles, floors), alt=_tone_alt(rows, titles) + told,
                                caption=_tone_caption(rows) + told, table=rows)


def _tone_floors(floor: NoiseFloor | None, titles: Mapping[str, str]) -> dict[tuple[str, str], Floor]:
    """Panel and list -> the floor, where there is one."""
    found = {(panel, key): floor and floor.of(TONE, key, " ".join(place)) for panel, place in TONE_PANELS.items()
             for key in titles}
    return {name: one for name, one in found.items() if one}


def _floors_told(floors: Mapping[tuple[str, str], Floor], titles: Mapping[str, str]) -> str:
    values = [f"{panel.lower()}, {titles[key]}, {number(found.largest, 2)}" for (panel, key), found in floors.items()]
    return floor_sentence(list(floors.values()), f"({'; '.join(values)})")


def _tone_rows(table: pd.DataFrame) -> pd.DataFrame:
    panel_of = {place: title for title, place in TONE_PANELS.items()}
    panels = pd.Series([panel_of.get(place, "") for place in zip(table["part"], table["voice"], strict=True)],
                       index=table.index, dtype=object)
    rows = table.loc[panels != "", TONE_COLUMNS]
    if rows.empty:
        raise ValueError("The table has no row of tone in body or headline: pass what tone_table() returns.")
    return rows.assign(panel=panels[panels != ""])[["panel", *TONE_COLUMNS]].reset_index(drop=True)


def _tone_drawing(rows: pd.DataFrame, titles: Mapping[str, str], floors: Mapping[tuple[str, str], Floor]) -> Drawing:
    outlets = list(rows["outlet"].drop_duplicates())
    names = [*outlets, *([NOISE_FLOOR] if floors else [])]
    markers = dict(zip(titles, LIST_MARKERS, strict=False))
    height = 104 + row_points(outlets, at_least=ROW_POINTS) * len(names)
    drawing = new_drawing("Tone of the wording", height_inches=height / POINTS_PER_INCH,
                          key=[(titles[key], *markers[key]) for key in titles])
    panels = panel_grid(drawing, len(TONE_PANELS), n_columns=len(TONE_PANELS), share_rows=True)
    for axes, name in zip(panels, TONE_PANELS, strict=True):
        prepare_rows(axes, len(names))
        panel_title(axes, name)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.grid(axis="x", color=LINE, linewidth=0.5)
        axes.locator_params(axis="x", nbins=4)
        _draw_tone(axes, rows[rows["panel"] == name], outlets, markers)
        for key, (marker, filled) in markers.items():
            if found := floors.get((name, key)):
                draw_floor_bar(axes, -found.largest / 2, found.largest / 2, _place_in_row(len(outlets), key, markers),
                               marker=marker, filled=filled)
    row_names(panels[0], names)
    drawing.supxlabel("mean sentence score, from −1 (negative) to 1 (positive)", fontsize=10.5)
    return drawing


def _draw_tone(axes: Axes, rows: pd.DataFrame, outlets: Sequence[str], markers: Mapping[str, tuple[str, bool]]) -> None:
    styles = outlet_style(outlets)
    for row in records(rows):
        y = _place_in_row(outlets.index(row.outlet), row.lexicon, markers)
        colour, (marker, filled) = styles[row.outlet][0], markers[row.lexicon]
        if row.label == DESCRIPTIVE:
            draw_spread(axes, row.mean, row.sd_between_sentences, y)
        draw_interval(axes, row.low, row.high, y, colour=colour)
        draw_dot(axes, row.mean, y, colour=colour, marker=marker, filled=filled, size=6.5)


def _place_in_row(number_of_row: int, key: str, markers: Mapping[str, tuple[str, bool]]) -> float:
    """The lists stand one below the other in the row of an outlet."""
    return number_of_row - 0.18 + 0.36 / max(1, len(markers) - 1) * list(markers).index(key)


def _tone_alt(rows: pd.DataFrame, titles: Mapping[str, str]) -> str:
    pieces = []
    for name in TONE_PANELS:
        own = rows[rows["panel"] == name]
        names = [f"{row.outlet}, {titles[row.lexicon]}" for row in records(own)]
        pieces.append(value_range(list(own["mean"]), names, decimals=2, subject=name))
    return (f"Dots for the mean sentence tone of {count_of(rows['outlet'].nunique(), 'outlet')} by "
            f"{count_of(len(titles), 'word list')}, in three panels. {' '.join(pieces)}")


def _tone_caption(rows: pd.DataFrame) -> str:
    first = rows[rows["lexicon"] == rows["lexicon"].iloc[0]]
    size = f"{number(first['n_sentences'].sum())} sentences and headlines"
    lines = []
    if rows["low"].notna().any():
        lines.append(INTERVAL_SENTENCE)
    if ((rows["label"] == DESCRIPTIVE) & rows["sd_between_sentences"].notna()).any():
        lines.append("Thin grey lines: spread between sentences (one standard deviation to each side); it describes "
                     "these texts and is no interval for the outlet.")
    covered = rows["coverage"].dropna()
    coverage = (f"The lists know {number(100 * covered.min())} to {number(100 * covered.max())}% of the words. "
                if len(covered) else "")
    return (f"Mean sentence score (−1 to 1); 0: neutral or balanced. {' '.join(lines)} {coverage}No marker: no listed "
            f"word. Tone follows the topic and is not stance. {label_sentence(rows, size=size)}")


def word_contribution_chart(table: pd.DataFrame, *, lexicon_title: str, n_words: int = 10,
                            outlets: Sequence[str] | None = None) -> Figure:
    """The listed words that move each outlet's tone most, from ``word_contributions``: valence per 1,000 words.

    ``outlets``: the corpus's, so that one without any listed word keeps its place and the others their colours.
    What single words add before any rule (negation, "very", "but") is applied.
    """
    outlets = list(table["outlet"].drop_duplicates() if outlets is None else outlets)
    as_panels = len(outlets) <= MAX_PANELS
    shown = _strongest(table, outlets, n_words if as_panels else min(n_words, WORDS_IN_TABLE))
    title = f"Words that the tone rests on: {lexicon_title}"
    rows = shown.assign(value=shown["valence_per_1000_words"], filled=as_panels)
    with drawing_style():
        if as_panels:
            rows["word"] = rows["word"] + [f" ({n})" for n in rows["count"]]
            drawing = word_panels(title, rows, outlets, x_label="valence × occurrences per 1,000 words")
        else:
            rows["note"] = [f"{number(row.value, 2)} ({row.count})" for row in rows.to_records(index=False)]
            drawing = word_table_drawing(title, rows, outlets)
        return figure_from_axes(drawing, alt=_contribution_alt(shown, outlets, lexicon_title, as_panels),
                                caption=_contribution_caption(shown, lexicon_title, as_panels), table=shown)


def _strongest(table: pd.DataFrame, outlets: Sequence[str], n_words: int) -> pd.DataFrame:
    """The rows to show: outlets in their order, each outlet's words from the largest effect, up or down."""
    order = {outlet: place for place, outlet in enumerate(outlets)}
    ranked = table.assign(order=table["outlet"].map(order), size=table["valence_per_1000_words"].abs())
    ranked = ranked.sort_values(["order", "size", "word"], ascending=[True, False, True])
    return ranked.drop(columns=["order", "size"]).groupby("outlet", sort=False).head(n_words).reset_index(drop=True)


def _contribution_alt(shown: pd.DataFrame, outlets: Sequence[str], lexicon_title: str, as_panels: bool) -> str:
    values = list(shown["valence_per_1000_words"])
    names = [f"“{word}”, {outlet}" for word, outlet in zip(shown["word"], shown["outlet"], strict=True)]
    form = "Dots for" if as_panels else "Table of"
    return (f"{form} the words of {lexicon_title} that weigh most in each of {count_of(len(outlets), 'outlet')}. "
            + value_range(values, names, decimals=decimals_for(values)))


def _contribution_caption(shown: pd.DataFrame, lexicon_title: str, as_panels: bool) -> str:
    n_words = shown.drop_duplicates("outlet")["n_words"].sum()
    form = "Left of the line negative, right positive" if as_panels else "Below each word its value"
    return (f"{lexicon_title}: the word’s valence times its occurrences per 1,000 words, before any rule (negation, "
            f"“very”, “but”). {form}; in brackets, occurrences. These {number(n_words)} words; no interval.")
