"""Patterns of several words: where these stand one after the other, and which of two that overlap counts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.corpus import Corpus
from framing.word_places import WordPlaces

# Places looked at together: what is worked out for so many stays in the caches.
PLACES_AT_ONCE = 100_000
# So many numbers stand for words and the surfaces that fit them that few others fit by chance.
N_SIGNATURES = 1 << 20
NO_WORD = -1


def find_runs(corpus: Corpus, places: WordPlaces) -> tuple[np.ndarray, np.ndarray]:
    """Where patterns of several words stand inside one sentence: (row of the first word, number of the entry).

    Each is looked for around its rarest word, and where that stands its other words are, the next rarest first.
    """
    of = places.words
    entries = places.complete[of.length[places.complete] > 1]
    steps = _Steps.of(places, entries)
    pairs = _Pairs.of(places, np.unique(steps.word[:, 1:]), len(corpus.vocabulary.surfaces))
    block = np.cumsum(places.n_places[steps.word[:, 0]]) // PLACES_AT_ONCE
    found = [(np.empty(0, np.int32), np.empty(0, np.int32))]
    for some in np.split(np.arange(len(entries)), np.flatnonzero(np.diff(block)) + 1) if len(entries) else ():
        start, row = _runs(corpus.words.surface, places, _Steps(steps.word[some], steps.step[some]), pairs)
        entry = entries[some][row].astype(np.int32)
        inside = _in_one_sentence(corpus.words.sentence, start, of.length[entry])
        found.append((start[inside], entry[inside]))
    start, entry = map(np.concatenate, zip(*found, strict=True))
    return start, entry


class _Steps(NamedTuple):
    """The words of some patterns, one row a pattern, the rarest word first: its number (NO_WORD behind the last) and
    its place in the pattern."""

    word: np.ndarray
    step: np.ndarray

    @classmethod
    def of(cls, places: WordPlaces, entries: np.ndarray) -> _Steps:
        length = places.words.length[entries]
        step = np.arange(length.max(initial=1), dtype=np.int32)
        is_word = step < length[:, None]
        word = places.words.numbers.take(places.words.first[entries][:, None] + step, mode="clip")
        order = np.argsort(np.where(is_word, places.n_places[word], np.iinfo(np.int64).max), axis=1, kind="stable")
        return cls(np.take_along_axis(np.where(is_word, word, NO_WORD), order, axis=1), step[order])


class _Pairs(NamedTuple):
    """Which surfaces fit which words: ``keys``, word x surfaces + surface, sorted; ``may_be``: by signature."""

    keys: np.ndarray
    may_be: np.ndarray
    n_surfaces: int

    @classmethod
    def of(cls, places: WordPlaces, words: np.ndarray, n_surfaces: int) -> _Pairs:
        words = words[words != NO_WORD]
        surface, row = places.surfaces(words)
        keys = np.sort(words[row].astype(np.int64) * n_surfaces + surface)
        may_be = np.zeros(N_SIGNATURES, bool)
        may_be[keys % N_SIGNATURES] = True
        return cls(keys, may_be, n_surfaces)

    def fit(self, words: np.ndarray, surfaces: np.ndarray) -> np.ndarray:
        """Which of some pairs of a word and a surface fit: their numbers."""
        keys = words.astype(np.int64) * self.n_surfaces + surfaces
        may_fit = np.flatnonzero(self.may_be[keys % N_SIGNATURES])
        keys = keys[may_fit]
        return may_fit[self.keys.take(np.searchsorted(self.keys, keys), mode="clip") == keys]


def _runs(surface: np.ndarray, places: WordPlaces, steps: _Steps, pairs: _Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Where some patterns stand in the words of a corpus, given by their surfaces: first word, row of the pattern."""
    rarest, row = places.surfaces(steps.word[:, 0])
    start, which = places.places(rarest)
    row = row[which]
    start = start - steps.step[row, 0]
    ended = []
    for nth in range(1, steps.word.shape[1]):
        word = steps.word[row, nth]
        has_ended = word == NO_WORD
        ended.append((start[has_ended], row[has_ended]))
        start, row, word = start[~has_ended], row[~has_ended], word[~has_ended]
        fit = pairs.fit(word, surface.take(start + steps.step[row, nth], mode="clip"))
        start, row = start[fit], row[fit]
    start, row = map(np.concatenate, zip(*ended, (start, row), strict=True))
    return start, row


def _in_one_sentence(sentence: np.ndarray, start: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Mask over the starts: from which so many words are left in their sentence."""
    is_there = (start >= 0) & (start + length <= len(sentence))
    return is_there & (sentence.take(start, mode="clip") == sentence.take(start + length - 1, mode="clip"))


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
