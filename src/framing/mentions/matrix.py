"""The omission matrix: every item in every article, and what its absence is worth given the article's length."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.mentions.find import find_mentions
from framing.pieces import PARTS


@kept_with_first
def mention_table(corpus: Corpus, *, max_items: int | None = None) -> pd.DataFrame:
    """One row an item and article, items with most mentions first (then by kind and name), articles in corpus order.

    ``n_mentions``; ``expected``: mentions if the article used the item at the rate of the *other* articles together,
    which is not defined (NaN) when there is no other; ``chance_of_none``: exp(-expected), how often a text of this
    length would have none if mentions fell evenly (Poisson). Mentions come in clusters, so the true chance of none is
    higher: a small value is a reason to read, no test. ``first_sentence`` (from 1), ``first_part`` and ``share_before``
    (of the article's words, those in sentences before that one) say where it comes first. ``only_here``: no other
    article has it. Absent means not mentioned by these ``forms``.
    """
    mentions, n_articles = find_mentions(corpus), len(corpus.articles)
    order = np.argsort(-np.bincount(mentions.item, minlength=len(mentions.items)), kind="stable")[:max_items]
    cell, sentence = _cells(corpus, order)
    counts = np.bincount(cell, minlength=len(order) * n_articles).reshape(len(order), n_articles)
    table = _labels(corpus, order).assign(n_mentions=counts.ravel())
    table["is_present"] = table["n_mentions"] > 0
    table["only_here"] = table["is_present"] & np.repeat((counts > 0).sum(axis=1) == 1, n_articles)
    n_words = corpus.articles["n_words"].to_numpy()
    table["n_words"] = np.tile(n_words, len(order))
    table["expected"] = expected_mentions(counts, n_words).ravel()
    table["chance_of_none"] = np.exp(-table["expected"])
    return pd.concat([table, _first_places(corpus, cell, sentence, counts.size)], axis=1)


def _cells(corpus: Corpus, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cell (place in ``order`` x articles) and sentence of each mention of the items in ``order``.

    Of no others: in a large corpus every item by every article would fill the memory.
    """
    mentions = find_mentions(corpus)
    place = np.full(len(mentions.items), -1)
    place[order] = np.arange(len(order))
    kept = place[mentions.item] >= 0
    sentence = mentions.sentence[kept]
    article = corpus.sentence_columns.article[sentence].astype(np.int64)
    return place[mentions.item[kept]] * len(corpus.articles) + article, sentence


def expected_mentions(counts: np.ndarray, n_words: np.ndarray) -> np.ndarray:
    """Mentions (items, articles) that each article would have at the rate of all others; NaN without others."""
    others = n_words.sum() - n_words
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(others > 0, (counts.sum(axis=1, keepdims=True) - counts) / others * n_words, np.nan)


def _labels(corpus: Corpus, order: np.ndarray) -> pd.DataFrame:
    items, n_articles = find_mentions(corpus).items, len(corpus.articles)
    chosen = [items[number] for number in order.tolist()]
    return pd.DataFrame({
        "kind": np.repeat([item.kind for item in chosen], n_articles),
        "item": np.repeat(np.array([item.name for item in chosen], object), n_articles),
        "forms": np.repeat(np.array(["; ".join(item.forms) for item in chosen], object), n_articles),
        "article_id": np.tile(corpus.articles["article_id"].to_numpy(), len(chosen)),
        "outlet": np.tile(corpus.articles["outlet"].to_numpy(), len(chosen))})


def _first_places(corpus: Corpus, cell: np.ndarray, sentence: np.ndarray, n_cells: int) -> pd.DataFrame:
    """Where the first mention of each cell stands: mentions are in the order of the text."""
    sentences = corpus.sentence_columns
    filled, first = np.unique(cell, return_index=True)
    row = sentence[first]
    before = np.concatenate([[0], np.cumsum(sentences.n_words)])
    begins = np.searchsorted(sentences.article, sentences.article[row])
    n_words = corpus.articles["n_words"].to_numpy()[sentences.article[row]]
    found = pd.DataFrame({"first_sentence": row - begins + 1, "first_part": np.array(PARTS)[sentences.part[row]],
                          "share_before": (before[row] - before[begins]) / np.maximum(n_words, 1)}, index=filled)
    return found.reindex(np.arange(n_cells)).astype({"first_sentence": "Int64"})
