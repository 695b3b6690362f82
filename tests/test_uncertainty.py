"""Resamples, permutations and corrections: by hand, by enumeration, and against SciPy."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import false_discovery_control, norm, permutation_test, t

from framing import choices, permutation, uncertainty
from framing.measures.keyness import LOG_ODDS, LOG_RATIO
from framing.measures.measure import ratio, rest_of
from framing.permutation import permutation_p, permutation_ps
from framing.uncertainty import (
    adjust_p,
    bootstrap_interval,
    interval_tail,
    resample_weights,
)


def rate_difference(sums: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Rate of the group minus rate of the rest: a contrast simple enough to work by hand."""
    return ratio(sums, totals) - ratio(rest_of(sums), rest_of(totals))


def p_of(
    sums: list[float], totals: list[float], is_left: list[bool], measure=rate_difference, seed: int = 0, **options
) -> float:
    return permutation_p(
        sparse.csr_array(np.array(sums, float)[:, None]),
        np.array(totals, float)[:, None],
        np.array(is_left),
        measure,
        rng=np.random.default_rng(seed),
        **options,
    )[0]


# --- bootstrap --------------------------------------------------------------------------------------------------


def test_weights_add_up_to_the_articles_of_each_group():
    groups = np.array([0, 1, 0, 1, 1, 2])
    weights = np.concatenate(list(resample_weights(groups, n_resamples=300, rng=np.random.default_rng(1))))
    assert weights.shape == (300, 6)
    for group, n in ((0, 2), (1, 3), (2, 1)):
        assert (weights[:, groups == group].sum(axis=1) == n).all()
    assert (weights[:, 5] == 1).all()  # one article is always drawn as itself
    assert weights.min() == 0
    # Each article is drawn once on average, and stays away from a resample of three in (2/3)³ of cases.
    assert np.abs(weights.mean(axis=0) - 1).max() < 0.15
    assert np.mean(weights[:, 1] == 0) == pytest.approx(8 / 27, abs=0.08)


def test_weights_made_in_blocks_are_as_many(monkeypatch):
    monkeypatch.setattr(uncertainty, "BLOCK_FLOATS", 8 * 4 * 7)
    blocks = list(resample_weights(np.zeros(4, int), n_resamples=20, rng=np.random.default_rng(1)))
    assert [len(block) for block in blocks] == [7, 7, 6]


def test_the_interval_of_a_constant_is_that_constant():
    # Every article has 1 in 50 words, whatever its length: no resample can differ.
    sums, totals = np.array([[2.0], [4.0], [1.0], [3.0], [6.0]]), np.array([[100.0], [200.0], [50.0], [150.0], [300.0]])
    low, high = bootstrap_interval(sums, totals, np.zeros(5, int), ratio, n_resamples=200, rng=np.random.default_rng(1))
    np.testing.assert_allclose([low, high], 0.02, rtol=1e-12)


def test_the_interval_of_a_group_uses_its_own_articles_only():
    sums, totals = np.array([[1.0], [2.0], [9.0], [9.0]]), np.full((4, 1), 10.0)
    low, high = bootstrap_interval(
        sums, totals, np.array([0, 0, 1, 1]), ratio, n_resamples=400, rng=np.random.default_rng(1)
    )
    assert (low[0, 0], high[0, 0]) == (0.1, 0.2)
    assert (low[1, 0], high[1, 0]) == (0.9, 0.9)


def test_the_interval_is_the_quantiles_of_all_resamples():
    rng = np.random.default_rng(3)
    sums, totals, groups = (
        rng.integers(0, 9, (12, 4)).astype(float),
        rng.integers(80, 120, (12, 1)).astype(float),
        np.repeat([0, 1], 6),
    )
    low, high = bootstrap_interval(sums, totals, groups, LOG_RATIO, n_resamples=500, rng=np.random.default_rng(8))
    weights = np.concatenate(list(resample_weights(groups, n_resamples=500, rng=np.random.default_rng(8))))
    values = []
    for weight in weights:
        drawn = np.repeat(np.arange(12), weight.astype(int))
        pair = np.stack([sums[[i for i in drawn if groups[i] == group]].sum(axis=0) for group in (0, 1)])
        words = np.stack([totals[[i for i in drawn if groups[i] == group]].sum(axis=0) for group in (0, 1)])
        values.append(LOG_RATIO(pair, words))
    tail = interval_tail(6)
    np.testing.assert_allclose(low, np.quantile(values, tail, axis=0), rtol=1e-9)
    np.testing.assert_allclose(high, np.quantile(values, 1 - tail, axis=0), rtol=1e-9)


def test_features_worked_out_in_blocks_are_the_same(monkeypatch):
    rng = np.random.default_rng(4)
    sums, totals, groups = rng.integers(0, 9, (10, 30)).astype(float), np.full((10, 1), 100.0), np.repeat([0, 1], 5)
    whole = bootstrap_interval(sums, totals, groups, LOG_ODDS, n_resamples=60, rng=np.random.default_rng(1))
    monkeypatch.setattr(uncertainty, "CACHED_FLOATS", 60 * 2 * 11)  # eleven features at a time
    pieces = bootstrap_interval(sums, totals, groups, LOG_ODDS, n_resamples=60, rng=np.random.default_rng(1))
    np.testing.assert_allclose(whole, pieces, rtol=1e-12)


def test_no_interval_on_fewer_than_two_articles_nor_where_nothing_is_counted():
    sums, totals = np.array([[1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]), np.array([[10.0, 0.0], [10.0, 0.0], [10.0, 0.0]])
    low, high = bootstrap_interval(
        sums, totals, np.array([0, 0, 1]), ratio, n_resamples=50, rng=np.random.default_rng(1)
    )
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [[False, True], [True, True]]


@pytest.mark.parametrize("own_totals", [False, True])
def test_groups_drawn_for_themselves_have_the_intervals_that_each_has_alone(own_totals, monkeypatch):
    monkeypatch.setattr(uncertainty, "CACHED_FLOATS", 50 * 3)
    monkeypatch.setattr(uncertainty, "OWN_FLOATS", 50 * 14)
    rng = np.random.default_rng(4)
    groups = rng.permutation(np.repeat([0, 1, 2, 3], [7, 2, 1, 12]))
    totals = rng.integers(0, 40, (22, 9 if own_totals else 1)).astype(float)
    sums = sparse.csr_array(rng.normal(size=(22, 9)) * rng.integers(0, 2, (22, 9)))
    n_articles = rng.integers(0, 9, (4, 9))
    one, other = np.random.default_rng(5), np.random.default_rng(5)
    found = uncertainty.own_intervals(sums, totals, groups, ratio, drawn=np.array([0, 1, 3]), n_resamples=50, rng=one,
                                      n_articles=n_articles)
    for group in (0, 1, 3):
        own = groups == group
        alone = bootstrap_interval(sums[own], totals[own], np.zeros(own.sum(), int), ratio, n_resamples=50, rng=other,
                                   n_articles=n_articles[[group]])
        np.testing.assert_array_equal([end[[group]] for end in found], alone)
    assert np.isnan(found[0][2]).all()
    assert one.bit_generator.state == other.bit_generator.state


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40), st.floats(0.0001, 0.4999))
def test_quantiles_are_those_of_numpy_to_the_bit_and_missing_values_do_not_count(values, tail):
    rows = np.array([[*values, np.nan, np.nan], [*values, *values[:1] * 2]])
    low, high = uncertainty._quantiles(rows, np.full(2, tail))
    for row, full in enumerate((values, [*values, *values[:1] * 2])):
        assert (low[row], high[row]) == tuple(np.quantile(full, [tail, 1 - tail]))


def test_tails_are_those_of_students_t_and_reach_the_plain_ones_with_many_articles():
    for n in (2, 5, 10, 200):
        # Put back: the normal quantile of the tail, narrowed by sqrt((n-1)/n), is Student's 0.975 quantile.
        assert -norm.ppf(interval_tail(n)) * math.sqrt((n - 1) / n) == pytest.approx(t.ppf(0.975, n - 1), rel=1e-9)
    assert interval_tail(5) == pytest.approx(0.00095, abs=1e-5)
    assert interval_tail(10**6) == pytest.approx(0.025, abs=1e-5)
    assert interval_tail(10**6, level=0.8) == pytest.approx(0.1, abs=1e-5)


def test_intervals_of_five_articles_hold_the_truth_in_most_samples():
    """Coverage on made-up articles whose true rate is known: the plain percentile interval holds it in 80 of 100."""
    rng = np.random.default_rng(12)
    n_held = {"plain": 0, "widened": 0}
    for _ in range(400):
        totals = rng.integers(300, 900, (5, 1)).astype(float)
        sums = rng.poisson(0.02 * rng.gamma(4, 1 / 4, (5, 1)) * totals).astype(float)
        for name, n in (("plain", 10**6), ("widened", 5)):
            low, high = bootstrap_interval(
                sums,
                totals,
                np.zeros(5, int),
                ratio,
                n_resamples=300,
                rng=np.random.default_rng(1),
                n_articles=np.array([[n]]),
            )
            n_held[name] += low[0, 0] <= 0.02 <= high[0, 0]
    assert 0.72 < n_held["plain"] / 400 < 0.88
    assert n_held["widened"] / 400 > n_held["plain"] / 400 + 0.05


# --- permutation ------------------------------------------------------------------------------------------------


def test_exact_p_of_two_against_three_articles_by_hand():
    # Five articles of 100 words with 9, 7, 1, 2 and 3 occurrences; the outlet has the first two. Of the ten ways
    # to choose two, the difference of rates (sum of two)/200 - (22 - sum of two)/300 for the sums of two:
    #   9+7=16: 0.060   9+1=10: 0.010   9+2=11: 0.0183   9+3=12: 0.0267   7+1=8: -0.0067
    #   7+2=9:  0.0017  7+3=10: 0.010   1+2=3: -0.0483   1+3=4: -0.040    2+3=5: -0.0317
    # Only the choice itself is as far from 0 as 0.060: p = 1/10.
    assert p_of([9, 7, 1, 2, 3], [100] * 5, [True, True, False, False, False]) == pytest.approx(0.1)
    # The outlet with 9 and 1: 0.010; as far: all but 0.0017 and -0.0067. p = 8/10.
    assert p_of([9, 1, 7, 2, 3], [100] * 5, [True, True, False, False, False]) == pytest.approx(0.8)
    # Nothing differs: every choice is as far as the observed one.
    assert p_of([2, 2, 2, 2, 2], [100] * 5, [True, True, False, False, False]) == 1.0


def test_exact_p_of_equal_sides_counts_the_mirror_image():
    # 2 of 4: choosing the other two gives the same distance, so that 2 of 6 is as low as p can go.
    assert p_of([9, 8, 1, 2], [100] * 4, [True, True, False, False]) == pytest.approx(2 / 6)


def enumerated_p(sums: np.ndarray, totals: np.ndarray, is_left: np.ndarray, measure) -> np.ndarray:
    """p by going through all choices one at a time."""

    def contrast(left: set[int]) -> np.ndarray:
        mask = np.array([i in left for i in range(len(is_left))])
        pair = np.stack([sums[mask].sum(axis=0), sums[~mask].sum(axis=0)])
        return np.abs(measure(pair, np.stack([totals[mask].sum(axis=0), totals[~mask].sum(axis=0)]))[0])

    observed = contrast(set(np.flatnonzero(is_left)))
    choices = list(combinations(range(len(is_left)), int(is_left.sum())))
    return np.mean([contrast(set(choice)) >= observed - 1e-9 for choice in choices], axis=0)


@pytest.mark.parametrize("measure", [LOG_ODDS, LOG_RATIO, rate_difference], ids=["log_odds", "log_ratio", "difference"])
@pytest.mark.parametrize("n_left", [2, 3, 4])
def test_exact_p_is_that_of_a_loop_over_all_choices(measure, n_left):
    rng = np.random.default_rng(n_left)
    sums, totals = rng.integers(0, 9, (7, 6)).astype(float) + 0.0, rng.integers(90, 130, (7, 1)).astype(float)
    sums[:, 5] = [1, 1, 1, 1, 1, 1, 1]
    is_left = np.arange(7) < n_left
    p = permutation_p(sparse.csr_array(sums), totals, is_left, measure, rng=rng)
    np.testing.assert_allclose(p, enumerated_p(sums, totals, is_left, measure), rtol=1e-12)


def test_exact_p_is_that_of_scipy_where_the_two_ask_the_same():
    # With articles of equal length a difference of rates is a difference of means. SciPy doubles the smaller
    # one-sided p; for sides of equal size the null is symmetric and the two definitions agree.
    left, right = np.array([9.0, 7.0, 8.0, 3.0]), np.array([1.0, 4.0, 3.0, 2.0])
    expected = permutation_test(
        (left, right),
        lambda a, b, axis: a.mean(axis=axis) - b.mean(axis=axis),
        vectorized=True,
        n_resamples=np.inf,
        alternative="two-sided",
    ).pvalue
    assert p_of([*left, *right], [100] * 8, [True] * 4 + [False] * 4) == pytest.approx(expected)


def test_drawn_p_is_near_the_exact_one_and_never_zero(monkeypatch):
    rng = np.random.default_rng(2)
    sums = sparse.csr_array(rng.integers(0, 6, (12, 8)).astype(float))
    totals, is_left = np.full((12, 1), 100.0), np.arange(12) < 5
    exact = permutation_p(sums, totals, is_left, LOG_ODDS, rng=rng)
    monkeypatch.setattr(permutation, "MAX_ENUMERATED", 1)
    monkeypatch.setattr(permutation, "FIRST_ROUND", 200)
    drawn = permutation_p(sums, totals, is_left, LOG_ODDS, rng=np.random.default_rng(3))
    assert np.abs(drawn - exact).max() < 0.06
    assert drawn.min() > 0
    again = permutation_p(sums, totals, is_left, LOG_ODDS, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(drawn, again)


def test_drawing_goes_on_until_the_resolution_is_reached():
    # 15 against 15 articles and no overlap at all: one feature is drawn five times as often as its p needs.
    sums, totals, is_left = [5] * 15 + [0] * 15, [100] * 30, [True] * 15 + [False] * 15
    assert p_of(sums, totals, is_left) == pytest.approx(1 / 5001)
    assert p_of(sums, totals, is_left, resolution=1e-4) == pytest.approx(1 / 50_001)
    # One feature that the most draws could not let survive is not drawn on.
    assert p_of(sums, totals, is_left, resolution=1e-6) == pytest.approx(1 / 51)
    # A word that differs little is settled in the first round.
    sums = [3, 2] * 15
    assert p_of(sums, totals, is_left, resolution=1e-4) > 0.2


def test_p_values_of_words_that_do_not_differ_are_spread_evenly():
    """Under the null a p of at most 0.05 comes in at most 5 of 100 cases (exchangeable articles, 6 against 7)."""
    rng = np.random.default_rng(7)
    totals = rng.integers(200, 800, (13, 1)).astype(float)
    sums = rng.poisson(0.02 * rng.gamma(3, 1 / 3, (13, 800)) * totals).astype(float)
    p = permutation_p(sparse.csr_array(sums), totals, np.arange(13) < 6, LOG_ODDS, rng=rng)
    for level in (0.05, 0.2, 0.5):
        assert np.mean(p <= level) == pytest.approx(level, abs=3.5 * math.sqrt(level * (1 - level) / 800))


def test_no_p_where_there_is_no_value_and_choices_without_one_do_not_help():
    nothing = permutation_p(
        sparse.csr_array(np.zeros((5, 1))),
        np.full((5, 1), 100.0),
        np.arange(5) < 2,
        LOG_ODDS,
        rng=np.random.default_rng(0),
    )
    assert np.isnan(nothing).all()
    # Two articles without words: the choice of both has no rate. It must not make the observed one look rarer:
    # 9 of 100 against 1 of 100 in the other three; as far or undefined are 1+1 of the ten choices.
    p = p_of([9, 0, 0, 0, 1], [100, 0, 0, 100, 100], [True, True, False, False, False])
    exact = [
        abs(rate_difference(np.array([[a], [10 - a]]), np.array([[n], [300 - n]]))[0, 0]) if n else math.inf
        for a, n in (
            (sum([9, 0, 0, 0, 1][i] for i in c), sum([100, 0, 0, 100, 100][i] for i in c))
            for c in combinations(range(5), 2)
        )
    ]
    assert p == pytest.approx(np.mean([value >= exact[0] - 1e-9 for value in exact]))


# --- correction -------------------------------------------------------------------------------------------------


def test_benjamini_hochberg_by_hand():
    # Sorted: 0.005, 0.01, 0.03, 0.5; times 4 over rank: 0.02, 0.02, 0.04, 0.5.
    assert adjust_p(np.array([0.03, 0.005, 0.5, 0.01])) == pytest.approx([0.04, 0.02, 0.5, 0.02])
    # The smallest later value holds for earlier ones: 0.04·2/1 and 0.05·2/2.
    assert adjust_p(np.array([0.04, 0.05])) == pytest.approx([0.05, 0.05])
    # Corrected for more tests than are given.
    assert adjust_p(np.array([0.01, 0.02]), n_tested=10) == pytest.approx([0.1, 0.1])
    assert adjust_p(np.array([0.01, 0.02]), n_tested=1) == pytest.approx([0.02, 0.02])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_is_that_of_scipy(p):
    np.testing.assert_allclose(adjust_p(np.array(p)), false_discovery_control(p), rtol=1e-12)


def test_what_was_not_tested_stays_out_of_the_correction():
    adjusted = adjust_p(np.array([0.01, math.nan, 0.04]))
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])
    assert math.isnan(adjusted[1])
    assert np.isnan(adjust_p(np.array([math.nan, math.nan]))).all()
    assert adjust_p(np.array([])).shape == (0,)


def test_features_that_are_asked_for_have_the_p_that_they_have_among_all():
    rng = np.random.default_rng(4)
    sums, totals = sparse.csr_array(rng.integers(0, 6, (9, 30)).astype(float)), np.full((9, 1), 100.0)
    is_left = np.repeat([0, 1, 2], 3) == np.arange(3)[:, None]
    every = permutation_ps(sums, totals, is_left, LOG_ODDS, rng=rng)  # 84 choices: exact
    asked = [np.array([2, 5]), np.arange(0), np.array([29, 0, 7])]
    some = permutation_ps(sums, totals, is_left, LOG_ODDS, rng=rng, features=asked)
    for p, wanted, of_all in zip(some, asked, every, strict=True):
        np.testing.assert_array_equal(p, of_all[wanted])


def test_only_what_may_survive_is_drawn_on():
    # 1,000 features, p of 0.00005 wanted for one, of 50 times that for 50: exceeded 5 times in 50 none of them is.
    exceeding = np.array([0] * 40 + [1] * 10 + [5, 20, 50])
    assert permutation._may_survive(exceeding, 50, 5e-5).tolist() == [True] * 50 + [False] * 3
    # After 50,000 draws one that 1 in 100 exceeds has no chance, one that 40 exceed may be the fiftieth.
    assert permutation._may_survive(np.array([0] * 48 + [40, 500]), 50_000, 2e-5).tolist() == [True] * 49 + [False]
    # Two features could only survive with a p that MAX_PERMUTATIONS cannot show.
    assert not permutation._may_survive(np.array([0, 0]), 50, 1e-6).any()
    # Whatever cannot be told from the edge stays: by chance alone at most one in a hundred is settled wrongly.
    drawn = np.random.default_rng(1).binomial(800, 100 * 5e-5, size=100)
    assert permutation._may_survive(drawn, 800, 5e-5).mean() > 0.95


def test_contrasts_that_share_their_shuffles_are_each_as_good_as_alone(monkeypatch):
    monkeypatch.setattr(permutation, "FIRST_ROUND", 400)
    rng = np.random.default_rng(4)
    sums, totals = sparse.csr_array(rng.integers(0, 6, (24, 30)).astype(float)), np.full((24, 1), 100.0)
    groups = np.repeat([0, 1, 2], [5, 7, 12])
    is_left = groups == np.arange(3)[:, None]
    together = permutation_ps(sums, totals, is_left, LOG_ODDS, rng=np.random.default_rng(5))
    alone = [permutation_p(sums, totals, side, LOG_ODDS, rng=np.random.default_rng(6 + row))
             for row, side in enumerate(is_left)]
    assert [len(p) for p in together] == [30, 30, 30]
    assert np.abs(np.stack(together) - alone).max() < 0.12  # both are drawn: 400 draws know p to about 0.05


@pytest.mark.parametrize("weight", [1.0, 0.5])  # counts, and what is summed plainly
def test_any_number_of_threads_finds_the_same(monkeypatch, weight):
    monkeypatch.setattr("framing.choices.BLOCK_ROWS", 40)
    monkeypatch.setattr("framing.choices.MAX_PLACES", 1000)
    rng = np.random.default_rng(4)
    sums, totals = sparse.csr_array(weight * rng.integers(0, 4, (40, 60))), np.full((40, 1), 100.0)
    is_left = np.repeat(np.arange(5), [4, 6, 8, 10, 12]) == np.arange(5)[:, None]
    alone, two, many = (permutation_ps(sums, totals, is_left, LOG_ODDS, rng=np.random.default_rng(5), n_jobs=n_jobs)
                        for n_jobs in (1, 2, 9))
    np.testing.assert_array_equal(alone, two)
    np.testing.assert_array_equal(alone, many)
    assert len(np.unique(alone)) > 20


@pytest.mark.parametrize("n", [2**16, 2**16 + 1])
def test_shuffles_reach_every_article_of_many(n):
    chosen = np.concatenate(list(choices.shuffles(n, 2000, 300, np.random.default_rng(1))))
    assert chosen.dtype == np.int32
    assert all(len(set(row)) == 2000 for row in chosen.tolist())
    assert set(chosen.ravel().tolist()) >= {0, n - 1}  # each is missed with a chance of exp(-9)
    assert chosen.min() >= 0
    assert chosen.max() < n
