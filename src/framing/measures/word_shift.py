"""Which words a difference in tone between outlets rests on: contributions that add up to it exactly.

Source: gallagher2021generalized, in its plainest form: valence times the difference of rates.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.lexicon import Lexicon
from framing.measures.tone import word_contributions

TOPIC_WORDS_FILE = Path(__file__).with_name("topic_words.tsv")


@cache
def topic_words() -> frozenset[str]:
    """Listed words that mostly say what a report is about ("war", "sanctions"), not how it judges."""
    with TOPIC_WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def word_shift(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """What each listed word adds to the difference between an outlet and all others: word, outlet, valence, count,
    count_elsewhere, shift, is_topic.

    ``shift`` is valence x (uses per 1,000 words here - uses per 1,000 words elsewhere). Over the words of an outlet
    it adds up to the difference of the summed valences per 1,000 words, before any rule (negation, "very", "but") is
    applied. A positive shift: a kind word used more here, or a harsh one used less. Empty with one outlet only.
    """
    uses = word_contributions(corpus, lexicon)
    counts = uses.pivot(index="word", columns="outlet", values="count").reindex(columns=corpus.outlets).fillna(0)
    if len(corpus.outlets) < 2 or counts.empty:
        return pd.DataFrame(columns=["word", "outlet", "valence", "count", "count_elsewhere", "shift", "is_topic"])
    valence = uses.drop_duplicates("word").set_index("word")["valence"].reindex(counts.index).to_numpy()
    here = counts.to_numpy().T
    outlet_of = pd.Index(corpus.outlets).get_indexer(corpus.sentences["outlet"])[corpus.words.sentence]
    n_words = np.bincount(outlet_of, minlength=len(corpus.outlets))[:, None]
    elsewhere, n_elsewhere = here.sum(axis=0) - here, n_words.sum() - n_words
    shift = 1000 * valence * (here / n_words - elsewhere / n_elsewhere)
    return pd.DataFrame({
        "word": np.tile(counts.index.to_numpy(), len(here)), "outlet": np.repeat(corpus.outlets, here.shape[1]),
        "valence": np.tile(valence, len(here)), "count": here.ravel().astype(int),
        "count_elsewhere": elsewhere.ravel().astype(int), "shift": shift.ravel(),
        "is_topic": np.tile(counts.index.isin(topic_words()), len(here))})
