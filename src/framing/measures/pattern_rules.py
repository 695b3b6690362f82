"""The rules by which pattern (and TextBlob) score a sentence with their English word list.

One pass from left to right over the words, with two things remembered: the last adverb and the last negation.

- A word in the list is scored. A word that is not is no zero: it leaves the mean alone.
- An adverb before a word in the list gives it its *intensity* as a factor, and its own polarity is dropped:
  "very good" is one score, 1.3 x 0.7. Only adverbs do this (intensity 0 = the word modifies nothing).
- "no", "not", "never" and "n't" before a word in the list turn its score by -0.5: "not good" is -0.35, and
  "not bad" is mildly good. A negated adverb divides: "not very good" is -0.5 x 0.7 / 1.3.
- Both reach only over short unknown words: a negation over one letter ("not a good deal", no longer "not the
  good deal"), an adverb over two letters ("really is good", no longer "really was good").
- After an adverb in -ly the negation may come second: "really not good".
- "!" raises the last score by a quarter. No score leaves -1 to 1.

Source: desmedt2012pattern; the rules were read in TextBlob 0.20.1, ``_text.py``, ``Sentiment.assessments``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

NEGATIONS = frozenset({"no", "not", "n't", "never"})
# "Not good" is less bad than "bad": half, with the sign turned.
NEGATION_FACTOR = -0.5
EXCLAMATION_FACTOR = 1.25
# The longest unknown word a negation or an adverb reaches over, in letters.
LONGEST_SKIPPED_BY_NEGATION = 1
LONGEST_SKIPPED_BY_ADVERB = 2


@dataclass(frozen=True, slots=True)
class Score:
    """One score of a sentence: a listed word with the adverbs before it."""

    polarity: float
    intensity: float
    n_words: int = 1
    is_negated: bool = False

    @property
    def signed_polarity(self) -> float:
        return self.polarity * NEGATION_FACTOR if self.is_negated else self.polarity


def score_pattern(
    words: Sequence[str], entries: Mapping[str, tuple[float, float, float]]
) -> tuple[float, int]:
    """Mean polarity of one sentence, and how many of its words are in the list.

    ``words``: the sentence's words in order, in any case, contractions whole ("isn't"). Other punctuation may
    be left out, but a "!" that is among them counts. ``entries``: word -> (polarity -1 to 1, subjectivity
    0 to 1, intensity), as in ``lexicons/pattern_en/entries.tsv``. Subjectivity is not used.

    The mean is over scores: an adverb and the word it modifies are two words and one score. A sentence
    without a listed word is (nan, 0). Positive: the listed words are mostly kind ones. It says nothing about
    whom the words are meant for, nor whose words they are.

    Equal to TextBlob's ``TextBlob(sentence).sentiment.polarity`` but for four things:

    - No listed word gives nan where TextBlob gives 0.0, which looks like a neutral sentence.
    - "isn't" is read as "is n't". That is what pattern's list of negations means; TextBlob 0.20.1 cuts it
      into "is", "n", "'", "t" and misses the negation.
    - A sentence is scored by itself. TextBlob lets a negation at the end of one reach into the next.
    - Emoticons and "(!)" are not scored: they need the punctuation, and news text has none.

    Parts of speech are not tagged, here as in TextBlob: a form has one score, the mean of all its senses.
    """
    scores = assess_words(split_contractions(words), entries)
    if not scores:
        return math.nan, 0
    return fmean(score.signed_polarity for score in scores), sum(score.n_words for score in scores)


def split_contractions(words: Sequence[str]) -> Iterator[str]:
    """Lower-case pieces as the rules know them: "Isn't" -> "is", "n't"; "Iran's" -> "iran", "s"."""
    for word in words:
        pieces = word.lower().replace("’", "'")
        if pieces.endswith("n't"):
            yield from (pieces.removesuffix("n't"), "n't")
        else:
            yield from pieces.split("'")


def assess_words(words: Iterator[str], entries: Mapping[str, tuple[float, float, float]]) -> list[Score]:
    """The scores of a sentence in order; see the rules at the top of this file."""
    scores: list[Score] = []
    adverb, negated = "", False  # what the next listed word finds before it
    for word in words:
        if word in entries:
            polarity, _, intensity = entries[word]
            before = scores.pop() if adverb else None
            scores.append(score_word(polarity, intensity, before, negated=negated))
            adverb, negated = word if intensity else "", word in NEGATIONS
            continue
        if word in NEGATIONS:
            negated = True
        elif len(word) > LONGEST_SKIPPED_BY_NEGATION:
            negated = False
        if negated and adverb.endswith("ly"):  # "really not good": the adverb's score carries the negation
            scores[-1] = replace(scores[-1], is_negated=True)
            negated = False
        elif len(word) > LONGEST_SKIPPED_BY_ADVERB:
            adverb = ""
        if word == "!" and scores:
            scores[-1] = replace(scores[-1], polarity=clip(scores[-1].polarity * EXCLAMATION_FACTOR))
    return scores


def score_word(polarity: float, intensity: float, before: Score | None, *, negated: bool) -> Score:
    """The score of a listed word. ``before``: the score of the adverb that modifies it, which it uses up."""
    if before:
        polarity = clip(polarity * before.intensity)
    turned = 1 / intensity if negated and intensity else intensity
    return Score(
        polarity=polarity,
        intensity=turned,
        n_words=1 + (before.n_words if before else 0),
        is_negated=negated or bool(before and before.is_negated),
    )


def clip(polarity: float) -> float:
    return max(-1.0, min(polarity, 1.0))
