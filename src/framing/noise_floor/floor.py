"""The noise floor of a corpus: of each measure the largest difference when there is none, beside the outlets'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.measures.measure import Measure
from framing.noise_floor.compared import Compared, compared_families
from framing.noise_floor.largest import ALL, Row, largest_differences
from framing.noise_floor.piles import (
    ARTICLES,
    HALVES,
    OUTLETS,
    Comparisons,
    deal_articles,
    halve_articles,
    outlets_against_rest,
    pair_outlets,
)
from framing.tally import OnFirstUse

COLUMNS = ["measure", "family", "feature", "unit", "how", "largest_difference", "percentile_95", "outlet",
           "feature_of_largest", "higher", "lower", "value_higher", "value_lower", "n_higher", "n_lower", "counted_in",
           "n_splits", "n_units", "is_floor"]


@dataclass(frozen=True)
class Floor:
    """One floor as a chart draws it: ``largest`` in ``unit``, ``how`` it was found, in how many ways and articles."""

    largest: float
    percentile_95: float
    unit: str
    how: str
    n_splits: int
    n_units: int


@dataclass(frozen=True, eq=False)
class NoiseFloor:
    """``families``: family (list) -> its rows, worked out when they are first asked for; ``table`` has them all: one
    row a measure, family, feature ("all": the largest over its features) and how.

    ``how``: "outlets" (every two; of a contrast each against all others), "articles of one outlet" (dealt to two
    piles), "halves of one article" (beginning and end; sentences taking turns). ``largest_difference`` and
    ``percentile_95`` are sizes in ``unit``, over ``n_splits`` pairs from ``n_units`` articles (or outlets); ``outlet``,
    ``higher``, ``lower``, ``value_…``, ``n_…`` (of ``counted_in``) and ``feature_of_largest`` say where it is largest.
    ``is_floor``: this row is the floor; in each measure and feature one is.

    How to read it: a difference between outlets that is no larger than the floor is also found where there is no
    outlet to make it. What it cannot tell: halves are smaller than outlets, so floors of rates, means, shares and
    distances are somewhat too high for outlets; a z-score grows with the text, so its floor is rather too low. A
    beginning and an end of an article differ for reasons of composition. To be above the floor is no test and does
    not say why: topic, genre and date differ between outlets, and not between halves.
    """

    families: Mapping[str, pd.DataFrame]

    @property
    def table(self) -> pd.DataFrame:
        """The rows of all families."""
        return pd.concat([self.families[name] for name in self.families], ignore_index=True)

    def of(self, measure: Measure, family: str, feature: str = ALL) -> Floor | None:
        """The floor of one feature, or of the largest ("all"); None where nothing could be compared."""
        if family not in self.families:
            return None
        table = self.families[family]
        rows = table[(table["measure"] == measure.key) & (table["feature"] == feature) & table["is_floor"]]
        if rows.empty:
            return None
        row = rows.iloc[0]
        return Floor(float(row["largest_difference"]), float(row["percentile_95"]), row["unit"], row["how"],
                     int(row["n_splits"]), int(row["n_units"]))


@lru_cache(maxsize=8)  # tables, charts and findings ask for that of the same corpus
def noise_floor(corpus: Corpus, *, seed: int) -> NoiseFloor:
    """The noise floor of a corpus; see ``NoiseFloor``. ``seed``: of the random ways to deal an outlet's articles.

    Where more than half of the outlets have two articles or more, the floor is what their own articles give. Else it
    is the larger of that and of what halves of articles give.
    """
    nulls = deal_articles(corpus, np.random.default_rng(seed)), halve_articles(corpus)
    return NoiseFloor(OnFirstUse({family: partial(_table, corpus, nulls, measures)
                                  for family, measures in compared_families(corpus).items()}))


def _table(corpus: Corpus, nulls: Sequence[Comparisons], measures: Callable[[], Sequence[Compared]]) -> pd.DataFrame:
    rows = [row for compared in measures() for row in _rows(corpus, nulls, compared)]
    floors = _floors(rows, has_articles=_most_have_articles(corpus))
    return pd.DataFrame({name: [row[name] for row in rows] for name in COLUMNS[:-1]}).assign(
        is_floor=np.array([number in floors for number in range(len(rows))], bool))


def _rows(corpus: Corpus, nulls: Sequence[Comparisons], compared: Compared) -> Iterator[Row]:
    outlets = outlets_against_rest(corpus) if compared.measure.is_contrast else pair_outlets(corpus)
    for comparisons in (outlets, *nulls):
        for row in largest_differences(compared, comparisons):
            # Of the outlets the largest difference is what a reader sees; they are no sample of anything.
            spread = np.nan if comparisons.how == OUTLETS else row["percentile_95"]
            yield row | {"measure": compared.measure.key, "family": compared.family, "how": comparisons.how,
                         "unit": compared.measure.unit, "counted_in": compared.counts.counted_in,
                         "percentile_95": spread}


@kept_with_first
def _most_have_articles(corpus: Corpus) -> bool:
    n_articles = Counter(corpus.articles["outlet"].tolist())
    return 2 * sum(n > 1 for n in n_articles.values()) > len(n_articles)


def _floors(rows: Sequence[Row], *, has_articles: bool) -> set[int]:
    """The numbers of the rows that are a floor: of each measure and feature one."""
    def comes_first(number: int) -> tuple[bool, float, str]:
        row = rows[number]
        return not (has_articles and row["how"] == ARTICLES), -row["largest_difference"], row["how"]

    chosen: dict[tuple[str, ...], int] = {}
    for number in sorted((number for number, row in enumerate(rows) if row["how"] != OUTLETS), key=comes_first):
        chosen.setdefault(tuple(rows[number][name] for name in ("measure", "family", "feature")), number)
    return set(chosen.values())


__all__ = ["ARTICLES", "COLUMNS", "HALVES", "OUTLETS", "Floor", "NoiseFloor", "noise_floor"]
