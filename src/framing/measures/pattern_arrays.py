"""Pattern's scores of many sentences at once: the rules of ``pattern_rules`` as operations on arrays.

What the rules remember, an adverb and a negation, ends at the next longer word. So the words that matter are worked
out in *runs*: listed words and negations, each within reach of the one before. Nearly all runs are one word long and
need no work; the second words of the longer runs are worked out together, then the third ones, and so on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from framing.measures.pattern_rules import (
    LONGEST_SKIPPED_BY_ADVERB,
    LONGEST_SKIPPED_BY_NEGATION,
    NEGATION_FACTOR,
    NEGATIONS,
    split_contractions,
)
from framing.row_index import spread

# What a piece of a word is to the rules, each a bit.
LISTED = 1
NEGATES = 2
ENDS_IN_LY = 4
ENDS_NEGATION = 8  # too long to be reached over
ENDS_ADVERB = 16

# Scores are added exactly, as whole numbers of two sizes. A score of 2^-20 or more is so many 2^-30 and so many
# 2^-73, and the sums of a thousand such numbers are still exact.
COARSE, FINE, MAX_TERMS = 2.0**30, 2.0**73, 1000


@dataclass(frozen=True, eq=False)
class PatternPieces:
    """The pieces of each distinct word as the rules know them ("isn't" has two), and what each piece is.

    Word w has the pieces ``bounds[w]`` to ``bounds[w + 1]``; ``traits`` (bits, see the top of this file),
    ``polarities`` and ``intensities`` have one entry a piece, 0 for pieces that are not listed.
    """

    bounds: np.ndarray
    traits: np.ndarray
    polarities: np.ndarray
    intensities: np.ndarray

    @cached_property
    def traits_of_words(self) -> np.ndarray:
        """For each word all traits that any of its pieces has."""
        if len(self.bounds) == 1:
            return self.traits
        return np.bitwise_or.reduceat(self.traits, self.bounds[:-1])


def describe_words(folded: Sequence[str], entries: Mapping[str, tuple[float, float, float]]) -> PatternPieces:
    """What the rules need to know of each distinct word. ``folded``: words in lower case, as they are counted."""
    pieces_of = {number: tuple(split_contractions([word])) for number, word in enumerate(folded) if "'" in word}
    n_pieces = np.ones(len(folded), np.int64)
    n_pieces[list(pieces_of)] = list(map(len, pieces_of.values()))
    bounds = np.append(0, np.cumsum(n_pieces))
    # Nearly all words are one piece: all words are described as they stand, and the pieces of the others behind them.
    pieces = [*folded, *chain.from_iterable(pieces_of.values())]
    row = np.repeat(np.arange(len(folded)), n_pieces)
    split = np.array(list(pieces_of), np.int64)
    row[spread(bounds[split], n_pieces[split])] = np.arange(len(folded), len(pieces))
    return PatternPieces(bounds, *(column[row] for column in _describe(pieces, entries)))


def _describe(pieces: Sequence[str], entries: Mapping[str, tuple[float, float, float]]
              ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Traits, polarity and intensity of each piece."""
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    traits, polarities, intensities = np.zeros(len(pieces), np.int8), np.zeros(len(pieces)), np.zeros(len(pieces))
    traits[lengths > LONGEST_SKIPPED_BY_NEGATION] |= ENDS_NEGATION
    traits[lengths > LONGEST_SKIPPED_BY_ADVERB] |= ENDS_ADVERB
    traits[np.fromiter(map(NEGATIONS.__contains__, pieces), bool, len(pieces))] |= NEGATES
    for number in np.flatnonzero(np.fromiter(map(entries.__contains__, pieces), bool, len(pieces))).tolist():
        polarities[number], _, intensities[number] = entries[pieces[number]]
        traits[number] |= LISTED | ENDS_IN_LY * pieces[number].endswith("ly")
    return traits, polarities, intensities


def pattern_scores(sentence: np.ndarray, word: np.ndarray, pieces: PatternPieces, n_sentences: int) -> np.ndarray:
    """Mean polarity of each sentence, -1 to 1; nan where no word is listed. Equal to ``score_pattern`` to the last bit.

    ``sentence``, ``word``: of each word in order the number of its sentence, ascending, and its own number in the
    vocabulary of ``pieces``. Words hold no "!": the rule that raises a score before one is not worked out here.
    """
    runs = _Runs.of(sentence, word, pieces)
    for elements in runs.in_step():
        runs.apply_listed(elements)
        runs.apply_negations(elements)
    scores = np.where(runs.is_negated, runs.polarity * NEGATION_FACTOR, runs.polarity)[runs.is_score]
    of_sentence = runs.sentence[runs.is_score]
    counts = np.bincount(of_sentence, minlength=n_sentences)
    means = np.full(n_sentences, np.nan)
    return np.divide(add_exactly(of_sentence, scores, n_sentences), counts, out=means, where=counts > 0)


@dataclass(frozen=True, eq=False)
class _Runs:
    """The listed pieces and the negations of a text in order, with the state that each leaves for the next.

    ``depth``: place in its run, 0 for the first. ``is_far``: a word stands before it that a negation cannot reach
    over. ``adverb``: which element is the adverb that waits for a listed word, -1 for none; ``negation``: whether
    a negation waits. ``is_score``: listed, and not used up by a later word. Arrays change as the runs are worked out.
    """

    sentence: np.ndarray
    traits: np.ndarray
    depth: np.ndarray
    is_far: np.ndarray
    polarity: np.ndarray
    intensity: np.ndarray
    is_negated: np.ndarray
    is_score: np.ndarray
    adverb: np.ndarray
    negation: np.ndarray

    @classmethod
    def of(cls, sentence: np.ndarray, word: np.ndarray, pieces: PatternPieces) -> _Runs:
        """The runs, each element as if it stood alone."""
        traits_of_words = pieces.traits_of_words[word]
        elements = np.flatnonzero(traits_of_words & (LISTED | NEGATES))  # few: only their pieces are looked at
        traits_of_words[elements] = 0
        between = np.bitwise_or.reduceat(traits_of_words, elements) if len(elements) else traits_of_words
        word_of_piece, piece = _spell_out(word[elements], pieces.bounds)
        traits = pieces.traits[piece]
        is_element = traits & (LISTED | NEGATES) > 0
        kept = np.flatnonzero(is_element)
        passed = np.where(is_element, 0, traits)
        passed[1:] |= np.where(np.diff(word_of_piece) > 0, between[word_of_piece[:-1]], 0)
        n_far, n_cut = (np.cumsum(passed & trait > 0)[kept] for trait in (ENDS_NEGATION, ENDS_ADVERB))
        sentence, traits, piece = sentence[elements][word_of_piece[kept]], traits[kept], piece[kept]
        intensity = pieces.intensities[piece]
        is_listed, negates = traits & LISTED > 0, traits & NEGATES > 0
        waits = negates | (intensity != 0)
        numbers = np.arange(len(kept))
        follows = np.zeros(len(kept), bool)
        follows[1:] = waits[:-1] & (sentence[1:] == sentence[:-1]) & (n_cut[1:] == n_cut[:-1])
        depth = numbers - np.maximum.accumulate(np.where(follows, 0, numbers))
        return cls(sentence, traits, depth, np.diff(n_far, prepend=0) > 0, pieces.polarities[piece], intensity,
                   np.zeros(len(kept), bool), is_listed, np.where(intensity != 0, numbers, -1), negates)

    def in_step(self) -> Iterator[np.ndarray]:
        """The second elements of all runs, then the third ones, and so on to the end of the longest run."""
        later = np.flatnonzero(self.depth > 0)
        later = later[np.argsort(self.depth[later], kind="stable")]
        steps = np.cumsum(np.bincount(self.depth[later])[1:])
        yield from np.split(later, steps[:-1]) if len(later) else ()

    def apply_listed(self, elements: np.ndarray) -> None:
        """Give listed words what waits before them: the adverb's intensity as a factor, and the negation."""
        elements = elements[self.traits[elements] & LISTED > 0]
        negated = self.negation[elements - 1] & ~self.is_far[elements]
        turned = elements[negated & (self.intensity[elements] != 0)]
        has_adverb = self.adverb[elements - 1] >= 0
        modified, adverbs = elements[has_adverb], self.adverb[elements[has_adverb] - 1]
        self.is_negated[elements] = negated
        self.is_negated[modified] |= self.is_negated[adverbs]
        self.polarity[modified] = np.clip(self.polarity[modified] * self.intensity[adverbs], -1.0, 1.0)
        self.intensity[turned] = 1 / self.intensity[turned]
        self.is_score[adverbs] = False

    def apply_negations(self, elements: np.ndarray) -> None:
        """Let negations wait, or, after an adverb in -ly, negate that adverb: "really not good"."""
        elements = elements[self.traits[elements] & LISTED == 0]
        adverbs = self.adverb[elements - 1]
        after_ly = (adverbs >= 0) & (self.traits[adverbs] & ENDS_IN_LY > 0)
        ends_adverb = self.traits[elements] & ENDS_ADVERB > 0
        self.is_negated[adverbs[after_ly]] = True
        self.negation[elements] = ~after_ly
        self.adverb[elements] = np.where(ends_adverb & ~after_ly, -1, adverbs)


def _spell_out(word: np.ndarray, bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Words as their pieces: (which of the words each piece is from, number of the piece)."""
    n_pieces = np.diff(bounds)[word]
    word_of_piece = np.repeat(np.arange(len(word)), n_pieces)
    shift = bounds[word] - np.cumsum(n_pieces) + n_pieces
    return word_of_piece, np.arange(len(word_of_piece)) + shift[word_of_piece]


def add_exactly(group: np.ndarray, values: np.ndarray, n_groups: int) -> np.ndarray:
    """The sum of the values of each group, rounded once, at the end, as ``math.fsum`` does. Values: -1 to 1."""
    coarse = np.trunc(values * COARSE)
    fine = (values * COARSE - coarse) * (FINE / COARSE)
    sums = (np.bincount(group, weights=coarse, minlength=n_groups) / COARSE
            + np.bincount(group, weights=fine, minlength=n_groups) / FINE)
    is_unsafe = np.bincount(group, weights=fine != np.trunc(fine), minlength=n_groups) > 0
    is_unsafe |= np.bincount(group, minlength=n_groups) > MAX_TERMS
    for unsafe in np.flatnonzero(is_unsafe).tolist():
        sums[unsafe] = math.fsum(values[group == unsafe])
    return sums
