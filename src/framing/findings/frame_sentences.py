"""Sentences about frame indicators, with numbers that open what they are the sum of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.findings.frame_cards import Titles, voice_words_card
from framing.html import Fragment, clause, joined, listed, number, opening, parts_card, say
from framing.measures.frequency import rate_per_1000_words

# More categories without a hit are counted, not named: the table has them.
MAX_NAMED = 3


def list_sentence(corpus: Corpus, table: pd.DataFrame, outlet: str, titles: Titles) -> Fragment:
    """What one whole list finds in one outlet; ``table`` is an indicator table.

    No category is set against another: they differ in length and in how common their words are.
    """
    rows = table[(table["outlet"] == outlet) & (table["voice"] == "all")]
    hits, n_words = int(rows["hits"].sum()), int(rows["n_words"].iloc[0])
    rate = rate_per_1000_words(np.array([hits]), np.array([n_words]))[0]
    parts = [(titles[category], int(n)) for category, n in zip(rows["category"], rows["hits"], strict=True)]
    card = parts_card([part for part in parts if part[1]], counted="hits", title=f"{outlet}: hits of each category"
                      ) if hits else None
    return say("{outlet}: {hits} {noun} in {words} words ({rate} per 1,000), {found}.", outlet=outlet,
               hits=opening(number(hits), card), noun="hit" if hits == 1 else "hits",
               words=opening(number(n_words), voice_words_card(corpus, outlet, "all")),
               rate=opening(number(float(rate), ".1f"), card), found=_found(parts))


def _found(parts: list[tuple[str, int]]) -> Fragment:
    missing = [f"“{title}”" for title, n in parts if not n]
    if not missing:
        return clause("of all {n_categories} categories", n_categories=len(parts))
    found = clause("of {n} of {n_categories} categories", n=len(parts) - len(missing), n_categories=len(parts))
    named = clause(" (none of {missing})", missing=listed(missing)) if len(missing) <= MAX_NAMED else Fragment("")
    return joined((found, named))
