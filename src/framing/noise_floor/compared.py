"""What is compared: every measure that sets outlets side by side, with its counts by piece."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from framing.corpus import Corpus
from framing.counts import Counts
from framing.features import content_words
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.measures.actor_tone import ACTORS, TONE_TOWARD
from framing.measures.distance import DIVERGENCE
from framing.measures.frequency import RATE
from framing.measures.keyness import LOG_ODDS
from framing.measures.measure import Measure, ratio
from framing.measures.sourcing import QUOTED_SHARE
from framing.measures.tone import TONE
from framing.measures.voices import VOICES
from framing.noise_floor.piece_counts import (
    TONE_PLACES,
    attributed_words_of_pieces,
    hits_of_pieces,
    quoted_words_of_pieces,
    tone_of_pieces,
    tone_toward_of_pieces,
    words_of_pieces,
)
from framing.tally import TONE_LEXICONS

WORDS, WORDS_AND_NAMES, QUOTATION_MARKS, ATTRIBUTIONS = "words", "words and names", "quotation marks", "attributions"


@dataclass(frozen=True)
class Compared:
    """``family``: what the features are of (a list, "words"); ``features``: those that the measure gives values of.
    ``as_one``: whether the largest over all features is given; ``by_feature``: whether each feature is. ``is_sum``:
    whether what two piles have adds up to how far apart they are."""

    measure: Measure
    family: str
    counts: Counts
    features: tuple[str, ...]
    as_one: bool
    by_feature: bool
    is_sum: bool = False

    def differences(self, sums: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How far the left pile is above the right one, (pairs, features), NaN where either has nothing to measure;
        and what each pile measured, (pairs, 2, features), NaN where only both together have a value.

        ``sums`` (pairs, 2, features), ``totals`` (pairs, 2, 1 or features).
        """
        values = self.measure(sums, totals)
        if self.measure.is_contrast:
            return values[:, 0], np.full((len(values), 2, 1), np.nan)
        return values.sum(axis=1) if self.is_sum else values[:, 0] - values[:, 1], values


def compared_families(corpus: Corpus) -> Mapping[str, Callable[[], Sequence[Compared]]]:
    """Family -> what makes its measures.

    Omission is left out: what one half of an article does not name, the other half may, and a half is no article
    that leaves something out.
    """
    frames = {key: partial(_frames, corpus, key) for key in corpus.card.frame_lexicons}
    tones = {key: partial(_tone, corpus, key) for key in TONE_LEXICONS}
    said = VOICES["voices words"].measure
    return {
        WORDS_AND_NAMES: partial(_words_and_names, corpus), WORDS: partial(_words, corpus), **frames, **tones,
        ACTORS: lambda: [_each_of(TONE_TOWARD, ACTORS, tone_toward_of_pieces(corpus), as_one=True)],
        QUOTATION_MARKS: lambda: [_each_of(QUOTED_SHARE, QUOTATION_MARKS, quoted_words_of_pieces(corpus))],
        ATTRIBUTIONS: lambda: [_each_of(said, ATTRIBUTIONS, attributed_words_of_pieces(corpus))],
    }


def _words_and_names(corpus: Corpus) -> Sequence[Compared]:
    return [_largest_of(LOG_ODDS, WORDS_AND_NAMES, content_words(corpus, words_of_pieces(corpus)))]


def _words(corpus: Corpus) -> Sequence[Compared]:
    actors = find_hits(corpus, load_lexicon(ACTORS, corpus_folder=corpus.folder))
    words = content_words(corpus, words_of_pieces(corpus), names=actors)
    return [_largest_of(LOG_ODDS, WORDS, words), _largest_of(RATE, WORDS, words),
            Compared(DIVERGENCE, WORDS, words, ("",), as_one=True, by_feature=False, is_sum=True)]


def _frames(corpus: Corpus, key: str) -> Sequence[Compared]:
    hits = find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder))
    return [_each_of(RATE, key, hits_of_pieces(corpus, hits), as_one=True)]


def _tone(corpus: Corpus, key: str) -> Sequence[Compared]:
    tone = tone_of_pieces(corpus, load_lexicon(key, corpus_folder=corpus.folder))
    measure = replace(TONE, function=_mean_where_listed)
    return [Compared(measure, key, tone, TONE_PLACES, as_one=False, by_feature=True)]


def _largest_of(measure: Measure, family: str, counts: Counts) -> Compared:
    return Compared(measure, family, counts, tuple(counts.features.tolist()), as_one=True, by_feature=False)


def _each_of(measure: Measure, family: str, counts: Counts, *, as_one: bool = False) -> Compared:
    return Compared(measure, family, counts, tuple(counts.features.tolist()), as_one, by_feature=True)


def _mean_where_listed(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Mean scores of ``tone_of_pieces``; NaN where no sentence holds a listed word: that is no neutral tone."""
    n_places = len(TONE_PLACES)
    means = ratio(sums[..., :n_places], totals[..., :n_places])
    return np.where(sums[..., n_places:] > 0, means, np.nan)
