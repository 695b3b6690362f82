"""Which units of several counts become one when they are added, and in what order all stand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

KEYS = ("article_id", "outlet")

# The id that the units of an article go in under, from its id and outlet.
Rename = Callable[[str, str], str]


def as_it_is(article_id: str, outlet: str) -> str:
    """Every article under its own id."""
    return article_id


class JoinedUnits:
    """Articles (or groups of them) in the order in which they come first; each has the same units one after the other
    (all parts and voices), as counts have them."""

    def __init__(self, rename: Rename = as_it_is):
        self._rename = rename
        self._place: dict[tuple[str, str], int] = {}
        self._order = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._place)

    def places(self, units: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """For every article of a table of units: its place, and whether it goes in under another id."""
        ids, outlets = (units[name].to_numpy(object)[::n_slots_of(units)].tolist() for name in KEYS)
        names = list(map(self._rename, ids, outlets))
        places = [self._place.setdefault(pair, len(self._place)) for pair in zip(names, outlets, strict=True)]
        is_renamed = [name != one for name, one in zip(names, ids, strict=True)]
        return np.array(places, np.int32), np.array(is_renamed, bool)

    def order(self) -> np.ndarray:
        """Places by order of the ids (then outlets); all counts of the same articles ask for it."""
        if len(self._order) < len(self._place):
            self._order = np.array([place for _, place in sorted(self._place.items())], np.int64)
        return self._order

    def units(self, like: pd.DataFrame) -> pd.DataFrame:
        """The units in that order; ``like``: a table of units that went in, for its parts and voices."""
        n_slots = n_slots_of(like)
        slots, pairs = like.iloc[:n_slots].drop(columns=list(KEYS)), sorted(self._place)
        columns = {name: np.repeat(np.array([pair[side] for pair in pairs], object), n_slots)
                   for side, name in enumerate(KEYS)}
        return pd.DataFrame(columns | {name: np.tile(slots[name].to_numpy(object), len(pairs)) for name in slots})


def n_slots_of(units: pd.DataFrame) -> int:
    """Units of an article: rows until the next one begins."""
    ids = units["article_id"].to_numpy(object)
    others = np.flatnonzero(ids != ids[0])
    return int(others[0]) if len(others) else len(ids)
