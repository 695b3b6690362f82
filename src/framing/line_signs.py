"""What the steps of cleaning could find in an article at all, told from numbers, so that most lines are never read."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.article_lines import ArticleLines, HeldLines
from framing.characters import TYPOGRAPHIC_MARK, Characters, table_of
from framing.known_chunks import Columns
from framing.line_positions import MAX_CHARACTERS_OF_A_SUBHEADING, MAX_WORDS_OF_A_SUBHEADING
from framing.line_repeats import MIN_WORDS_OF_A_REPEAT
from framing.line_titles import MAX_ADDED_WORDS, MAX_WORDS_BEFORE_A_TITLE, MAX_WORDS_OF_A_BYLINE, N_LINES_TO_SEARCH
from framing.outlets import OutletRules
from framing.plain_line import ends_like_a_sentence, fold_marks, fold_words

# Two in a row ("of the") come again by chance.
N_CHUNKS_IN_A_ROW = 5

# What the last chunk of a line says of the line: it does not end like a sentence, it does, or only the line can say.
GOES_ON, ENDS, UNSURE = 0, 1, 2
ENDS_A_SENTENCE, MAY_CLOSE = table_of(".?!:;,"), table_of("\"')]*_")
MAY_CLOSE[TYPOGRAPHIC_MARK:] = True


class Signs(NamedTuple):
    """Whether each step could claim a line of an article; False: certainly not. ``known_once``: the index of the first
    longer line, if it is known that its words do not come again, else -1. ``asked``: the indices of the lines that a
    rule could describe, ``shared``: that other articles may have too, ``short``: that are short and do not surely end
    like a sentence; None if nobody has looked."""

    title: bool = True
    names: bool = True
    copies: bool = True
    known_once: int = -1
    asked: Sequence[int] | None = None
    shared: Sequence[int] | None = None
    short: Sequence[int] | None = None


EVERYTHING = Signs()


def sign_columns(distinct: Sequence[str], characters: Characters) -> Columns:
    """``ending``, one entry a chunk: GOES_ON, ENDS or UNSURE."""
    last = characters.last
    ending = np.where(ENDS_A_SENTENCE[last], np.int8(ENDS), np.int8(GOES_ON))
    for number in np.flatnonzero(MAY_CLOSE[last]).tolist():
        ending[number] = _ending(fold_marks(distinct[number]))
    return {"ending": ending}


def _ending(chunk: str) -> int:
    return ENDS if ends_like_a_sentence(chunk) else UNSURE if chunk.endswith(")") else GOES_ON


def signs_of(articles: Sequence[Article], rules: Sequence[OutletRules], lines: ArticleLines, held: HeldLines,
             columns: Columns, *, candidates: np.ndarray, repeated: Set[tuple[str, str]]) -> list[Signs]:
    """The signs of every article. ``candidates``: of each held line, the bits of the rules that could describe it."""
    keys = _keys(columns["key"][lines.chunked.chunk[_sampled(held.first, held.n_words)]], held.n_words)
    found = (_may_be_title(articles, held), _may_be_names(articles, rules, lines, held), _may_be_copies(held, keys),
             held.article[held.has_unseen])
    *masks, is_odd = (_mask(rows, len(articles)).tolist() for rows in found)
    is_short = ((held.n_words <= MAX_WORDS_OF_A_SUBHEADING) & (held.n_characters <= MAX_CHARACTERS_OF_A_SUBHEADING)
                & (columns["ending"][lines.chunked.chunk[held.last]] != ENDS))
    numbers = held.numbers(lines)
    others = range(1, len(articles))
    asked, shared, short = (
        [some.tolist() for some in np.split(numbers[mask], np.searchsorted(held.article[mask], others))]
        for mask in (candidates > 0, np.isin(keys, _keys_of_texts(repeated)), is_short))
    return [EVERYTHING if odd else Signs(*signs) for odd, *signs in zip(
        is_odd, *masks, _known_once(lines, held, columns).tolist(), asked, shared, short, strict=True)]


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


def _may_be_title(articles: Sequence[Article], held: HeldLines) -> np.ndarray:
    """Articles (rows) with a line near the top that is short enough to be the title, or without a title."""
    n_title = np.fromiter((len(fold_words(article.title)) for article in articles), np.int64, len(articles))
    rank = np.arange(len(held.piece)) - np.searchsorted(held.article, held.article)
    is_long = held.n_words > MAX_WORDS_BEFORE_A_TITLE
    n_long = np.append(0, np.cumsum(is_long))
    long_before = n_long[1:] - n_long[np.searchsorted(held.article, held.article)]
    is_candidate = ((rank < N_LINES_TO_SEARCH) & (long_before == 0)
                    & (held.n_words <= 2 * n_title[held.article] + MAX_ADDED_WORDS))
    return np.concatenate([held.article[is_candidate], np.flatnonzero(n_title == 0)])


def _may_be_names(articles: Sequence[Article], rules: Sequence[OutletRules], lines: ArticleLines, held: HeldLines
                  ) -> np.ndarray:
    """Articles (rows) with a short line whose first and last chunk are made of words of names."""
    names = {"by", "and"}
    for name in {name for article, outlet in zip(articles, rules, strict=True)
                 for name in (article.outlet, article.author, *outlet.names)}:
        names.update(fold_words(name))
    short = np.flatnonzero(held.n_words <= MAX_WORDS_OF_A_BYLINE)
    edges = lines.chunked.chunk[np.stack([held.first[short], held.last[short]])]
    distinct, number = np.unique(edges, return_inverse=True)
    of_names = np.array([_words_of(lines.chunked.distinct[one]) <= names for one in distinct.tolist()], bool)
    return held.article[short[of_names[number.reshape(edges.shape)].all(axis=0)]]


@lru_cache(maxsize=100_000)
def _words_of(chunk: str) -> frozenset[str]:
    return frozenset(fold_words(chunk))


def _known_once(lines: ArticleLines, held: HeldLines, columns: Columns) -> np.ndarray:
    """Of each article the index of the first line of some length, if its second chunk and those after it do not come
    again in a row (then it is no excerpt of a later line); else -1."""
    long = np.flatnonzero(held.n_words >= MIN_WORDS_OF_A_REPEAT)
    article, first_of = np.unique(held.article[long], return_index=True)
    line = long[first_of]
    chunk, first = lines.chunked.chunk, held.first[line]
    # What an excerpt loses at its end ("word word … …") must not reach down to these chunks.
    head = chunk[first[:, None] + np.arange(MIN_WORDS_OF_A_REPEAT)]
    doubtful = np.unique(head[columns["n_words"][head] == 0]).tolist()
    dots = [number for number in doubtful if not lines.chunked.distinct[number].strip(".…")]
    has_dots = np.isin(head, dots).any(axis=1) if dots else np.zeros(len(line), bool)
    start, stop = held.last[line] + 1, lines.chunked.bounds[lines.first[article + 1]]
    n_later = stop - start
    later = np.arange(n_later.sum()) + np.repeat(start - np.cumsum(n_later) + n_later, n_later)
    of_line = np.repeat(np.arange(len(line)), n_later)
    keys = columns["key"]
    for step in range(1, N_CHUNKS_IN_A_ROW + 1):
        same = keys[chunk.take(later, mode="clip")] == keys[chunk[first + step]][of_line]
        later, of_line = later[same] + 1, of_line[same]
    known = np.full(len(lines.first) - 1, -1)
    known[article] = np.where(has_dots | _mask(of_line, len(line)), -1, held.numbers(lines)[line])
    return known


def _may_be_copies(held: HeldLines, keys: np.ndarray) -> np.ndarray:
    """Articles (rows) in which two longer lines may be the same."""
    long = np.flatnonzero(held.n_words >= MIN_WORDS_OF_A_REPEAT)
    own = keys[long] ^ (held.article[long].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    order = np.argsort(own)
    same = own[order[1:]] == own[order[:-1]]
    return held.article[long[order[1:][same]]]
