"""Choices of articles for the left pile of a contrast: all there are, or random ones; each a row of article numbers.

Only the standard functions of a numpy Generator are used; the same generator gives the same choices.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

# Shuffles made together.
BLOCK_ROWS = 2_000
# Places of shuffles that are handed on together (16 MB): what is prepared for a block serves all its rows.
MAX_PLACES = 4_000_000


def all_choices(n: int, k: int) -> Iterator[np.ndarray]:
    """Every choice of k of n articles, in blocks (choices, k)."""
    chosen = np.fromiter((member for choice in combinations(range(n), k) for member in choice), dtype=np.int32)
    chosen = chosen.reshape(-1, k)
    for first in range(0, len(chosen), BLOCK_ROWS):
        yield chosen[first:first + BLOCK_ROWS]


def shuffles(n: int, k: int, n_draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """The first k places of shuffles of n articles, in blocks (shuffles, k).

    The first places of a row are a random choice of any size up to k.
    """
    waiting: list[np.ndarray] = []
    for block in _fisher_yates(n, k, n_draws, rng):
        waiting.append(block)
        if sum(map(len, waiting)) * k >= MAX_PLACES:
            yield np.concatenate(waiting)
            waiting = []
    if waiting:
        yield np.concatenate(waiting)


def _fisher_yates(n: int, k: int, n_draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """A shuffle that starts from any order is as random as one that starts from the first: the pool is kept."""
    n_columns = min(BLOCK_ROWS, n_draws)
    numbers = np.arange(n, dtype=np.uint16 if n <= 2**16 else np.int32)  # small is fast: it is read here and there
    pool = np.repeat(numbers[:, None], n_columns, axis=1)  # a shuffle is a column
    cells, columns, drawn = pool.reshape(-1), np.arange(n_columns), np.empty(n_columns, numbers.dtype)
    for first in range(0, n_draws, BLOCK_ROWS):
        for place in range(k):
            other = rng.integers(place, n, size=n_columns)
            other *= n_columns
            other += columns  # places in ``cells``: one index is read and written faster than two
            cells.take(other, out=drawn, mode="clip")
            cells[other] = pool[place]
            pool[place] = drawn
        yield np.array(pool[:k, :n_draws - first].T, np.int32, order="C")  # a copy: the pool is shuffled on
