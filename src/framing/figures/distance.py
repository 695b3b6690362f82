"""How far apart the outlets' wording is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.figure import Figure, drawing_style, figure_from_axes
from framing.figures.floor_marks import NOISE_FLOOR, floor_sentence
from framing.figures.heat_map import Grid, triangle
from framing.figures.wording import cell_text, count_of, number, value_range
from framing.noise_floor.floor import Floor


def distance_chart(table: pd.DataFrame, *, floor: Floor | None = None) -> Figure:
    """Divergence of every two outlets as a table of distances, from ``distance_table``.

    0: same wording, 1: no word in common. Compare pairs of like length only: short texts are far from
    everything. The words that carry each distance are in the data table. ``floor``: e.g.
    ``noise_floor(corpus, seed=seed).of(DIVERGENCE, "words")``; what lies above it has a frame.
    """
    outlets = list(dict.fromkeys([*table["left"], *table["right"]]))
    place = {outlet: number for number, outlet in enumerate(outlets)}
    values = np.full((len(outlets), len(outlets)), np.nan)
    values[table["right"].map(place), table["left"].map(place)] = table["divergence"]
    texts = np.array([[cell_text(value, 2) for value in row] for row in values], dtype=object)
    n_words = [*table["n_words_left"], *table["n_words_right"]]
    data = table.assign(words=[_words(words) for words in table["words"]])
    told, legend, is_framed = _above(values, floor)
    with drawing_style():
        return figure_from_axes(
            triangle("Distance in wording", Grid(values, texts, outlets, outlets), legend=legend, framed=is_framed),
            table=data,
            alt=f"Triangle of distances between {count_of(len(outlets), 'outlet')}. "
                + value_range(list(table["divergence"]), list(table["left"] + " and " + table["right"]), decimals=2)
                + told,
            caption=f"Jensen-Shannon divergence of the words used, in bits: 0 same wording, 1 no word in common. Each "
                    f"cell belongs to the outlet at the end of its row and the one at the top of its column; stronger "
                    f"shade: farther apart. {count_of(len(outlets), 'outlet')} with {number(min(n_words))} to "
                    f"{number(max(n_words))} words: short texts are far from "
                    f"everything. These texts; no interval.{told}")


def _above(values: np.ndarray, floor: Floor | None) -> tuple[str, str, np.ndarray | None]:
    """What is said of the floor, what stands below the drawing, and the mask of the cells above it."""
    if floor is None:
        return "", "", None
    is_above = values > floor.largest
    found = number(floor.largest, 2)
    n_above = f" Above it (framed): {number(is_above.sum())} of {count_of(int((~np.isnan(values)).sum()), 'distance')}."
    return floor_sentence([floor], found) + n_above, f"{NOISE_FLOOR} {found}; framed: above it", is_above


def _words(words: tuple[tuple[str, float, str], ...]) -> str:
    """The words that carry a distance, with the side that uses each more, as text for the data table."""
    return "; ".join(f"{word} ({number(100 * share, 1)}%, {side})" for word, share, side in words)
