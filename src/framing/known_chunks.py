"""What has been worked out about a chunk of text, kept for as long as the process lives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

# Text of an archive brings about three new chunks in a hundred. Past this many distinct ones (odd text: addresses,
# encoded pictures) everything is forgotten and begun anew, so that memory has a bound.
MAX_CHUNKS = 500_000

Columns = Mapping[str, np.ndarray]


class KnownChunks:
    """Remembers columns of values by chunk, so that each distinct chunk is worked out once.

    ``learn`` gets chunks that are new and gives columns with one entry for each. What is kept does not change any
    result, only the time it takes.
    """

    def __init__(self, learn: Callable[[list[str]], Columns]):
        self._learn = learn
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._columns: dict[str, np.ndarray] = {}

    def columns(self, distinct: Sequence[str]) -> Columns:
        """The columns for these chunks, one entry a chunk, in their order."""
        if len(self._numbers) + len(distinct) > MAX_CHUNKS:
            self._forget()
        new = [chunk for chunk in distinct if chunk not in self._numbers]
        if new or not self._columns:
            for name, values in self._learn(new).items():
                known = self._columns.get(name)
                self._columns[name] = values if known is None else np.concatenate([known, values])
            self._numbers.update(zip(new, range(len(self._numbers), len(self._numbers) + len(new)), strict=True))
        rows = np.fromiter(map(self._numbers.__getitem__, distinct), np.int64, len(distinct))
        return {name: values[rows] for name, values in self._columns.items()}
