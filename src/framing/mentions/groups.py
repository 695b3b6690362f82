"""What is named in which article, or outlet, and what is not: mentions summed by groups of articles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.mentions.find import find_mentions
from framing.mentions.matrix import expected_mentions

# Articles that fit side by side on a page; of more, the outlets are compared.
MAX_ARTICLES_SIDE_BY_SIDE = 8


@dataclass(frozen=True)
class GroupedMentions:
    """Mentions (items, groups), the words of each group, and what the other groups' rate would lead one to expect.

    ``group_of_article``: number of the group of each article of the corpus. ``first_sentence`` (items, groups): row of
    the first sentence that names the item, -1 where none does.
    """

    names: tuple[str, ...]
    group_of_article: np.ndarray
    counts: np.ndarray
    expected: np.ndarray
    n_words: np.ndarray
    first_sentence: np.ndarray

    @property
    def n_groups_with(self) -> np.ndarray:
        """In how many groups each item is named."""
        return (self.counts > 0).sum(axis=1)

    def telling_absences(self) -> np.ndarray:
        """For each item the most mentions that were to be expected where there is none; 0 where none is missing."""
        return np.where(self.counts == 0, np.nan_to_num(self.expected), 0).max(axis=1, initial=0)


@kept_with_first
def group_mentions(corpus: Corpus, *, by_outlet: bool) -> GroupedMentions:
    """Mentions by outlet, or by article in the order of the corpus.

    ``expected`` takes mentions to fall evenly over the words of the other groups. They do not: they come in
    clusters, so an absence where two are expected is a reason to read, no test.
    """
    articles, mentions = corpus.articles, find_mentions(corpus)
    if by_outlet:
        names = tuple(corpus.outlets)
        group = np.array([names.index(outlet) for outlet in articles["outlet"]], np.int64)
    else:
        names = tuple(f"{row.outlet}, {row.article_id}" for row in articles.itertuples())
        group = np.arange(len(articles))
    cell = mentions.item * len(names) + group[corpus.sentence_columns.article[mentions.sentence]]
    shape = len(mentions.items), len(names)
    counts = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    first = np.full(counts.size, -1)
    filled, place = np.unique(cell, return_index=True)
    first[filled] = mentions.sentence[place]
    n_words = np.bincount(group, weights=articles["n_words"].to_numpy(), minlength=len(names))
    return GroupedMentions(names, group, counts, expected_mentions(counts, n_words), n_words, first.reshape(shape))
