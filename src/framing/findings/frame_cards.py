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
from framing.kept import kept_with_first

VOICE_NAMES = {"outlet": ", own words", "quoted": ", quoted words", "all": ""}
COUNTED_IN = {"outlet": " of its own", "quoted": " in quotation marks", "all": ""}
# Sentences shown of two categories that meet: each of them stands in the cards of the categories as well.
N_MEETINGS = 2
# The same for one voice of a category that both voices use.
N_OF_BOTH_VOICES = 3
Titles = Mapping[str, str]
# Category, outlet, voice -> the sentences.
IndicatorCards = Mapping[tuple[str, str, str], Card | None]


def indicator_cards(corpus: Corpus, hits: Hits, rows: pd.DataFrame, titles: Titles, *, is_by_voice: bool = False
                    ) -> IndicatorCards:
    """The sentences with the hits of each row of ``indicator_table``.

    ``is_by_voice``: the list is shown by voice as well; otherwise only the rows of voice "all" have cards. Where all
    hits of a category stand in one voice, the card of all words is the card of that voice.
    """
    by_cell = {(row.category, row.outlet, row.voice): row for row in records(rows)}
    cards: dict[tuple[str, str, str], Card | None] = {}
    for category, outlet in dict.fromkeys(cell[:2] for cell in by_cell):
        of_voice = {voice: by_cell[category, outlet, voice] for voice in VOICE_NAMES}
        speaking = [voice for voice in ("outlet", "quoted") if of_voice[voice].hits] if is_by_voice else []
        for voice in VOICE_NAMES if is_by_voice else ["all"]:
            whose = speaking[0] if voice == "all" and len(speaking) == 1 else voice
            n_shown = N_OF_BOTH_VOICES if len(speaking) == 2 and voice != "all" else None
            cards[category, outlet, voice] = _card(corpus, hits, of_voice[whose], titles[category], n_shown)
    return cards


def _card(corpus: Corpus, hits: Hits, row: Any, title: str, n_shown: int | None) -> Card | None:
    found = hit_evidence(corpus, hits, row.category, outlet=row.outlet, n_shown=n_shown,
                         voice=None if row.voice == "all" else row.voice)
    return found.card(f"{row.outlet}: {title}{VOICE_NAMES[row.voice]}", counted="hit", basis=clause(
        "Counted in {words:,d|word}{voice}.", words=int(row.n_words), voice=COUNTED_IN[row.voice]))


def cards_of_indicators(corpus: Corpus, cards: IndicatorCards, rows: pd.DataFrame
                        ) -> Sequence[Mapping[str, Card | None]]:
    """For each row of ``indicator_table`` what its numbers open."""
    return [dict.fromkeys(("hits", "rate_per_1000_words", "share_of_sentences"),
                          cards[row.category, row.outlet, row.voice])
            | {"n_words": voice_words_card(corpus, row.outlet, row.voice)} for row in records(rows)]


@kept_with_first  # every row of a table of indicators opens one of these
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
