"""What of an article is read: its kept lines, each with the part that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.article import Article
from framing.clean import Line

PARTS = ("headline", "standfirst", "body")
PART_OF_ROLE = {"title": "headline", "standfirst": "standfirst", "body": "body", "subheading": "body"}

# Codes of a word's voice. Marks around three words or fewer may be a quotation or irony ("scare quotes"):
# a code of their own lets them be counted either way without reading the text again.
OUTLET, QUOTED, FRAGMENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article and the role of each of its lines."""

    article: Article
    lines: tuple[Line, ...]


class Piece(NamedTuple):
    """One kept line: ``whole[start:end]``, of the article in row ``article``, as this part.

    ``source``: "text", or "title" for a title that is no line of the text; ``line``: its number, 0 for such a title.
    """

    article: int
    part: str
    whole: str
    start: int
    end: int
    source: str
    line: int


def kept_pieces(row: int, article: Article, lines: Sequence[Line], *, cleaned: bool = True) -> list[Piece]:
    """The lines of an article that are read, in order, headline first.

    ``cleaned=False`` takes every line that is not blank as body. A title that is no line of the text is taken
    from the metadata; its offsets count in the title (source "title").
    """
    text = article.text
    if not cleaned:
        return [Piece(row, "body", text, line.start, line.end, "text", line.number)
                for line in lines if line.role != "blank"]
    pieces = [Piece(row, PART_OF_ROLE[line.role], text, line.start, line.end, "text", line.number)
              for line in lines if line.role in PART_OF_ROLE]
    if article.title.strip() and not any(piece.part == "headline" for piece in pieces):
        pieces.insert(0, Piece(row, "headline", article.title, 0, len(article.title), "title", 0))
    return pieces
