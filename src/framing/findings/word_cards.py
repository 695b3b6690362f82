"""What the numbers about a word open: its sentences, the outlets and articles that use it, how it is spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from framing.corpus import Corpus
from framing.counts import Counts
from framing.evidence import uses_by_article, word_evidence
from framing.figures.records import records
from framing.findings.article_parts import MAX_PARTS, articles_card
from framing.html import Card, clause, parts_card
from framing.kept import kept_with_first
from framing.measures.frequency import dispersion_parts

# Of a table of words or of a chart's data: which columns are made of what.
USES_COLUMNS = ("uses", "count", "rate", "z", "estimate", "log_ratio", "low", "high", "p", "p_adjusted", "tfidf")
ARTICLES_COLUMNS = ("articles", "n_articles")


@kept_with_first
def word_card(corpus: Corpus, word: str, outlet: str) -> Card | None:
    """The sentences of one outlet that use a word, out of how many words."""
    n_words = int(corpus.articles.loc[corpus.articles["outlet"] == outlet, "n_words"].sum())
    return word_evidence(corpus, word, outlet=outlet).card(
        f"{outlet}: “{word}”", basis=clause("Counted in {n_words:,d|word}.", n_words=n_words))


@kept_with_first
def outlets_card(corpus: Corpus, word: str) -> Card:
    """The uses of a word in every outlet that uses it."""
    uses = uses_by_article(corpus, word)
    by_outlet = uses.groupby(corpus.articles["outlet"].to_numpy()[uses.index]).sum()
    return parts_card([(outlet, int(n)) for outlet, n in by_outlet.items()], title=f"All outlets: “{word}”",
                      counted="uses")


@kept_with_first
def using_outlets_card(corpus: Corpus, word: str) -> Card | None:
    """The outlets that use a word at all; of one outlet its sentences."""
    outlets = sorted(set(corpus.articles["outlet"].to_numpy()[uses_by_article(corpus, word).index]))
    if len(outlets) == 1:
        return word_card(corpus, outlet=outlets[0], word=word)
    return parts_card([(outlet, 1) for outlet in outlets], title=f"Outlets that use “{word}”", counted="outlets")


@kept_with_first
def using_articles_card(corpus: Corpus, word: str, outlet: str | None = None) -> Card | None:
    """The articles that use a word at all; of one article its sentences."""
    articles = corpus.articles.iloc[uses_by_article(corpus, word).index]
    if outlet is not None:
        articles = articles[articles["outlet"] == outlet]
    if len(articles) < 2:
        return word_card(corpus, outlet=articles["outlet"].iloc[0], word=word) if len(articles) else None
    whose = "Articles" if outlet is None else f"Articles of {outlet}"
    return articles_card(articles, title=f"{whose} that use “{word}”", counted="articles")


@kept_with_first
def outlet_words_card(corpus: Corpus, outlet: str) -> Card:
    """The words of an outlet, article by article."""
    return articles_card(corpus.articles[corpus.articles["outlet"] == outlet], title=f"{outlet}: words of each article",
                         counted="words")


def dispersion_card(corpus: Corpus, counts: Counts, word: str) -> Card:
    """What each article adds to the dispersion of a word, the most first."""
    found = dispersion_parts(counts, word).sort_values(["distance", "article_id"], ascending=[False, True])
    parts: list[tuple[str, float]] = [(f"{row.article_id}, {row.outlet}", row.distance)
                                      for row in records(found.head(MAX_PARTS))]
    if len(found) > MAX_PARTS:
        parts.append(("other articles", found["distance"].iloc[MAX_PARTS:].sum()))
    return parts_card(parts, title=f"“{word}”: half the distance between an article’s share of the uses and its share "
                                   "of the words", counted="distance", spec=".3f")


def cards_of_rows(corpus: Corpus, shown: pd.DataFrame) -> Sequence[Mapping[str, Card | None]]:
    """For each row of a table with columns outlet and word (or feature) what its numbers open."""
    words = shown["word" if "word" in shown else "feature"]
    return [_row_cards(corpus, shown.columns, word, outlet)
            for word, outlet in zip(words, shown["outlet"], strict=True)]


def _row_cards(corpus: Corpus, columns: Sequence[str], word: str, outlet: str) -> Mapping[str, Card | None]:
    cards = {name: word_card(corpus, outlet=outlet, word=word) for name in columns if name in USES_COLUMNS}
    cards |= {name: using_articles_card(corpus, outlet=outlet, word=word)
              for name in columns if name in ARTICLES_COLUMNS}
    if "total" in columns:
        cards["total"] = outlet_words_card(corpus, outlet=outlet)
    if "outlets_with_it" in columns:
        cards["outlets_with_it"] = using_outlets_card(corpus, word=word)
    return cards
