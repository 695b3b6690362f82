"""Which words stand inside a name: of an actor, a person, a place, an organisation or anything else."""

from __future__ import annotations

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.mentions.find import find_mentions
from framing.mentions.found import ACTOR, ORGANISATION, OTHER_NAME, PERSON, PLACE

NAME_KINDS = (ACTOR, PERSON, PLACE, ORGANISATION, OTHER_NAME)


@kept_with_first
def is_in_name(corpus: Corpus) -> np.ndarray:
    """Mask over the words of the corpus: which lie inside a name that ``find_mentions`` finds."""
    mentions, words = find_mentions(corpus), corpus.words
    is_name = np.array([item.kind in NAME_KINDS for item in mentions.items], bool)[mentions.item]
    sentence, start, end = (column[is_name] for column in (mentions.sentence, mentions.start, mentions.end))
    width = int(max(words.end.max(initial=0), end.max(initial=0))) + 1
    keys = words.sentence.astype(np.int64) * width + words.start
    first, stop = (np.searchsorted(keys, sentence * width + offset) for offset in (start, end))
    opened, closed = (np.bincount(places, minlength=len(words) + 1) for places in (first, stop))
    return np.cumsum(opened - closed)[:-1] > 0


@kept_with_first
def name_forms(corpus: Corpus) -> frozenset[str]:
    """Counted forms at least half of whose uses lie inside a name."""
    n_folded = len(corpus.vocabulary.folded)
    n_inside = np.bincount(corpus.words.folded, weights=is_in_name(corpus), minlength=n_folded)
    n_all = np.bincount(corpus.words.folded, minlength=n_folded)
    return frozenset(corpus.vocabulary.folded[number] for number in np.flatnonzero((n_all > 0)
                                                                                  & (2 * n_inside >= n_all)))
