"""Which words take part in a comparison: with or without function words, with or without names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from framing.corpus import Corpus
from framing.counts import Counts
from framing.hits import Hits

FUNCTION_WORDS_FILE = Path(__file__).parent / "function_words.tsv"


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar rather than content, from ``function_words.tsv`` (with the reasons there).

    Negations and words such as "against" and "despite" are not in it on purpose: they frame.
    """
    lines = FUNCTION_WORDS_FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(row[0] for row in rows[1:])


def content_words(corpus: Corpus, counts: Counts, *, names: Hits | None = None) -> Counts:
    """The counts without function words and bare numbers, and without names if their hits are given.

    Totals stay those of the whole text: a rate is still per 1,000 words of it. A run of words is dropped if
    all its words are function words, or if any of them is a name.
    """
    drop = function_words() | {word for word in corpus.vocabulary.folded if word.isdecimal()}
    named = set() if names is None else name_words(corpus, names)
    keep = [not drop.issuperset(words) and named.isdisjoint(words)
            for words in (feature.split(" ") for feature in counts.features.tolist())]
    return counts.with_features(np.array(keep, bool))


def name_words(corpus: Corpus, names: Hits) -> set[str]:
    """Counted forms at least half of whose occurrences lie inside a name: "states" does where it is United States."""
    n_places = len(corpus.words) + 1
    opened, closed = (np.bincount(places, minlength=n_places) for places in (names.first, names.first + names.length))
    covered = np.cumsum(opened - closed)[:-1] > 0
    n_folded = len(corpus.vocabulary.folded)
    n_inside = np.bincount(corpus.words.folded, weights=covered, minlength=n_folded)
    n_all = np.bincount(corpus.words.folded, minlength=n_folded)
    return {corpus.vocabulary.folded[number] for number in np.flatnonzero((n_all > 0) & (2 * n_inside >= n_all))}
