"""One article of a store, read from the table that it was counted from: the text behind a number, on demand."""

from __future__ import annotations

from pathlib import Path

from framing.archive.manifest import batch_path, read_manifest
from framing.archive.source import read_article
from framing.article import Article
from framing.problem import ERROR, FramingError, Problem
from framing.store.batch_file import read_head


def fetch_article(store: str | Path, article_id: str) -> Article:
    """The article of that id, from its place in the input. Of an id that stands twice, the one that counts.

    Raises FramingError if the store has no such article, or the input is gone or changed.
    """
    for name, counted, _ in read_manifest(store).batches():
        path = batch_path(Path(store), name)
        places = read_head(path).places if path.is_file() else None
        if places is None or not len(places):
            continue
        found = places[places["article_id"] == article_id]
        if len(found):
            article = read_article(counted.table, int(found["start"].iloc[0]), int(found["number"].iloc[0]))
            if article.article_id == article_id:
                return article
            raise FramingError(Problem(ERROR, "The table changed since it was counted.", file=counted.table.path,
                                       row=int(found["number"].iloc[0]), next_step="Run 'framing count' again."))
    raise FramingError(Problem(ERROR, f"The store has no article {article_id!r}.", file=str(store),
                               next_step="Ids are those of articles.csv."))
