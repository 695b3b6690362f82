"""The titles and lines of some articles as columns, their text cut into chunks once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.characters import Characters
from framing.chunked import Chunked, Slices
from framing.known_chunks import Columns, KnownChunks
from framing.plain_line import INVISIBLE, PlainLine


class ArticleLines(NamedTuple):
    """Every title and line of some articles, one entry each: an article's title, then its lines.

    ``article``: row of the article. ``start``, ``end``: characters of the title, or of the text. ``first``
    (articles + 1,): where each article's pieces begin; its line i is the piece ``first + 1 + i``.
    ``chunked``: the chunks of all pieces. A line break at the very end of a text opens one more, empty line.
    """

    article: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    chunked: Chunked


def cut_articles(articles: Sequence[Article], known: KnownChunks) -> ArticleLines:
    """Cut the titles and texts into lines, and these into chunks."""
    # A title is one piece, whatever is in it. One character for one, so that places stay.
    titles = (article.title.replace("\n", " ").replace("\r", " ") for article in articles)
    chunked = known.chunk_lines("".join([
        part for article, title in zip(articles, titles, strict=True) for part in (title, "\n", article.text, "\n")]))
    n_title, n_text = (np.fromiter((len(getattr(article, name)) for article in articles), np.int64, len(articles))
                       for name in ("title", "text"))
    title_start = np.cumsum(n_title + n_text + 2) - (n_title + n_text + 2)
    pieces = chunked.pieces
    assert isinstance(pieces, Slices)
    first = np.append(np.searchsorted(pieces.start, title_start), len(pieces))
    article = np.repeat(np.arange(len(articles)), np.diff(first))
    shift = (title_start + n_title + 1)[article]
    shift[first[:-1]] = title_start
    return ArticleLines(article, (pieces.start - shift).astype(np.int32), (pieces.end - shift).astype(np.int32), first,
                        chunked)


class HeldLines(NamedTuple):
    """The lines of some articles that hold text, one entry each: its piece, the row of its article, the first and the
    last of its chunks (places), how many hold something visible, and the characters of these with blanks between them;
    and whether there are others among them that nobody sees."""

    piece: np.ndarray
    article: np.ndarray
    first: np.ndarray
    last: np.ndarray
    n_words: np.ndarray
    n_characters: np.ndarray
    has_unseen: np.ndarray

    def numbers(self, lines: ArticleLines) -> np.ndarray:
        """The index of each line in its article's text."""
        return self.piece - lines.first[self.article] - 1

    def some(self, mask: np.ndarray) -> HeldLines:
        """Those lines only."""
        return self if mask.all() else HeldLines(*(column[mask] for column in self))


def visible_columns(distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``length``, its characters, and ``n_visible``, those without such as nobody sees."""
    length = characters.lengths.astype(np.int32)
    codes = np.frombuffer("".join(distinct).encode("utf-32-le", "surrogatepass"), np.uint32)
    unseen = np.flatnonzero(np.any([codes == ord(character) for character in INVISIBLE], axis=0))
    n_unseen = np.bincount(np.searchsorted(np.cumsum(length), unseen, side="right"), minlength=len(length))
    return {"length": length, "n_visible": length - n_unseen.astype(np.int32)}


def held_lines(lines: ArticleLines, columns: Columns) -> HeldLines:
    """All lines but titles and those that are blank, or hold only characters that nobody sees."""
    chunked = lines.chunked
    n_chunks = np.diff(chunked.bounds)
    is_held = n_chunks > 0
    is_held[lines.first[:-1]] = False
    piece = np.flatnonzero(is_held)
    n_visible = np.append(np.int32(0), np.cumsum(columns["n_visible"][chunked.chunk], dtype=np.int32))
    first, end = chunked.bounds[piece], chunked.bounds[piece + 1]
    n_words, has_unseen = end - first, np.zeros(len(n_chunks), bool)
    if (chunk_has := columns["n_visible"] != columns["length"]).any():
        places = np.flatnonzero(chunk_has[chunked.chunk])
        has_unseen[np.searchsorted(chunked.bounds, places, side="right") - 1] = True
        is_unseen = places[columns["n_visible"][chunked.chunk[places]] == 0]
        n_words -= np.searchsorted(is_unseen, end) - np.searchsorted(is_unseen, first)
    n_characters = n_visible[end] - n_visible[first] + n_words - 1
    held = HeldLines(piece, lines.article[piece], first, end - 1, n_words, n_characters, has_unseen[piece])
    return held.some(n_words > 0)


class LinePlaces(NamedTuple):
    """What is asked of single lines that hold text, as lists with one entry a line: its index in its article, its first
    character and its end, its words, the bits of the rules that could describe it; and ``bounds`` (articles + 1,)."""

    number: list[int]
    start: list[int]
    end: list[int]
    n_words: list[int]
    candidates: list[int]
    bounds: list[int]


def line_places(lines: ArticleLines, held: HeldLines, candidates: np.ndarray) -> LinePlaces:
    """The same from columns."""
    return LinePlaces(held.numbers(lines).tolist(), lines.start[held.piece].tolist(), lines.end[held.piece].tolist(),
                      held.n_words.tolist(), candidates.tolist(),
                      np.searchsorted(held.article, np.arange(len(lines.first))).tolist())


class UnreadLines(Mapping[int, PlainLine]):
    """The lines of an article that hold text, by index, each read when it is asked for."""

    def __init__(self, text: str, places: LinePlaces, article: int):
        """``article``: its row."""
        rows = range(places.bounds[article], places.bounds[article + 1])
        self._text, self._places = text, places
        self._row = dict(zip(places.number[rows.start:rows.stop], rows, strict=True))
        self._read: dict[int, PlainLine] = {}

    def __getitem__(self, number: int) -> PlainLine:
        line = self._read.get(number)
        if line is None:
            row, places = self._row[number], self._places
            line = self._read[number] = PlainLine(self._text[places.start[row]:places.end[row]], places.n_words[row],
                                                  places.candidates[row])
        return line

    def __iter__(self) -> Iterator[int]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)
