"""Coded sentences as they are trained on and scored: which article each is from, and one hash of all articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from validity.gold import read_lines


def coded_mentions(folder: Path) -> list[dict[str, Any]]:
    """The mentions of newsmtsc, each with ``article``; [] if they are not there.

    All of POLUSA bears one name in the file; its articles are told apart by the number in the id. Articles that share
    a sentence count as one.
    """
    lines = read_lines(folder, "newsmtsc.targets")
    first: dict[str, str] = {}
    joined: dict[str, str] = {}

    def root(article: str) -> str:
        while joined.get(article, article) != article:
            article = joined[article]
        return article

    for line in lines:
        line["article"] = "_".join(line["id"].split("_")[:3]) if line["id"].startswith("polusa") else line["article"]
        joined[root(line["article"])] = root(first.setdefault(line["sentence"].strip(), line["article"]))
    return [line | {"article": root(line["article"])} for line in lines]


def folds_of(articles: Sequence[str], n_folds: int) -> np.ndarray:
    """A fold for each row, by a hash of its article: the same on every machine, whatever else is in the file."""
    return np.array([int(hashlib.sha256(article.encode()).hexdigest()[:8], 16) % n_folds for article in articles])


def articles_hash(articles: Iterable[str]) -> str:
    """SHA-256 of the sorted ids of articles, a line each: says on which articles a model was trained."""
    return hashlib.sha256("\n".join(sorted(set(articles))).encode()).hexdigest()
