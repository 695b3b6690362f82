"""From articles to blocks: some articles at a time are cleaned and numbered, so that what is temporary stays small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.article import Article
from framing.chunked import Chunked
from framing.clean import CleanArticle, CleanedLines, clean_all, keep_all
from framing.known_chunks import KnownChunks
from framing.numbering.block import Block, number_pieces
from framing.numbering.known import KnownWords
from framing.outlets import OutletRules
from framing.pieces import BODY_PART, Pieces, kept_pieces
from framing.problem import NOTE, SKIPPED, Problem

# Text numbered at a time: arrays of a block stay in the fast caches, and what is temporary stays small.
BLOCK_CHARACTERS = 8_000_000

RepeatedLines = Set[tuple[str, str]]


@dataclass(frozen=True)
class Cleaning:
    """What lines are cut by. ``rules_of``: the rules of an outlet; ``find_repeated``: lines that articles share, asked
    for when the first article is cleaned."""

    rules_of: Callable[[str], OutletRules]
    find_repeated: Callable[[], RepeatedLines]

    @cached_property
    def repeated(self) -> RepeatedLines:
        return self.find_repeated()

    def clean(self, articles: Sequence[Article], known: KnownChunks) -> CleanedLines:
        """Some articles with the roles of their lines."""
        return clean_all(articles, [self.rules_of(article.outlet) for article in articles], known,
                         repeated=self.repeated)


class ReadBlock(NamedTuple):
    """Articles that have a word in their body, what was found in them, and what was wrong with any."""

    articles: Sequence[CleanArticle]
    block: Block
    problems: list[Problem]


def read_blocks(articles: Sequence[Article], known: KnownWords, cleaning: Cleaning | None) -> Iterator[ReadBlock]:
    """All articles in blocks, in order; without cleaning every line that is not blank is read as body."""
    for some in _of_bounded_size(articles):
        yield _read(some, known, cleaning)


def clean_in_blocks(articles: Sequence[Article], known: KnownWords, cleaning: Cleaning) -> Iterator[CleanArticle]:
    """All articles with the roles of their lines, and nothing else of them."""
    for some in _of_bounded_size(articles):
        yield from cleaning.clean(some, known.chunks).articles


def _read(articles: Sequence[Article], known: KnownWords, cleaning: Cleaning | None) -> ReadBlock:
    lines = cleaning.clean(articles, known.chunks) if cleaning else keep_all(articles, known.chunks)
    pieces, chunked = kept_pieces(lines, with_roles=cleaning is not None), lines.lines.chunked
    is_empty = ~_have_body(pieces, chunked, known.chunks)
    some = pieces.without(is_empty)
    block = number_pieces(some, chunked.of_pieces(some.number), known.chunks)
    problems = _doubts(block, np.flatnonzero(~is_empty))
    if is_empty.any():
        others = pieces.without(~is_empty)
        problems += _doubts(number_pieces(others, chunked.of_pieces(others.number), known.chunks),
                            np.flatnonzero(is_empty))
        problems += [(row, _EMPTY) for row in np.flatnonzero(is_empty).tolist()]
    return ReadBlock(some.articles, block, [
        replace(problem, file=articles[row].file, article_id=articles[row].article_id)
        for row, problem in sorted(problems, key=lambda item: item[0])])


def _have_body(pieces: Pieces, chunked: Chunked, known: KnownChunks) -> np.ndarray:
    """Mask over the articles: those that have a word in their body. ``chunked``: the chunks of all lines."""
    has_word = known.columns["n_words"] > 0
    body = np.flatnonzero(pieces.part == BODY_PART)
    first, stop = chunked.bounds[pieces.number[body]], chunked.bounds[pieces.number[body] + 1]
    have = np.zeros(len(pieces.articles), bool)
    have[pieces.article[body[has_word[chunked.chunk[first]]]]] = True  # nearly all
    for row in np.flatnonzero(~have[pieces.article[body]]).tolist():
        have[pieces.article[body[row]]] |= has_word[chunked.chunk[first[row]:stop[row]]].any()
    return have


_EMPTY = Problem(SKIPPED, "No body text is left after cleaning.",
                 next_step="Look at its lines: 'framing check FOLDER --lines'.")


def _doubts(block: Block, rows: np.ndarray) -> list[tuple[int, Problem]]:
    """What is doubtful about the marks of a block, each with its article. ``rows``: those of the block's articles."""
    return [(int(rows[block.pieces.article[number]]),
             Problem(NOTE, message, next_step="Look at the marks; the words in doubt count as the outlet's."))
            for number, message in block.quotations.messages]


def _of_bounded_size(articles: Sequence[Article]) -> Iterator[list[Article]]:
    some: list[Article] = []
    n_characters = 0
    for article in articles:
        some.append(article)
        n_characters += len(article.text)
        if n_characters > BLOCK_CHARACTERS:
            yield some
            some, n_characters = [], 0
    if some:
        yield some
