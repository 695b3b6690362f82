"""What the numbers about frame indicators open: the sentences with the hits, in all words or in one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import hit_evidence
from framing.figures.records import records
from framing.findings.article_parts import articles_card
from framing.hits import Hits
from framing.html import Card, clause

VOICE_NAMES = {"outlet": ", own words", "quoted": ", quoted words", "all": ""}
HITS_COLUMNS = ("hits", "rate_per_1000_words", "n_sentences_touched", "share_of_sentences")
Titles = Mapping[str, str]


def indicator_card(corpus: Corpus, hits: Hits, row: Any, titles: Titles) -> Card | None:
    """The sentences behind one row of ``indicator_table``, out of how many words and sentences."""
    found = hit_evidence(corpus, hits, row.category, outlet=row.outlet, voice=None if row.voice == "all" else row.voice)
    return found.card(f"{row.outlet}: {titles[row.category]}{VOICE_NAMES[row.voice]}", counted="hit", basis=clause(
        "Counted in {words:,d|word} and {sentences:,d|sentence}.", words=int(row.n_words),
        sentences=int(row.n_sentences)))


def indicator_cards(corpus: Corpus, hits: Hits, rows: pd.DataFrame, titles: Titles
                    ) -> Sequence[Mapping[str, Card | None]]:
    """For each row of ``indicator_table`` what its numbers open."""
    cards = []
    for row in records(rows):
        opened = dict.fromkeys(HITS_COLUMNS, indicator_card(corpus, hits, row, titles))
        cards.append({**opened, **_size_cards(corpus, row.outlet, row.voice)})
    return cards


def _size_cards(corpus: Corpus, outlet: str, voice: str) -> Mapping[str, Card | None]:
    """What the words and sentences of an outlet add up from: its articles."""
    articles = corpus.articles[corpus.articles["outlet"] == outlet]
    if voice != "all":
        return {}
    return {"n_words": articles_card(articles, title=f"{outlet}: words of each article", counted="words"),
            "n_sentences": articles_card(articles, title=f"{outlet}: sentences of each article", counted="sentences")}
