"""What a corpus can bear: by hand, and as an order from less to more."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from framing.support import (
    ALPHA,
    DESCRIPTIVE,
    INDICATIVE,
    INFERENTIAL,
    LABELS,
    MEANING,
    MIN_ARTICLES_FOR_INTERVALS,
    MIN_ARTICLES_FOR_TESTS,
    contrast_support,
    smallest_p,
    support_table,
    supports,
    weakest,
)


def test_smallest_p_by_hand():
    assert smallest_p(2, 3) == 1 / 10
    assert smallest_p(1, 4) == 1 / 5
    assert smallest_p(0, 4) == 1.0
    # Equal sides: the other half of the articles gives the same difference with the other sign.
    assert smallest_p(2, 2) == 2 / 6
    assert smallest_p(3, 3) == 2 / 20


@pytest.mark.parametrize(("n_left", "n_right"), [(1, 1), (1, 3), (2, 2), (2, 3), (3, 3), (3, 4)])
def test_smallest_p_is_reached_and_not_passed_when_all_choices_are_tried(n_left, n_right):
    counts = [2.0**i for i in range(n_left + n_right)]  # no two sums of these are alike

    def distance(chosen):
        left = sum(counts[i] for i in chosen)
        return abs(left / n_left - (sum(counts) - left) / n_right)

    distances = sorted((distance(chosen) for chosen in combinations(range(n_left + n_right), n_left)), reverse=True)
    n_farthest = sum(math.isclose(value, distances[0]) for value in distances)
    assert smallest_p(n_left, n_right) == pytest.approx(n_farthest / len(distances))


@pytest.mark.parametrize(
    ("n_left", "n_right", "label", "reason"),
    [
        (1, 0, DESCRIPTIVE, "nothing to compare"),
        (1, 40, DESCRIPTIVE, "outlet and article cannot be told apart"),
        (2, 3, DESCRIPTIVE, "p = 0.1"),
        (3, 3, DESCRIPTIVE, "p = 0.1"),
        (4, 4, DESCRIPTIVE, "4 articles on one side"),
        (4, 400, DESCRIPTIVE, "4 articles on one side"),
        (5, 5, INDICATIVE, "5 articles on one side"),
        (9, 400, INDICATIVE, "9 articles on one side"),
        (10, 10, INFERENTIAL, "can survive correction"),
        (400, 400, INFERENTIAL, "can survive correction"),
    ],
)
def test_labels(n_left, n_right, label, reason):
    support = contrast_support("A", n_left, n_right, n_tested=1000)
    assert support.label == label
    assert reason in support.reason
    assert (support.contrast, support.n_articles_left, support.n_articles_right) == (
        "A against the rest",
        n_left,
        n_right,
    )


def test_words_needed_by_hand():
    # 2 against 3: p = 0.1. Of 200 words all would have to reach it, and more: 0.1 · 200 / 0.05 = 400.
    assert contrast_support("A", 2, 3, n_tested=200).n_needed == 400
    # 10 against 10: p = 2/184756. With 4,618 words one can survive alone, with 4,619 it cannot.
    assert math.comb(20, 10) == 184_756
    assert contrast_support("A", 10, 10, n_tested=4_618).n_needed == 1
    support = contrast_support("A", 10, 10, n_tested=4_619)
    assert (support.n_needed, support.label) == (2, INDICATIVE)
    assert contrast_support("A", 10, 10, n_tested=0).n_needed == 1


@pytest.mark.parametrize("n_left", [2, 5, 10, 12])
def test_the_words_needed_are_as_many_as_benjamini_hochberg_needs(n_left):
    from numpy import concatenate, full

    from framing.uncertainty import adjust_p

    n_tested = 5000
    support = contrast_support("A", n_left, n_left + 1, n_tested=n_tested)
    for n_at_smallest, survives in ((support.n_needed, True), (support.n_needed - 1, False)):
        if 0 < n_at_smallest <= n_tested:
            p = concatenate([full(n_at_smallest, support.smallest_p), full(n_tested - n_at_smallest, 1.0)])
            assert (adjust_p(p).min() <= ALPHA + 1e-12) == survives


def test_more_articles_never_bear_less():
    order = [LABELS.index(contrast_support("A", n, n, n_tested=2000).label) for n in range(1, 40)]
    assert order == sorted(order)
    assert MIN_ARTICLES_FOR_INTERVALS < MIN_ARTICLES_FOR_TESTS


def test_every_outlet_against_the_rest():
    rows = supports(["B", "A", "B", "C", "B"], n_tested=10)
    assert [(row.outlet, row.n_articles_left, row.n_articles_right) for row in rows] == [
        ("A", 1, 4),
        ("B", 3, 2),
        ("C", 1, 4),
    ]
    with_absent = supports(["B", "A"], n_tested=10, names=["A", "B", "Z"])
    assert [(row.outlet, row.n_articles_left) for row in with_absent] == [("A", 1), ("B", 1), ("Z", 0)]
    assert with_absent[2].reason == "there is nothing to compare with"
    table = support_table(rows)
    assert table["label"].tolist() == [DESCRIPTIVE] * 3
    assert table["smallest_p"].tolist() == [1 / 5, 1 / 10, 1 / 5]


def test_the_most_careful_label():
    assert weakest([INFERENTIAL, DESCRIPTIVE, INDICATIVE]) == DESCRIPTIVE
    assert weakest([INFERENTIAL, INDICATIVE]) == INDICATIVE
    assert weakest([]) == DESCRIPTIVE
    assert set(MEANING) == set(LABELS)
