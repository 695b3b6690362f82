"""VADER sentence by sentence, by the two packages that have it."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.inputs import Inputs, Steps, read_sentences, timed

# The packages' time is the same for every sentence: so many are enough to know it.
MAX_SENTENCES = 50_000


def run_vadersentiment(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """The package of VADER's author."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return _score(SentimentIntensityAnalyzer().polarity_scores, inputs, steps)


def run_nltk(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """NLTK's, with the list of valences that framing ships: NLTK's own is the same, but must be downloaded."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    from framing.lexicon import load_lexicon
    from framing.measures.tone_rules import listed_valences

    analyzer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)  # its __init__ looks for the download
    analyzer.lexicon, analyzer.constants = dict(listed_valences(load_lexicon("vader"))), VaderConstants()
    return _score(analyzer.polarity_scores, inputs, steps)


def _score(polarity_scores: Callable[[str], dict[str, float]], inputs: Inputs, steps: Steps) -> dict[str, float]:
    sentences = read_sentences(inputs)[:MAX_SENTENCES]
    with timed(steps, "score"):
        scores = [polarity_scores(sentence)["compound"] for sentence in sentences]
    return {"sentences": len(scores)} | describe_scores(scores)


def describe_scores(scores: list[float]) -> dict[str, float]:
    """What two lists of the same scores have in common, whole numbers of ten-thousandths."""
    whole = [round(10_000 * score) for score in scores[:MAX_SENTENCES]]
    return {"sum_of_scores": sum(whole),
            "weighted_sum": sum(place * score for place, score in enumerate(whole, start=1)),
            "sum_of_squares": sum(score * score for score in whole)}
