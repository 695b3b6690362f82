"""Who is heard, as rows of the overview: one value and its sentences an outlet."""

from __future__ import annotations

import pandas as pd

from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.html import Fragment
from framing.measures.speakers import speaker_table
from framing.measures.voices import UNNAMED, feature_of_voices
from framing.prose import count_of, percent
from framing.voice_evidence import voice_evidence

N_SPEAKERS, N_SENTENCES = 3, 2


def voice_rows(corpus: Corpus) -> list[tuple[str, dict[str, str], dict[str, Fragment]]]:
    """Name of the row, value by outlet, evidence by outlet."""
    ledger, speakers = voices_ledger(corpus), speaker_table(corpus)
    unnamed = ledger.loc[feature_of_voices(ledger, "voices sources") == UNNAMED]
    n_words = corpus.articles.groupby("outlet")["n_words"].sum()
    attributed, heard, nameless = {}, {}, {}
    for outlet in corpus.outlets:
        rows = ledger[ledger["outlet"] == outlet]
        n_attributed = int(rows["n_words"].sum())
        attributed[outlet] = (f"{percent(n_attributed / n_words[outlet])} ({n_attributed:,} of {n_words[outlet]:,} "
                              "words)")
        top = speakers[speakers["outlet"] == outlet].head(N_SPEAKERS)
        heard[outlet] = "; ".join(f"{row.speaker} ({count_of(row.n_words, 'word')})"
                                  for row in top.itertuples()) or "none"
        n_unnamed = int((unnamed["outlet"] == outlet).sum())
        nameless[outlet] = (f"{percent(n_unnamed / len(rows))} ({n_unnamed} of {count_of(len(rows), 'attribution')})"
                            if len(rows) else "no attribution")
    indirect = ledger[ledger["kind"] != "direct"]
    return [("words given as somebody's, in marks or not", attributed, _evidence(corpus, indirect, "without marks")),
            ("speakers with most words", heard, {}),
            ("attributions to nobody by name", nameless, _evidence(corpus, unnamed, "unnamed"))]


def _evidence(corpus: Corpus, rows: pd.DataFrame, name: str) -> dict[str, Fragment]:
    return {outlet: voice_evidence(corpus, own, n_shown=N_SENTENCES).show(f"{outlet}: {name}")
            for outlet, own in rows.groupby("outlet", sort=True)}
