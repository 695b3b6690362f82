"""Frame indicators: how often words of a list occur. A word list finds indicators of a frame, not the frame."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import VOICES, Corpus
from framing.counts import Counts, count_hits, count_sentences
from framing.hits import Hits
from framing.measures.frequency import rate_per_1000_words, share


def indicator_table(corpus: Corpus, hits: Hits) -> pd.DataFrame:
    """Every category in every outlet and voice: hits, n_words, rate per 1,000 words, share of sentences.

    One row a category, outlet and voice; voice "all" is both together (its hits are the sum of the other two
    rows, its share of sentences is not: one sentence can hold both voices).
    """
    return indicator_rows(count_hits(corpus, hits), {
        voice: count_sentences(corpus, hits, voice=None if voice == "all" else voice)
        for voice in (*VOICES, "all")}, hits.lexicon.key)


def indicator_rows(words: Counts, sentences: Mapping[str, Counts], lexicon: str) -> pd.DataFrame:
    """The rows of ``indicator_table`` from counts: hits out of words; by voice sentences touched, out of those in
    it."""
    by_voice, every = words.sum_by("voice", "outlet"), words.sum_by("outlet")
    voices = by_voice.units["voice"].to_numpy(object)
    pieces = [_rows_of_voice(by_voice, voices == voice, sentences[voice], voice) for voice in VOICES]
    pieces.append(_rows_of_voice(every, np.ones(len(every.units), bool), sentences["all"], "all"))
    columns = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    return pd.DataFrame({"lexicon": lexicon, **columns})


def _rows_of_voice(words: Counts, mask: np.ndarray, sentences: Counts, voice: str) -> dict[str, np.ndarray]:
    """The columns; ``mask``: the units of ``words`` that are the outlets in this voice."""
    sentences = sentences.sum_by("outlet")
    hits, n_words, touched = words.matrix[mask].toarray(), words.totals[mask], sentences.matrix.toarray()
    return {
        "category": np.tile(words.features, len(hits)),
        "outlet": np.repeat(words.units["outlet"].to_numpy(object)[mask], len(words.features)),
        "voice": np.full(hits.size, voice, object), "hits": hits.ravel(),
        "n_words": np.broadcast_to(n_words, hits.shape).ravel(),
        "rate_per_1000_words": rate_per_1000_words(hits, n_words).ravel(),
        "n_sentences": np.broadcast_to(sentences.totals, hits.shape).ravel(),
        "n_sentences_touched": touched.ravel(), "share_of_sentences": share(touched, sentences.totals).ravel()}


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
