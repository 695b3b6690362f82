"""The noise floor: counted by hand on tiny corpora, the same whichever way round, zero where nothing differs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.corpus import Corpus, build_corpus
from framing.counts import count_words
from framing.lexicon import load_lexicon
from framing.measures.distance import distance_table, divergence_of_two
from framing.measures.frequency import RATE
from framing.measures.keyness import LOG_ODDS
from framing.measures.sourcing import QUOTED_SHARE, count_quoted_words
from framing.measures.voices import count_voices
from framing.noise_floor.compared import Compared, compared_families
from framing.noise_floor.floor import NoiseFloor, noise_floor
from framing.noise_floor.largest import largest_differences
from framing.noise_floor.piece_counts import (
    attributed_words_of_pieces,
    quoted_words_of_pieces,
    tone_of_pieces,
    tone_toward_of_pieces,
    words_of_pieces,
)
from framing.noise_floor.piles import (
    ARTICLES,
    HALVES,
    MAX_SPLITS,
    OUTLETS,
    Comparisons,
    deal_articles,
    halve_articles,
    outlets_against_rest,
    pair_outlets,
    piece_of_sentences,
)
from framing.tables import tone_table, tone_toward_table
from made_corpora import made_rows, write_corpus

SHARES = {"family": "quotation marks", "feature": "quoted"}


def corpus_of(folder: Path, texts: list[tuple[str, str]]) -> Corpus:
    """Articles (outlet, text) with ids 0, 1, …"""
    return build_corpus(write_corpus(folder, [{"article_id": str(number), "outlet": outlet, "text": text}
                                              for number, (outlet, text) in enumerate(texts)]))


def row_of(floor: NoiseFloor, how: str, **wanted: str) -> pd.Series:
    rows = floor.table[(floor.table["how"] == how)]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


# Five sentences of five words. Quoted: 0, 3, 0, 0, 0.
ONE = ("The talks went on today. He said “we will go.” Nobody came to the meeting. All of them went home. "
       "It rained the whole day.")
# Four sentences of five words. Quoted: 0, 0, 0, 3.
TWO = "It was a long day. The talks failed once more. Nobody knew the real reason. She said “it is over.”"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("tiny"), [("A", ONE), ("B", TWO)])


def test_pieces_by_hand(tiny):
    assert tiny.articles["n_sentences"].tolist() == [5, 4]
    assert piece_of_sentences(tiny).tolist() == [0, 1, 0, 3, 2, 4, 5, 6, 7]


def test_halves_by_hand(tiny):
    """Of ONE the first half has 15 words, 3 of them quoted, the second none; the even sentences 3 of 10 words."""
    assert tiny.articles["n_words"].tolist() == [25, 20]
    assert tiny.articles["n_words_quoted"].tolist() == [3, 3]
    row = row_of(noise_floor(tiny, seed=7), HALVES, **SHARES)
    assert row["largest_difference"] == pytest.approx(3 / 10)
    assert (row["n_splits"], row["n_units"]) == (4, 2)
    assert (row["higher"], row["lower"], row["outlet"]) == ("even sentences of 0", "odd sentences of 0", "A")
    assert (row["value_higher"], row["value_lower"]) == (0.3, 0.0)
    assert (row["n_higher"], row["n_lower"]) == (10, 15)
    # 3/15 (first against second half of ONE), 3/10, 3/10 and 3/10
    assert row["percentile_95"] == pytest.approx(np.quantile([0.2, 0.3, 0.3, 0.3], 0.95))


def test_outlets_by_hand(tiny):
    floor = noise_floor(tiny, seed=7)
    row = row_of(floor, OUTLETS, **SHARES)
    assert row["largest_difference"] == pytest.approx(3 / 20 - 3 / 25)
    assert (row["higher"], row["lower"]) == ("B", "A")
    assert (floor.table["how"] == ARTICLES).sum() == 0
    found = floor.of(QUOTED_SHARE, "quotation marks", "quoted")
    assert found is not None
    assert found.how == HALVES
    assert found.largest == pytest.approx(0.3)
    assert floor.of(QUOTED_SHARE, "quotation marks", "nothing") is None


def test_articles_of_an_outlet_are_dealt_in_every_way(tmp_path):
    """Quoted: 0, 0, 0 of 8 and 5 of 9 words: whoever has the last article has 5 of 17 words, the others none."""
    plain, quoting = "We all saw the ship leave the port.", "She said “we all saw the ship” at home."
    corpus = corpus_of(tmp_path, [("A", plain), ("A", plain), ("A", plain), ("A", quoting), ("B", plain), ("B", plain),
                                  ("B", plain)])
    dealt = deal_articles(corpus, np.random.default_rng(1))
    assert [dealt.outlets.count(outlet) for outlet in "AB"] == [3, 3]  # half of (4 over 2); 3 over 1
    row = row_of(noise_floor(corpus, seed=7), ARTICLES, **SHARES)
    assert row["largest_difference"] == pytest.approx(5 / 17)
    assert (row["n_splits"], row["n_units"], row["outlet"], row["is_floor"]) == (6, 7, "A", True)


def test_piles_are_halves_and_share_nothing(tmp_path):
    corpus = build_corpus(write_corpus(tmp_path, made_rows({"A": 11, "B": 3, "C": 1})))
    dealt, halves = deal_articles(corpus, np.random.default_rng(1)), halve_articles(corpus)
    n_pieces = 4 * 15
    for pairs in (dealt, halves):
        assert pairs.left.shape == pairs.right.shape == (len(pairs), n_pieces)
        assert pairs.left.multiply(pairs.right).sum() == 0
    assert [dealt.outlets.count(outlet) for outlet in "ABC"] == [MAX_SPLITS, 3, 0]
    assert set(dealt.left[:MAX_SPLITS].sum(axis=1)) == {4 * 5}
    assert set(dealt.right[:MAX_SPLITS].sum(axis=1)) == {4 * 6}
    assert len(halves) == 30
    assert set((halves.left + halves.right).sum(axis=1)) == {4}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), made_rows({"A": 5, "B": 4, "C": 1}, seed=3)))


def test_pieces_add_up_to_what_is_counted_everywhere(seed_corpus):
    corpus = seed_corpus
    pairs = [(words_of_pieces(corpus), count_words(corpus)),
             (quoted_words_of_pieces(corpus), count_quoted_words(corpus))]
    for pieces, whole in pairs:
        ours, theirs = pieces.articles(), whole.articles()
        assert (ours.matrix.toarray() == theirs.matrix.toarray()).all()
        assert (ours.totals == theirs.totals).all()
    said, ours = count_voices(corpus, "voices words").articles(), attributed_words_of_pieces(corpus).articles()
    assert ours.features.tolist() == ["attributed", "direct", "partial", "indirect"]
    places = [said.features.tolist().index(feature) for feature in ours.features]
    assert (ours.matrix.toarray() == said.matrix.toarray()[:, places]).all()
    assert (ours.totals == said.totals).all()


def test_tone_of_pieces_adds_up_to_the_tone_table(seed_corpus):
    corpus = seed_corpus
    tone = tone_table(corpus, seed=7, n_resamples=0).set_index(["lexicon", "outlet", "part", "voice"])
    grouped = tone_of_pieces(corpus, load_lexicon("vader")).sum_by("outlet")
    means = grouped.matrix.toarray()[:, 0] / grouped.totals[:, 0]
    expected = [tone.loc[("vader", outlet, "body", "outlet"), "mean"] for outlet in corpus.outlets]
    assert means == pytest.approx(expected)
    toward = tone_toward_table(corpus, seed=7, n_resamples=0)
    toward = toward[(toward["part"] == "text") & (toward["voice"] == "all")]
    grouped = tone_toward_of_pieces(corpus).sum_by("outlet")
    for row in toward.itertuples():
        place = list(corpus.outlets).index(row.outlet), list(grouped.features).index(row.actor)
        assert grouped.totals[place] == row.n_mentions
        assert grouped.matrix.toarray()[place] / row.n_mentions == pytest.approx(row.mean)


def test_swapped_piles_give_the_same_sizes(made):
    pairs = deal_articles(made, np.random.default_rng(1))
    for compared in (one for measures in compared_families(made).values() for one in measures()):
        sums = np.stack([(side @ compared.counts.matrix).toarray() for side in (pairs.left, pairs.right)], axis=1)
        totals = np.stack([side @ compared.counts.totals for side in (pairs.left, pairs.right)], axis=1)
        one, other = (np.abs(compared.differences(*sides)[0]) for sides in ((sums, totals), (sums[:, ::-1],
                                                                                          totals[:, ::-1])))
        np.testing.assert_allclose(one, other, atol=1e-9)


def plain_row(compared: Compared, pairs: Comparisons, wanted: int | None) -> dict[str, object]:
    """The row of one feature (None: of all together) by one pair after the other."""
    found: list[tuple[float, int, np.ndarray, np.ndarray]] = []
    for number in range(len(pairs)):
        sums, totals = (np.stack([(side[[number]] @ counted)[0] for side in (pairs.left, pairs.right)])
                        for counted in (compared.counts.matrix.toarray(), compared.counts.totals))
        values = compared.measure(sums, totals)
        if compared.measure.is_contrast:
            differences, values = values[0], np.full(values.shape, np.nan)
        else:
            differences = values.sum(axis=0) if compared.is_sum else values[0] - values[1]
        sizes = np.nan_to_num(np.abs(differences), nan=-1)
        feature = int(sizes.argmax()) if wanted is None else wanted
        found.append((differences[feature], feature, values[:, feature], totals[:, feature % totals.shape[1]]))
    sizes = np.abs([difference for difference, *_ in found])
    pair = int(np.nan_to_num(sizes, nan=-1).argmax())
    difference, feature, values, totals = found[pair]
    step = 1 if difference >= 0 else -1
    return {"largest_difference": sizes[pair], "percentile_95": np.nanquantile(sizes, 0.95),
            "outlet": pairs.outlets[pair], "feature_of_largest": compared.features[feature],
            **dict(zip(("higher", "lower"), pairs.names[pair][::step], strict=True)),
            **dict(zip(("value_higher", "value_lower"), values[::step], strict=True)),
            **dict(zip(("n_higher", "n_lower"), totals[::step], strict=True)),
            "n_splits": int((~np.isnan(sizes)).sum()), "n_units": pairs.n_units}


def test_largest_differences_are_those_of_one_pair_after_the_other(made, monkeypatch):
    monkeypatch.setattr("framing.noise_floor.largest.BLOCK_FLOATS", 400)  # several blocks
    n_compared = 0
    for compared in (one for measures in compared_families(made).values() for one in measures()):
        for pairs in (pair_outlets(made), outlets_against_rest(made), deal_articles(made, np.random.default_rng(1)),
                      halve_articles(made)):
            for row in largest_differences(compared, pairs):
                feature = row.pop("feature")
                assert row == pytest.approx(plain_row(
                    compared, pairs, None if feature == "all" else compared.features.index(feature)), nan_ok=True)
                n_compared += 1
    assert n_compared > 50


def test_the_order_of_outlets_changes_nothing(tmp_path):
    rows = made_rows({"A": 3, "B": 3}, seed=5)
    names = {"A": "Z", "B": "Y"}
    one, other = (noise_floor(build_corpus(write_corpus(tmp_path / name, articles)), seed=7).table
                  for name, articles in (("one", rows), ("other", [row | {"outlet": names[row["outlet"]]}
                                                                   for row in rows])))
    for how in (OUTLETS, ARTICLES, HALVES):
        left, right = (table[table["how"] == how].set_index(["measure", "family", "feature"])["largest_difference"]
                       for table in (one, other))
        pd.testing.assert_series_equal(left, right)


def test_no_difference_gives_zero(tmp_path):
    corpus = corpus_of(tmp_path, [(outlet, TWO) for outlet in "AABB"])
    table = noise_floor(corpus, seed=7).table
    assert len(table[table["how"] != HALVES]) > 20
    assert np.abs(table.loc[table["how"] != HALVES, "largest_difference"]).max() < 1e-9


def test_where_outlets_do_not_differ_the_floor_covers_most_differences(tmp_path):
    """Eight made corpora of one and the same source: the largest difference between outlets is mostly not above."""
    is_above = []
    for seed in range(8):
        folder = write_corpus(tmp_path / str(seed), made_rows({"A": 4, "B": 4}, seed=seed))
        table = noise_floor(build_corpus(folder), seed=7).table.set_index(["measure", "family", "feature"])
        pairs = pd.concat({name: table.loc[mask, "largest_difference"] for name, mask in (
            ("floor", table["is_floor"]), ("between", table["how"] == OUTLETS))}, axis=1).dropna()
        is_above += (pairs["between"] > pairs["floor"] + 1e-12).tolist()
    assert len(is_above) > 100
    assert np.mean(is_above) < 0.1


def test_a_real_difference_is_above(tmp_path):
    folder = write_corpus(tmp_path, made_rows({"A": 6, "B": 6}, seed=2, favourites={"A": "gold"}))
    floor = noise_floor(build_corpus(folder), seed=7)
    for measure in (LOG_ODDS, RATE):
        between = row_of(floor, OUTLETS, measure=measure.key, family="words")
        found = floor.of(measure, "words", "all")
        assert between["feature_of_largest"] == "gold"
        assert found is not None
        assert between["largest_difference"] > found.largest


def test_each_measure_and_feature_has_one_floor(made):
    table = noise_floor(made, seed=7).table
    n_floors = table[table["how"] != OUTLETS].groupby(["measure", "family", "feature"])["is_floor"].sum()
    assert (n_floors == 1).all()
    assert not table.loc[table["how"] == OUTLETS, "is_floor"].any()
    # Two of three outlets have several articles, so their own articles are what counts.
    assert set(table.loc[table["is_floor"], "how"]) == {ARTICLES}


def test_a_family_is_worked_out_when_it_is_asked_for(made, monkeypatch):
    asked = []
    monkeypatch.setattr("framing.noise_floor.floor.largest_differences",
                        lambda compared, pairs: asked.append(compared.family) or [])
    floor = noise_floor(made, seed=123)
    assert asked == []
    assert floor.of(QUOTED_SHARE, "quotation marks", "quoted") is None
    assert set(asked) == {"quotation marks"}


def test_the_same_seed_gives_the_same_table(tmp_path):
    folder = write_corpus(tmp_path, made_rows({"A": 12, "B": 2}))
    one, other = (noise_floor(build_corpus(folder), seed=3).table for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_one_outlet_and_an_article_of_one_sentence_are_taken(tmp_path):
    floor = noise_floor(corpus_of(tmp_path / "one", [("A", ONE), ("A", "It rained.")]), seed=7)
    assert set(floor.table["how"]) == {ARTICLES, HALVES}
    alone = noise_floor(corpus_of(tmp_path / "alone", [("A", "It rained."), ("B", "It snowed.")]), seed=7)
    assert set(alone.table["how"]) == {OUTLETS}
    assert not alone.table["is_floor"].any()


def test_divergence_of_two_is_that_of_the_distance_table(made):
    distances = distance_table(count_words(made))
    grouped = count_words(made).sum_by("outlet")
    sums = grouped.matrix.toarray()
    assert divergence_of_two(sums[:2], grouped.totals[:2]).sum() == pytest.approx(distances["divergence"].iloc[0])
    # "a" 1 of 1 against 1 of 2, "b" 0 against 1 of 2: what the left side uses more, and the right.
    by_hand = divergence_of_two(np.array([[1.0, 0.0], [1.0, 1.0]]), np.ones((2, 1)))[:, 0]
    middle = 0.75, 0.25
    assert by_hand[0] == pytest.approx((np.log2(1 / middle[0]) + 0.5 * np.log2(0.5 / middle[0])) / 2)
    assert by_hand[1] == pytest.approx(0.5 * np.log2(0.5 / middle[1]) / 2)
    assert np.isnan(divergence_of_two(np.array([[1.0, 2.0], [0.0, 0.0]]), np.ones((2, 1)))).all()
