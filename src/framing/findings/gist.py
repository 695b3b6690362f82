"""The comparison in one screen: a line for each question, a cell for each outlet, the first of what the rest tells."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.findings.actor_tone_findings import shared_actor_row
from framing.findings.overview_rows import Row, corpus_rows, frame_row, omission_row, word_row
from framing.findings.tone_findings import means_cell
from framing.findings.voice_rows import voice_rows
from framing.html import Fragment, for_index, joined, table
from framing.lexicon import load_lexicon
from framing.result import Result

# Columns that still fit a screen; more outlets are shown in several tables, in the same order.
OUTLETS_PER_TABLE = 6
OWN_WORDS = "own words"


def show_gist(corpus: Corpus, words: Result, tone: pd.DataFrame) -> Fragment:
    """How long, which word, which indicator, which tone, who speaks, what is left out: one thing each, for all outlets.

    ``words``: log-odds of words; ``tone``: from ``tone_table``. Everything here stands again below with what it rests
    on. First of a list is not much of the list: it says where to look, not how an outlet writes.
    """
    rows = _rows(corpus, words, tone)
    return for_index(joined(
        table(pd.DataFrame([[name, *(values[outlet] for outlet in outlets)] for name, values, _ in rows],
                           columns=["at a glance", *outlets]),
              caption="All outlets at a glance; underlined numbers open their sentences", row_header="at a glance")
        for first in range(0, len(corpus.outlets), OUTLETS_PER_TABLE)
        for outlets in [corpus.outlets[first:first + OUTLETS_PER_TABLE]]))


def _rows(corpus: Corpus, words: Result, tone: pd.DataFrame) -> list[Row]:
    by_name = {name: values for name, values, _ in corpus_rows(corpus)}
    (_, distinctive, _), (_, absent, _) = word_row(corpus, words, n_words=1), omission_row(corpus, n_items=1)
    (attributed_name, attributed, _), (_, heard, _), _ = voice_rows(corpus, n_speakers=1)
    key = next(iter(tone["lexicon"]))
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    own_tone = {outlet: means_cell(corpus, tone, [lexicon], outlet, OWN_WORDS) for outlet in corpus.outlets}
    indicators = [("frame indicator with the highest rate", frame_row(corpus, one, n_categories=1)[1], {})
                  for one in corpus.card.frame_lexicons[-1:]]
    return [("articles", by_name["articles"], {}), ("length", by_name["length"], {}),
            ("most distinctive word (uses)", distinctive, {}), *indicators, ("tone of own words", own_tone, {}),
            shared_actor_row(corpus), (attributed_name, attributed, {}), ("speaker with most words", heard, {}),
            ("not named, though the others do (mentions expected)", absent, {})]
