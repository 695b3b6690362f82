"""A vocabulary that stays bounded: beyond a limit the rarest words are counted together, as one feature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.problem import NOTE, Problem
from framing.store.batch_file import read_words
from framing.tally import Tally

# No word holds a bracket, so it cannot be taken for one.
OTHER = "(other)"


@dataclass(frozen=True)
class KeptWords:
    """Numbers (64-bit hashes) of the words counted by name, sorted; None: all of them.

    ``min_articles``: words that were found in fewer articles than that are counted together.
    """

    numbers: np.ndarray | None = None
    min_articles: int = 0

    def notes(self) -> tuple[Problem, ...]:
        """What the reader should know of it."""
        if self.numbers is None:
            return ()
        return (Problem(NOTE, f"There are more than {len(self.numbers):,} different words: those in fewer than "
                              f"{self.min_articles:,} articles are counted together as {OTHER!r}.", column="feature",
                        value=OTHER, next_step="Nothing, unless you expected fewer words: odd text (addresses, code, "
                                               "other scripts) makes many."),)


def choose_words(files: Sequence[Path], *, max_words: int) -> KeptWords:
    """Which words to count by name when there are more than ``max_words``: those in the most articles.

    While files are read, at most twice ``max_words`` are remembered, 12 bytes each: when there are more, the
    rarest so far are forgotten. A word that is rare everywhere may therefore be judged by a part of its articles;
    what is kept is counted in full. The files come in a fixed order, so the choice is the same every time.
    """
    numbers, n_articles = np.empty(0, np.uint64), np.empty(0, np.int64)
    floor = 1
    for some_numbers, some_articles in _joined(files, max_words):
        numbers, n_articles = _add(numbers, n_articles, some_numbers, some_articles)
        if len(numbers) > 2 * max_words:
            floor = max(floor, _floor(n_articles, max_words))
            numbers, n_articles = numbers[n_articles >= floor], n_articles[n_articles >= floor]
    if floor == 1 and len(numbers) <= max_words:
        return KeptWords()
    floor = max(floor, _floor(n_articles, max_words))
    return KeptWords(numbers[n_articles >= floor], floor)


def limit_words(tally: Tally, kept: KeptWords) -> Tally:
    """The tally with all other words summed to one feature."""
    if kept.numbers is None:
        return tally
    return replace(tally, counts=dict(tally.counts) | {"words": _limited(tally.counts["words"], kept.numbers)})


def number_words(words: Iterable[str]) -> np.ndarray:
    """A number of 64 bits for each word, the same everywhere."""
    return pd.util.hash_array(np.array(list(words), dtype=object), categorize=False)


def _limited(counts: Counts, numbers: np.ndarray) -> Counts:
    is_kept = np.isin(number_words(counts.features), numbers)
    if is_kept.all():
        return counts
    # Sorted as the vocabulary is: a bracket comes before every letter and digit.
    features = np.array([OTHER, *counts.features[is_kept]], dtype=object)
    column = np.where(is_kept, np.cumsum(is_kept), 0)
    join = sparse.csr_array((np.ones(len(column)), (np.arange(len(column)), column)),
                            shape=(len(column), len(features)))
    return replace(counts, matrix=sparse.csr_array(counts.matrix @ join), features=features)


def _joined(files: Sequence[Path], max_words: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Words and numbers of articles of several files at a time: joining with all that is known costs most."""
    waiting: list[tuple[np.ndarray, np.ndarray]] = []
    for path in files:
        words, n_articles = read_words(path)
        waiting.append((number_words(words), n_articles))
        if sum(len(numbers) for numbers, _ in waiting) > max_words:
            yield _sum(waiting)
            waiting = []
    if waiting:
        yield _sum(waiting)


def _sum(pieces: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    numbers, group = np.unique(np.concatenate([numbers for numbers, _ in pieces]), return_inverse=True)
    n_articles = np.bincount(group, weights=np.concatenate([n for _, n in pieces]), minlength=len(numbers))
    return numbers, n_articles.astype(np.int64)


def _add(numbers: np.ndarray, n_articles: np.ndarray, more: np.ndarray, n_more: np.ndarray
         ) -> tuple[np.ndarray, np.ndarray]:
    return _sum([(numbers, n_articles), (more, n_more)])


def _floor(n_articles: np.ndarray, max_words: int) -> int:
    """The smallest number of articles that at most ``max_words`` words reach."""
    if len(n_articles) <= max_words:
        return 1
    return int(np.partition(n_articles, len(n_articles) - max_words - 1)[len(n_articles) - max_words - 1]) + 1
