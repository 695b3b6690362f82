"""One piece of news as it was published: its text, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

PRECISIONS = ("day", "month", "year", "unknown")

# What ``articles.csv`` may hold, in the order in which it is written. Only the first two are required
# besides the text: a corpus that knows no author is still a corpus.
COLUMNS = {
    "article_id": "a short unique name, e.g. 003",
    "outlet": "who published it, as the reader should see it",
    "file": "the text file, relative to the folder (or use a column 'text')",
    "text": "the text itself (or use a column 'file')",
    "title": "the headline",
    "author": "who wrote it",
    "published": "YYYY-MM-DD, YYYY-MM or YYYY; empty if unknown",
    "published_precision": "day, month, year or unknown",
    "published_basis": "stated, or inferred and from what",
    "genre": "e.g. news report, news digest, editorial, analysis; unknown if it is",
    "republished_from": "the first publisher, if it is not the outlet",
    "url": "where it was, or unknown",
    "rights": "who holds them",
}
REQUIRED_COLUMNS = ("article_id", "outlet")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is exactly what was scraped and is never edited: cleaning only labels its lines."""

    article_id: str
    outlet: str
    text: str
    file: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    published_precision: str = "unknown"
    published_basis: str = ""
    genre: str = "unknown"
    republished_from: str = ""
    url: str = ""
    rights: str = ""
