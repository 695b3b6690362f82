"""Which texts are compared: outlets, random halves of one outlet's articles, halves of one article.

Every article is cut into four pieces: its first and its second half by sentences, and in each of them every other
sentence. An outlet, half of its articles, half of an article: all of these are piles of such pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import sparse

from framing.corpus import Corpus
from framing.kept import kept_with_first

OUTLETS, ARTICLES, HALVES = "outlets", "articles of one outlet", "halves of one article"
# Whether a piece is of the second half, and whether it holds every second sentence of its half.
PIECES = ((0, 0), (0, 1), (1, 0), (1, 1))
# Ways to deal the articles of an outlet, and of all outlets together; but never fewer than the last an outlet.
MAX_SPLITS, MAX_SPLITS_IN_ALL, MIN_SPLITS = 200, 1_000, 20
# Articles that are cut in halves, evenly spread over the corpus.
MAX_HALVED = 100


class Comparisons(NamedTuple):
    """Pairs of piles, one row a pair: ``left`` and ``right`` (pairs, pieces) hold 1 for each piece of a pile.

    ``names``: what the left and the right pile of each pair are called; ``outlets``: the outlet that a pair is from;
    ``n_units``: how many articles were dealt or cut, or how many outlets compared.
    """

    how: str
    left: sparse.csr_array
    right: sparse.csr_array
    names: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]
    n_units: int

    def __len__(self) -> int:
        return len(self.names)


@kept_with_first
def piece_of_sentences(corpus: Corpus) -> np.ndarray:
    """For every sentence the number of its piece: row of the article x 4 + number in PIECES.

    Of an odd number of sentences the first half has one more. Headline and standfirst are sentences as any other.
    """
    article = corpus.sentence_columns.article
    n_sentences = np.bincount(article, minlength=len(corpus.articles))
    position = np.arange(len(article)) - (np.cumsum(n_sentences) - n_sentences)[article]
    is_second = 2 * position >= n_sentences[article] + n_sentences[article] % 2
    return article * len(PIECES) + 2 * is_second + position % 2


def deal_articles(corpus: Corpus, rng: np.random.Generator) -> Comparisons:
    """The articles of each outlet dealt to two piles: in every way where these are few, else in random ways."""
    outlets = corpus.articles["outlet"].to_numpy()
    members = [np.flatnonzero(outlets == outlet) for outlet in corpus.outlets]
    members = [rows for rows in members if len(rows) > 1]
    n_each = max(MIN_SPLITS, min(MAX_SPLITS, MAX_SPLITS_IN_ALL // max(1, len(members))))
    pairs = [(rows, chosen) for rows in members for chosen in _halves_of(len(rows), n_each, rng)]
    piles = [rows[chosen] for rows, chosen in pairs], [np.delete(rows, chosen) for rows, chosen in pairs]
    names = [(_named(corpus, one, "one half of its articles"), _named(corpus, other, "the other half of its articles"))
             for one, other in zip(*piles, strict=True)]
    left, right = (_of_articles(side, len(outlets)) for side in piles)
    return _comparisons(ARTICLES, left, right, names, [outlets[rows[0]] for rows, _ in pairs],
                        sum(map(len, members)))


def _halves_of(n: int, n_splits: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Which of ``n`` articles go to the left pile, half of them; of an odd number the right pile has one more."""
    # Of an even number each way and its mirror image are the same two piles: the first article stays on the left.
    n_fixed = 1 - n % 2
    n_ways = math.comb(n - n_fixed, n // 2 - n_fixed)
    if n_ways <= n_splits:
        for chosen in combinations(range(n_fixed, n), n // 2 - n_fixed):
            yield np.array([*range(n_fixed), *chosen])
    else:
        for _ in range(n_splits):
            yield np.sort(rng.permutation(n)[:n // 2])


def halve_articles(corpus: Corpus) -> Comparisons:
    """Each article cut in two twice: beginning against end, and every other sentence against the rest.

    A beginning and an end differ for reasons of composition (the news first, the background last); sentences that
    take turns do not. An article of one sentence has no halves.
    """
    n_sentences = np.bincount(corpus.sentence_columns.article, minlength=len(corpus.articles))
    rows = np.flatnonzero(n_sentences > 1)
    if len(rows) > MAX_HALVED:
        rows = rows[np.linspace(0, len(rows) - 1, MAX_HALVED).round().astype(int)]
    ids, outlets = (corpus.articles[name].to_numpy()[rows] for name in ("article_id", "outlet"))
    ways = (("first half of", "second half of"), ("odd sentences of", "even sentences of"))
    names = [(f"{one} {article}", f"{other} {article}") for article in ids for one, other in ways]
    pieces = [[[row * len(PIECES) + place for place, piece in enumerate(PIECES) if piece[way] == side]
               for row in rows.tolist() for way in (0, 1)] for side in (0, 1)]
    left, right = (_membership(side, len(corpus.articles)) for side in pieces)
    return _comparisons(HALVES, left, right, names, np.repeat(outlets, 2).tolist(), len(rows))


@kept_with_first
def pair_outlets(corpus: Corpus) -> Comparisons:
    """Every two outlets."""
    pairs = list(combinations(corpus.outlets, 2))
    sides = [[_rows_of(corpus, pair[side]) for pair in pairs] for side in (0, 1)]
    left, right = (_of_articles(side, len(corpus.articles)) for side in sides)
    return _comparisons(OUTLETS, left, right, pairs, [""] * len(pairs), len(corpus.outlets))


@kept_with_first
def outlets_against_rest(corpus: Corpus) -> Comparisons:
    """Every outlet and all others together."""
    own = [_rows_of(corpus, outlet) for outlet in corpus.outlets] if len(corpus.outlets) > 1 else []
    rest = [np.setdiff1d(np.arange(len(corpus.articles)), rows) for rows in own]
    left, right = (_of_articles(side, len(corpus.articles)) for side in (own, rest))
    names = [(outlet, "all others") for outlet, _ in zip(corpus.outlets, own, strict=False)]
    return _comparisons(OUTLETS, left, right, names, [""] * len(own), len(corpus.outlets))


def _rows_of(corpus: Corpus, outlet: str) -> np.ndarray:
    return np.flatnonzero(corpus.articles["outlet"].to_numpy(object) == outlet)


def _named(corpus: Corpus, rows: np.ndarray, otherwise: str) -> str:
    """A pile of one article by its id, a larger one by what it is."""
    return f"article {corpus.articles['article_id'].iloc[rows[0]]}" if len(rows) == 1 else otherwise


def _comparisons(how: str, left: sparse.csr_array, right: sparse.csr_array, names: Sequence[tuple[str, str]],
                 outlets: Sequence[str], n_units: int) -> Comparisons:
    return Comparisons(how, left, right, tuple(names), tuple(outlets), n_units)


def _of_articles(rows_of_piles: Sequence[np.ndarray], n_articles: int) -> sparse.csr_array:
    """Piles of whole articles."""
    whole = np.arange(len(PIECES))
    return _membership([(rows[:, None] * len(PIECES) + whole).ravel() for rows in rows_of_piles], n_articles)


def _membership(piles: Sequence[Sequence[int] | np.ndarray], n_articles: int) -> sparse.csr_array:
    """1 at (pile, piece) for every piece of a pile."""
    columns = np.concatenate([np.empty(0, np.int64), *(np.asarray(pile, np.int64) for pile in piles)])
    rows = np.repeat(np.arange(len(piles)), [len(pile) for pile in piles])
    return sparse.csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(piles), n_articles * len(PIECES)))
