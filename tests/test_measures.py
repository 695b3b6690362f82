"""Measures: worked by hand, against independent software, and by what must hold whatever the texts.

``sums`` are (groups, features), ``totals`` (groups, 1).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency

from framing.corpus import Corpus, build_corpus
from framing.counts import Counts, count_hits, count_words
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.measures.distance import distance_table, divergences, jensen_shannon
from framing.measures.frames import co_occurrence, indicator_table
from framing.measures.frequency import RATE, count_articles_with, dispersion_dp
from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO, PRIOR_WORDS
from framing.measures.measure import ratio
from framing.measures.sourcing import QUOTED_SHARE, count_quoted_words, longest_quotes
from framing.measures.tfidf import tfidf, tfidf_by
from framing.measures.tone import count_squares, count_tone, score_sentences, sentence_spread, word_contributions
from framing.measures.tone_rules import sentence_scorer
from framing.plain_text import corpus_of_texts
from framing.words import find_words, fold_word
from made_corpora import lexicon_of, made_rows, write_corpus
from score_keyness import score_terms


def two(a: float, b: float, n_left: float, n_right: float) -> tuple[np.ndarray, np.ndarray]:
    """Sums and totals of one feature in two groups."""
    return np.array([[a], [b]], float), np.array([[n_left], [n_right]], float)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    rows = made_rows({"A": 3, "B": 2, "C": 2}, seed=21, favourites={"A": "harbour"})
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), rows))


# --- frequency --------------------------------------------------------------------------------------------------


def test_rate_by_hand():
    # 3 of 600 words are 5 in 1,000; nothing in 400 words is 0; without words there is no rate.
    rates = RATE(np.array([[3.0], [0.0], [0.0]]), np.array([[600.0], [400.0], [0.0]]))
    assert rates.ravel().tolist()[:2] == [5.0, 0.0]
    assert math.isnan(rates[2, 0])


def test_articles_with_a_word_by_hand():
    corpus = corpus_of_texts(["War and war.", "Peace.", "War.", "Peace and war."], outlets=["A", "A", "B", "B"])
    counts = count_words(corpus)
    by_outlet = dict(zip(counts.features, count_articles_with(counts).T.tolist(), strict=True))
    assert by_outlet == {"war": [1, 2], "and": [1, 1], "peace": [1, 1]}


def test_dispersion_by_hand():
    # Three articles of 4, 4 and 2 words are 0.4, 0.4 and 0.2 of the text. "war" stands 1, 0 and 1 times:
    # half of it in the first, half in the last. DP = (|0.5-0.4| + |0-0.4| + |0.5-0.2|) / 2 = 0.4.
    # "a" stands 2, 2 and 1 times, as the text is spread: 0.
    corpus = corpus_of_texts(["War a a so.", "A a so so.", "War a."])
    values = dict(zip(count_words(corpus).features, dispersion_dp(count_words(corpus)), strict=True))
    assert values["war"] == pytest.approx(0.4)
    assert values["a"] == pytest.approx(0.0)
    # "end" stands in the shortest article only: (0.4 + 0.4 + 0.8) / 2.
    alone = corpus_of_texts(["So so so so.", "So so so so.", "So end."])
    assert dict(zip(count_words(alone).features, dispersion_dp(count_words(alone)), strict=True))[
        "end"
    ] == pytest.approx(0.8)


def test_dispersion_is_the_double_loop_of_gries(made):
    counts = count_words(made)
    articles = counts.articles()
    dense, sizes = articles.matrix.toarray(), articles.totals.ravel()
    for feature, value in enumerate(dispersion_dp(counts)):
        expected = 0.0
        for article in range(len(sizes)):
            expected += abs(dense[article, feature] / dense[:, feature].sum() - sizes[article] / sizes.sum())
        assert value == pytest.approx(expected / 2, abs=1e-12)


def test_dispersion_is_undefined_for_one_article_and_for_absent_words():
    assert np.isnan(dispersion_dp(count_words(corpus_of_texts(["War and peace."])))).all()
    counts = count_words(corpus_of_texts(["War.", "Peace.", "War."], outlets=["A", "A", "B"])).select(outlet="A")
    with_other = count_words(corpus_of_texts(["War.", "War.", "Truce."], outlets=["A", "A", "B"]))
    assert not np.isnan(dispersion_dp(counts)).any()
    assert np.isnan(dispersion_dp(with_other.select(outlet="A"))).tolist() == [
        name == "truce" for name in with_other.features
    ]


# --- keyness ----------------------------------------------------------------------------------------------------


def test_log_ratio_by_hand():
    # 8 in 1,000 words against 1 in 1,000: 8 times as often, three doublings; absent is half an occurrence.
    assert LOG_RATIO(*two(8, 1, 1000, 1000)).ravel().tolist() == [3.0, -3.0]
    assert LOG_RATIO(*two(4, 0, 1000, 1000)).ravel().tolist() == [3.0, -3.0]
    assert LOG_RATIO(*two(8, 1, 2000, 1000)).ravel().tolist() == [2.0, -2.0]


def test_g2_by_hand():
    # 30 of 100 against 10 of 100; expected 20 and 20, 80 and 80.
    expected = 2 * (30 * math.log(30 / 20) + 10 * math.log(10 / 20) + 70 * math.log(70 / 80) + 90 * math.log(90 / 80))
    assert G2(*two(30, 10, 100, 100)).ravel() == pytest.approx([expected, -expected])
    assert expected == pytest.approx(12.9715, abs=1e-4)
    # A cell of nothing adds nothing: 5 of 50 against 0 of 150.
    expected = 2 * (5 * math.log(5 / 1.25) + 45 * math.log(45 / 48.75) + 150 * math.log(150 / 146.25))
    assert G2(*two(5, 0, 50, 150)).ravel() == pytest.approx([expected, -expected])


def test_chi_square_by_hand_without_yates():
    # 30 of 100 against 10 of 100: each cell is 10 away from 20, 20, 80, 80.
    assert CHI_SQUARE(*two(30, 10, 100, 100)).ravel() == pytest.approx([12.5, -12.5])


def test_chi_square_by_hand_with_yates():
    # 4 of 10 against 0 of 10: expected 2, 2, 8, 8, two of them below 5. Each cell is 2 away, 1.5 after correction:
    # 1.5² (1/2 + 1/2 + 1/8 + 1/8) = 2.8125.
    assert CHI_SQUARE(*two(4, 0, 10, 10)).ravel() == pytest.approx([2.8125, -2.8125])
    # 5 expected is not below 5: no correction. 10 of 20 against 0 of 20: 5² (1/5 + 1/5 + 1/15 + 1/15).
    assert CHI_SQUARE(*two(10, 0, 20, 20)).ravel() == pytest.approx([40 / 3, -40 / 3])
    # Exactly half an occurrence away is corrected to nothing: 1 of 2 against 1 of 6, expected 0.5 and 1.5.
    assert CHI_SQUARE(*two(1, 1, 2, 6)).ravel().tolist() == [0.0, 0.0]
    # Less than that is not corrected: 1 of 3 against 1 of 6, expected 2/3 and 4/3, each cell 1/3 away.
    value = (1 / 3) ** 2 * (3 / 2 + 3 / 4 + 3 / 7 + 3 / 14)
    assert CHI_SQUARE(*two(1, 1, 3, 6)).ravel() == pytest.approx([value, -value])


counts_of_two = (
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 400), st.integers(1, 400))
    .map(lambda n: (n[0], n[1], n[0] + n[2], n[1] + n[3]))
    .filter(lambda n: n[0] + n[1] > 0)
)


@settings(max_examples=200, deadline=None)
@given(counts_of_two)
def test_chi_square_and_g2_are_those_of_scipy(numbers):
    a, b, n_left, n_right = numbers
    observed = np.array([[a, b], [n_left - a, n_right - b]])
    plain = chi2_contingency(observed, correction=False)
    sign = 1 if a >= plain.expected_freq[0, 0] else -1
    is_corrected = plain.expected_freq.min() < 5 and abs(a * (n_right - b) - b * (n_left - a)) * 2 >= n_left + n_right
    chi_square = chi2_contingency(observed, correction=is_corrected).statistic
    assert CHI_SQUARE(*two(*numbers))[0, 0] == pytest.approx(sign * chi_square, rel=1e-9, abs=1e-9)
    g2 = chi2_contingency(observed, lambda_="log-likelihood", correction=False).statistic
    assert G2(*two(*numbers))[0, 0] == pytest.approx(sign * g2, rel=1e-9, abs=1e-9)


def reference_term(a: int, b: int, n_left: int, n_right: int) -> dict[str, float]:
    """One line of a reference: counts, chi-square and G2 by the formulas in which quanteda computes them."""
    c, d = n_left - a, n_right - b
    n = a + b + c + d
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    expected = [(a + b) * (a + c) / n, (a + b) * (b + d) / n, (c + d) * (a + c) / n, (c + d) * (b + d) / n]
    half = n / 2 if min(expected) < 5 else 0
    sign = 1 if a > expected[0] else -1
    return {
        "n_target": a,
        "n_reference": b,
        "total_target": n_left,
        "total_reference": n_right,
        "chi2": sign * n * (abs(a * d - b * c) - half) ** 2 / margins,
        "g2_unsigned": 2 * sum(o * math.log(o / e) for o, e in zip((a, b, c, d), expected, strict=True)),
    }


def test_keyness_agrees_with_a_reference_of_three_terms():
    # The second has an expected cell below 5, the third is rarer in the target.
    terms = [reference_term(137, 88, 5021, 11873), reference_term(12, 3, 640, 2210), reference_term(2, 9, 410, 300)]
    assert terms[0]["chi2"] == pytest.approx(chi2_contingency([[137, 88], [4884, 11785]], correction=False).statistic)
    assert score_terms([json.dumps(term) for term in terms]) == (3, 3, 3)
    terms[1]["chi2"] += 0.001
    terms[2]["g2_unsigned"] -= 0.001
    assert score_terms([json.dumps(term) for term in terms]) == (3, 2, 2)


def test_weighted_log_odds_by_hand():
    # Two outlets of 100 and 300 words; the word stands 10 and 6 times, 16 in 400: 0.04 of the words.
    # The prior gives it 0.04 of 500 pseudo-words: 20, out of 500, on each side.
    prior, prior_total = 20, 500
    odds_left = (10 + prior) / (100 + prior_total - 10 - prior)  # 30 / 570
    odds_right = (6 + prior) / (300 + prior_total - 6 - prior)  # 26 / 774
    delta = math.log(odds_left) - math.log(odds_right)
    variance = 1 / (10 + prior) + 1 / (6 + prior)
    assert prior_total == PRIOR_WORDS
    values = LOG_ODDS(*two(10, 6, 100, 300)).ravel()
    assert values == pytest.approx([delta / math.sqrt(variance), -delta / math.sqrt(variance)], rel=1e-12)
    assert values[0] == pytest.approx(1.6758, abs=1e-4)


def naive_log_odds(words: dict[str, Counter], prior_words: float) -> dict[tuple[str, str], float]:
    """Monroe, Colaresi & Quinn (2008) with the informative prior, word by word, outlet against the rest."""
    everything = Counter()
    for counter in words.values():
        everything.update(counter)
    total = sum(everything.values())
    values = {}
    for outlet, own in words.items():
        n_own = sum(own.values())
        for word, y in everything.items():
            alpha = prior_words * y / total
            y_own, y_rest = own[word], y - own[word]
            left = math.log((y_own + alpha) / (n_own + prior_words - y_own - alpha))
            right = math.log((y_rest + alpha) / (total - n_own + prior_words - y_rest - alpha))
            values[outlet, word] = (left - right) / math.sqrt(1 / (y_own + alpha) + 1 / (y_rest + alpha))
    return values


def test_weighted_log_odds_are_those_of_a_loop_over_words(made):
    grouped = count_words(made).sum_by("outlet")
    dense = grouped.matrix.toarray()
    words = {
        outlet: Counter({word: int(n) for word, n in zip(grouped.features, dense[row], strict=True) if n})
        for row, outlet in enumerate(grouped.units["outlet"])
    }
    expected = naive_log_odds(words, PRIOR_WORDS)
    values = LOG_ODDS(dense, grouped.totals)
    for row, outlet in enumerate(grouped.units["outlet"]):
        for column, word in enumerate(grouped.features):
            assert values[row, column] == pytest.approx(expected[outlet, word], rel=1e-10, abs=1e-12)
    assert grouped.features[np.argmax(values[0])] == "harbour"


@pytest.mark.parametrize("measure", [LOG_ODDS, LOG_RATIO, G2, CHI_SQUARE], ids=lambda measure: measure.key)
def test_with_two_outlets_a_contrast_is_its_own_mirror_image(measure):
    rng = np.random.default_rng(5)
    sums = rng.integers(0, 30, (2, 50)).astype(float)
    totals = sums.sum(axis=1, keepdims=True) + np.array([[10.0], [400.0]])
    values = measure(sums, totals)
    # G2 and chi-square of a word exactly as often as expected are 0 on both sides.
    np.testing.assert_allclose(values[0], -values[1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(measure(sums[::-1], totals[::-1]), values[::-1], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("measure", [LOG_ODDS, LOG_RATIO, G2, CHI_SQUARE], ids=lambda measure: measure.key)
def test_contrasts_have_no_value_where_there_is_nothing(measure):
    assert np.isnan(measure(*two(0, 0, 100, 100))).all()
    assert np.isnan(measure(*two(5, 0, 100, 0))).all()
    sums, totals = np.array([[5.0], [3.0], [0.0]]), np.array([[100.0], [100.0], [0.0]])
    assert np.isnan(measure(sums, totals)).ravel().tolist() == [False, False, True]


@pytest.mark.parametrize("measure", [LOG_ODDS, LOG_RATIO, G2, CHI_SQUARE], ids=lambda measure: measure.key)
def test_leading_axes_are_resamples(measure):
    rng = np.random.default_rng(6)
    sums = rng.integers(1, 30, (4, 3, 7)).astype(float)
    totals = np.full((4, 3, 1), 500.0)
    together = measure(sums, totals)
    assert together.shape == (4, 3, 7)
    for row in range(4):
        np.testing.assert_array_equal(together[row], measure(sums[row], totals[row]))


# --- TF-IDF -----------------------------------------------------------------------------------------------------


def our_words(text: str) -> list[str]:
    return [fold_word(text[start:end]) for start, end in find_words(text)]


def test_tfidf_is_that_of_scikit_learn():
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [row["text"] for row in made_rows({"A": 2, "B": 3}, seed=31)]
    vectorizer = TfidfVectorizer(tokenizer=our_words, lowercase=False, token_pattern=None)
    expected = vectorizer.fit_transform(texts).toarray()
    counts = count_words(corpus_of_texts(texts)).articles()
    assert vectorizer.get_feature_names_out().tolist() == counts.features.tolist()
    np.testing.assert_allclose(tfidf(counts).toarray(), expected, atol=1e-12, rtol=0)
    outlets = ["A", "A", "B", "B", "B"]
    joined = [
        " ".join(text for text, outlet in zip(texts, outlets, strict=True) if outlet == wanted) for wanted in "AB"
    ]
    expected = TfidfVectorizer(tokenizer=our_words, lowercase=False, token_pattern=None).fit_transform(joined).toarray()
    np.testing.assert_allclose(
        tfidf_by(count_words(corpus_of_texts(texts, outlets=outlets))), expected, atol=1e-12, rtol=0
    )


@pytest.mark.parametrize("shape", [(1, 1), (1, 6), (2, 6), (7, 40), (60, 300)])
def test_tfidf_of_any_counts_is_that_of_scikit_learn(shape: tuple[int, int]):
    from sklearn.feature_extraction.text import TfidfTransformer

    draw = np.random.default_rng(5)
    for mean in (0.1, 1.0, 30.0):
        matrix = draw.poisson(mean, shape).astype(float)
        matrix[draw.integers(shape[0])] = 0.0  # a text without any of the words, and a word without any text
        matrix[:, draw.integers(shape[1])] = 0.0
        expected = TfidfTransformer().fit_transform(sparse.csr_matrix(matrix)).toarray()
        counts = counts_of(matrix)
        np.testing.assert_allclose(tfidf(counts).toarray(), expected, atol=1e-12, rtol=0)
        assert (counts.matrix.toarray() == matrix).all()


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_tfidf_of_nothing_is_nothing(shape: tuple[int, int]):
    assert tfidf(counts_of(np.zeros(shape))).toarray().shape == shape


def test_tfidf_leaves_counts_what_they_are_in_whatever_order_their_cells_are():
    matrix = np.array([[3.0, 0.0, 1.0], [2.0, 5.0, 0.0]])
    counts = counts_of(matrix)
    mixed = sparse.csr_array(([1.0, 3.0, 5.0, 2.0], [2, 0, 1, 0], [0, 2, 4]), shape=(2, 3))
    np.testing.assert_array_equal(tfidf(replace(counts, matrix=mixed)).toarray(), tfidf(counts).toarray())
    assert (mixed.toarray() == matrix).all()


def counts_of(matrix: np.ndarray) -> Counts:
    """Counts with these sums, each row an outlet."""
    units = pd.DataFrame({"outlet": [f"outlet {row}" for row in range(matrix.shape[0])]})
    features = np.array([f"word {column}" for column in range(matrix.shape[1])], dtype=object)
    return Counts(sparse.csr_array(matrix), units, features, np.ones((matrix.shape[0], 1)), "words")


def test_tfidf_by_hand():
    # Two texts. "war" stands in both: idf = ln(3/3) + 1 = 1. "oil" in one: ln(3/2) + 1. The first text holds war
    # once and oil twice, and is scaled to length 1.
    counts = count_words(corpus_of_texts(["War, oil, oil.", "War."])).articles()
    weights = np.array([2 * (math.log(3 / 2) + 1), 1.0])
    assert counts.features.tolist() == ["oil", "war"]
    np.testing.assert_allclose(tfidf(counts).toarray()[0], weights / math.hypot(*weights), rtol=1e-12)


# --- distance ---------------------------------------------------------------------------------------------------


def test_divergence_by_hand():
    # (1/2, 1/2) and (1, 0); the middle is (3/4, 1/4).
    first = (0.5 * math.log2(0.5 / 0.75) + 1 * math.log2(1 / 0.75)) / 2
    second = 0.5 * math.log2(0.5 / 0.25) / 2
    assert jensen_shannon(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx([first, second])
    assert first + second == pytest.approx(0.3113, abs=1e-4)


def test_divergence_is_the_square_of_scipys_distance(made):
    table = distance_table(count_words(made))
    grouped = count_words(made).sum_by("outlet")
    dense = dict(zip(grouped.units["outlet"], grouped.matrix.toarray(), strict=True))
    assert [(row.left, row.right) for row in table.itertuples()] == [("A", "B"), ("A", "C"), ("B", "C")]
    for row in table.itertuples():
        expected = jensenshannon(dense[row.left], dense[row.right], base=2) ** 2
        assert row.divergence == pytest.approx(expected, abs=1e-12)
        assert (row.n_words_left, row.n_words_right) == (dense[row.left].sum(), dense[row.right].sum())
    assert table.iloc[0]["words"][0][0] == "harbour"
    assert table.iloc[0]["words"][0][2] == "A"


def test_divergences_of_many_rows_are_those_of_every_two_by_scipy():
    counts = np.random.default_rng(3).poisson(0.4, (9, 40)) * np.array([1] * 8 + [0])[:, None]  # one has no feature
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    found = divergences(sparse.csr_array(shares))
    for one, other in zip(*np.triu_indices(8, 1), strict=True):
        assert found[one, other] == found[other, one] == pytest.approx(jensenshannon(
            shares[one], shares[other], base=2) ** 2, abs=1e-12)
    assert np.isnan([found[8], found[:, 8]]).all()


def test_divergence_is_none_for_the_same_words_and_one_for_no_word_in_common():
    corpus = corpus_of_texts(["War oil.", "Oil war war oil.", "Peace."], outlets=["A", "B", "C"])
    values = distance_table(count_words(corpus)).set_index(["left", "right"])["divergence"]
    assert values["A", "B"] == pytest.approx(0.0, abs=1e-12)
    assert values["A", "C"] == pytest.approx(1.0)


def test_one_outlet_has_no_pair():
    assert len(distance_table(count_words(corpus_of_texts(["War.", "Peace."])))) == 0


# --- frame indicators -------------------------------------------------------------------------------------------


def test_indicators_by_hand():
    corpus = corpus_of_texts(
        ["War again. “No more of this war,” they said. Talks.", "No talks, no war."], outlets=["A", "B"]
    )
    hits = find_hits(corpus, lexicon_of({"war": ["war"], "talks": ["talks", "no talks"]}))
    table = indicator_table(corpus, hits).set_index(["category", "outlet", "voice"])
    assert table["hits"].to_dict() == {
        ("war", "A", "outlet"): 1,
        ("talks", "A", "outlet"): 1,
        ("war", "B", "outlet"): 1,
        ("talks", "B", "outlet"): 1,
        ("war", "A", "quoted"): 1,
        ("talks", "A", "quoted"): 0,
        ("war", "B", "quoted"): 0,
        ("talks", "B", "quoted"): 0,
        ("war", "A", "all"): 2,
        ("talks", "A", "all"): 1,
        ("war", "B", "all"): 1,
        ("talks", "B", "all"): 1,
    }
    row = table.loc["war", "A", "all"]
    assert (row["n_words"], row["n_sentences"], row["n_sentences_touched"]) == (10, 3, 2)
    assert row["rate_per_1000_words"] == pytest.approx(200.0)
    assert row["share_of_sentences"] == pytest.approx(2 / 3)
    nobody = table.loc["war", "B", "quoted"]  # B quotes nobody: no rate, not a rate of 0
    assert math.isnan(nobody["rate_per_1000_words"])
    assert math.isnan(nobody["share_of_sentences"])


def test_hits_of_the_voices_add_up(made):
    table = indicator_table(made, find_hits(made, load_lexicon("reporting_verbs")))
    by_voice = table.pivot_table(index=["category", "outlet"], columns="voice", values="hits")
    assert (by_voice["outlet"] + by_voice["quoted"]).equals(by_voice["all"])
    assert by_voice["all"].sum() > 0


def test_co_occurrence_by_hand():
    corpus = corpus_of_texts(["War and talks, war. War. Talks and oil."])
    table = co_occurrence(corpus, find_hits(corpus, lexicon_of({"war": ["war"], "talks": ["talks"], "oil": ["oil"]})))
    assert table.values.tolist() == [[2, 1, 0], [1, 2, 1], [0, 1, 1]]
    assert table.index.tolist() == table.columns.tolist() == ["war", "talks", "oil"]


# --- sourcing ---------------------------------------------------------------------------------------------------


def test_quoted_words_by_hand():
    corpus = corpus_of_texts(
        ["He called it “a joke” and said: “We will never sign it.” Nobody asked why.", "Nobody spoke."],
        outlets=["A", "B"],
    )
    counts = count_quoted_words(corpus).sum_by("outlet")
    assert counts.features.tolist() == ["quoted", "quotation", "fragment"]
    assert counts.matrix.toarray().tolist() == [[7, 5, 2], [0, 0, 0]]
    assert counts.totals.ravel().tolist() == [15, 2]
    shares = QUOTED_SHARE(counts.matrix.toarray(), counts.totals)
    assert shares[0].tolist() == [7 / 15, 5 / 15, 2 / 15]
    longest = longest_quotes(corpus, n_per_outlet=1)
    assert longest[["outlet", "n_words"]].values.tolist() == [["A", 5]]


# --- tone -------------------------------------------------------------------------------------------------------


def test_voices_are_scored_apart():
    corpus = corpus_of_texts(["The good plan was called “a horrible and terrible disaster” by them."])
    scores = score_sentences(corpus, load_lexicon("vader")).set_index("voice")
    score = sentence_scorer(load_lexicon("vader"))
    assert scores.loc["all", "score"] == score(corpus.sentences["text"][0])
    assert scores.loc["outlet", "score"] == score("The good plan was called by them.") > 0
    assert scores.loc["quoted", "score"] == score("a horrible and terrible disaster") < 0
    assert scores["n_words"].tolist() == [12, 7, 5]
    assert scores["n_scored"].tolist() == [4, 1, 3]


def test_scores_are_the_reference_implementations():
    """NLTK's own analyser on the text with straight apostrophes, whatever other marks it holds."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    lexicon = load_lexicon("vader")
    reference = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    reference.constants = VaderConstants()
    reference.lexicon = {line.split("\t")[0]: float(line.split("\t")[1])
                         for line in lexicon.path.read_text(encoding="utf-8").splitlines()}
    score = sentence_scorer(lexicon)
    for text in ("The plan is “great”.", "It isn’t a GOOD plan, but a great one!", "Hardly a success :(", "No deal."):
        assert score(text) == reference.polarity_scores(text.replace("’", "'"))["compound"]


def test_marks_around_a_voice_do_not_hide_its_words():
    scores = score_sentences(corpus_of_texts(["“Great.”"]), load_lexicon("vader")).set_index("voice")
    assert scores.loc["quoted", "score"] == sentence_scorer(load_lexicon("vader"))("Great.") > 0.5


def test_a_typographic_apostrophe_negates_as_a_straight_one():
    score = sentence_scorer(load_lexicon("vader"))
    assert score("It isn’t a good plan.") == score("It isn't a good plan.") < 0


def test_spread_between_sentences_by_hand():
    corpus = corpus_of_texts(["A great plan. A table. A horrible plan.", "A table."], outlets=["A", "B"])
    scores = score_sentences(corpus, load_lexicon("vader"))
    spread = sentence_spread(count_tone(corpus, scores), count_squares(corpus, scores))
    great, horrible = (sentence_scorer(load_lexicon("vader"))(text) for text in ("A great plan.", "A horrible plan."))
    assert spread["A", "all", "all"] == pytest.approx(np.std([great, 0, horrible], ddof=1))
    assert math.isnan(spread["B", "all", "all"])


def test_word_contributions_add_up_to_the_sum_of_valences():
    corpus = corpus_of_texts(["A good, good plan. A bad one.", "A bad plan."], outlets=["A", "B"])
    table = word_contributions(corpus, load_lexicon("vader")).set_index(["outlet", "word"])
    good, bad = table["valence"]["A", "good"], table["valence"]["A", "bad"]
    assert table["count"].to_dict() == {("A", "bad"): 1, ("A", "good"): 2, ("B", "bad"): 1}
    assert table.loc["A", "valence_per_1000_words"].sum() == pytest.approx(1000 * (2 * good + bad) / 7)
    assert good > 0 > bad


# --- properties -------------------------------------------------------------------------------------------------


def test_ratio_of_nothing_is_nothing():
    assert np.isnan(ratio(np.array([0.0, 0.0]), np.array([0.0, 5.0]))).tolist() == [True, False]


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(7)))
def test_the_order_of_texts_changes_no_measure(order: list[int]):
    rows = made_rows({"A": 4, "B": 3}, seed=2, n_sentences=3)
    for count in (count_words, lambda corpus: count_hits(corpus, find_hits(corpus, lexicon_of({"w": ["war", "oil"]})))):
        one, other = (
            count(corpus_of_texts([rows[i]["text"] for i in numbers], outlets=[rows[i]["outlet"] for i in numbers]))
            for numbers in (range(len(rows)), order)
        )
        # Sums of counts are exact; DP adds fractions, whose last digit depends on the order.
        np.testing.assert_allclose(dispersion_dp(one), dispersion_dp(other), rtol=0, atol=1e-14)
        one, other = one.sum_by("outlet"), other.sum_by("outlet")
        for measure in (RATE, LOG_ODDS, LOG_RATIO, G2):
            np.testing.assert_array_equal(
                measure(one.matrix.toarray(), one.totals), measure(other.matrix.toarray(), other.totals)
            )
