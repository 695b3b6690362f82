"""Random piles of articles, counted at once: the same as dealing them one by one and asking the measure each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from framing import choices, far_choices, piles
from framing.choices import shuffles
from framing.far_choices import count_far, count_far_plainly
from framing.measures.difference import CAREFUL_LOG_RATIO, DIFFERENCE
from framing.measures.keyness import G2, LOG_ODDS, LOG_RATIO
from framing.measures.measure import Measure
from framing.permutation import permutation_ps
from framing.piles import Contrasts, Piles

TESTED = (LOG_ODDS, LOG_RATIO, CAREFUL_LOG_RATIO, DIFFERENCE, G2)
by_key = pytest.mark.parametrize("measure", TESTED, ids=lambda measure: measure.key)


def made_table(seed: int, n: int = 60, n_features: int = 90) -> tuple[np.ndarray, np.ndarray]:
    """Counts of rare and common words, one of them more often than a short number holds; words of each article."""
    rng = np.random.default_rng(seed)
    rates = rng.gamma(0.3, 3, n_features)
    sums = rng.poisson(rates * rng.gamma(1, 1, (n, 1))).astype(float)
    sums[:, 0], sums[:, 1], sums[:, 2] = rng.integers(900, 1500, n), 0, rng.integers(300, 500, n)
    sums[0, 3:6] = 40, 200, 3
    return sums, sums.sum(axis=1, keepdims=True) + rng.integers(1, 90, (n, 1))


def plain_counts(sums: np.ndarray, totals: np.ndarray, chosen: np.ndarray, measure: Measure, observed: np.ndarray
                 ) -> np.ndarray:
    """Every pile dealt by itself."""
    counts = np.zeros(sums.shape[1])
    for pile in chosen:
        is_left = np.isin(np.arange(len(sums)), pile)
        pair, words = (np.stack([table[is_left].sum(axis=0), table[~is_left].sum(axis=0)]) for table in (sums, totals))
        counts += ~(np.abs(measure(pair, words)[0]) < np.abs(observed) - 1e-9 * (1 + np.abs(observed)))
    return counts


@by_key
@pytest.mark.parametrize("n_choices", [40, 400])
@pytest.mark.parametrize("is_whole", [False, True])
def test_far_piles_are_those_that_are_found_one_by_one(measure, n_choices, is_whole, monkeypatch):
    monkeypatch.setattr(piles, "WORTH_CELLS", 5)
    monkeypatch.setattr(piles, "SHARE_OF_FEW", 0.3)
    monkeypatch.setattr(piles, "TABLE_FEATURES", 17)
    monkeypatch.setattr(far_choices, "CACHED_FLOATS", 101)
    sums, totals = made_table(1)
    table = Contrasts.of(sparse.csr_array(sums), totals, measure)
    assert table.is_counted
    grown = Piles.empty(table, next(shuffles(60, 31, n_choices, np.random.default_rng(2))), is_whole=is_whole)
    for k, n_piles in ((2, n_choices), (7, n_choices), (31, n_choices - 9)):
        grown = grown.grown(k, n_piles)
        observed = table.value(np.arange(60)[None, -k:], np.arange(90))[0]
        features = np.flatnonzero(~np.isnan(observed))
        expected = plain_counts(sums, totals, grown.places[:, :k], measure, observed)[features]
        np.testing.assert_array_equal(count_far(grown, features, observed[features]), expected)
        np.testing.assert_array_equal(
            count_far_plainly(table, grown.places[:, :k], features, observed[features]), expected)


def test_piles_without_words_count_as_far():
    sums, totals = made_table(3)
    sums[:30], totals[:30] = 0, 0
    table = Contrasts.of(sparse.csr_array(sums), totals, LOG_ODDS)
    chosen = next(shuffles(60, 2, 150, np.random.default_rng(2)))
    observed = table.value(np.array([[58, 59]]), np.arange(90))[0]
    features = np.flatnonzero(~np.isnan(observed))
    expected = plain_counts(sums, totals, chosen, LOG_ODDS, observed)[features]
    assert expected.min() >= (chosen < 30).all(axis=1).sum() > 10
    np.testing.assert_array_equal(
        count_far(Piles.empty(table, chosen, is_whole=False).grown(2, 150), features, observed[features]), expected)


@by_key
@settings(max_examples=200, deadline=None)
@given(own=st.integers(0, 60), rest=st.integers(0, 9000), few=st.integers(0, 5000), more=st.integers(1, 5000))
def test_the_more_words_a_side_has_the_lower_its_value(measure, own, rest, few, more):
    # What lets one answer stand for all piles with the same sum.
    sums, totals = np.array([[own], [rest]], float), own + few + np.array([1, 1 + more])
    values = [measure(sums, np.array([[words], [30_000 - words]], float))[0, 0] for words in totals]
    assert np.isnan(values).all() or values[1] <= values[0] + 1e-12 * (1 + abs(values[0]))


def test_scores_are_not_taken_for_counts_and_are_tested_all_the_same():
    rng = np.random.default_rng(5)
    sums, totals, is_left = rng.normal(size=(9, 3)), np.full((9, 1), 10.0), np.arange(9)[None, :] < 4
    assert not Contrasts.of(sparse.csr_array(sums), totals, DIFFERENCE).is_counted
    assert not Contrasts.of(sparse.csr_array(np.abs(np.rint(sums))), totals + 0 * sums, DIFFERENCE).is_counted
    one = permutation_ps(sparse.csr_array(sums), totals, is_left, DIFFERENCE, rng=rng)[0]
    other = permutation_ps(sparse.csr_array(sums), totals + 0 * sums, is_left, DIFFERENCE, rng=rng)[0]
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("n", "k", "n_draws"), [(30, 1, 25), (30, 7, 4500), (9, 8, 2000)])
def test_shuffles_are_those_of_swapping_one_place_after_the_other(n, k, n_draws, monkeypatch):
    monkeypatch.setattr(choices, "MAX_PLACES", 5000)
    rng, plain_rng = np.random.default_rng(4), np.random.default_rng(4)
    found = np.concatenate(list(shuffles(n, k, n_draws, rng)))
    pools = [list(range(n)) for _ in range(min(n_draws, 2000))]
    rows: list[list[int]] = []
    for _ in range(0, n_draws, 2000):
        for place in range(k):
            for pool, other in zip(pools, plain_rng.integers(place, n, size=len(pools)).tolist(), strict=True):
                pool[place], pool[other] = pool[other], pool[place]
        rows += [pool[:k] for pool in pools]
    assert found.tolist() == rows[:n_draws]
    assert rng.bit_generator.state == plain_rng.bit_generator.state
