"""Key noun phrases: two or three content words in a row that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from framing.attributions.word_lists import words_of
from framing.corpus import Corpus
from framing.features import function_words
from framing.mentions.found import PHRASE, Found
from framing.mentions.name_lists import adjectives

LENGTHS = (2, 3)
# Once is no recurrence; twice is, in whatever articles.
MIN_MENTIONS = 2
# Groups of the grammar list that begin, join or carry a sentence and are no part of a noun phrase.
NOT_IN_PHRASES = ("determiner", "adverb", "auxiliary", "preposition", "verb", "time", "quantity", "pronoun", "be",
                  "subordinator", "relative", "particle")


def find_phrases(corpus: Corpus) -> Iterator[Found]:
    """Runs of content words that recur. A run inside a longer one counts too, unless it never stands without it.

    Without a tagger: "sanctions hit" is such a run, and so is whatever else stands together again and again.
    """
    is_content, numbers = _content(corpus), corpus.words.folded
    joined = _joined_to_next(corpus)
    runs: dict[tuple[int, ...], list[int]] = {}
    for length in LENGTHS:
        found = np.flatnonzero(_all_in_row(is_content, length) & _all_in_row(joined, length - 1))
        for start in found.tolist():
            runs.setdefault(tuple(numbers[start:start + length].tolist()), []).append(start)
    recurring = {run: starts for run, starts in runs.items() if len(starts) >= MIN_MENTIONS}
    inside = Counter({part: len(starts) for run, starts in recurring.items() if len(run) == max(LENGTHS)
                      for part in (run[:-1], run[1:])})
    for run, places in recurring.items():
        if inside[run] < len(places):
            yield from _mentions(corpus, run, places)


def _mentions(corpus: Corpus, run: Sequence[int], starts: Sequence[int]) -> Iterator[Found]:
    words = corpus.words
    name = " ".join(corpus.vocabulary.folded[number] for number in run)
    for start in starts:
        yield Found(PHRASE, name, name, int(words.sentence[start]), int(words.start[start]),
                    int(words.end[start + len(run) - 1]))


def _content(corpus: Corpus) -> np.ndarray:
    """Mask over the words: content words in lower case, and demonyms ("Western sanctions")."""
    dropped = function_words().union(*map(words_of, NOT_IN_PHRASES))
    of_surface = [
        ((surface[:1].islower() and fold not in dropped and not fold.endswith(("ly", "'s"))) or fold in adjectives())
        for surface, fold in zip(corpus.vocabulary.surfaces,
                                 map(corpus.vocabulary.folded.__getitem__, corpus.vocabulary.fold_of.tolist()),
                                 strict=True)]
    return np.array(of_surface, bool)[corpus.words.surface]


def _joined_to_next(corpus: Corpus) -> np.ndarray:
    """Mask over the words: the next one follows in the same sentence after one character, nearly always a space.

    A comma and a space are two characters, so that a run never goes over a mark.
    """
    words = corpus.words
    near = (words.sentence[1:] == words.sentence[:-1]) & (words.start[1:] - words.end[:-1] == 1)
    return np.append(near, False)


def _all_in_row(mask: np.ndarray, length: int) -> np.ndarray:
    """Mask over the words: the mask holds here and for the next ones, ``length`` in all."""
    whole = mask.copy()
    for step in range(1, length):
        whole[:-step] &= mask[step:]
        whole[-step:] = False
    return whole
