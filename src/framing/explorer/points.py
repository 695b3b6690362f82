"""From the numbers of all words to the points of a page, within limits."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.explorer.choice import chosen_words
from framing.explorer.limits import Limits
from framing.explorer.model import Explorer, ExplorerOutlet, WordPoint
from framing.explorer.word_places import WordPlaces
from framing.explorer.word_values import WordValues, rows_of_outlets
from framing.support import ALPHA


def explorer_of(corpus: Corpus, values: WordValues, limits: Limits) -> Explorer:
    """The words that set each outlet apart, with their numbers and sentences, as many as the limits allow."""
    result, rows = values.result, rows_of_outlets(values)
    uses = np.sum([table["count"].to_numpy() for table in rows.values()], axis=0)
    n_articles = corpus.articles["outlet"].value_counts()
    chosen = {outlet: chosen_words(table["estimate"].to_numpy(), values.is_name, limits)
              for outlet, table in rows.items()}
    shown = sorted({values.words[number] for numbers in chosen.values() for number in numbers})
    places = WordPlaces(corpus, shown)
    points = tuple(
        _point(rows[outlet].iloc[number], values, number, int(uses[number]), int(n_articles[outlet]), places, limits)
        for outlet, numbers in chosen.items() for number in numbers.tolist())
    outlets = tuple(ExplorerOutlet(outlet, int(n_articles[outlet]), int(table["total"].iloc[0]) if len(table) else 0,
                                   len(chosen[outlet])) for outlet, table in rows.items())
    return Explorer(outlets, points, len(values.words), len(shown), result.label, result.unit, result.caveat, limits)


def _point(row: pd.Series, values: WordValues, number: int, uses: int, n_articles: int, places: WordPlaces,
           limits: Limits) -> WordPoint:
    own = int(row["count"])
    adjusted = float(row.get("p_adjusted", math.nan))
    return WordPoint(
        outlet=row["outlet"], word=row["feature"], uses=own, uses_elsewhere=uses - own,
        rate_per_1000_words=float(1000 * own / row["total"]), z=float(row["estimate"]), low=float(row["low"]),
        high=float(row["high"]), survives=None if math.isnan(adjusted) else adjusted <= ALPHA,
        n_articles=int(row["n_articles"]), share_of_articles=float(row["n_articles"] / n_articles),
        dispersion=float(values.dispersion[number]), is_name=bool(values.is_name[number]),
        evidence=places.evidence(row["feature"], row["outlet"], elsewhere=own == 0, n_shown=limits.n_sentences))
