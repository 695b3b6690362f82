"""``find_repeated_lines`` for a table that is read as a stream: the same lines, with a number kept for each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set

import numpy as np

from framing.article import Article
from framing.plain_line import PlainLine, fold_marks, make_plain_line
from framing.repeated_lines import (
    ALL_OUTLETS,
    MAX_SHARED_SHARE,
    MAX_WORDS,
    MIN_ARTICLES,
    MIN_OUTLETS,
    MIN_WORDS,
)

OPENING_MARKS = ('"', "'", "«")

# Numbers of lines are gathered in lists of this size before they become an array of 8 bytes each.
LINES_AT_A_TIME = 1_000_000


def find_repeated_lines_of(read: Callable[[], Iterable[Article]]) -> frozenset[tuple[str, str]]:
    """What ``find_repeated_lines`` finds in the articles that ``read()`` gives, which is called twice.

    Memory: 8 bytes a line of the table, and the lines that articles share.
    """
    shared = _shared_numbers(read())
    seen: dict[str, PlainLine] = {}
    n_originals: Counter[str] = Counter()
    n_articles: Counter[tuple[str, str]] = Counter()
    for article in read():
        lines = raw_lines(article)
        of_others = {line for line in lines if hash(line) in shared}
        for line in of_others - seen.keys():
            seen[line] = make_plain_line(fold_marks(line))
        if not _is_a_version(lines, of_others, seen):
            n_originals[article.outlet] += 1
            n_articles.update((article.outlet, line) for line in of_others if _may_be_repeated(seen[line]))
    found = {(outlet, line) for (outlet, line), n in n_articles.items()
             if n >= max(2, min(n_originals[outlet], MIN_ARTICLES))}
    n_outlets = Counter(line for _, line in n_articles)
    found |= {(ALL_OUTLETS, line) for line, n in n_outlets.items() if n >= MIN_OUTLETS}
    return frozenset((outlet, seen[line].text.casefold()) for outlet, line in found)


def raw_lines(article: Article) -> set[str]:
    """The article's different lines, trimmed."""
    return {line.strip() for line in article.text.replace("\r", "\n").split("\n")}


def _shared_numbers(articles: Iterable[Article]) -> Set[int]:
    """Numbers (hashes) of the lines that at least two articles have."""
    numbers = np.sort(np.concatenate([np.empty(0, np.int64), *_numbers(articles)]))
    return set(numbers[1:][numbers[1:] == numbers[:-1]].tolist())


def _numbers(articles: Iterable[Article]) -> Iterator[np.ndarray]:
    some: list[int] = []
    for article in articles:
        some.extend(map(hash, raw_lines(article)))
        if len(some) > LINES_AT_A_TIME:
            yield np.array(some, np.int64)
            some = []
    yield np.array(some, np.int64)


def _is_a_version(lines: Set[str], of_others: Set[str], seen: dict[str, PlainLine]) -> bool:
    n_shared = sum(seen[line].n_words for line in of_others if seen[line].ends_like_a_sentence())
    if not n_shared:
        return False
    plain = [make_plain_line(fold_marks(line)) for line in lines]
    return n_shared > MAX_SHARED_SHARE * sum(line.n_words for line in plain if line.ends_like_a_sentence())


def _may_be_repeated(line: PlainLine) -> bool:
    return MIN_WORDS <= line.n_words <= MAX_WORDS and not line.text.startswith(OPENING_MARKS)
