"""Where the units of several counts go when they are added: which become one, and in what order all stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

KEYS = ("article_id", "outlet")

Sums = TypeVar("Sums", sparse.csr_array, np.ndarray)


@dataclass(frozen=True)
class JoinedUnits:
    """``units``: those of the sum. ``row``: for every unit that goes in, its row there; ``is_renamed``: whether it
    goes in under another id.
    """

    units: pd.DataFrame
    row: np.ndarray
    is_renamed: np.ndarray

    def sum(self, values: Sums) -> Sums:
        """Rows of values that go to the same unit are added."""
        if len(self.units) == len(self.row):
            order = np.empty(len(self.row), np.int64)
            order[self.row] = np.arange(len(self.row))
            return values[order]
        n_units = len(self.units), len(self.row)
        join = sparse.csr_array((np.ones(len(self.row)), (self.row, np.arange(len(self.row)))), shape=n_units)
        sums = join @ values
        return sparse.csr_array(sums) if sparse.issparse(sums) else np.asarray(sums)


def slot_names(units: pd.DataFrame) -> tuple[str, ...]:
    """What an article's units are told apart by: part, voice, both or neither."""
    return tuple(name for name in units if name not in KEYS)


def join_units(tables: Sequence[pd.DataFrame], rename: Callable[[str, str], str] | None = None) -> JoinedUnits:
    """Units of all tables in order of article_id, those with the same id, outlet, part and voice as one.

    Every article has the same units one after the other (all parts and voices), as counts have them.
    ``rename(article_id, outlet)`` gives the id that the units of an article go in under.
    """
    n_slots = _n_slots(tables[0])
    ids, outlets = (np.concatenate([table[name].to_numpy(object)[::n_slots] for table in tables]) for name in KEYS)
    given = ids.tolist()
    names = given if rename is None else [rename(*pair) for pair in zip(given, outlets.tolist(), strict=True)]
    pairs = list(zip(names, outlets.tolist(), strict=True))
    places = {pair: number for number, pair in enumerate(sorted(set(pairs)))}
    block = np.fromiter((places[pair] for pair in pairs), np.int64, len(pairs))
    slots = tables[0].iloc[:n_slots].drop(columns=list(KEYS))
    columns = {name: np.repeat(np.array([pair[side] for pair in places], object), n_slots)
               for side, name in enumerate(KEYS)}
    columns |= {name: np.tile(slots[name].to_numpy(object), len(places)) for name in slots}
    row = (block[:, None] * n_slots + np.arange(n_slots)).ravel()
    is_renamed = np.repeat(np.array([name != one for name, one in zip(names, given, strict=True)], bool), n_slots)
    return JoinedUnits(pd.DataFrame(columns), row, is_renamed)


def _n_slots(units: pd.DataFrame) -> int:
    """Units of an article: rows until the next one begins."""
    ids = units["article_id"].to_numpy(object)
    others = np.flatnonzero(ids != ids[0])
    return int(others[0]) if len(others) else len(ids)
