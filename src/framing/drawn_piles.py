"""How many of the piles that are drawn set features far apart, for several contrasts of the same articles at once.

Threads count the contrasts of a block of shuffles, whichever is next, while the next block is drawn: sums and
comparisons of whole arrays need no interpreter. Whole numbers are added, so that any number of threads finds the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from framing.choices import shuffles
from framing.far_choices import count_far, count_far_plainly
from framing.freed_memory import give_back
from framing.piles import Contrasts, Piles


class Asked(NamedTuple):
    """What is asked of a contrast: in how many of ``n_draws`` piles of ``k`` articles its features are at least as far
    from zero as ``observed``."""

    k: int
    n_draws: int
    features: np.ndarray
    observed: np.ndarray


def count_together(asked: Sequence[Asked], table: Contrasts, rng: np.random.Generator, *, n_jobs: int
                   ) -> list[np.ndarray]:
    """The count of every feature of every contrast. The shuffles are drawn once, as many as any of them asks for."""
    give_back()
    counts, first = [np.zeros(len(one.features)) for one in asked], 0
    blocks = shuffles(len(table.totals), max(one.k for one in asked), max(one.n_draws for one in asked), rng)
    with ThreadPoolExecutor(n_jobs) as threads:
        helpers = threads if n_jobs > 1 else None  # alone, no thread is started
        for shuffled in blocks if helpers is None else _drawn_ahead(blocks, helpers):
            for count, found in zip(counts, count_block(asked, table, shuffled, first, helpers, n_jobs), strict=True):
                count += found
            first += len(shuffled)
    return counts


def count_block(asked: Sequence[Asked], table: Contrasts, shuffled: np.ndarray, first: int = 0,
                threads: Executor | None = None, n_threads: int = 1) -> list[np.ndarray]:
    """The same of one block of shuffles; ``first``: how many came before it."""
    counts = [np.zeros(len(one.features)) for one in asked]
    queue = _Queue.of(asked, table, shuffled, first)
    shares = [queue.counted()] if threads is None else threads.map(lambda _: queue.counted(), range(n_threads))
    for number, found in (pair for share in shares for pair in share):
        counts[number] = found
    return counts


def _drawn_ahead(blocks: Iterator[np.ndarray], threads: Executor) -> Iterator[np.ndarray]:
    """Blocks of shuffles, each drawn while the one before it is counted."""
    draw = partial(next, blocks, None)
    coming = threads.submit(draw)
    while (block := coming.result()) is not None:
        coming = threads.submit(draw)
        yield block


class _Queue(NamedTuple):
    """The contrasts still to be counted in a block, each with its number, how many of the shuffles it asks for, and
    how many piles may be asked for after it.

    From the smallest left pile to the largest, so that the piles of a thread only grow, and with them what was summed.
    """

    table: Contrasts
    shuffled: np.ndarray
    is_whole: bool
    waiting: Iterator[tuple[int, Asked, int, int]]

    @classmethod
    def of(cls, asked: Sequence[Asked], table: Contrasts, shuffled: np.ndarray, first: int) -> _Queue:
        order = sorted(range(len(asked)), key=lambda number: asked[number].k)
        n_asked = np.array([min(max(0, asked[number].n_draws - first), len(shuffled)) for number in order])
        n_later = np.maximum.accumulate(n_asked[::-1])[::-1]
        rows = [(number, asked[number], n, later) for number, n, later in
                zip(order, n_asked.tolist(), n_later.tolist(), strict=True) if n]
        is_whole = sum(len(one.features) for one in asked) > table.sums.shape[1]
        return cls(table, shuffled, is_whole, iter(rows))  # of a list: each goes to one thread only

    def counted(self) -> list[tuple[int, np.ndarray]]:
        """Count what is waiting until nothing is; the numbers of the contrasts counted here, and their counts."""
        counts, piles = [], Piles.empty(self.table, self.shuffled, is_whole=self.is_whole)
        for number, one, n, n_later in self.waiting:
            if self.table.is_counted:
                piles = piles.grown(one.k, n_later)
                counts.append((number, count_far(piles.first(n), one.features, one.observed)))
            else:
                chosen = self.shuffled[:n, :one.k]
                counts.append((number, count_far_plainly(self.table, chosen, one.features, one.observed)))
        return counts
