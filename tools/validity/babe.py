"""Loaded wording: sentences that trained coders called biased or not, with the words that they named for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from framing.lexicon import load_lexicon
from framing.loaded_words import KEY, score_loaded
from framing.words import find_words, fold_word
from validity.gold import read_lines
from validity.resample import Statistic, auc, share, with_interval
from validity.row import Row

SUBJECTIVITY_LISTS = 0.65  # AUC of the best sum of plain subjectivity lists
UNIT = "news sentences"


def measure(folder: Path) -> list[Row]:
    """AUC of the share of loaded words, and which of the words agree; intervals by drawing articles again.

    Outlets that write in a loaded style have more biased sentences, so that telling the outlets apart raises the AUC;
    the second figure compares sentences of one outlet only.
    """
    sentences = [sentence for sentence in read_lines(folder, "babe.sentences") if sentence["biased"] in (0, 1)]
    if not sentences:
        return []
    scores = score_loaded([sentence["text"] for sentence in sentences])
    biased = np.array([sentence["biased"] == 1 for sentence in sentences])
    outlets = np.array([sentence["outlet"] for sentence in sentences])
    articles = [sentence["news_link"] or sentence["id"] for sentence in sentences]
    shares, human = scores["share_loaded"].fillna(0).to_numpy(), _one_coder(read_lines(folder, "babe.ratings"))
    both, listed, named = np.array([_agreement(*pair) for pair in zip(scores["words"], sentences, strict=True)]).T
    n_words = int(scores["n_words"].sum())
    return [
        _row("sentences called biased", len(sentences), UNIT, "AUC", with_interval(auc(shares, biased), articles),
             SUBJECTIVITY_LISTS, human),
        _row("sentences called biased, among those of one outlet", len(sentences), UNIT, "AUC",
             with_interval(_within(shares, biased, outlets), articles), None, None),
        _row("words named as biased", n_words, "words of news sentences", "precision",
             with_interval(share(both, listed), articles), named.sum() / n_words, None),
        _row("words named as biased", n_words, "words of news sentences", "recall",
             with_interval(share(both, named), articles), None, None)]


def _row(stands_for: str, n: int, unit: str, metric: str, found: tuple[float, float, float], floor: float | None,
         human: float | None) -> Row:
    return Row("babe", stands_for, KEY, load_lexicon(KEY).card.version, n, unit, metric, *found, floor, human)


def _within(scores: np.ndarray, labels: np.ndarray, outlets: np.ndarray) -> Statistic:
    """AUC over pairs of sentences of the same outlet: outlets weigh by their number of such pairs."""
    parts = [(at, auc(scores[at], labels[at])) for at in (outlets == name for name in np.unique(outlets))]

    def at_weights(weights: np.ndarray) -> float:
        n_pairs = [(weights[at] @ labels[at]) * (weights[at] @ ~labels[at]) for at, _ in parts]
        values = [statistic(weights[at]) for at, statistic in parts]
        n_all = np.sum(n_pairs)
        return float(np.nansum(np.multiply(n_pairs, values)) / n_all) if n_all else np.nan

    return at_weights


def _agreement(words: Sequence[str], sentence: dict[str, Any]) -> tuple[int, int, int]:
    """Words of a sentence that are listed and named, listed, named; a word that stands twice is one."""
    named, listed = (_folded(phrases) & _folded([sentence["text"]]) for phrases in (sentence["biased_words"], words))
    return len(named & listed), len(listed), len(named)


def _folded(phrases: Sequence[str]) -> set[str]:
    return {fold_word(phrase[start:end]) for phrase in phrases for start, end in find_words(phrase)}


def _one_coder(ratings: Sequence[dict[str, Any]]) -> float | None:
    """AUC of one coder's yes or no against the majority of the others, where these are not tied."""
    ones, others = [], []
    by_sentence = sorted(ratings, key=lambda rating: rating["id"])
    for _, group in groupby(by_sentence, key=lambda rating: rating["id"]):
        votes = [float(rating["biased"]) for rating in group]
        for vote in votes:
            rest = 2 * (sum(votes) - vote) - (len(votes) - 1)
            if rest:
                ones.append(vote)
                others.append(rest > 0)
    return auc(np.array(ones), np.array(others))(np.ones(len(ones))) if ones else None
