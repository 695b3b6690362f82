"""Tone toward an actor: mentions in news sentences that coders called negative, neutral or positive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from framing.card import read_toml
from framing.lexicon import lexicon_names, load_lexicon
from framing.measures.learned_toward import KEY, add_up, labels_of, shares_of
from framing.measures.learned_weights import MODEL_FOLDER, load_weights
from framing.measures.mention_rules import rule_labels, rule_scores
from framing.measures.text_tone import list_scores
from train_tone import features_toward, words_around
from training.gold import coded_mentions, folds_of
from training.toward import fit_toward, toward_table
from training.vectors import word_vectors
from training.weights_file import as_shipped
from validity.gold import read_lines
from validity.resample import share, with_interval
from validity.row import Row

N_FOLDS = 10
UNIT = "mentions in news sentences"
# An hour's linear model on n-grams around the mention; VADER on the sentence; experts among themselves.
FLOOR, FLOOR_OF_LISTS, HUMAN = 0.635, 0.51, 0.86
# Sums of both lists' scores of smaller size count as neutral.
NEUTRAL_BELOW = 0.1


def measure(folder: Path) -> list[Row]:
    """Macro-F1 of the learned model, trained again for each tenth of the articles on the others; of rules and lists.

    Pairs: sentences with mentions that were coded differently, all of them right together.
    """
    mentions = coded_mentions(folder)
    if not mentions:
        return []
    coded = np.array([line["polarity"] for line in mentions])
    articles = [line["article"] for line in mentions]
    labels = _labels_of_rules_and_lists(mentions)
    if read_lines(folder, "baly.articles"):
        labels = {"learned": held_out_labels(mentions, folder)} | labels
    rows = [_row(name, "tone toward an actor" + _said(name), len(mentions), UNIT, "macro-F1",
                 with_interval(macro_f1(found, coded), articles)) for name, found in labels.items()]
    pairs = differing_sentences(mentions)
    for name in ("learned", "rules"):
        if name in labels:
            right = np.array([(labels[name] == coded)[members].all() for members in pairs])
            rows.append(_row(name, "actors of one sentence, coded differently" + _said(name), len(pairs), "sentences",
                             "share all right", with_interval(share(right, np.ones(len(pairs))),
                                                              [articles[members[0]] for members in pairs])))
    return rows


def held_out_labels(mentions: list[dict], folder: Path) -> np.ndarray:
    """The label of each mention by a model that has seen none of its article, from weights rounded as they ship."""
    vectors = word_vectors(folder)
    features, words = features_toward(mentions, vectors), words_around(mentions)
    fold = folds_of([line["article"] for line in mentions], N_FOLDS)
    coded, labels = np.array([line["polarity"] for line in mentions]), np.zeros(len(mentions), np.int64)
    for held_out in range(N_FOLDS):
        learned_from = np.flatnonzero(fold != held_out)
        fitted = fit_toward(features, learned_from, coded[learned_from])
        weights = as_shipped(toward_table(*fitted, features, vectors.words), load_weights(KEY).columns)
        found = labels_of(shares_of(add_up(words, weights)[1]))
        labels[fold == held_out] = found[fold == held_out]
    return labels


def _labels_of_rules_and_lists(mentions: list[dict]) -> dict[str, np.ndarray]:
    scores = list_scores([line["sentence"] for line in mentions])[0]
    found = {"rules": rule_labels(rule_scores(words_around(mentions))[1])}
    for name, score in (("VADER", scores[:, 0]), ("pattern", scores[:, 1]), ("VADER and pattern", scores.sum(axis=1))):
        found[name] = np.where(np.abs(score) < NEUTRAL_BELOW, 0, np.sign(score)).astype(np.int64)
    return found


def differing_sentences(mentions: list[dict]) -> list[list[int]]:
    """Rows of the mentions of each sentence whose mentions were not all coded alike."""
    rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, line in enumerate(mentions):
        rows[line["article"], line["sentence"]].append(row)
    return [members for members in rows.values() if len({mentions[row]["polarity"] for row in members}) > 1]


def macro_f1(found: np.ndarray, coded: np.ndarray) -> Callable[[np.ndarray], float]:
    """Mean over the three labels of F1, rows drawn as often as their weights say."""
    def at(weights: np.ndarray) -> float:
        masks = [((found == label) & (coded == label), found == label, coded == label) for label in (-1, 0, 1)]
        counts = [[weights[mask].sum() for mask in of_label] for of_label in masks]
        return float(np.mean([2 * right / (n_found + n_coded) for right, n_found, n_coded in counts]))

    return at


def _said(name: str) -> str:
    return {"learned": "", "rules": ", by rules"}.get(name, f", by {name} on the sentence")


def _row(name: str, stands_for: str, n: int, unit: str, metric: str, found: tuple[float, float, float]) -> Row:
    """Lists are shown beside the learned model, as its floors."""
    key = {"rules": "tone_rules", "VADER": "vader", "pattern": "pattern_en"}.get(name, KEY)
    is_f1 = metric == "macro-F1"
    floor = {"learned": FLOOR, "rules": FLOOR_OF_LISTS}.get(name) if is_f1 else None
    return Row("newsmtsc", stands_for, key, _version(key), n, unit, metric, *found, floor, HUMAN if is_f1 else None)


def _version(key: str) -> str:
    if key in lexicon_names():
        return load_lexicon(key).card.version
    return str(read_toml(MODEL_FOLDER / key / "card.toml")["version"])
