"""How much of a text is somebody else's words, and with which verbs it is reported."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import FRAGMENT, QUOTED, Corpus
from framing.corpus_units import article_parts, part_units
from framing.counts import Counts
from framing.measures.measure import Measure, ratio


def count_quoted_words(corpus: Corpus) -> Counts:
    """Words inside quotation marks per article x part; totals are words.

    Features: "quoted" (as the corpus was built), "quotation" (marks around more than three words) and
    "fragment" (marks around three words or fewer: a short quotation or scare quotes).
    """
    parts, n_parts = article_parts(corpus), len(part_units(corpus))
    n_quoted = np.bincount(parts, weights=corpus.sentence_columns.n_words_quoted, minlength=n_parts)
    sums = [n_quoted, *(np.bincount(parts[corpus.words.sentence[corpus.words.voice == kind]], minlength=n_parts)
                        for kind in (QUOTED, FRAGMENT))]
    n_words = np.bincount(parts, weights=corpus.sentence_columns.n_words, minlength=n_parts)
    return Counts(sparse.csr_array(np.column_stack(sums)), part_units(corpus),
                  np.array(["quoted", "quotation", "fragment"], dtype=object), n_words[:, None], "words")


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
