"""Where the units of several counts go when they are added: which become one, and in what order all stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

KEYS = ("article_id", "outlet")

# The id that the units of an article go in under, from its id and outlet.
Rename = Callable[[str, str], str]


def as_it_is(article_id: str, outlet: str) -> str:
    """Every article under its own id."""
    return article_id


@dataclass(frozen=True)
class JoinedUnits:
    """``place``: of every (id, outlet) that is a unit of the sum, by order of the ids. Every article has the same units
    one after the other (all parts and voices), as counts have them.
    """

    place: dict[tuple[str, str], int]
    rename: Rename

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], rename: Rename = as_it_is) -> JoinedUnits:
        """Units that go in under these ids and outlets, those with the same as one."""
        return cls({pair: number for number, pair in enumerate(sorted(set(pairs)))}, rename)

    def units(self, like: pd.DataFrame) -> pd.DataFrame:
        """The units of the sum; ``like``: a table of units that go in, for its parts and voices."""
        n_slots = n_slots_of(like)
        slots = like.iloc[:n_slots].drop(columns=list(KEYS))
        columns = {name: np.repeat(np.array([pair[side] for pair in self.place], object), n_slots)
                   for side, name in enumerate(KEYS)}
        return pd.DataFrame(columns | {name: np.tile(slots[name].to_numpy(object), len(self.place)) for name in slots})

    def places(self, units: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """For every article of a table of units: its place in the sum, and whether it goes in under another id."""
        pairs = renamed(units, self.rename)
        ids = units["article_id"].to_numpy(object)[::n_slots_of(units)]
        is_renamed = np.fromiter((pair[0] != one for pair, one in zip(pairs, ids, strict=True)), bool, len(pairs))
        return np.fromiter(map(self.place.__getitem__, pairs), np.int32, len(pairs)), is_renamed


def renamed(units: pd.DataFrame, rename: Rename = as_it_is) -> list[tuple[str, str]]:
    """New id and outlet of every article of a table of units."""
    ids, outlets = (units[name].to_numpy(object)[::n_slots_of(units)].tolist() for name in KEYS)
    return list(zip(map(rename, ids, outlets), outlets, strict=True))


def n_slots_of(units: pd.DataFrame) -> int:
    """Units of an article: rows until the next one begins."""
    ids = units["article_id"].to_numpy(object)
    others = np.flatnonzero(ids != ids[0])
    return int(others[0]) if len(others) else len(ids)
