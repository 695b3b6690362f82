"""What of an article is read: its kept lines, each with the part that it belongs to."""

from __future__ import annotations

from typing import NamedTuple

from framing.clean import BODY, CleanArticle

PARTS = ("headline", "standfirst", "body")
SOURCES = ("text", "title")
PART_OF_ROLE = {"title": "headline", "standfirst": "standfirst", "body": "body", "subheading": "body"}

# Codes of a word's voice. Marks around three words or fewer may be a quotation or irony ("scare quotes"):
# a code of their own lets them be counted either way without reading the text again.
OUTLET, QUOTED, FRAGMENT = 0, 1, 2


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


def kept_pieces(row: int, cleaned_article: CleanArticle, *, cleaned: bool = True) -> list[Piece]:
    """The lines of an article that are read, in order, headline first.

    ``cleaned=False`` takes every line that is not blank as body. A title that is no line of the text is taken
    from the metadata; its offsets count in the title (source "title").
    """
    article, spans, claims = cleaned_article.article, cleaned_article.spans, cleaned_article.claims
    if not cleaned:
        return [Piece(row, "body", article.text, *spans[i], "text", i + 1) for i in cleaned_article.held]
    parts = [(i, PART_OF_ROLE.get(claims.get(i, BODY)[0])) for i in cleaned_article.held]
    pieces = [Piece(row, part, article.text, *spans[i], "text", i + 1) for i, part in parts if part]
    if article.title.strip() and not any(piece.part == "headline" for piece in pieces):
        pieces.insert(0, Piece(row, "headline", article.title, 0, len(article.title), "title", 0))
    return pieces
