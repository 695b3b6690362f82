"""Patterns of several words: where these stand one after the other, and which of two that overlap counts."""

from __future__ import annotations

import numpy as np

from framing.corpus import Corpus
from framing.word_places import WordPlaces


def find_runs(corpus: Corpus, places: WordPlaces) -> tuple[np.ndarray, np.ndarray]:
    """Where patterns of several words stand inside one sentence: (row of the first word, number of the entry).

    Each is looked for around its rarest word, and where that stands its other words are, the next rarest first.
    """
    words, wanted = corpus.words, np.zeros(len(corpus.vocabulary.surfaces), bool)
    starts, entries = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for entry, pattern in places.patterns.items():
        if len(pattern) == 1:
            continue
        rarest, *others = sorted(range(len(pattern)), key=[places.n_places[word] for word in pattern].__getitem__)
        found = places.places(places.surfaces_of[pattern[rarest]]) - rarest
        for step in others:
            surfaces = places.surfaces_of[pattern[step]]
            wanted[surfaces] = True  # one mask for all patterns, cleared after each word
            found = found[wanted[words.surface.take(found + step, mode="clip")]]
            wanted[surfaces] = False
            if not len(found):
                break
        else:
            found = _in_one_sentence(words.sentence, found, len(pattern))
            starts.append(found)
            entries.append(np.full(len(found), entry, np.int32))
    return np.concatenate(starts), np.concatenate(entries)


def _in_one_sentence(sentence: np.ndarray, start: np.ndarray, length: int) -> np.ndarray:
    """Those of the starts from which so many words are left in their sentence."""
    start = start[(start >= 0) & (start + length <= len(sentence))]
    return start[sentence[start] == sentence[start + length - 1]]


def without_overlaps(start: np.ndarray, length: np.ndarray, entry: np.ndarray) -> np.ndarray:
    """Which of some matches count: of those that overlap the longest, then the first in the text, then in the list.

    Returns numbers of matches, by their places. ``start`` may be any whole numbers of which each is a word.
    """
    order = np.lexsort((entry, start))
    first, end = start[order], (start + length)[order]
    reached = np.maximum.accumulate(end)
    begins = np.append(True, first[1:] >= reached[:-1])[:len(first)]  # nothing before it reaches into it
    is_alone = begins & np.append(begins[1:], True)[:len(first)]
    taken: set[int] = set()
    counts = is_alone.copy()
    among = np.flatnonzero(~is_alone)
    for row in among[np.lexsort((among, -length[order[among]]))].tolist():
        words = range(int(first[row]), int(end[row]))
        if taken.isdisjoint(words):
            taken.update(words)
            counts[row] = True
    return order[counts]
