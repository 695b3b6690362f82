"""What a store holds before its counts are added: which articles count, which stand twice, what was skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from framing.archive.batches import used_before
from framing.archive.manifest import Manifest, batch_path
from framing.archive.source import number_text, place_name, same_text
from framing.problem import NOTE, Problem
from framing.store.batch_file import BatchHead, read_head


@dataclass(frozen=True)
class Survey:
    """``files``: of the batches that are there, in the order in which articles are taken. ``repeated``: by number of
    the file, the ids that an earlier row has. ``n_kept``: articles of each file that count. ``n_articles``: of every
    outlet. ``problems``: all, in order.
    """

    files: tuple[Path, ...]
    repeated: Mapping[int, frozenset[str]]
    n_kept: tuple[int, ...]
    n_articles: Mapping[str, int]
    problems: tuple[Problem, ...]


@dataclass
class _Found:
    """Gathered over the batches; memory: 16 bytes an article that was read."""

    files: list[Path] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ids: list[np.ndarray] = field(default_factory=list)
    texts: list[np.ndarray] = field(default_factory=list)
    n_kept: list[int] = field(default_factory=list)
    n_articles: Counter[str] = field(default_factory=Counter)
    problems: list[list[Problem]] = field(default_factory=list)


def survey_store(store: Path, manifest: Manifest) -> Survey:
    """Read what all batches say of themselves. Of an id that stands twice the first counts.

    The order is that of the tables' paths and of their rows, whoever counted what first.
    """
    found, n_missing = _Found(), 0
    for name, counted, _ in manifest.batches():
        path = batch_path(store, name)
        if path.is_file():
            _gather(found, path, counted.table.name)
        else:
            n_missing += 1
    repeated = _resolve(found)
    problems = []
    if n_missing:
        problems.append(Problem(NOTE, f"{n_missing} of {n_missing + len(found.files)} batches are not counted yet.",
                                file=str(store), next_step="Run 'framing count' again: it goes on where it was."))
    problems += [problem for counted in manifest.tables for problem in counted.problems]
    problems += [problem for of_batch in found.problems for problem in of_batch]
    return Survey(tuple(found.files), repeated, tuple(found.n_kept), +found.n_articles, tuple(problems))


def _gather(found: _Found, path: Path, name: str) -> None:
    head = read_head(path)
    found.files.append(path)
    found.names.append(name)
    found.ids.append(np.array([number_text(one) for one in head.places["article_id"]], np.uint64))
    found.texts.append(head.places["text_number"].to_numpy(np.uint64))
    found.n_kept.append(len(head.outlets))
    found.n_articles.update(head.outlets)
    found.problems.append(list(head.problems))


def _resolve(found: _Found) -> dict[int, frozenset[str]]:
    """Ids that stand twice, by number of the file of the later row; adds them and equal texts to the problems."""
    heads = _Heads(found.files, [len(ids) for ids in found.ids])
    later, first = _pairs(np.concatenate([np.empty(0, np.uint64), *found.ids]))
    repeated: dict[int, set[str]] = {}
    for row, earlier in zip(later.tolist(), first.tolist(), strict=True):
        file, article_id, number = heads.place(row)
        of_first, first_id, first_number = heads.place(earlier)
        if article_id != first_id:  # two ids of the same number: once in ten thousand archives of ten million
            continue
        repeated.setdefault(file, set()).add(article_id)
        where = place_name((found.names[of_first], first_number), found.names[file])
        found.problems[file].append(used_before(article_id, found.names[file], number, where))
    texts = np.concatenate([np.empty(0, np.uint64), *found.texts])
    counts = np.ones(len(texts), bool)
    counts[later] = False
    rows = np.flatnonzero(counts)
    for row, earlier in zip(*(rows[side].tolist() for side in _pairs(texts[rows])), strict=True):
        file, article_id, number = heads.place(row)
        found.problems[file].append(same_text(article_id, heads.place(earlier)[1], found.names[file], number))
    for file, ids in repeated.items():
        outlets = heads.outlets_of(file, ids)
        found.n_kept[file] -= len(outlets)
        found.n_articles.subtract(outlets)
    return {file: frozenset(ids) for file, ids in repeated.items()}


def _pairs(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose number an earlier row has, ascending, and the first row with that number."""
    _, first, group = np.unique(numbers, return_index=True, return_inverse=True)
    later = np.flatnonzero(first[group] != np.arange(len(numbers)))
    return later, first[group][later]


class _Heads:
    """Rows of all batches by one running number; the file that was asked for last is kept."""

    def __init__(self, files: Sequence[Path], n_rows: Sequence[int]):
        self.files = files
        self.first = np.cumsum([0, *n_rows])
        self.kept: dict[int, BatchHead] = {}

    def place(self, row: int) -> tuple[int, str, int]:
        """Number of the file, id of the article and number of its row in the table."""
        file = int(np.searchsorted(self.first, row, side="right")) - 1
        at = self._head(file).places.iloc[row - int(self.first[file])]
        return file, str(at["article_id"]), int(at["number"])

    def outlets_of(self, file: int, ids: set[str]) -> list[str]:
        """Outlets of those of the articles that were kept."""
        places = self._head(file).places
        kept = sorted(places["article_id"][places["is_kept"].astype(bool)])  # the order of the rows in the file
        return [outlet for name, outlet in zip(kept, self._head(file).outlets, strict=True) if name in ids]

    def _head(self, file: int) -> BatchHead:
        if file not in self.kept:
            if len(self.kept) > 2:
                self.kept.clear()
            self.kept[file] = read_head(self.files[file])
        return self.kept[file]
