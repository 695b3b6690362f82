"""Trains both tone models again, from human-coded sentences, and writes their weights, checksums and articles.

usage: PYTHONPATH=src python tools/train_tone.py GOLD_DIR

GOLD_DIR holds newsmtsc.targets (mentions with offsets and polarity), nyt_editorials.sentences (texts with mean ratings)
and baly.articles (any news articles: they only teach which words keep the same company), as JSON Lines. The same
files give the same bytes. Says of each model whether it is the one that is shipped.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from framing.measures import learned_general, learned_toward
from framing.measures.learned_weights import MODEL_FOLDER
from framing.measures.mention_words import MentionWords, read_mentions, read_words
from framing.measures.text_tone import list_scores
from training.general import GeneralFeatures, fit_general, general_features, general_table
from training.gold import coded_mentions
from training.toward import TowardFeatures, fit_toward, toward_features, toward_table
from training.vectors import Vectors, word_vectors
from training.weights_file import weights_text, write_model
from validity.gold import read_lines


def main() -> int:
    """Train, write, and print a line a model. Returns the exit code."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    mentions, sentences = coded_mentions(folder), read_lines(folder, "nyt_editorials.sentences")
    if not (mentions and sentences and read_lines(folder, "baly.articles")):
        print(f"{folder} lacks newsmtsc.targets, nyt_editorials.sentences or baly.articles.")
        return 1
    vectors = word_vectors(folder)
    toward = weights_text(train_toward(mentions, vectors), learned_toward.COLUMNS)
    general = weights_text(train_general(sentences, mentions, vectors), learned_general.COLUMNS)
    for key, text, rows, dataset in ((learned_toward.KEY, toward, mentions, "newsmtsc"),
                                     (learned_general.KEY, general, sentences, "nyt_editorials")):
        articles = [row["article"] for row in rows]
        print(f"{key}: {write_model(MODEL_FOLDER / key, text, articles, dataset, len(rows))}, {len(text):,} bytes")
    return 0


def train_toward(mentions: list[dict], vectors: Vectors) -> dict[str, np.ndarray]:
    """The table of tone toward a mention, from all coded mentions."""
    features = features_toward(mentions, vectors)
    polarity = np.array([line["polarity"] for line in mentions])
    return toward_table(*fit_toward(features, np.arange(len(mentions)), polarity), features, vectors.words)


def features_toward(mentions: list[dict], vectors: Vectors) -> TowardFeatures:
    """What training knows of the mentions."""
    return toward_features(words_around(mentions), vectors)


def words_around(mentions: list[dict]) -> MentionWords:
    """The words around coded mentions."""
    return read_mentions([line["sentence"] for line in mentions], [(line["start"], line["end"]) for line in mentions])


def train_general(sentences: list[dict], mentions: list[dict], vectors: Vectors) -> dict[str, np.ndarray]:
    """The table of general tone, from all rated sentences."""
    features = features_general(sentences, mentions, vectors)
    ratings = np.array([line["mean"] for line in sentences])
    return general_table(*fit_general(features, np.arange(len(sentences)), ratings), features, vectors.words)


def features_general(sentences: list[dict], mentions: list[dict], vectors: Vectors) -> GeneralFeatures:
    """What training knows of the rated sentences, with what the coded mentions say of each property of words."""
    texts = [line["text"] for line in sentences]
    elsewhere = read_words([line["sentence"] for line in mentions]), np.array([line["polarity"] for line in mentions])
    articles = np.array([line["article"] for line in sentences])
    return general_features(read_words(texts), list_scores(texts)[0], articles, vectors, elsewhere)


if __name__ == "__main__":
    sys.exit(main())
