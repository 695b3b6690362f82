"""scikit-learn's TF-IDF from text, and nothing else."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, timed


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Texts to TF-IDF with the defaults."""
    with timed(steps, "imports"):
        from sklearn.feature_extraction.text import TfidfVectorizer
    with timed(steps, "read"):
        texts = inputs.texts.read_text(encoding="utf-8").splitlines()
    with timed(steps, "TF-IDF"):
        weights = TfidfVectorizer().fit_transform(texts)
    return {"articles": weights.shape[0], "word_types": weights.shape[1], "tfidf_cells": weights.nnz}
