"""Who speaks in each outlet, by name: words and attributions of every speaker, and how few have the say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    outlets, speakers, articles, n_words = (ledger[name].tolist() for name in (
        "outlet", "speaker", "article_id", "n_words"))
    attributed, first = Counter[str](), dict[str, int]()
    for row, (outlet, article, n, source) in enumerate(zip(outlets, articles, n_words, ledger["source"].tolist(),
                                                           strict=True)):
        attributed[outlet] += n
        if source:
            first.setdefault(article, row)
    rows_of: dict[tuple[str, str], list[int]] = {}
    for row in np.flatnonzero(is_named(ledger)).tolist():
        rows_of.setdefault((outlets[row], speakers[row]), []).append(row)
    roles, countries, is_first = ledger["role"].tolist(), ledger["country"].tolist(), set(first.values())
    found = []
    for (outlet, speaker), rows in rows_of.items():
        n = sum(n_words[row] for row in rows)
        found.append((outlet, speaker, _most_often(roles[row] for row in rows),
                      _most_often(countries[row] for row in rows if countries[row]), len(rows), n,
                      n / attributed[outlet] if attributed[outlet] else np.nan, len({articles[row] for row in rows}),
                      len(is_first.intersection(rows))))
    return pd.DataFrame(sorted(found, key=lambda row: (row[0], -row[5], row[1])), columns=list(SPEAKER_COLUMNS))


@kept_with_first
def speaker_concentration(corpus: Corpus) -> pd.DataFrame:
    """How many speakers each outlet has in effect. One row an outlet.

    ``herfindahl``: sum of the squared shares of named speakers in its attributions; ``effective_speakers``: 1 divided
    by it, the number of speakers who, if all spoke equally often, would give the same (laakso1979effective). NaN
    without a named speaker. No interval: a resample draws some articles twice and so has fewer speakers than the
    outlet, always. It grows with the number of articles: compare outlets of like size only.
    """
    ledger = voices_ledger(corpus)
    named: dict[str, Counter[str]] = {outlet: Counter() for outlet in corpus.outlets}
    for outlet, speaker in zip(*(ledger[name][is_named(ledger)].tolist() for name in ("outlet", "speaker")),
                               strict=True):
        named[outlet][speaker] += 1
    rows = []
    for outlet, counted in named.items():
        speakers = sorted(counted.items())
        sizes = np.array([n for _, n in speakers], int)
        shares = sizes / sizes.sum() if len(sizes) else np.array([np.nan])
        herfindahl = float((shares ** 2).sum())
        top = speakers[int(sizes.argmax())][0] if len(sizes) else ""
        rows.append((outlet, int(sizes.sum()), len(sizes), 1 / herfindahl, herfindahl, top, float(shares.max())))
    return pd.DataFrame(rows, columns=list(CONCENTRATION_COLUMNS))


def is_named(ledger: pd.DataFrame) -> pd.Series:
    """Which attributions have a speaker with a name."""
    return (ledger["speaker"] != "") & (ledger["role"] != "unnamed")


def _most_often(values: Iterable[str]) -> str:
    """The value that occurs most often, the first in the alphabet of several; empty if there is none."""
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]
