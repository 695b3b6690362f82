"""From a word list and its rules to the score of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from framing.lexicon import Lexicon
from framing.measures.pattern_rules import score_pattern
from framing.problem import ERROR, FramingError, Problem
from framing.words import find_words, fold_word

# Curly and other apostrophes that writers use for a straight one.
APOSTROPHES = "’‘ʼ`´"
RULES = ("vader", "pattern")


def sentence_scorer(lexicon: Lexicon) -> Callable[[str], float]:
    """A function from a sentence to its score, -1 to 1, by the rules that the list's card names.

    One sentence at a time, VADER by NLTK itself: plain, and slow. Whole corpora are scored by ``score_sentences``.
    """
    return {"vader": _vader_scorer, "pattern": _pattern_scorer}[rules_of(lexicon)](lexicon)


def rules_of(lexicon: Lexicon) -> str:
    """The rules that a tone list is scored by. Raises FramingError if its card names none that are known."""
    if lexicon.card.rules not in RULES:
        raise FramingError(Problem(ERROR, f"The tone list {lexicon.key!r} names no known rules.",
                                   file=f"lexicons/{lexicon.key}/card.toml", column="rules", value=lexicon.card.rules,
                                   allowed=", ".join(RULES), next_step="Name one of them."))
    return lexicon.card.rules


@cache
def listed_words(lexicon: Lexicon) -> Mapping[str, float]:
    """Listed word -> its own valence, before any rule. Words whose valence is zero are not listed."""
    if lexicon.card.rules == "vader":
        values = listed_valences(lexicon)
    else:
        values = {word: polarity for word, (polarity, _, _) in pattern_entries(lexicon).items()}
    return {word: value for word, value in values.items() if value}


@cache
def listed_valences(lexicon: Lexicon) -> Mapping[str, float]:
    """Every word of a list for VADER's rules -> its valence, read as VADER reads it."""
    rows = (line.strip().split("\t") for line in _text_of(lexicon).split("\n"))
    return {word: float(valence) for word, valence, *_ in rows}


def fold_apostrophes(text: str) -> str:
    """The text with straight apostrophes, which is how word lists write "doesn't"."""
    for mark in APOSTROPHES:
        text = text.replace(mark, "'")
    return text


def _text_of(lexicon: Lexicon) -> str:
    assert lexicon.path is not None
    return lexicon.path.read_text(encoding="utf-8").strip()


def unfolded_vader(lexicon: Lexicon) -> Callable[[str], float]:
    """VADER on the text as typed, typographic apostrophes and all: to show what folding them changes."""
    analyser = _vader_analyser(lexicon)
    return lambda sentence: float(analyser.polarity_scores(sentence)["compound"])


def _vader_scorer(lexicon: Lexicon) -> Callable[[str], float]:
    as_typed = unfolded_vader(lexicon)
    return lambda sentence: as_typed(fold_apostrophes(sentence))


@cache
def _vader_analyser(lexicon: Lexicon) -> Any:
    """NLTK's analyser, given the text of the list: it cannot open one that lies inside a package."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Analyser(SentimentIntensityAnalyzer):
        def __init__(self, text: str):
            self.lexicon_file = text
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    return Analyser(_text_of(lexicon))


@cache
def pattern_entries(lexicon: Lexicon) -> Mapping[str, tuple[float, float, float]]:
    """Every word of a list for pattern's rules -> (polarity, subjectivity, intensity)."""
    entries = {}
    for line in _text_of(lexicon).splitlines()[1:]:
        word, polarity, subjectivity, intensity, _ = line.split("\t")
        entries[word] = (float(polarity), float(subjectivity), float(intensity))
    return entries


def _pattern_scorer(lexicon: Lexicon) -> Callable[[str], float]:
    entries = pattern_entries(lexicon)

    def score(sentence: str) -> float:
        words = [fold_word(sentence[start:end]) for start, end in find_words(sentence)]
        polarity, n_scored = score_pattern(words, entries)
        return polarity if n_scored else 0.0

    return score
