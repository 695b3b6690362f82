"""Lines that an outlet's pages share: what several articles say word for word, the site says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from framing.article import Article
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


def find_repeated_lines(articles: Iterable[Article]) -> frozenset[tuple[str, str]]:
    """(outlet, line) for every line that articles of one outlet share; the outlet is "" for lines of all outlets.

    A line is counted once an article. It is taken as repeated when it has 6 to 60 words, does not open with a
    quote mark, and stands in at least 3 articles of the outlet (in both, if the outlet has two), or in articles
    of at least 4 outlets. Articles that are mostly made of shared paragraphs are versions of each other and do
    not count. The lines come in the folded form that ``clean`` compares; one article alone gives none.

    Pass the result to ``clean``. ``articles`` is gone through twice and may be a stream that begins anew each time:
    8 bytes a line are kept, and the lines that articles share. It cannot tell a promotion from a sentence that a
    column always ends with: neither is about the story.
    """
    shared, has_shared = _shared_numbers(articles)
    seen: dict[str, PlainLine] = {}
    n_originals: Counter[str] = Counter()
    n_articles: Counter[tuple[str, str]] = Counter()
    for article, is_sharing in zip(articles, has_shared, strict=True):
        lines = _raw_lines(article) if is_sharing else set()
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
    return frozenset((outlet, _fold(seen[line])) for outlet, line in found)


def claim_repeated(lines: Lines, outlet: str, repeated: Set[tuple[str, str]], claims: Claims, *,
                   asked: Sequence[int] | None = None) -> Claims:
    """``claims`` and the lines that are in ``repeated`` for this outlet or for all. ``asked``: those that may be."""
    claimed = dict(claims)
    for i in (lines if asked is None else asked) if repeated else ():
        if i not in claims and MIN_WORDS <= lines[i].n_words <= MAX_WORDS:
            text = _fold(lines[i])
            if (outlet, text) in repeated:
                claimed[i] = ("promotion", "repeated.in_outlet")
            elif (ALL_OUTLETS, text) in repeated:
                claimed[i] = ("promotion", "repeated.across_outlets")
    return claimed


def _fold(line: PlainLine) -> str:
    return line.text.casefold()


def _raw_lines(article: Article) -> set[str]:
    """The article's different lines, trimmed. Not folded: a page's furniture is the same to the character."""
    lines = set(map(str.strip, article.text.replace("\r", "\n").split("\n")))
    lines.discard("")
    return lines


def _shared_numbers(articles: Iterable[Article]) -> tuple[Set[int], list[bool]]:
    """Numbers (hashes) of the lines that at least two articles have, and of every article whether it has one."""
    by_article = [np.fromiter(map(hash, lines), np.int64, len(lines)) for lines in map(_raw_lines, articles)]
    numbers = np.concatenate([np.empty(0, np.int64), *by_article])
    in_order = np.sort(numbers)
    shared = np.unique(in_order[1:][in_order[1:] == in_order[:-1]])
    before = np.append(0, np.cumsum(np.isin(numbers, shared)))
    ends = np.cumsum([len(lines) for lines in by_article], dtype=np.int64)
    n_shared = before[ends] - before[ends - np.array([len(lines) for lines in by_article], np.int64)]
    return set(shared.tolist()), (n_shared > 0).tolist()


def _is_a_version(lines: Set[str], of_others: Set[str], seen: Mapping[str, PlainLine]) -> bool:
    """Whether most of an article's paragraphs are also in another article.

    Only lines that end like a sentence are asked: links and boxes, which a site's pages do share, mostly do not.
    """
    n_shared_words = sum(seen[line].n_words for line in of_others if seen[line].ends_like_a_sentence())
    if not n_shared_words:
        return False
    plain = [make_plain_line(fold_marks(line)) for line in lines]
    return n_shared_words > MAX_SHARED_SHARE * sum(line.n_words for line in plain if line.ends_like_a_sentence())


def _may_be_repeated(line: PlainLine) -> bool:
    return MIN_WORDS <= line.n_words <= MAX_WORDS and not line.text.startswith(_OPENING_MARKS)
