"""A store's articles, read again from the tables that it was counted from: all of them, or one by its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from framing.archive.batches import article_of, read_batch, used_before
from framing.archive.manifest import is_store, read_manifest
from framing.archive.placed_rows import placed_rows
from framing.archive.places import Table
from framing.article import Article
from framing.problem import ERROR, NOTE, FramingError, Problem
from framing.read import Source, hash_articles, read_corpus


def read_source(place: str | Path) -> Source:
    """The articles of a corpus folder, or of a store of counts."""
    return read_store_source(place) if is_store(place) else read_corpus(place)


def read_store_source(store: str | Path) -> Source:
    """Everything that was counted into a store, from the tables that its manifest names, sorted by id.

    Of an id that stands twice the first is taken, in the order of the tables and their rows. Holds all texts:
    for what needs them (notebooks, evidence), of as many articles as memory takes. Raises FramingError if a table
    is gone or changed.
    """
    manifest = read_manifest(store)
    articles: dict[str, Article] = {}
    where: dict[str, tuple[str, int]] = {}
    first_with_text: dict[str, str] = {}
    problems: list[Problem] = [problem for counted in manifest.tables for problem in counted.problems]
    for _, counted, batch in manifest.batches():
        name = counted.table.name
        read = read_batch(counted.table, batch)
        problems += read.problems
        for article, number, _ in read.articles:
            if article.article_id in articles:
                problems.append(used_before(article.article_id, name, number, place_name(where[article.article_id],
                                                                                        name)))
                continue
            articles[article.article_id], where[article.article_id] = article, (name, number)
            twin = first_with_text.setdefault(article.text, article.article_id)
            if twin != article.article_id:
                problems.append(same_text(article.article_id, twin, name, number))
    if not articles:
        raise FramingError([*problems, Problem(ERROR, "No article can be used.", file=str(store),
                                               next_step="Mend what is listed above and count again.")])
    ordered = tuple(articles[name] for name in sorted(articles))
    folder = next((Path(counted.table.folder) for counted in manifest.tables if counted.table.folder), None)
    return Source(folder, manifest.card, ordered, tuple(problems), hash_articles(ordered))


def read_article(table: Table, start: int, number: int) -> Article:
    """The article whose row begins at a place of a table. Raises FramingError if there is none any more."""
    row = next(placed_rows(table, start=start, first_number=number), None)
    article = None if row is None else article_of(row, table)[0]
    if article is None:
        raise FramingError(Problem(ERROR, "There is no article at this place any more.", file=table.path, row=number,
                                   next_step="The table changed: run 'framing count' again."))
    return article


def place_name(where: tuple[str, int], file: str) -> str:
    """A row as a message in another row of ``file`` names it."""
    return f"row {where[1]}" if where[0] == file else f"row {where[1]} of {where[0]}"


def same_text(article_id: str, twin: str, file: str, number: int) -> Problem:
    """A text that an earlier article has."""
    return Problem(NOTE, f"The text is that of article {twin!r}: one text counts as two articles.", file=file,
                   row=number, article_id=article_id,
                   next_step="Delete one of them, unless two publications are meant.")


def number_text(text: str) -> int:
    """64 bits that stand for a text or an id where millions of them must be told apart."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
