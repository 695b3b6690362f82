"""Sentences about frame indicators, with numbers that open the sentences with the hits."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.findings.frame_cards import IndicatorCards, Titles, voice_words_card
from framing.html import Fragment, number, opening, say


def top_indicator_sentence(corpus: Corpus, cards: IndicatorCards, table: pd.DataFrame, outlet: str, titles: Titles
                           ) -> Fragment:
    """The category with the highest rate in one outlet; ``table`` is an indicator table, ``cards`` are its cards."""
    rows = table[(table["outlet"] == outlet) & (table["voice"] == "all") & (table["hits"] > 0)]
    if rows.empty:
        return say("{outlet}: no indicator of any category was found.", outlet=outlet)
    row = next(rows.sort_values(["rate_per_1000_words", "category"], ascending=[False, True]).itertuples(index=False))
    card = cards[row.category, outlet, "all"]
    return say("{outlet}: most indicators belong to “{category}”: {hits} {noun} in {words} words ({rate} per 1,000), "
               "in {share} of {sentences:,d|sentence}.", outlet=outlet, category=titles[row.category],
               hits=opening(number(int(row.hits)), card), noun="hit" if row.hits == 1 else "hits",
               words=opening(number(int(row.n_words)), voice_words_card(corpus, outlet, "all")),
               rate=opening(number(row.rate_per_1000_words, ".1f"), card),
               share=opening(number(row.share_of_sentences, "share"), card), sentences=int(row.n_sentences))
