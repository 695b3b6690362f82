"""A class notebook as a careful student would write it, with the libraries of the usual tutorials."""

from __future__ import annotations

import csv
import math
from collections import Counter

from benchmarks.inputs import ROOT, Inputs, Steps, timed

ENTRIES = ROOT / "src" / "framing" / "lexicons" / "generic_frames" / "entries.tsv"
PRIOR_WORDS = 500


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """All measures of the notebook, one after the other."""
    with timed(steps, "imports"):
        import pandas as pd
        from nltk.tokenize import TreebankWordTokenizer
        from nltk.tokenize.punkt import PunktSentenceTokenizer
        from sklearn.feature_extraction.text import TfidfVectorizer
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    with timed(steps, "read"):
        articles = pd.read_json(inputs.articles, lines=True, dtype=False)
    split_texts(articles, PunktSentenceTokenizer(), TreebankWordTokenizer(), steps)
    with timed(steps, "lexicon"):
        entries, beginnings = one_word_entries()
        frames = pd.DataFrame([count_frames(words, entries, beginnings) for words in articles["words"]])
    with timed(steps, "tone"):
        analyzer = SentimentIntensityAnalyzer()
        tone = [[analyzer.polarity_scores(sentence)["compound"] for sentence in sentences]
                for sentences in articles["sentences"]]
        articles["tone"] = [sum(scores) / max(1, len(scores)) for scores in tone]
    with timed(steps, "TF-IDF"):
        weights = TfidfVectorizer().fit_transform(articles["text"])
    with timed(steps, "keyness"):
        largest = articles["outlet"].value_counts().index[:2]
        left, right = (Counter(word for words in articles.loc[articles["outlet"] == name, "words"] for word in words)
                       for name in largest)
        scores = log_odds(left, right)
    return {"articles": len(articles), "sentences": float(articles["sentences"].map(len).sum()),
            "words": float(articles["words"].map(len).sum()), "frame_hits": float(frames.to_numpy().sum()),
            "tfidf_cells": weights.nnz, "terms_compared": len(scores)}


def split_texts(articles, splitter, tokenizer, steps: Steps) -> None:
    """Sentences and words of every article, as new columns."""
    with timed(steps, "sentences"):
        articles["sentences"] = [splitter.tokenize(text) for text in articles["text"]]
    with timed(steps, "words"):
        articles["words"] = [[word.lower() for sentence in sentences for word in tokenizer.tokenize(sentence)]
                             for sentences in articles["sentences"]]


def one_word_entries() -> tuple[dict[str, set[str]], dict[str, tuple[str, ...]]]:
    """Words, and beginnings of words, by category."""
    words: dict[str, set[str]] = {}
    beginnings: dict[str, tuple[str, ...]] = {}
    with ENTRIES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            pattern, category = row["pattern"].lower(), row["category"]
            if " " in pattern:
                continue
            if pattern.endswith("*"):
                beginnings[category] = (*beginnings.get(category, ()), pattern[:-1])
            else:
                words.setdefault(category, set()).add(pattern)
    return words, beginnings


def count_frames(words: list[str], entries: dict[str, set[str]], beginnings: dict[str, tuple[str, ...]]
                 ) -> dict[str, int]:
    """Hits of each category in one article."""
    return {category: sum(word in entries[category] or word.startswith(beginnings.get(category, ()))
                          for word in words)
            for category in entries}


def log_odds(left: Counter[str], right: Counter[str]) -> dict[str, float]:
    """Weighted log-odds of every word of either side, with an informative prior (z-scores)."""
    n_left, n_right = left.total(), right.total()
    scores = {}
    for word in left.keys() | right.keys():
        prior = PRIOR_WORDS * (left[word] + right[word]) / (n_left + n_right)
        one, other = left[word] + prior, right[word] + prior
        difference = (math.log(one / (n_left + PRIOR_WORDS - one)) - math.log(other / (n_right + PRIOR_WORDS - other)))
        scores[word] = difference / math.sqrt(1 / one + 1 / other)
    return scores
