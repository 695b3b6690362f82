"""Comparing all outlets: what each label shows and hides, symmetry, and what counts as an article."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.compare import INTERVALS_PER_OUTLET, MIN_ARTICLES_TESTED, compare, corpus_support, describe, is_tested
from framing.corpus import Corpus
from framing.counts import Counts, count_hits, count_words
from framing.hits import find_hits
from framing.measures.frequency import RATE
from framing.measures.keyness import G2, LOG_ODDS, LOG_RATIO
from framing.measures.sourcing import QUOTED_SHARE, count_quoted_words
from framing.outlet_tests import MIN_EXPECTED
from framing.plain_text import corpus_of_texts
from framing.result import Result
from framing.support import DESCRIPTIVE, INDICATIVE, INFERENTIAL
from framing.uncertainty import adjust_p
from made_corpora import lexicon_of, made_rows


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def corpus_of(
    n_articles: dict[str, int],
    *,
    names: dict[str, str] | None = None,
    favourites: dict[str, str] | None = None,
    n_sentences: int = 8,
) -> Corpus:
    rows = made_rows(n_articles, seed=41, favourites=favourites, n_sentences=n_sentences)
    return corpus_of_texts(
        [row["text"] for row in rows], outlets=[(names or {}).get(row["outlet"], row["outlet"]) for row in rows]
    )


@pytest.fixture(scope="module")
def large() -> Corpus:
    return corpus_of({"A": 12, "B": 12}, favourites={"A": "harbour"})


@pytest.fixture(scope="module")
def large_words(large) -> Result:
    return compare(count_words(large), LOG_ODDS, rng=rng(), n_resamples=200)


# --- what each label shows --------------------------------------------------------------------------------------


def test_descriptive_shows_estimates_only():
    result = compare(count_words(corpus_of({"A": 2, "B": 3})), LOG_ODDS, rng=rng(), n_resamples=50)
    assert result.label == DESCRIPTIVE
    assert set(result.table["label"]) == {DESCRIPTIVE}
    assert result.table[["low", "high", "p", "p_adjusted"]].isna().all().all()
    assert result.table["estimate"].notna().all()


def test_indicative_shows_intervals_but_no_p():
    result = compare(count_words(corpus_of({"A": 6, "B": 7})), LOG_ODDS, rng=rng(), n_resamples=50)
    assert result.label == INDICATIVE
    assert result.table[["p", "p_adjusted"]].isna().all().all()
    shown = result.table[result.table["low"].notna()]
    assert len(shown) > 0
    assert (shown["low"] <= shown["high"]).all()


def test_inferential_finds_the_word_that_one_outlet_favours(large_words):
    assert large_words.label == INFERENTIAL
    table = large_words.table.set_index(["feature", "outlet"])
    harbour = table.loc["harbour", "A"]
    assert harbour["p_adjusted"] < 0.05
    assert 0 < harbour["low"] < harbour["estimate"] < harbour["high"]
    assert harbour["estimate"] == table["estimate"].max()
    assert table.loc["harbour", "B"]["estimate"] == pytest.approx(-harbour["estimate"])
    others = table.drop("harbour", level="feature")
    assert (others["p_adjusted"].dropna() > 0.05).all()


def test_one_small_outlet_is_descriptive_beside_large_ones():
    result = compare(count_words(corpus_of({"A": 12, "B": 12, "C": 1})), LOG_ODDS, rng=rng(), n_resamples=50)
    labels = result.table.groupby("outlet")["label"].unique().map(list).to_dict()
    assert labels == {"A": [INFERENTIAL], "B": [INFERENTIAL], "C": [DESCRIPTIVE]}
    assert result.label == DESCRIPTIVE
    assert result.of("C")[["low", "high", "p"]].isna().all().all()
    assert result.of("A")["p"].notna().any()


def test_correction_is_over_the_words_in_enough_articles(large, large_words):
    counts = count_words(large)
    tested = set(counts.features[is_tested(counts)])
    for _, rows in large_words.table.groupby("outlet"):
        assert set(rows["feature"][rows["p"].notna()]) == tested
        np.testing.assert_allclose(rows["p_adjusted"], adjust_p(rows["p"].to_numpy()), rtol=1e-12)
    more = compare(counts, LOG_ODDS, rng=rng(), n_resamples=0, n_tested=2 * len(tested)).table
    np.testing.assert_allclose(
        more["p_adjusted"][more["outlet"] == "A"],
        adjust_p(more["p"][more["outlet"] == "A"].to_numpy(), n_tested=2 * len(tested)),
        rtol=1e-12,
    )


def test_a_word_that_an_outlet_lacks_is_tested_only_where_it_was_to_be_expected():
    rng = np.random.default_rng(5)
    n_uses = np.where(np.arange(60)[:, None] < 10, 0, rng.poisson([1.0, 0.2, 2.0], size=(60, 3)))
    n_uses[:10, 2] = 2
    units = pd.DataFrame({"article_id": [f"{n:02d}" for n in range(60)], "part": "body", "voice": "outlet",
                          "outlet": np.repeat(["A", "B", "C"], [10, 25, 25])})
    counts = Counts(sparse.csr_array(n_uses.astype(float)), units, np.array(["usual", "rare", "used"], object),
                    np.full((60, 1), 200.0), "words")
    expected = n_uses.sum(axis=0) / 6  # A holds a sixth of all words
    assert expected[0] > MIN_EXPECTED > expected[1]
    found = compare(counts, LOG_ODDS, rng=np.random.default_rng(1), n_resamples=0, n_tested=3)
    table = found.table.set_index(["outlet", "feature"])
    assert table["p"].notna().to_dict() == {(outlet, word): (outlet, word) != ("A", "rare")
                                            for outlet in "ABC" for word in counts.features}
    # The correction counts what was not drawn.
    p = table.loc["A"]["p"]
    assert table.loc["A"]["p_adjusted"].to_list() == pytest.approx(adjust_p(p.to_numpy(), n_tested=3), nan_ok=True)


def test_support_of_a_corpus_counts_the_words_that_would_be_tested(large):
    support = corpus_support(large)
    counts = count_words(large)
    dense = counts.articles().matrix.toarray()
    assert support[0].n_tested == ((dense > 0).sum(axis=0) >= MIN_ARTICLES_TESTED).sum()
    assert [(row.outlet, row.n_articles_left, row.label) for row in support] == [
        ("A", 12, INFERENTIAL),
        ("B", 12, INFERENTIAL),
    ]


# --- what an interval says --------------------------------------------------------------------------------------


def test_the_interval_of_a_word_of_one_article_reaches_no_difference():
    rows = made_rows({"A": 12, "B": 12}, seed=43)
    rows[0]["text"] += " Zeppelin zeppelin zeppelin zeppelin zeppelin zeppelin zeppelin zeppelin."
    corpus = corpus_of_texts([row["text"] for row in rows], outlets=[row["outlet"] for row in rows])
    table = compare(count_words(corpus), LOG_ODDS, rng=rng(), n_resamples=400).table.set_index(["feature", "outlet"])
    zeppelin = table.loc["zeppelin", "A"]
    assert zeppelin["estimate"] > 2
    assert zeppelin["low"] == 0.0 < zeppelin["high"]  # resamples without that article have no such word anywhere
    assert np.isnan(zeppelin["p"])  # one article: ranked, not tested


def test_only_the_features_farthest_from_zero_get_intervals():
    words = [f"{left}{right}" for left in "abcdefghijkl" for right in "mnopqrstuvwx"]
    texts = [" ".join(words[(n * 5 + i * i) % len(words)] for i in range(140)) for n in range(10)]
    corpus = corpus_of_texts(texts, outlets=["A"] * 5 + ["B"] * 5)
    table = compare(count_words(corpus), LOG_ODDS, rng=rng(), n_resamples=20).table
    with_interval = table[table["low"].notna()]
    assert len(table) // 2 > 2 * INTERVALS_PER_OUTLET >= len(with_interval) // 2 >= INTERVALS_PER_OUTLET
    left_out = table[table["low"].isna()]
    assert left_out["estimate"].abs().max() <= with_interval["estimate"].abs().max()
    farthest = table[table["outlet"] == "A"].assign(size=table["estimate"].abs()).nlargest(INTERVALS_PER_OUTLET, "size")
    assert farthest["low"].notna().all()


def quoted_counts(n_quoting: int, n_articles: int = 12) -> Counts:
    """One outlet beside another; in the first so many articles hold any quotation at all."""
    totals = np.array([[50.0 if n < n_quoting else 0.0] for n in range(n_articles)] + [[50.0]] * n_articles)
    sums = np.array([[n % 5 + 1.0 if total else 0.0] for n, (total,) in enumerate(totals)])
    units = pd.DataFrame(
        {
            "article_id": [f"{n:02d}" for n in range(2 * n_articles)],
            "outlet": ["A"] * n_articles + ["B"] * n_articles,
            "part": "body",
            "voice": "quoted",
        }
    )
    return Counts(sparse.csr_array(sums), units, np.array(["hits"], dtype=object), totals, "words")


def test_articles_that_hold_nothing_of_what_is_counted_do_not_count():
    labels = {
        n: compare(quoted_counts(n), LOG_ODDS, rng=rng(), n_resamples=50).of("A")["label"].item()
        for n in (0, 1, 4, 5, 10, 12)
    }
    assert labels == {0: DESCRIPTIVE, 1: DESCRIPTIVE, 4: DESCRIPTIVE, 5: INDICATIVE, 10: INFERENTIAL, 12: INFERENTIAL}
    nobody = describe(quoted_counts(0), RATE, rng=rng(), n_resamples=50)
    assert nobody.outlets == ("A", "B")  # an outlet without anything is shown without a value, not left out
    assert np.isnan(nobody.of("A")["estimate"].item())
    assert nobody.of("A")["total"].item() == 0


def test_features_with_totals_of_their_own_are_judged_each_by_itself():
    many, few = quoted_counts(12), quoted_counts(3)
    both = Counts(
        sparse.csr_array(np.hstack([many.matrix.toarray(), few.matrix.toarray()])),
        many.units,
        np.array(["many", "few"], dtype=object),
        np.hstack([many.totals, few.totals]),
        "words",
    )
    table = describe(both, RATE, rng=rng(), n_resamples=100).table.set_index(["feature", "outlet"])
    assert table["label"].to_dict() == {
        ("many", "A"): INFERENTIAL,
        ("few", "A"): DESCRIPTIVE,
        ("many", "B"): INFERENTIAL,
        ("few", "B"): INFERENTIAL,
    }
    assert table["low"].isna().to_dict() == {
        ("many", "A"): False,
        ("few", "A"): True,
        ("many", "B"): False,
        ("few", "B"): False,
    }
    assert table["estimate"].notna().all()


def test_voices_of_the_same_articles_are_described_and_not_tested(large):
    result = compare(count_words(large), LOG_ODDS, by="voice", rng=rng(), n_resamples=50)
    assert result.outlets == ("outlet", "quoted")
    assert set(result.table["label"]) == {DESCRIPTIVE}
    said = result.table.set_index(["feature", "outlet"]).loc["said", "outlet"]
    assert said["count"] > 0 == result.table.set_index(["feature", "outlet"]).loc["said", "quoted"]["count"]
    assert (
        said["n_articles"]
        == count_words(large)
        .articles()
        .matrix.toarray()[:, list(count_words(large).features).index("said")]
        .astype(bool)
        .sum()
    )


# --- symmetry ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [LOG_ODDS, LOG_RATIO, G2], ids=lambda measure: measure.key)
def test_two_outlets_are_mirror_images_also_in_their_p_values(large, measure):
    result = compare(count_words(large), measure, rng=rng(), n_resamples=0)
    wide = {name: result.wide(name) for name in ("estimate", "p", "p_adjusted")}
    np.testing.assert_allclose(wide["estimate"]["A"], -wide["estimate"]["B"], rtol=1e-9, atol=1e-9)
    for name in ("p", "p_adjusted"):
        pd.testing.assert_series_equal(wide[name]["A"], wide[name]["B"], check_names=False)


def test_swapping_two_names_swaps_the_columns():
    one = corpus_of({"A": 4, "B": 5, "C": 5}, favourites={"A": "harbour"})
    other = corpus_of({"A": 4, "B": 5, "C": 5}, favourites={"A": "harbour"}, names={"A": "B", "B": "A"})
    for count in (
        count_words,
        lambda corpus: count_hits(corpus, find_hits(corpus, lexicon_of({"w": ["war"], "o": ["oil"]}))),
    ):
        for measure in (LOG_ODDS, LOG_RATIO, G2):
            wide, swapped = (
                compare(count(corpus), measure, rng=rng(), n_resamples=0).wide() for corpus in (one, other)
            )
            pd.testing.assert_frame_equal(wide, swapped[["B", "A", "C"]].set_axis(wide.columns, axis=1))


def test_the_same_seed_gives_the_same_numbers_and_another_one_others(large):
    counts = count_words(large)
    first, second = (compare(counts, LOG_ODDS, rng=np.random.default_rng(3), n_resamples=50).table for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    other = compare(counts, LOG_ODDS, rng=np.random.default_rng(4), n_resamples=50).table
    assert not first["low"].equals(other["low"])
    pd.testing.assert_series_equal(first["estimate"], other["estimate"])


# --- at the door ------------------------------------------------------------------------------------------------


def test_one_outlet_can_be_described_but_not_compared():
    corpus = corpus_of({"A": 6})
    with pytest.raises(ValueError, match="needs two groups or more; 'outlet' has 1"):
        compare(count_words(corpus), LOG_ODDS, rng=rng())
    result = describe(count_words(corpus), RATE, rng=rng())
    assert result.label == DESCRIPTIVE
    assert result.table["estimate"].sum() == pytest.approx(1000.0)


def test_a_measure_that_is_no_contrast_is_sent_to_describe():
    with pytest.raises(ValueError, match="use describe"):
        compare(count_words(corpus_of({"A": 1, "B": 1})), RATE, rng=rng())


def test_described_numbers_are_sums_over_sums():
    corpus = corpus_of_texts(["War. “No war at all here,” they said.", "Talks."], outlets=["A", "B"])
    result = describe(count_quoted_words(corpus), QUOTED_SHARE, rng=rng())
    row = result.table.set_index(["feature", "outlet"]).loc["quoted", "A"]
    assert (row["count"], row["total"], row["n_articles"]) == (5, 8, 1)
    assert row["estimate"] == 5 / 8
    assert result.wide().loc["quoted"].tolist() == [5 / 8, 0.0]
    assert (result.method, result.counted_in) == ("share_of_quoted_words", "words")


def test_every_article_can_be_a_group_of_its_own():
    corpus = corpus_of_texts(["Talks failed.", "Talks resumed on Monday."], outlets=["A", "B"])
    result = describe(count_words(corpus), RATE, by="article_id", rng=np.random.default_rng(1))
    rows = result.table[result.table["feature"] == "talks"]
    assert rows["outlet"].tolist() == ["0000", "0001"]
    assert rows["estimate"].tolist() == [500.0, 250.0]
