"""Who is heard, as rows of the overview: numbers that open their words, one cell an outlet."""

from __future__ import annotations

import pandas as pd

from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.evidence import n_sentences_shown
from framing.findings.voice_cards import by_speaker_card
from framing.html import Fragment, clause, listed, number, opening
from framing.measures.speakers import is_named, speaker_table
from framing.measures.voices import UNNAMED, feature_of_voices
from framing.voice_evidence import attributed_words_card, attribution_card

# The whole list stands in the notebook of voices.
N_SPEAKERS, N_SHOWN = 3, 4


def voice_rows(corpus: Corpus, *, n_speakers: int = N_SPEAKERS
               ) -> list[tuple[str, dict[str, Fragment], dict[str, Fragment]]]:
    """Name of the row, value by outlet, and nothing more to unfold."""
    n_shown = min(N_SHOWN, n_sentences_shown(corpus))
    ledger, speakers = voices_ledger(corpus), speaker_table(corpus)
    is_unnamed = (feature_of_voices(ledger, "voices sources") == UNNAMED).reindex(ledger.index)
    n_words = corpus.articles.groupby("outlet")["n_words"].sum()
    attributed, heard, nameless = {}, {}, {}
    for outlet in corpus.outlets:
        rows = ledger[ledger["outlet"] == outlet]
        attributed[outlet] = _attributed(outlet, rows, int(n_words[outlet]))
        top = speakers[speakers["outlet"] == outlet].head(n_speakers)
        heard[outlet] = listed([_heard(corpus, outlet, row.speaker, rows, n_shown) for row in top.itertuples()])
        nameless[outlet] = _unnamed(corpus, outlet, rows, rows[is_unnamed[rows.index]], n_shown)
    return [("words given as somebody's, in marks or not", attributed, {}), ("speakers with most words", heard, {}),
            ("attributions to nobody by name", nameless, {})]


def _attributed(outlet: str, rows: pd.DataFrame, n_words: int) -> Fragment:
    n = int(rows["n_words"].sum())
    card = by_speaker_card(rows, title=f"{outlet}: words given as somebody’s")
    return clause("{share:share} ({n} of {all:,d} words)", share=n / n_words, n=opening(number(n), card), all=n_words)


def _heard(corpus: Corpus, outlet: str, speaker: str, rows: pd.DataFrame, n_shown: int) -> Fragment:
    own = rows[is_named(rows) & (rows["speaker"] == speaker)]
    card = attributed_words_card(corpus, own, title=f"{outlet}: {speaker}", n_shown=n_shown)
    n = int(own["n_words"].sum())
    return clause("{speaker} ({n} {noun})", speaker=speaker, n=opening(number(n), card),
                  noun="word" if n == 1 else "words")


def _unnamed(corpus: Corpus, outlet: str, rows: pd.DataFrame, unnamed: pd.DataFrame, n_shown: int) -> Fragment:
    if rows.empty:
        return Fragment("no attribution")
    card = attribution_card(corpus, unnamed, title=f"{outlet}: attributed to nobody by name", n_shown=n_shown)
    return clause("{share:share} ({n} of {all:,d|attribution})", share=len(unnamed) / len(rows),
                  n=opening(number(len(unnamed)), card), all=len(rows))
