"""Lines that an outlet's pages share: what several articles say word for word, the site says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import compress

import numpy as np

from framing.article import Article
from framing.plain_line import Claims, Lines, PlainLine, fold_marks, make_plain_line, unclaimed

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


def find_repeated_lines(articles: Sequence[Article]) -> frozenset[tuple[str, str]]:
    """(outlet, line) for every line that articles of one outlet share; the outlet is "" for lines of all outlets.

    A line is counted once an article. It is taken as repeated when it has 6 to 60 words, does not open with a
    quote mark, and stands in at least 3 articles of the outlet (in both, if the outlet has two), or in articles
    of at least 4 outlets. Articles that are mostly made of shared paragraphs are versions of each other and do
    not count. The lines come in the folded form that ``clean`` compares; one article alone gives none.

    Pass the result to ``clean``. Linear: three passes over the lines, of which two look at shared lines only.
    It cannot tell a promotion from a sentence that a column always ends with: neither is about the story.
    """
    shared = _find_shared_lines(articles)
    shared_of = [shared.keys() & _raw_lines(article) for article in articles]
    is_original = [not _is_a_version(article, own, shared)
                   for article, own in zip(articles, shared_of, strict=True)]
    originals = list(compress(articles, is_original))
    n_articles = Counter((article.outlet, line) for article, lines in
                         zip(originals, compress(shared_of, is_original), strict=True) for line in lines)
    n_articles_needed = {
        outlet: max(2, min(n, MIN_ARTICLES)) for outlet, n in Counter(a.outlet for a in originals).items()
    }
    n_outlets = Counter(line for _, line in n_articles)
    found = {(outlet, line) for (outlet, line), n in n_articles.items() if n >= n_articles_needed[outlet]}
    found.update((ALL_OUTLETS, line) for line, n in n_outlets.items() if n >= MIN_OUTLETS)
    return frozenset((outlet, _fold(shared[line])) for outlet, line in found if _may_be_repeated(shared[line]))


def claim_repeated(lines: Lines, outlet: str, repeated: Set[tuple[str, str]], claims: Claims) -> Claims:
    """``claims`` and the lines that are in ``repeated`` for this outlet or for all."""
    claimed = dict(claims)
    for i in unclaimed(lines, claims) if repeated else ():
        if MIN_WORDS <= lines[i].n_words <= MAX_WORDS:
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
    return {line.strip() for line in article.text.replace("\r", "\n").split("\n")}


def _find_shared_lines(articles: Sequence[Article]) -> dict[str, PlainLine]:
    """Every line that at least two articles have. Of all of them only a hash is kept first, to save memory."""
    hashes = [np.fromiter(map(hash, _raw_lines(article)), np.int64) for article in articles]
    values, n_articles = np.unique(np.concatenate([np.empty(0, np.int64), *hashes]), return_counts=True)
    repeated = set(values[n_articles > 1].tolist())
    shared: dict[str, PlainLine] = {}
    for article, own in zip(articles, hashes, strict=True):
        if not repeated.isdisjoint(own.tolist()):
            for line in _raw_lines(article):
                if hash(line) in repeated and line not in shared:
                    shared[line] = make_plain_line(fold_marks(line))
    return shared


def _is_a_version(article: Article, own: Set[str], shared: Mapping[str, PlainLine]) -> bool:
    """Whether most of its paragraphs are also in another article.

    Only lines that end like a sentence are asked: links and boxes, which a site's pages do share, mostly do not.
    """
    n_shared_words = sum(shared[line].n_words for line in own if shared[line].ends_like_a_sentence())
    if not n_shared_words:
        return False
    lines = [make_plain_line(fold_marks(line)) for line in _raw_lines(article)]
    return n_shared_words > MAX_SHARED_SHARE * sum(line.n_words for line in lines if line.ends_like_a_sentence())


def _may_be_repeated(line: PlainLine) -> bool:
    return MIN_WORDS <= line.n_words <= MAX_WORDS and not line.text.startswith(_OPENING_MARKS)
