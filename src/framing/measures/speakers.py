"""Who speaks in each outlet, by name: words and attributions of every speaker, and how few have the say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.kept import kept_with_first

SPEAKER_COLUMNS = ("outlet", "speaker", "role", "country", "n_attributions", "n_words", "share_of_attributed_words",
                   "n_articles", "n_articles_first")
CONCENTRATION_COLUMNS = ("outlet", "n_attributions", "n_speakers", "effective_speakers", "herfindahl", "top_speaker",
                         "top_share")


@kept_with_first  # dear where there are many speakers, and several findings read it
def speaker_table(corpus: Corpus) -> pd.DataFrame:
    """One row an outlet and named speaker, those with most words first. Unnamed sources have no row.

    ``share_of_attributed_words``: out of all attributed words of the outlet, unnamed sources included;
    ``n_articles_first``: articles in which nobody is heard before. Role and country are those given most often. Names
    are merged over the whole corpus, so this table does not add over parts of it. It cannot tell two people of one
    name apart.
    """
    ledger = voices_ledger(corpus)
    is_written = ledger["source"] != ""
    ledger["first"] = is_written & ~ledger["article_id"].where(is_written).duplicated()
    attributed = ledger.groupby("outlet")["n_words"].sum()
    rows = [(outlet, speaker, _most_often(rows["role"]), _most_often(rows["country"][rows["country"] != ""]), len(rows),
             int(rows["n_words"].sum()), rows["n_words"].sum() / attributed[outlet], rows["article_id"].nunique(),
             int(rows["first"].sum()))
            for (outlet, speaker), rows in ledger[is_named(ledger)].groupby(["outlet", "speaker"], sort=True)]
    table = pd.DataFrame(rows, columns=list(SPEAKER_COLUMNS))
    return table.sort_values(["outlet", "n_words", "speaker"], ascending=[True, False, True], ignore_index=True)


def speaker_concentration(corpus: Corpus) -> pd.DataFrame:
    """How many speakers each outlet has in effect. One row an outlet.

    ``herfindahl``: sum of the squared shares of named speakers in its attributions; ``effective_speakers``: 1 divided
    by it, the number of speakers who, if all spoke equally often, would give the same (laakso1979effective). NaN
    without a named speaker. No interval: a resample draws some articles twice and so has fewer speakers than the
    outlet, always. It grows with the number of articles: compare outlets of like size only.
    """
    ledger = voices_ledger(corpus)
    named = ledger[is_named(ledger)]
    rows = []
    for outlet in corpus.outlets:
        sizes = named.loc[named["outlet"] == outlet, "speaker"].value_counts().sort_index()
        shares = sizes / sizes.sum()
        herfindahl = float((shares ** 2).sum()) if len(sizes) else np.nan
        top = str(sizes.idxmax()) if len(sizes) else ""
        rows.append((outlet, int(sizes.sum()), len(sizes), 1 / herfindahl, herfindahl, top,
                     float(shares.max()) if len(sizes) else np.nan))
    return pd.DataFrame(rows, columns=list(CONCENTRATION_COLUMNS))


def is_named(ledger: pd.DataFrame) -> pd.Series:
    """Which attributions have a speaker with a name."""
    return (ledger["speaker"] != "") & (ledger["role"] != "unnamed")


def _most_often(values: pd.Series) -> str:
    """The value that occurs most often, the first in the alphabet of several; empty if there is none."""
    return str(values.mode().iloc[0]) if len(values) else ""
