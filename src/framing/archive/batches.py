"""A batch: the rows of a table from one place to another. Everything is counted batch by batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from framing.archive.placed_rows import PlacedRow, placed_rows
from framing.archive.places import Table
from framing.article import Article
from framing.article_rows import Row
from framing.problem import ERROR, SKIPPED, FramingError, Problem
from framing.read import article_from_row


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a table. ``start``/``end``: places (see ``PlacedRow``); ``first_number``: of the first row as a reader
    counts rows; ``sha256``: of what the rows hold, so that a changed batch is another one.
    """

    start: int
    end: int
    first_number: int
    n_rows: int
    sha256: str


class PlacedArticle(NamedTuple):
    """An article, the number of its row and the place where that row begins."""

    article: Article
    number: int
    start: int


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Articles of a batch in the order of their rows, each id once, and what is wrong with the other rows."""

    articles: tuple[PlacedArticle, ...]
    problems: tuple[Problem, ...]


def read_batch(table: Table, batch: Batch) -> ReadBatch:
    """The articles of a batch. Raises FramingError if the table is not what it was when it was cut."""
    articles: dict[str, PlacedArticle] = {}
    problems: list[Problem] = []
    contents = BatchContents()
    for row in placed_rows(table, start=batch.start, end=batch.end, first_number=batch.first_number):
        article, found = article_of(row, table)
        contents.add(row, article)
        problems += found
        if article and article.article_id in articles:
            problems.append(used_before(article.article_id, table.name, row.number,
                                        f"row {articles[article.article_id].number}"))
        elif article:
            articles[article.article_id] = PlacedArticle(article, row.number, row.start)
    if contents.sha256() != batch.sha256:
        raise FramingError(Problem(ERROR, "The table changed while it was counted.", file=table.path,
                                   next_step="Run 'framing count' again; what is finished is kept."))
    return ReadBatch(tuple(articles.values()), tuple(problems))


def article_of(row: PlacedRow, table: Table) -> tuple[Article | None, list[Problem]]:
    """The article of a row, if it can be used, and what is wrong with it."""
    if isinstance(row.found, Row):
        return article_from_row(row.found, table.beside, table.name)
    return None, [] if row.found is None else [row.found]


def used_before(article_id: str, file: str, number: int, where: str) -> Problem:
    """An id that an earlier row has."""
    return Problem(SKIPPED, f"The id was already used in {where}.", file=file, row=number, column="article_id",
                   value=article_id, allowed="each id once", next_step="Give this article another id.",
                   article_id=article_id)


class BatchContents:
    """A checksum over rows as they are read."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, row: PlacedRow, article: Article | None) -> None:
        """One more row; of an article whose text lies in a file of its own, that text."""
        values = [value.encode("utf-8", "surrogatepass") for value in self._values(row, article)]
        self._digest.update(b"\xff".join([*values, b""]))

    @staticmethod
    def _values(row: PlacedRow, article: Article | None) -> Iterator[str]:
        if isinstance(row.found, Row):
            for name, value in row.found.values.items():
                yield name
                yield value
        else:
            yield str(row.found)
        if article is not None and article.file:
            yield article.text

    def sha256(self) -> str:
        """The checksum so far."""
        return self._digest.hexdigest()
