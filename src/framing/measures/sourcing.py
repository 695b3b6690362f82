"""How much of a text is somebody else's words, and with which verbs it is reported."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import FRAGMENT, QUOTED, Corpus
from framing.counts import Counts, article_units, unit_of_words
from framing.measures.measure import Measure, ratio


def count_quoted_words(corpus: Corpus) -> Counts:
    """Words inside quotation marks per article x part; totals are words.

    Features: "quoted" (as the corpus was built), "quotation" (marks around more than three words) and
    "fragment" (marks around three words or fewer: a short quotation or scare quotes).
    """
    units = unit_of_words(corpus) // 2  # both voices of a part are one unit here
    n_units = len(article_units(corpus)) // 2
    masks = {"quoted": corpus.is_quoted(), "quotation": corpus.words.voice == QUOTED,
             "fragment": corpus.words.voice == FRAGMENT}
    sums = np.column_stack([np.bincount(units, weights=mask, minlength=n_units) for mask in masks.values()])
    table = article_units(corpus).drop(columns="voice").drop_duplicates(["article_id", "part"])
    return Counts(sparse.csr_array(sums), table.reset_index(drop=True), np.array(list(masks), dtype=object),
                  np.bincount(units, minlength=n_units).astype(float)[:, None], "words")


def longest_quotes(corpus: Corpus, *, n_per_outlet: int = 5) -> pd.DataFrame:
    """The longest quotations of each outlet, outermost only, in order of outlet and length."""
    quotes = corpus.quotes[corpus.quotes["kind"] != "nested"]
    ordered = quotes.sort_values(["outlet", "n_words", "article_id", "start"], ascending=[True, False, True, True])
    return ordered.groupby("outlet", sort=True).head(n_per_outlet).reset_index(drop=True)


QUOTED_SHARE = Measure(
    "share_of_quoted_words", "Share of quoted words", "share of words (0 to 1)",
    "Genre decides how much is quoted: a news digest quotes, an analysis argues. Paraphrase ('he said that …') "
    "counts as the outlet's words.",
    ratio, is_contrast=False)
