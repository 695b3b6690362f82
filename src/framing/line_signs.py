"""What the steps of cleaning could find in an article at all, told from numbers, so that most lines are never read."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.article_lines import ArticleLines, HeldLines
from framing.chunk_shapes import Shapes
from framing.known_chunks import Columns
from framing.line_positions import MAX_CHARACTERS_OF_A_SUBHEADING, MAX_WORDS_OF_A_SUBHEADING
from framing.line_repeats import MIN_WORDS_OF_A_REPEAT
from framing.line_titles import MAX_ADDED_WORDS, MAX_WORDS_BEFORE_A_TITLE, MAX_WORDS_OF_A_BYLINE, N_LINES_TO_SEARCH
from framing.outlets import OutletRules
from framing.plain_line import ends_like_a_sentence, fold_marks, fold_words, fold_words_of_each

# Two in a row ("of the") come again by chance.
N_CHUNKS_IN_A_ROW = 5
# Of so many longer lines at the top of an article it is found out whether their words come again.
N_LONG_LINES = 3

# What the last chunk of a line says of the line: it does not end like a sentence, it does, or only the line can say.
GOES_ON, ENDS, UNSURE = 0, 1, 2


class Signs(NamedTuple):
    """What the steps of cleaning could find in an article; as it stands here: anything.

    ``title``: the words of the given title. ``copies``: whether two longer lines may be the same. The indices of lines:
    ``known_once``, the first longer ones, if it is known that their words do not come again; ``top``, short and near
    enough to the top for a title; ``asked``, that a rule could describe; ``shared``, that other articles may have too;
    ``named``, that may be made of names; ``short``, that do not surely end like a sentence.
    """

    title: tuple[str, ...] | None = None
    copies: bool = True
    known_once: Sequence[int] = ()
    top: Sequence[int] | None = None
    asked: Sequence[int] | None = None
    shared: Sequence[int] | None = None
    named: Sequence[int] | None = None
    short: Sequence[int] | None = None


EVERYTHING = Signs()


def sign_columns(shapes: Shapes) -> Columns:
    """``ending``, one entry a chunk: GOES_ON, ENDS or UNSURE."""
    return {"ending": shapes.ask(lambda text: _ending(fold_marks(text)), np.int8)}


def _ending(chunk: str) -> int:
    return ENDS if ends_like_a_sentence(chunk) else UNSURE if chunk.endswith(")") else GOES_ON


def signs_of(articles: Sequence[Article], rules: Sequence[OutletRules], lines: ArticleLines, held: HeldLines,
             columns: Columns, *, candidates: np.ndarray, repeated: Set[tuple[str, str]]) -> list[Signs]:
    """The signs of every article. ``candidates``: of each held line, the bits of the rules that could describe it."""
    titles = fold_words_of_each([article.title for article in articles])
    keys = _keys(columns["key"][lines.chunked.chunk[_sampled(held.first, held.n_words)]], held.n_words)
    is_short = ((held.n_words <= MAX_WORDS_OF_A_SUBHEADING) & (held.n_characters <= MAX_CHARACTERS_OF_A_SUBHEADING)
                & (columns["ending"][lines.chunked.chunk[held.last]] != ENDS))
    # What nobody sees is in the chunks, but not in the line: such lines are asked whatever their chunks say.
    odd = held.has_unseen
    is_odd = _mask(held.article[odd], len(articles))
    indices = (_indices(mask, lines, held) for mask in (
        _known_once(lines, held, columns) & ~is_odd[held.article], _may_be_title(titles, held), candidates > 0,
        np.isin(keys, _keys_of_texts(repeated)) | odd, _may_be_names(articles, rules, lines, held) | odd, is_short))
    may_be_copies = is_odd | _mask(_may_be_copies(held, keys), len(articles))
    return [Signs(*signs) for signs in zip(titles, may_be_copies.tolist(), *indices, strict=True)]


def _indices(mask: np.ndarray, lines: ArticleLines, held: HeldLines) -> list[list[int]]:
    """Of each article the indices of the lines that a mask over all marks."""
    found = held.numbers(lines)[mask].tolist()
    bounds = np.searchsorted(held.article[mask], np.arange(len(lines.first))).tolist()
    return [found[start:end] for start, end in pairwise(bounds)]


def _mask(rows: np.ndarray, n: int) -> np.ndarray:
    mask = np.zeros(n, bool)
    mask[rows] = True
    return mask


def _sampled(first: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Places of some chunks of every line, shape (lines, 6): lines that are the same have the same there."""
    return np.stack([first, first + (n > 1), first + n // 4, first + n // 2, first + 3 * n // 4, first + n - 1], axis=1)


def _keys(chunk_keys: np.ndarray, n_words: np.ndarray) -> np.ndarray:
    """One number a line of its sampled chunks and its length."""
    keys = n_words.astype(np.uint64)
    for column in chunk_keys.T:
        keys = (keys ^ column) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return keys


def _keys_of_texts(repeated: Set[tuple[str, str]]) -> np.ndarray:
    """The same for repeated lines."""
    chunks = [text.split(" ") for text in {text for _, text in repeated}]
    n = np.fromiter(map(len, chunks), np.int64, len(chunks))
    first = np.cumsum(n) - n
    keys = np.fromiter((hash(chunk) for line in chunks for chunk in line), np.int64, int(n.sum())).view(np.uint64)
    return _keys(keys[_sampled(first, n)], n)


def _may_be_title(titles: Sequence[tuple[str, ...]], held: HeldLines) -> np.ndarray:
    """Mask: lines near the top that are short enough to be the title."""
    n_title = np.fromiter(map(len, titles), np.int64, len(titles))
    first = np.searchsorted(held.article, held.article)
    n_long = np.append(0, np.cumsum(held.n_words > MAX_WORDS_BEFORE_A_TITLE))
    return ((np.arange(len(first)) - first < N_LINES_TO_SEARCH) & (n_long[1:] == n_long[first])
            & (held.n_words <= 2 * n_title[held.article] + MAX_ADDED_WORDS))


def _may_be_names(articles: Sequence[Article], rules: Sequence[OutletRules], lines: ArticleLines, held: HeldLines
                  ) -> np.ndarray:
    """Mask: short lines whose first and last chunk are made of words of names."""
    names = {name for article, outlet in zip(articles, rules, strict=True)
             for name in (article.outlet, article.author, *outlet.names)}
    words = {"by", "and", *fold_words("\n".join(names))}
    short = np.flatnonzero(held.n_words <= MAX_WORDS_OF_A_BYLINE)
    edges = lines.chunked.chunk[np.stack([held.first[short], held.last[short]])]
    distinct, number = np.unique(edges, return_inverse=True)
    of_names = np.array([_words_of(lines.chunked.distinct[one]) <= words for one in distinct.tolist()], bool)
    return _mask(short[of_names[number.reshape(edges.shape)].all(axis=0)], len(held.piece))


@lru_cache(maxsize=100_000)
def _words_of(chunk: str) -> frozenset[str]:
    return frozenset(fold_words(chunk))


def _known_once(lines: ArticleLines, held: HeldLines, columns: Columns) -> np.ndarray:
    """Mask: the first longer lines of each article, as far as their words do not come again in a later line: then they
    are no excerpts of it."""
    long = np.flatnonzero(held.n_words >= MIN_WORDS_OF_A_REPEAT)
    rank = np.arange(len(long)) - np.searchsorted(held.article[long], held.article[long])
    keys = columns["key"].astype(np.uint32)[lines.chunked.chunk]
    is_known = np.zeros(len(held.piece), bool)
    goes_on = np.ones(len(lines.first) - 1, bool)
    for number in range(N_LONG_LINES):
        line = long[rank == number]
        line = line[goes_on[held.article[line]] & ~_may_come_again(line, lines, held, columns, keys)]
        is_known[line] = True
        goes_on = _mask(held.article[line], len(goes_on))
    return is_known


def _may_come_again(line: np.ndarray, lines: ArticleLines, held: HeldLines, columns: Columns, keys: np.ndarray
                    ) -> np.ndarray:
    """Mask over lines (rows, one an article at most): the second chunk and those after it come again in a row, in a
    later line of the article. ``keys``: of all chunks."""
    chunk, first = lines.chunked.chunk, held.first[line]
    # What an excerpt loses at its end ("word word … …") must not reach down to these chunks.
    head = chunk[first[:, None] + np.arange(MIN_WORDS_OF_A_REPEAT)]
    doubtful = np.unique(head[columns["n_words"][head] == 0]).tolist()
    dots = [number for number in doubtful if not lines.chunked.distinct[number].strip(".…")]
    comes_again = _mask(np.flatnonzero(np.isin(head, dots)) // MIN_WORDS_OF_A_REPEAT, len(line))
    # The first chunk may be the end of a longer one. Of the next ones the longest is seldom met by chance.
    rarest = 1 + np.argmax(columns["length"][head[:, 1:N_CHUNKS_IN_A_ROW + 1]], axis=1)
    stop = lines.chunked.bounds[lines.first[held.article[line] + 1]]
    wanted = np.repeat(keys[first + rarest], np.diff(stop, prepend=0))
    met = np.flatnonzero(keys[:len(wanted)] == wanted)
    of_line = np.searchsorted(stop, met, side="right")
    is_later = met > held.last[line][of_line]
    met, of_line = met[is_later], of_line[is_later]
    for step in range(1, N_CHUNKS_IN_A_ROW + 1):
        place = met - rarest[of_line] + step
        same = keys.take(place, mode="clip") == keys[first[of_line] + step]
        met, of_line = met[same], of_line[same]
    comes_again[of_line] = True
    return comes_again


def _may_be_copies(held: HeldLines, keys: np.ndarray) -> np.ndarray:
    """Articles (rows) in which two longer lines may be the same."""
    long = np.flatnonzero(held.n_words >= MIN_WORDS_OF_A_REPEAT)
    own = keys[long] ^ (held.article[long].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    order = np.argsort(own)
    same = own[order[1:]] == own[order[:-1]]
    return held.article[long[order[1:][same]]]
