"""What of an article is read: its kept lines, each with the part that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.clean import CleanArticle, CleanedLines

PARTS = ("headline", "standfirst", "body")
SOURCES = ("text", "title")
PART_OF_ROLE = {"title": "headline", "standfirst": "standfirst", "body": "body", "subheading": "body"}

BODY_PART, HEADLINE_PART, NOT_READ = PARTS.index("body"), PARTS.index("headline"), -1
PART_OF_CLAIM = {role: PARTS.index(part) for role, part in PART_OF_ROLE.items()}

# Codes of a word's voice. Marks around three words or fewer may be a quotation or irony ("scare quotes"):
# a code of their own lets them be counted either way without reading the text again.
OUTLET, QUOTED, FRAGMENT = 0, 1, 2


class Piece(NamedTuple):
    """One kept line: ``whole[start:end]``, of the article in row ``article``.

    ``source``: number in SOURCES; a title that is no line of the text has its own.
    """

    article: int
    whole: str
    start: int
    end: int
    source: int


@dataclass(frozen=True, eq=False)
class Pieces:
    """The lines of some articles that are read, as columns in order, headline first.

    ``article``: row of the article; ``part``, ``source``: numbers in PARTS and SOURCES; ``start``, ``end``: characters
    of that source; ``number``: which of the pieces it is that the chunks of all titles and lines stand in.
    ``articles``: what the rows are about.
    """

    articles: Sequence[CleanArticle]
    article: np.ndarray
    part: np.ndarray
    source: np.ndarray
    start: np.ndarray
    end: np.ndarray
    number: np.ndarray

    def __len__(self) -> int:
        return len(self.article)

    def __getitem__(self, number: int) -> Piece:
        if number >= len(self):
            raise IndexError(number)
        row, source = int(self.article[number]), int(self.source[number])
        article = self.articles[row].article
        return Piece(row, article.title if source else article.text, int(self.start[number]), int(self.end[number]),
                     source)

    def without(self, is_left_out: np.ndarray) -> Pieces:
        """The pieces of the other articles. ``is_left_out``: mask over the articles."""
        kept = ~is_left_out[self.article]
        row = np.cumsum(~is_left_out) - 1
        articles = [one for one, left_out in zip(self.articles, is_left_out.tolist(), strict=True) if not left_out]
        return Pieces(articles, row[self.article[kept]], *(column[kept] for column in (
            self.part, self.source, self.start, self.end, self.number)))


def kept_pieces(cleaned: CleanedLines, *, with_roles: bool = True) -> Pieces:
    """The lines of all articles that are read.

    ``with_roles=False`` takes every line that is not blank as body. A title that is no line of the text is taken
    from the metadata; its offsets count in the title (source "title").
    """
    lines, n_articles = cleaned.lines, len(cleaned.articles)
    part = np.full(len(lines.article), NOT_READ, np.int8)
    part[cleaned.held] = BODY_PART
    if with_roles:
        for first, one in zip((lines.first[:-1] + 1).tolist(), cleaned.articles, strict=True):
            for i, (role, _) in one.claims.items():
                part[first + i] = PART_OF_CLAIM.get(role, NOT_READ)
        has_headline = np.bincount(lines.article[part == HEADLINE_PART], minlength=n_articles) > 0
        has_title = np.diff(lines.chunked.bounds)[lines.first[:-1]] > 0
        part[lines.first[:-1][has_title & ~has_headline]] = HEADLINE_PART
    number = np.flatnonzero(part != NOT_READ)
    is_title = np.zeros(len(part), np.int8)
    is_title[lines.first[:-1]] = SOURCES.index("title")
    return Pieces(cleaned.articles, lines.article[number], part[number], is_title[number], lines.start[number],
                  lines.end[number], number)
