"""Which limits a page is likely to keep, before any sentence is looked up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from framing.corpus import Corpus
from framing.explorer.choice import chosen_words
from framing.explorer.limits import LIMITS, Limits
from framing.explorer.word_values import WordValues, rows_of_outlets

# Bytes of a page as measured: without any word, of a word's row, point and card, of what stands around a sentence.
BYTES_OF_PAGE, BYTES_OF_POINT, BYTES_AROUND_SENTENCE = 60_000, 1_150, 150
# What is likely to be larger by a tenth is worth a try: uses in one sentence were counted as several.
ROOM = 1.1


def likely_limits(corpus: Corpus, values: WordValues, max_bytes: int) -> Iterator[Limits]:
    """The limits from the first that a page of ``max_bytes`` may keep, then the sparser ones."""
    likely = [likely_bytes(corpus, values, limits) <= ROOM * max_bytes for limits in LIMITS]
    yield from LIMITS[likely.index(True) if any(likely) else -1:]


def likely_bytes(corpus: Corpus, values: WordValues, limits: Limits) -> float:
    """About how large the page would be: each use counted as a sentence."""
    columns = corpus.sentence_columns
    lengths = (columns.end - columns.start).astype(float)
    # A word is likelier to stand in a long sentence than in a short one, by its length.
    per_sentence = BYTES_AROUND_SENTENCE + float((lengths ** 2).sum() / lengths.sum())
    n_points = n_sentences = 0
    for rows in rows_of_outlets(values).values():
        chosen = chosen_words(rows["estimate"].to_numpy(), values.is_name, limits)
        n_points += len(chosen)
        uses = rows["count"].to_numpy()[chosen]
        n_sentences += int(np.where(uses > 0, np.minimum(uses, limits.n_sentences), limits.n_sentences).sum())
    return BYTES_OF_PAGE + BYTES_OF_POINT * n_points + per_sentence * n_sentences
