"""What the numbers about frame indicators open: the sentences with the hits, in all words or in one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import hit_evidence, meeting_evidence
from framing.figures.records import records
from framing.findings.article_parts import by_article_card
from framing.hits import Hits
from framing.html import Card, clause, parts_card
from framing.html.card import Part

VOICE_NAMES = {"outlet": ", own words", "quoted": ", quoted words", "all": ""}
COUNTED_IN = {"outlet": " of its own", "quoted": " in quotation marks", "all": ""}
VOICES = {"outlet": "own words", "quoted": "quoted words"}
# Sentences shown of two categories that meet: each of them stands in the cards of the categories as well.
N_MEETINGS = 3
Titles = Mapping[str, str]
# Category, outlet, voice -> the sentences.
IndicatorCards = Mapping[tuple[str, str, str], Card | None]


def indicator_cards(corpus: Corpus, hits: Hits, rows: pd.DataFrame, titles: Titles, *, is_by_voice: bool = False
                    ) -> IndicatorCards:
    """What the hits of each row of ``indicator_table`` open: the sentences with them.

    ``is_by_voice``: the list is shown by voice as well. Its sentences are then told apart by voice, and what stands in
    both voices opens a card for each. Otherwise only the rows of voice "all" have cards.
    """
    by_cell = {(row.category, row.outlet, row.voice): row for row in records(rows)}
    cards: dict[tuple[str, str, str], Card | None] = {}
    for category, outlet in dict.fromkeys(cell[:2] for cell in by_cell):
        of_voice = {voice: by_cell[category, outlet, voice] for voice in VOICE_NAMES}
        if not is_by_voice:
            cards[category, outlet, "all"] = _card(corpus, hits, of_voice, "all", titles[category])
            continue
        of_one = {voice: _card(corpus, hits, of_voice, voice, titles[category]) for voice in ("outlet", "quoted")}
        parts: list[Part] = [(VOICES[voice], int(of_voice[voice].hits), card) for voice, card in of_one.items() if card]
        both = parts_card(parts, title=f"{outlet}: {titles[category]}", counted="hits")
        of_all = both if len(parts) == 2 else of_one["outlet"] or of_one["quoted"]
        cards |= {(category, outlet, voice): card for voice, card in {**of_one, "all": of_all}.items()}
    return cards


def _card(corpus: Corpus, hits: Hits, of_voice: Mapping[str, Any], voice: str, title: str) -> Card | None:
    row = of_voice[voice]
    found = hit_evidence(corpus, hits, row.category, outlet=row.outlet, voice=None if voice == "all" else voice)
    return found.card(f"{row.outlet}: {title}{VOICE_NAMES[voice]}", counted="hit", basis=clause(
        "Counted in {words:,d|word}{voice}.", words=int(row.n_words), voice=COUNTED_IN[voice]))


def cards_of_indicators(corpus: Corpus, cards: IndicatorCards, rows: pd.DataFrame
                        ) -> Sequence[Mapping[str, Card | None]]:
    """For each row of ``indicator_table`` what its numbers open."""
    return [dict.fromkeys(("hits", "rate_per_1000_words", "share_of_sentences"),
                          cards[row.category, row.outlet, row.voice])
            | {"n_words": voice_words_card(corpus, row.outlet, row.voice)} for row in records(rows)]


def voice_words_card(corpus: Corpus, outlet: str, voice: str) -> Card:
    """The words of an outlet in one voice, or all, article by article."""
    articles = corpus.articles[corpus.articles["outlet"] == outlet]
    quoted = corpus.sentences.groupby("article_id")["n_words_quoted"].sum().reindex(articles["article_id"]).fillna(0)
    n_quoted = pd.Series(quoted.to_numpy(int), index=articles.index)
    values = {"all": articles["n_words"], "quoted": n_quoted, "outlet": articles["n_words"] - n_quoted}[voice]
    return by_article_card(articles, values, title=f"{outlet}: words of each article{VOICE_NAMES[voice]}",
                           counted="words")


def meeting_cards(corpus: Corpus, hits: Hits, titles: Titles) -> Sequence[Mapping[str, Card | None]]:
    """The sentences that hold both of two categories; for a category with itself those of each outlet.

    In the order of the data of ``co_occurrence_chart``: each category with those before it, and then with itself.
    """
    return [{"n_sentences": _holding(corpus, hits, category, titles) if category == other else
             _meeting(corpus, hits, other, category, titles)}
            for place, category in enumerate(hits.categories) for other in hits.categories[:place + 1]]


def _meeting(corpus: Corpus, hits: Hits, left: str, right: str, titles: Titles) -> Card | None:
    return meeting_evidence(corpus, hits, left, right, n_shown=N_MEETINGS).card(
        f"{titles[left]} and {titles[right]} in one sentence", counted="marked place")


def _holding(corpus: Corpus, hits: Hits, category: str, titles: Titles) -> Card | None:
    parts = [(outlet, hit_evidence(corpus, hits, category, outlet=outlet, n_shown=0).n_sentences)
             for outlet in corpus.outlets]
    return parts_card([(outlet, n) for outlet, n in parts if n], counted="sentences",
                      title=f"Sentences with {titles[category]}")
