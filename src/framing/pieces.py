"""What of an article is read: its kept lines, each with the part that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
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
    n_lines = np.fromiter(map(len, cleaned.spans), np.int64, len(cleaned.spans))
    first = np.cumsum(n_lines) - n_lines  # among the lines of all articles
    places = np.array(list(chain.from_iterable(cleaned.spans)), np.int32).reshape(-1, 2)
    part = np.full(len(places), NOT_READ, np.int8)
    for start, held in zip(first.tolist(), cleaned.held, strict=True):
        part[[start + i for i in held]] = BODY_PART
    if with_roles:
        for start, one in zip(first.tolist(), cleaned.articles, strict=True):
            for i, (role, _) in one.claims.items():
                part[start + i] = PART_OF_CLAIM.get(role, NOT_READ)
    row = np.repeat(np.arange(len(n_lines)), n_lines)
    lines = np.flatnonzero(part != NOT_READ)
    has_headline = np.bincount(row[part == HEADLINE_PART], minlength=len(n_lines)) > 0
    titled = np.array([number for number, one in enumerate(cleaned.articles)
                       if with_roles and not has_headline[number] and one.article.title.strip()], np.int64)
    lengths = np.array([len(cleaned.articles[number].article.title) for number in titled.tolist()], np.int32)
    columns = (
        (row[lines], titled), (part[lines], np.full(len(titled), HEADLINE_PART, np.int8)),
        (np.zeros(len(lines), np.int8), np.ones(len(titled), np.int8)),
        (places[lines, 0], np.zeros(len(titled), np.int32)), (places[lines, 1], lengths),
        (lines + row[lines] + 1, first[titled] + titled))
    joined = [np.concatenate(pair) for pair in columns]
    order = np.argsort(joined[-1], kind="stable")
    return Pieces(cleaned.articles, *(column[order] for column in joined))
