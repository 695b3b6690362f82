"""Frame indicators: how often words of a list occur. A word list finds indicators of a frame, not the frame."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import Corpus
from framing.counts import Counts, count_hits, count_sentences
from framing.hits import Hits
from framing.measures.frequency import rate_per_1000_words, share


def indicator_table(corpus: Corpus, hits: Hits) -> pd.DataFrame:
    """Every category in every outlet and voice: hits, n_words, rate per 1,000 words, share of sentences.

    One row a category, outlet and voice; voice "all" is both together (its hits are the sum of the other two
    rows, its share of sentences is not: one sentence can hold both voices).
    """
    words = count_hits(corpus, hits)
    pieces = [indicator_rows(words, count_sentences(corpus, hits, voice=None if voice == "all" else voice),
                             hits.lexicon.key, voice) for voice in ("outlet", "quoted", "all")]
    return pd.concat(pieces, ignore_index=True)


def indicator_rows(words: Counts, sentences: Counts, lexicon: str, voice: str) -> pd.DataFrame:
    """The rows of ``indicator_table`` for one voice, from counts: hits out of words, sentences touched out of those
    in that voice."""
    words = words.select(voice=None if voice == "all" else voice).sum_by("outlet")
    sentences = sentences.sum_by("outlet")
    outlets, hits, touched = words.units["outlet"].to_numpy(), words.matrix.toarray(), sentences.matrix.toarray()
    return pd.DataFrame({
        "lexicon": lexicon, "category": np.tile(words.features, len(outlets)),
        "outlet": np.repeat(outlets, len(words.features)), "voice": voice, "hits": hits.ravel(),
        "n_words": np.broadcast_to(words.totals, hits.shape).ravel(),
        "rate_per_1000_words": rate_per_1000_words(hits, words.totals).ravel(),
        "n_sentences": np.broadcast_to(sentences.totals, hits.shape).ravel(),
        "n_sentences_touched": touched.ravel(), "share_of_sentences": share(touched, sentences.totals).ravel()})


def co_occurrence(corpus: Corpus, hits: Hits, *, outlet: str | None = None) -> pd.DataFrame:
    """Number of sentences that hold indicators of both categories, (categories, categories), symmetric.

    The diagonal is the number of sentences that hold the category at all. It says that words stand close
    together, not that the text connects them.
    """
    sentences = corpus.words.sentence[hits.first]
    kept = np.ones(len(hits), bool)
    if outlet is not None:
        kept = (corpus.sentences["outlet"] == outlet).to_numpy()[sentences]
    touched = sparse.csr_array((np.ones(kept.sum()), (sentences[kept], hits.category[kept])),
                               shape=(len(corpus.sentences), len(hits.categories)))
    touched.data[:] = 1
    touched = sparse.csr_array((touched > 0).astype(float))
    return pd.DataFrame((touched.T @ touched).toarray(), index=list(hits.categories), columns=list(hits.categories))
