"""Sentences about frame indicators, with numbers that open what they are the sum of."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.findings.frame_cards import Titles, voice_words_card
from framing.html import Fragment, clause, listed, number, opening, say

# More categories without a hit are counted, not named: the table has them.
MAX_NAMED = 3


def list_sentence(corpus: Corpus, table: pd.DataFrame, outlet: str, titles: Titles) -> Fragment:
    """Of how many categories of a list there are hits in one outlet; ``table`` is an indicator table.

    No category is set against another: they differ in length and in how common their words are.
    """
    rows = table[(table["outlet"] == outlet) & (table["voice"] == "all")]
    missing = [f"“{titles[category]}”" for category in rows["category"][rows["hits"] == 0]]
    words = number(int(rows["n_words"].iloc[0]))
    named = 0 < len(missing) <= MAX_NAMED
    return say("{outlet}: hits of {found:d} of {n_categories:d} categories in {words} words{none}.", outlet=outlet,
               found=len(rows) - len(missing), n_categories=len(rows),
               words=opening(words, voice_words_card(corpus, outlet, "all")),
               none=clause(", none of {missing}", missing=listed(missing)) if named else Fragment(""))
