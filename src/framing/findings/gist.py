"""The comparison in one screen: a line for each question, a cell for each outlet, the first of what the rest tells."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.findings.actor_tone_findings import shared_actor_row
from framing.findings.article_parts import counted_in_articles
from framing.findings.audit_marks import category_name
from framing.findings.overview_rows import Row, hits_number, omission_row, top_indicators, word_row
from framing.findings.tone_cards import short_title
from framing.findings.tone_findings import own_words_cell
from framing.findings.voice_rows import voice_rows
from framing.html import Fragment, clause, for_index, listed, table
from framing.lexicon import load_lexicon
from framing.result import Result

# Columns that still fit a screen; more outlets are rows.
OUTLETS_AS_COLUMNS = 6


def show_gist(corpus: Corpus, words: Result, tone: pd.DataFrame) -> Fragment:
    """How long, which word, which indicator, which tone, who speaks, what is left out: one thing each, for all outlets.

    ``words``: log-odds of words; ``tone``: from ``tone_table``. Everything here stands again below with what it rests
    on. First of a list is not much of the list: it says where to look, not how an outlet writes.
    """
    rows = {name: [values[outlet] for outlet in corpus.outlets] for name, values, _ in _rows(corpus, words, tone)}
    if len(corpus.outlets) > OUTLETS_AS_COLUMNS:
        shown = pd.DataFrame({"outlet": corpus.outlets, **rows})
    else:
        cells = [[name, *values] for name, values in rows.items()]
        shown = pd.DataFrame(cells, columns=["at a glance", *corpus.outlets])
    return for_index(table(shown, row_header=str(shown.columns[0]),
                           caption="All outlets at a glance; underlined numbers open their sentences"))


def _rows(corpus: Corpus, words: Result, tone: pd.DataFrame) -> list[Row]:
    (_, distinctive, _), (_, absent, _) = word_row(corpus, words, n_words=1), omission_row(corpus, n_items=1)
    (_, attributed, _), (_, heard, _), _ = voice_rows(corpus, n_speakers=1)
    return [("length", _lengths(corpus), {}), ("most distinctive word (uses)", distinctive, {}),
            *(("frame indicator with the highest rate per 1,000 words (hits)", _indicators(corpus, key), {})
              for key in corpus.card.frame_lexicons[-1:]),
            _tone_row(corpus, tone), shared_actor_row(corpus),
            ("words given as somebody's", attributed, {}), ("heard most", heard, {}),
            ("not named, though the others do (mentions expected)", absent, {})]


def _lengths(corpus: Corpus) -> dict[str, Fragment]:
    by_outlet = corpus.articles.groupby("outlet")
    return {outlet: clause("{words} in {articles}", words=counted_in_articles(
        by_outlet.get_group(outlet), "words", title=f"{outlet}: words of each article"), articles=counted_in_articles(
        by_outlet.get_group(outlet), "articles", title=f"Articles of {outlet}")) for outlet in corpus.outlets}


def _indicators(corpus: Corpus, key: str) -> dict[str, Fragment]:
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    return {outlet: listed([clause("{category}: {rate:.1f} ({hits})", rate=row.rate_per_1000_words,
                                   category=category_name(corpus, lexicon, row.category),
                                   hits=hits_number(corpus, key, row)) for row in rows.head(1).itertuples()])
            for outlet, rows in top_indicators(corpus, key).items()}


def _tone_row(corpus: Corpus, tone: pd.DataFrame) -> Row:
    lexicons = [load_lexicon(key, corpus_folder=corpus.folder) for key in tone["lexicon"].unique()]
    return (f"tone of own words by {short_title(lexicons[0])}, -1 to 1",
            {outlet: own_words_cell(corpus, tone, lexicons, outlet) for outlet in corpus.outlets}, {})
