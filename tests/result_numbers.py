"""All numbers that the tables of a run hold: each value, and the counts, sums and shares that follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from framing.clean import KEPT_ROLES

# Columns by which a sentence may take a sum or a count of rows.
KEYS = ("article_id", "outlet", "voice", "part", "lexicon", "category", "kind", "role", "rule", "label", "is_kept",
        "found_in", "is_opposed", "speaker")
# Places in a text or a file, which are no results.
PLACES = {"start", "end", "raw_start", "raw_end", "line", "sentence_id", "position", "first_position", "row"}
# What differs less is the same: pages give ten digits, tables what a float holds.
RELATIVE = 1e-9


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The CSV files by name, each with the outlet of its rows where there is one."""
    tables = {path.stem: pd.read_csv(path, keep_default_na=False, na_values=[""], dtype={"article_id": str})
              for path in sorted(folder.glob("*.csv"))}
    tables["lines"]["is_kept"] = tables["lines"]["role"].isin(KEPT_ROLES)
    tables["items"] = _items(tables["mentions"], n_articles=len(tables["articles"]))
    tables["scored_by_both"] = _scored_by_both(tables["sentence_tone"])
    outlets = tables["articles"].set_index("article_id")["outlet"]
    return {name: table.assign(outlet=table["article_id"].map(outlets))
            if "article_id" in table and "outlet" not in table else table for name, table in tables.items()}


def _items(mentions: pd.DataFrame, *, n_articles: int) -> pd.DataFrame:
    """One row an item that is mentioned: in every article, in some, or in one."""
    n_present = mentions.groupby(["kind", "item"])["is_present"].sum().reset_index()
    found_in = n_present["is_present"].map(lambda n: {1: "one", n_articles: "every"}.get(n, "some"))
    return n_present.assign(found_in=found_in)


def _scored_by_both(tone: pd.DataFrame) -> pd.DataFrame:
    """The sentences for which both lists have a word, and whether one calls positive what the other calls negative."""
    both = tone[(tone["voice"] == "all") & tone["vader"].notna() & tone["pattern_en"].notna()]
    return both.assign(is_opposed=both["vader"] * both["pattern_en"] < 0)


@dataclass(frozen=True)
class ResultNumbers:
    """Table -> its numbers, sorted; and the same of each outlet's rows alone."""

    of_all: Mapping[str, np.ndarray]
    of_outlet: Mapping[str, Mapping[str, np.ndarray]]

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> ResultNumbers:
        outlets = list(dict.fromkeys(tables["articles"]["outlet"]))
        return cls({name: numbers_of(table) for name, table in tables.items()},
                   {outlet: {name: numbers_of(table[table["outlet"] == outlet]) for name, table in tables.items()
                             if "outlet" in table} for outlet in outlets})

    def with_table(self, name: str, table: pd.DataFrame) -> ResultNumbers:
        """The same with another table of this name."""
        return replace(self, of_all={**self.of_all, name: numbers_of(table)}, of_outlet={
            outlet: {**numbers, name: numbers_of(table[table["outlet"] == outlet])}
            for outlet, numbers in self.of_outlet.items()})

    def hold(self, exact: str, sentence: str) -> bool:
        """Whether a table has this number. A sentence that begins with the name of an outlet is about its rows."""
        about = [numbers for outlet, numbers in self.of_outlet.items() if sentence.startswith(f"{outlet}:")]
        value, numbers = float(exact), about[0] if about else self.of_all
        return not np.isfinite(value) or any(holds(found, value) for found in numbers.values())


def holds(found: np.ndarray, value: float) -> bool:
    """Whether a number of ``found``, which is sorted, is this one."""
    places = np.searchsorted(found, value - RELATIVE * abs(value)), np.searchsorted(
        found, value + RELATIVE * abs(value), side="right")
    return bool(places[1] > places[0])


def numbers_of(table: pd.DataFrame) -> np.ndarray:
    """Values, numbers of rows, and of both the sums by one key or two and their shares of all."""
    found = np.fromiter(_numbers_of(table), float)
    return np.unique(found[np.isfinite(found)])


def _numbers_of(table: pd.DataFrame) -> Iterator[float]:
    yield float(len(table))
    numeric = table[[name for name in table.select_dtypes("number") if name not in PLACES]]
    yield from numeric.to_numpy(float).ravel()
    counts = [name for name in numeric if (numeric[name].dropna() % 1 == 0).all()]
    yield from numeric[counts].sum().astype(float)
    keys = [key for key in KEYS if key in table]
    yield from (float(table[key].nunique()) for key in keys)
    pairs = [pair for pair in combinations(keys, 2) if set(pair) & {"article_id", "outlet"}]
    for by in (*combinations(keys, 1), *pairs):
        yield from _sums(table, list(by), counts)


def _sums(table: pd.DataFrame, by: list[str], counts: list[str]) -> Iterator[float]:
    grouped = table.groupby(by, sort=False, dropna=False)
    sizes = grouped.size().astype(float)
    yield from sizes
    if len(by) == 1:
        yield from sizes / len(table)
    if counts and len(table):
        sums = grouped[counts].sum()
        yield from sums.to_numpy(float).ravel()
        if len(by) == 1:
            yield from (sums / sums.sum()).to_numpy(float).ravel()
