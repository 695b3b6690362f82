"""The first reading of a table: where its batches begin, and which lines its pages share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from framing.archive.batches import Batch, BatchContents, article_of
from framing.archive.parquet_rows import columns_of_parquet
from framing.archive.placed_rows import PlacedRow, placed_rows
from framing.archive.places import Table, fingerprint, size_of
from framing.article import Article
from framing.article_rows import Row
from framing.problem import ERROR, FramingError, Problem
from framing.read import column_problems
from framing.repeated_lines import Page, find_repeated_lines


@dataclass(frozen=True, slots=True)
class Scan:
    """What one reading of a table gives: its batches, the lines that its articles share, and unknown columns.

    ``fingerprint``: of the table; ``has_text_files``: texts lie in files of their own, which it does not cover.
    """

    table: Table
    size: int
    fingerprint: str
    has_text_files: bool
    batches: tuple[Batch, ...]
    repeated_lines: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]


def scan_table(table: Table, *, batch_articles: int) -> Scan:
    """Read a table twice as a stream: to cut it into batches, and to find the lines that its pages share.

    Raises FramingError for a table that cannot be read or lacks a required column.
    """
    first_reading = _FirstReading(table, batch_articles)
    repeated = find_repeated_lines(first_reading)
    names = columns_of_parquet(table) if table.kind == "parquet" else tuple(first_reading.columns)
    problems = column_problems(table.beside / table.name, set(names), first_reading.rows)
    if any(problem.severity == ERROR for problem in problems):
        raise FramingError(problems)
    return Scan(table, size_of(table.path), fingerprint(table.path), first_reading.has_text_files,
                tuple(first_reading.batches), repeated, tuple(problems))


@dataclass(frozen=True)  # no slots: what is read is kept
class _PageReadAgain:
    """An article whose outlet is known; its row is read when the text is asked for."""

    outlet: str
    row: PlacedRow
    table: Table

    @cached_property
    def text(self) -> str:
        article, _ = article_of(self.row, self.table)
        if article is None:
            raise FramingError(Problem(ERROR, "The table changed while it was read.", file=self.table.path,
                                       next_step="Run 'framing count' again."))
        return article.text


class _FirstReading:
    """Gives the articles of a table one by one, each time anew; the first time it notes what else is asked of it.

    The second time only those rows are read whose texts are asked for.
    """

    def __init__(self, table: Table, batch_articles: int):
        self.table, self.batch_articles = table, batch_articles
        self.batches: list[Batch] = []
        self.columns: dict[str, None] = {}
        self.rows: list[Row] = []
        self.has_text_files = False
        self._outlets: list[str | None] = []  # of every row; None for one that is no article

    def __iter__(self) -> Iterator[Page]:
        return self._pages() if self.batches else self._noted_articles()

    def _pages(self) -> Iterator[Page]:
        for row, outlet in zip(placed_rows(self.table), self._outlets, strict=False):
            if outlet is not None:
                yield _PageReadAgain(outlet, row, self.table)

    def _noted_articles(self) -> Iterator[Article]:
        rows: list[tuple[int, int, int]] = []
        contents = BatchContents()
        for row in placed_rows(self.table):
            article, _ = article_of(row, self.table)
            contents.add(row, article)
            rows.append((row.start, row.end, row.number))
            self._note(row, article)
            if len(rows) == self.batch_articles:
                self._close(rows, contents)
                rows, contents = [], BatchContents()
            if article is not None:
                yield article
        if rows:
            self._close(rows, contents)

    def _note(self, row: PlacedRow, article: Article | None) -> None:
        if isinstance(row.found, Row):
            self.columns.update(dict.fromkeys(row.found.values))
            self.rows = self.rows or [row.found]
        self.has_text_files |= article is not None and bool(article.file)
        self._outlets.append(None if article is None else sys.intern(article.outlet))

    def _close(self, rows: list[tuple[int, int, int]], contents: BatchContents) -> None:
        self.batches.append(Batch(rows[0][0], rows[-1][1], rows[0][2], len(rows), contents.sha256()))


