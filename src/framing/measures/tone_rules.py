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
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})

def sentence_scorer(lexicon: Lexicon) -> Callable[[str], float]:
    """A function from a sentence to its score, -1 to 1, by the rules that the list's card names."""
    scorers = {"vader": _vader_scorer, "pattern": _pattern_scorer}
    if lexicon.card.rules not in scorers:
        raise FramingError(Problem(ERROR, f"The tone list {lexicon.key!r} names no known rules.",
                                   file=f"lexicons/{lexicon.key}/card.toml", column="rules", value=lexicon.card.rules,
                                   allowed=", ".join(scorers), next_step="Name one of them."))
    return scorers[lexicon.card.rules](lexicon)


@cache
def listed_words(lexicon: Lexicon) -> Mapping[str, float]:
    """Listed word -> its own valence, before any rule. Words whose valence is zero are not listed."""
    if lexicon.card.rules == "vader":
        values = {line.split("\t")[0]: float(line.split("\t")[1]) for line in _text_of(lexicon).splitlines()}
    else:
        values = {word: polarity for word, (polarity, _, _) in _pattern_entries(lexicon).items()}
    return {word: value for word, value in values.items() if value}


def fold_apostrophes(text: str) -> str:
    """The text with straight apostrophes, which is how word lists write "doesn't"."""
    return text.translate(APOSTROPHES)


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
def _pattern_entries(lexicon: Lexicon) -> Mapping[str, tuple[float, float, float]]:
    entries = {}
    for line in _text_of(lexicon).splitlines()[1:]:
        word, polarity, subjectivity, intensity, _ = line.split("\t")
        entries[word] = (float(polarity), float(subjectivity), float(intensity))
    return entries


def _pattern_scorer(lexicon: Lexicon) -> Callable[[str], float]:
    entries = _pattern_entries(lexicon)

    def score(sentence: str) -> float:
        words = [fold_word(sentence[start:end]) for start, end in find_words(sentence)]
        polarity, n_scored = score_pattern(words, entries)
        return polarity if n_scored else 0.0

    return score
