"""Lines that an outlet's pages share: what several articles say word for word, the site says."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Protocol

import numpy as np

from framing.plain_line import Claims, Lines, PlainLine, fold_marks, make_plain_line

# Shorter lines may be subheadings that a series uses each time ("What happens next"), longer ones are
# paragraphs that articles share because one agency wrote them.
MIN_WORDS = 6
MAX_WORDS = 60
# Two articles may quote the same statement; three that do so on a line of its own are a page's furniture.
# An outlet with two articles has no third to ask: there, both must have the line.
MIN_ARTICLES = 3
# Papers that print one agency report share its paragraphs, so between outlets more are asked for.
MIN_OUTLETS = 4
# An article most of whose words are also in another one is that article again (updated, or printed
# elsewhere). What two versions share is their text.
MAX_SHARED_SHARE = 0.5
ALL_OUTLETS = ""

_OPENING_MARKS = ('"', "'", "«")


class Page(Protocol):
    """What an article is here."""

    @property
    def outlet(self) -> str: ...

    @property
    def text(self) -> str: ...


def find_repeated_lines(articles: Iterable[Page]) -> frozenset[tuple[str, str]]:
    """(outlet, line) for every line that articles of one outlet share; the outlet is "" for lines of all outlets.

    A line is counted once an article. It is taken as repeated when it has 6 to 60 words, does not open with a
    quote mark, and stands in at least 3 articles of the outlet (in both, if the outlet has two), or in articles
    of at least 4 outlets. Articles that are mostly made of shared paragraphs are versions of each other and do
    not count. The lines come in the folded form that ``clean`` compares; one article alone gives none.

    Pass the result to ``clean``. ``articles`` is gone through twice and may be a stream that begins anew each time
    (the second time few are asked for their text): 8 bytes a line are kept, and the lines that articles share. It
    cannot tell a promotion from a sentence that a column always ends with: neither is about the story.
    """
    numbers, places, bounds = _shared_lines(articles)
    seen: dict[int, PlainLine] = {}
    n_originals: Counter[str] = Counter()
    n_articles: Counter[tuple[str, int]] = Counter()
    for article, start, end in zip(articles, bounds[:-1], bounds[1:], strict=True):
        place_of = dict(zip(numbers[start:end].tolist(), places[start:end].tolist(), strict=True))
        if not place_of.keys() <= seen.keys():
            lines = list(_raw_lines(article))
            seen |= {number: make_plain_line(fold_marks(lines[place])) for number, place in place_of.items()
                     if number not in seen}
        if not _is_a_version(article, {*places[start:end].tolist()}, [seen[number] for number in place_of]):
            n_originals[article.outlet] += 1
            n_articles.update([(article.outlet, number) for number in place_of if _may_be_repeated(seen[number])])
    found = {(outlet, number) for (outlet, number), n in n_articles.items()
             if n >= max(2, min(n_originals[outlet], MIN_ARTICLES))}
    n_outlets = Counter(number for _, number in n_articles)
    found |= {(ALL_OUTLETS, number) for number, n in n_outlets.items() if n >= MIN_OUTLETS}
    return frozenset((outlet, _fold(seen[number])) for outlet, number in found)


def claim_repeated(lines: Lines, outlet: str, repeated: Set[tuple[str, str]], claims: Claims, *,
                   asked: Sequence[int] | None = None) -> Claims:
    """``claims`` and the lines that are in ``repeated`` for this outlet or for all. ``asked``: those that may be."""
    if not repeated or (asked is not None and not asked):
        return claims
    claimed = dict(claims)
    for i in lines if asked is None else asked:
        if i not in claims and MIN_WORDS <= lines[i].n_words <= MAX_WORDS:
            text = _fold(lines[i])
            if (outlet, text) in repeated:
                claimed[i] = ("promotion", "repeated.in_outlet")
            elif (ALL_OUTLETS, text) in repeated:
                claimed[i] = ("promotion", "repeated.across_outlets")
    return claimed


def _fold(line: PlainLine) -> str:
    return line.text.casefold()


def _raw_lines(article: Page) -> Iterator[str]:
    """The article's lines, trimmed. Not folded: a page's furniture is the same to the character."""
    return filter(None, map(str.strip, article.text.replace("\r", "\n").split("\n")))


def _shared_lines(articles: Iterable[Page]) -> tuple[np.ndarray, np.ndarray, Sequence[int]]:
    """The lines of each article that another one has too: a number, the same for all lines that are the same, and the
    line's place in the article. Those of article a are ``[bounds[a]:bounds[a + 1]]``.

    Lines are told apart by hashes of 64 bits: two of ten million that differ are taken as one with odds below 1e-5.
    """
    gathered, ends = array("q"), array("q", [0])  # two that grow: one for each article would be copied in the end
    for page in articles:
        gathered.extend(map(hash, _raw_lines(page)))
        ends.append(len(gathered))
    hashes, first = np.frombuffer(gathered, np.int64), np.frombuffer(ends, np.int64)
    order = np.argsort(hashes)
    article = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    is_new = np.diff(hashes[order], prepend=0) != 0
    number = np.cumsum(is_new, dtype=np.int32)
    is_shared = np.zeros(len(hashes) + 1, bool)
    is_shared[number[1:][~is_new[1:] & (np.diff(article[order]) != 0)]] = True
    rows = order[is_shared[number]]
    in_text = np.argsort(rows)
    rows = rows[in_text]
    return (number[is_shared[number]][in_text], rows - first[article[rows]], np.searchsorted(rows, first).tolist())


def _is_a_version(article: Page, places: Set[int], shared: Iterable[PlainLine]) -> bool:
    """Whether most of an article's paragraphs are also in another article: the lines at ``places``, ``shared``.

    Only lines that end like a sentence are asked: links and boxes, which a site's pages do share, mostly do not.
    """
    n_shared_words = sum(line.n_words for line in shared if line.ends_like_a_sentence())
    if not n_shared_words:
        return False
    n_words = n_shared_words
    own = {raw for place, raw in enumerate(_raw_lines(article)) if place not in places}
    for raw in sorted(own, key=len, reverse=True):
        line = make_plain_line(fold_marks(raw))
        n_words += line.n_words if line.ends_like_a_sentence() else 0
        if n_shared_words <= MAX_SHARED_SHARE * n_words:  # of most articles the longest line tells
            return False
    return True


def _may_be_repeated(line: PlainLine) -> bool:
    return MIN_WORDS <= line.n_words <= MAX_WORDS and not line.text.startswith(_OPENING_MARKS)
