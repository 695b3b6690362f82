"""What a number of articles, sentences or words is made of: the articles, which add up to it."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from framing.corpus import Corpus
from framing.html import Card, Fragment, number, opening, parts_card
from framing.kept import kept_with_first

# More parts than this are added up in one line.
MAX_PARTS = 20
COLUMN_OF = {"articles": None, "sentences": "n_sentences", "words": "n_words"}


def articles_card(articles: pd.DataFrame, *, title: str, counted: str) -> Card:
    """The articles with what each of them has: ``counted`` is "articles", "sentences" or "words".

    Of many articles the longest, and all others in one line.
    """
    column = COLUMN_OF[counted]
    values = articles[column] if column else pd.Series(1, index=articles.index)
    return by_article_card(articles, values, title=title, counted=counted)


def by_article_card(articles: pd.DataFrame, values: pd.Series, *, title: str, counted: str) -> Card:
    """What each article has of a number, with the index of ``articles``; of many articles those with most."""
    return _card(list(zip(article_names(articles), values.astype(int).tolist(), strict=True)), title, counted)


def _card(ranked: list[tuple[str, int]], title: str, counted: str) -> Card:
    if len(ranked) > MAX_PARTS:
        ranked.sort(key=lambda part: (-part[1], part[0]))
        others = sum(value for _, value in ranked[MAX_PARTS:])
        ranked[MAX_PARTS:] = [(f"{len(ranked) - MAX_PARTS:,} other articles", others)]
    return parts_card(ranked, title=title, counted=counted)


def by_article(corpus: Corpus, rows: pd.DataFrame, *, title: str, counted: str, column: str | None = None) -> Card:
    """Rows of a table with an ``article_id``, or the sum of one of its columns, by article; only articles with any."""
    sums = Counter[str]()
    counts = rows[column].tolist() if column else [1] * len(rows)
    for article_id, value in zip(rows["article_id"].tolist(), counts, strict=True):
        sums[article_id] += value
    return _card([(name, int(sums[article_id])) for article_id, name in _names(corpus).items() if article_id in sums],
                 title, counted)


@kept_with_first
def _names(corpus: Corpus) -> dict[str, str]:
    """Article id -> how the article is named, in the order of the articles."""
    return dict(zip(corpus.articles["article_id"].tolist(), article_names(corpus.articles), strict=True))


def article_names(articles: pd.DataFrame) -> list[str]:
    """Each article as it is named in a card: id, outlet, title."""
    columns = (articles[name].tolist() for name in ("article_id", "outlet", "title"))
    return [f"{article_id}, {outlet}: {title or '(no title known)'}"
            for article_id, outlet, title in zip(*columns, strict=True)]


def counted_in_articles(articles: pd.DataFrame, counted: str, *, title: str) -> Fragment:
    """How many articles, sentences or words there are, with its noun; the number opens the articles."""
    column = COLUMN_OF[counted]
    value = int(articles[column].sum()) if column else len(articles)
    noun = Fragment(f" {counted if value != 1 else counted.removesuffix('s')}")
    return opening(number(value), articles_card(articles, title=title, counted=counted)) + noun


def words_by_part(corpus: Corpus, article_id: str) -> Card:
    """The words of an article by where they stand and in whose voice."""
    own = corpus.sentences[corpus.sentences["article_id"] == article_id]
    by_part = own.groupby("part", sort=False)[["n_words", "n_words_quoted"]].sum()
    parts = [entry for row in by_part.itertuples()
             for entry in ((f"{row.Index}, the outlet’s own words", int(row.n_words - row.n_words_quoted)),
                           (f"{row.Index}, quoted words", int(row.n_words_quoted))) if entry[1]]
    return parts_card(parts, title=f"Words of article {article_id}", counted="words")
