"""Training and measuring the tone models, on sentences made for it: nothing here needs the coded data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from framing.measures.learned_weights import as_weights
from training.gold import articles_hash, coded_mentions, folds_of
from training.weights_file import as_shipped, rounded_rows, weights_text
from validity import newsmtsc, nyt_editorials


def write_mentions(folder: Path, rows: list[tuple[str, str, str, int]]) -> None:
    names = ("id", "article", "sentence", "polarity")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
    (folder / "newsmtsc.targets.dev.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_articles_are_told_apart_and_those_that_share_a_sentence_are_one(tmp_path):
    write_mentions(tmp_path, [("polusa_v1_7_-1_0", "polusa_v1", "A.", 0), ("polusa_v1_8_-1_0", "polusa_v1", "B.", 1),
                              ("allsides_1_2", "allsides_1", "C.", 1), ("allsides_2_2", "allsides_2", "C.", -1)])
    articles = [line["article"] for line in coded_mentions(tmp_path)]
    assert len(set(articles)) == 3
    assert articles[2] == articles[3]


def test_folds_hang_on_the_article_alone():
    names = [f"article {number}" for number in range(400)]
    folds = folds_of(names, 10)
    assert folds[::-1].tolist() == folds_of(names[::-1], 10).tolist()
    assert np.bincount(folds, minlength=10).min() > 20
    assert articles_hash(["b", "a", "a"]) == articles_hash(["a", "b"]) != articles_hash(["a"])


def test_weights_are_written_as_hundredths_and_read_back():
    table = {"(start)": np.array([0.0, 0.0]), "good": np.array([0.126, -1.0]), "the": np.array([0.004, 0.0])}
    assert rounded_rows(table) == [["(start)", "", ""], ["good", "13", "-100"]]
    assert weights_text(table, ["a", "b"]) == "word\ta\tb\n(start)\t\t\ngood\t13\t-100\n"
    weights = as_shipped(table, ["a", "b"])
    assert np.allclose(weights.of("good"), [0.13, -1])
    assert not as_weights({}, "word\ta\ngood\t13\n").table[-1].any()


def test_macro_f1_by_hand_and_against_scikit_learn():
    from sklearn.metrics import f1_score

    found, coded = np.array([1, 1, 0, -1, -1, 0]), np.array([1, 0, 0, -1, 1, 0])
    value = newsmtsc.macro_f1(found, coded)(np.ones(6))
    assert value == pytest.approx((2 / 3 + 4 / 5 + 2 / 4) / 3)
    weights = np.array([2.0, 0, 1, 3, 1, 1])
    assert newsmtsc.macro_f1(found, coded)(weights) == pytest.approx(
        f1_score(coded, found, average="macro", sample_weight=weights))


def test_correlation_counts_rows_as_often_as_they_are_drawn():
    scores, rated = np.array([1.0, 2, 3, 5]), np.array([1.0, 3, 2, 6])
    drawn = [0, 0, 1, 3]
    assert nyt_editorials.pearson(scores, rated)(np.array([2.0, 1, 0, 1])) == pytest.approx(
        np.corrcoef(scores[drawn], rated[drawn])[0, 1])


def test_absent_data_give_no_rows(tmp_path):
    assert newsmtsc.measure(tmp_path) == nyt_editorials.measure(tmp_path) == []
