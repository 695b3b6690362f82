"""The comparison in one screen: a line for each question, a cell for each outlet, the first of what the rest tells."""

from __future__ import annotations

import pandas as pd

from framing.claims.claim import INDICATOR, WORD, Claim
from framing.claims.panel import robustness_panel
from framing.corpus import Corpus
from framing.findings.actor_tone_findings import shared_actor_row
from framing.findings.article_parts import counted_in_articles
from framing.findings.audit_marks import category_name
from framing.findings.claim_cards import claim_card, name_of
from framing.findings.overview_rows import Row, omission_row
from framing.findings.tone_cards import short_title
from framing.findings.tone_findings import own_words_cell
from framing.findings.voice_rows import voice_rows
from framing.html import Fragment, clause, for_index, number, opening, table
from framing.lexicon import load_lexicon

# Columns that still fit a screen; more outlets are rows.
OUTLETS_AS_COLUMNS = 6
NONE_STATED = "none that holds"


def show_gist(corpus: Corpus, tone: pd.DataFrame, *, seed: int) -> Fragment:
    """How long, which words and indicators, which tone, who speaks, what is left out: one thing each, for all outlets.

    ``tone``: from ``tone_table``. A word or category stands here only if it may be stated: no other way to ask turns it
    round. Everything stands again below with what it rests on. First of a list is not much of the list: it says where
    to look, not how an outlet writes.
    """
    rows = {name: [values[outlet] for outlet in corpus.outlets] for name, values, _ in _rows(corpus, tone, seed)}
    if len(corpus.outlets) > OUTLETS_AS_COLUMNS:
        shown = pd.DataFrame({"outlet": corpus.outlets, **rows})
    else:
        cells = [[name, *values] for name, values in rows.items()]
        shown = pd.DataFrame(cells, columns=["at a glance", *corpus.outlets])
    return for_index(table(shown, row_header=str(shown.columns[0]),
                           caption="All outlets at a glance; underlined numbers open their sentences"))


def _rows(corpus: Corpus, tone: pd.DataFrame, seed: int) -> list[Row]:
    _, absent, _ = omission_row(corpus, n_items=1)
    (_, attributed, _), (_, heard, _), _ = voice_rows(corpus, n_speakers=1)
    return [("length", _lengths(corpus), {}),
            ("word used more (uses)", _more_of(corpus, WORD, seed), {}),
            ("frame indicator found more (hits)", _more_of(corpus, INDICATOR, seed), {}),
            _tone_row(corpus, tone), shared_actor_row(corpus),
            ("words given as somebody's", attributed, {}), ("heard most", heard, {}),
            ("not named, though the others do (mentions expected)", absent, {})]


def _lengths(corpus: Corpus) -> dict[str, Fragment]:
    by_outlet = corpus.articles.groupby("outlet")
    return {outlet: clause("{words} in {articles}", words=counted_in_articles(
        by_outlet.get_group(outlet), "words", title=f"{outlet}: words of each article"), articles=counted_in_articles(
        by_outlet.get_group(outlet), "articles", title=f"Articles of {outlet}")) for outlet in corpus.outlets}


def _more_of(corpus: Corpus, kind: str, seed: int) -> dict[str, Fragment]:
    """Of each outlet the first finding of a kind that may be stated; what flips when it is asked otherwise may not."""
    found = {outlet: Fragment(NONE_STATED) for outlet in corpus.outlets}
    for claim in reversed([asked.claim for asked in robustness_panel(corpus, seed=seed) if asked.is_stated]):
        if claim.kind == kind and claim.direction > 0:
            found[claim.outlet] = clause("{name} ({n})", name=_name(corpus, claim),
                                         n=opening(number(int(claim.count)), claim_card(corpus, claim)))
    return found


def _name(corpus: Corpus, claim: Claim) -> str | Fragment:
    """The word; or the category, greyed where an audit found too few of its hits right."""
    if claim.kind == WORD:
        return name_of(corpus, claim)
    key, category = claim.feature.split(" ", 1)
    return category_name(corpus, load_lexicon(key, corpus_folder=corpus.folder), category)


def _tone_row(corpus: Corpus, tone: pd.DataFrame) -> Row:
    lexicons = [load_lexicon(key, corpus_folder=corpus.folder) for key in tone["lexicon"].unique()]
    return (f"tone of own words by {short_title(lexicons[0])}, -1 to 1",
            {outlet: own_words_cell(corpus, tone, lexicons, outlet) for outlet in corpus.outlets}, {})
