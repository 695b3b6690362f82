"""Tallies add: whatever pieces a corpus is counted in, in whatever order they come, the sum is the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from framing.card import CorpusCard
from framing.compare import describe
from framing.corpus import build_corpus
from framing.counts import Counts
from framing.csv_files import csv_text
from framing.lexicon import load_lexicon
from framing.measures.frequency import RATE, count_articles_with
from framing.measures.tone import score_sentences
from framing.measures.voices import VOICES
from framing.read import Source, read_corpus
from framing.repeated_lines import find_repeated_lines
from framing.tables import counted_tables, frame_table, tone_table, word_table
from framing.tally import Tally, articles_holding, tally_corpus
from framing.tally_sums import add_counts, add_tallies, group_of, group_tally, keep_articles
from made_corpora import made_rows, write_corpus

FAVOURITES = {"A": "peace", "B": "war"}


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Source:
    rows = made_rows({"A": 16, "B": 14, "C": 6}, seed=3, favourites=FAVOURITES, n_sentences=3)
    for row in rows[::2]:
        row["text"] += "\n\nSign up for our weekly letter about talks and treaties now."
    return read_corpus(write_corpus(tmp_path_factory.mktemp("tally"), rows))


@pytest.fixture(scope="module")
def whole(source) -> Tally:
    return tally_corpus(build_corpus(source))


@pytest.fixture(scope="module")
def pieces_of(source) -> Callable[[int, int], tuple[Tally, ...]]:
    """Gives tallies of the articles dealt to so many piles by chance; the same piles serve several tests."""
    repeated = find_repeated_lines(source.articles)

    @cache
    def pieces(n_pieces: int, seed: int) -> tuple[Tally, ...]:
        articles = list(source.articles)
        random.Random(seed).shuffle(articles)
        piles = [sorted(articles[first::n_pieces], key=lambda article: article.article_id) for first in range(n_pieces)]
        return tuple(tally_corpus(build_corpus(replace(source, articles=tuple(pile)), repeated_lines=repeated))
                     for pile in piles)

    return pieces


def assert_same_counts(left: Counts, right: Counts) -> None:
    assert left.features.tolist() == right.features.tolist()
    pd.testing.assert_frame_equal(left.units, right.units)
    assert (left.matrix != right.matrix).nnz == 0
    np.testing.assert_array_equal(left.totals, right.totals)
    assert left.counted_in == right.counted_in


def assert_same(left: Tally, right: Tally) -> None:
    """To the last bit."""
    assert list(left.counts) == list(right.counts)
    for name in left.counts:
        assert_same_counts(left.counts[name], right.counts[name])
    for name in left.articles_with.keys() | right.articles_with.keys():
        assert_same_counts(left.articles_with[name], right.articles_with[name])
    pd.testing.assert_frame_equal(left.articles, right.articles)
    assert left.problems == right.problems


def tables_of(tally: Tally) -> dict[str, str]:
    return {name: csv_text(build()) for name, build in counted_tables(tally, seed=7, n_resamples=20).items()}


# --- adding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n_pieces", "seed"), [(4, 5), (6, 2)])
def test_split_any_way_the_sum_is_the_whole(pieces_of, whole, n_pieces, seed):
    assert_same(add_tallies(pieces_of(n_pieces, seed)), whole)


def test_the_order_and_the_steps_of_adding_change_nothing(pieces_of, whole):
    one, two, three, four = pieces_of(4, 5)
    in_a_row = add_tallies([one, two, three, four])
    in_a_tree = add_tallies([add_tallies([four, two]), add_tallies([three, one])])
    assert_same(in_a_row, in_a_tree)
    assert tables_of(in_a_tree) == tables_of(whole)


def test_tables_of_a_sum_are_those_of_the_corpus_to_the_byte(pieces_of, whole):
    assert tables_of(add_tallies(pieces_of(4, 5))) == tables_of(whole)


def test_an_article_counted_twice_is_refused(whole):
    with pytest.raises(ValueError, match="Counted twice: article a000, a001"):
        add_tallies([whole, whole])


def test_tallies_counted_otherwise_are_refused(source, whole):
    otherwise = tally_corpus(build_corpus(source, fragments_as="outlet"))
    with pytest.raises(ValueError, match="not counted alike"):
        add_tallies([whole, otherwise])
    with pytest.raises(ValueError, match="not counted alike"):
        add_tallies([whole, replace(whole, lexicons=dict(whole.lexicons) | {"vader": "0 other"})])


def test_vocabularies_are_joined_and_categories_keep_their_order():
    def counts(features: list[str], values: list[float], article_id: str) -> Counts:
        return Counts(sparse.csr_array([values]), pd.DataFrame({"article_id": [article_id], "outlet": ["A"]}),
                      np.array(features, object), np.array([[10.0]]), "words")

    joined = add_counts([counts(["b", "c"], [1, 2], "2"), counts(["a", "c"], [4, 8], "1")])
    assert joined.features.tolist() == ["a", "b", "c"]
    assert joined.units["article_id"].tolist() == ["1", "2"]
    assert joined.matrix.toarray().tolist() == [[4, 0, 8], [0, 1, 2]]
    same = add_counts([counts(["z", "a"], [1, 2], "2"), counts(["z", "a"], [4, 8], "1")])
    assert same.features.tolist() == ["z", "a"]


def test_some_articles_can_be_kept(pieces_of, whole):
    one, *others = pieces_of(4, 5)
    kept = keep_articles(whole, whole.articles["article_id"].isin(one.articles["article_id"]))
    assert kept.articles["article_id"].tolist() == one.articles["article_id"].tolist()
    assert kept.counts["words"].matrix.sum() == one.counts["words"].matrix.sum()
    assert kept.counts["tone vader"].totals.sum() == one.counts["tone vader"].totals.sum()
    assert sum(len(other.articles) for other in others) + len(kept.articles) == len(whole.articles)


# --- only what is asked for ------------------------------------------------------------------------------------


def test_who_asks_for_words_pays_for_no_tone(source, monkeypatch):
    import framing.tally as module

    def never(*arguments):
        raise AssertionError("nobody asked for tone")

    monkeypatch.setattr(module, "score_sentences", never)
    tally = tally_corpus(build_corpus(source))
    assert len(word_table(tally, seed=1))
    assert len(tally.counts) == 2 + 6 * 4 + 2 * 2 + 1 + len(VOICES)
    with pytest.raises(AssertionError, match="nobody asked"):
        tally.counts["tone vader"]


def test_lists_are_named_with_version_and_checksum(whole):
    card = load_lexicon("vader").card
    assert whole.lexicons["vader"] == f"{card.version} {card.sha256}"
    assert set(whole.lexicons) == {*whole.category_lexicons, "vader", "pattern_en", "tone_toward", "attributions"}


def test_spread_between_sentences_comes_from_sums(source, whole):
    corpus = build_corpus(source)
    table = tone_table(whole, seed=1, n_resamples=0).set_index(["lexicon", "outlet", "voice", "part"])
    for key in ("vader", "pattern_en"):
        scores = score_sentences(corpus, load_lexicon(key))
        rows = corpus.sentences[["outlet", "part"]].iloc[scores["sentence"]].reset_index(drop=True)
        rows = rows.assign(voice=scores["voice"].to_numpy(), score=scores["score"].to_numpy())
        rows = pd.concat([rows.assign(part="all"), rows])
        expected = rows.groupby(["outlet", "voice", "part"])["score"].std(ddof=1)
        found = table.loc[key]["sd_between_sentences"].reindex(expected.index)
        np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-12)
    assert table["sd_between_sentences"].notna().any()


# --- groups of articles -----------------------------------------------------------------------------------------


def test_grouping_and_adding_can_be_done_in_either_order(pieces_of, whole):
    pieces = pieces_of(4, 5)
    grouped = group_tally(whole, n_groups=5)
    assert_same(add_tallies([group_tally(piece, n_groups=5) for piece in pieces]), grouped)
    assert_same(add_tallies([group_tally(piece, n_groups=5) for piece in reversed(pieces)]), grouped)
    assert grouped.is_grouped
    assert not whole.is_grouped


def test_fractions_of_groups_add_to_the_same_bits_in_any_order():
    rng = np.random.default_rng(5)
    n = 60
    units = pd.DataFrame({"article_id": [f"{i:04d}" for i in range(n)], "outlet": "A"})
    articles = units.assign(n_words=10)
    values = rng.normal(size=(n, 3))
    tallies = [Tally(CorpusCard(), articles.iloc[[i]],
                     {"tone made": Counts(sparse.csr_array(values[[i]]), units.iloc[[i]].reset_index(drop=True),
                                          np.array(["a", "b", "c"], object), np.ones((1, 1)), "sentences")},
                     (), "quoted", {}) for i in range(n)]
    sums = [add_tallies([group_tally(tally, n_groups=2) for tally in order]).counts["tone made"].matrix.toarray()
            for order in (tallies, tallies[::-1], [tallies[i] for i in rng.permutation(n)])]
    assert (sums[0] == sums[1]).all()
    assert (sums[0] == sums[2]).all()
    np.testing.assert_allclose(sums[0].sum(axis=0), values.sum(axis=0), atol=n * 2.0**-30)


def test_groups_keep_sums_and_how_many_articles_hold_a_word(whole):
    grouped = group_tally(whole, n_groups=4, outlets=["A", "B"])
    assert len(grouped.articles) == len(whole.articles)
    n_units = grouped.counts["words"].units.groupby("outlet")["article_id"].nunique().to_dict()
    assert n_units == {"A": 4, "B": 4, "C": 6}
    for name, counts in whole.counts.items():
        left, right = grouped.counts[name].sum_by("outlet"), counts.sum_by("outlet")
        np.testing.assert_allclose(left.matrix.toarray(), right.matrix.toarray(), atol=1e-6)
        np.testing.assert_array_equal(left.totals, right.totals)
    held = articles_holding(grouped).sum_by("outlet")
    np.testing.assert_array_equal(held.matrix.toarray(), count_articles_with(whole.counts["words"]))
    assert held.totals.ravel().tolist() == [16, 14, 6]


def test_tables_of_groups_differ_only_where_units_are_resampled(whole):
    grouped = group_tally(whole, n_groups=8)
    words, other = word_table(whole, seed=1), word_table(grouped, seed=1)
    same = ["feature", "outlet", "count", "n_articles", "rate_per_1000_words", "tfidf", "log_odds_z", "log_ratio"]
    pd.testing.assert_frame_equal(words[same], other[same])
    pd.testing.assert_frame_equal(frame_table(whole), frame_table(grouped))
    kept = ["lexicon", "outlet", "part", "voice", "n_sentences", "n_words", "n_words_scored"]
    pd.testing.assert_frame_equal(tone_table(whole, seed=1, n_resamples=0)[kept],
                                  tone_table(grouped, seed=1, n_resamples=0)[kept])


def test_a_group_is_told_by_the_id_alone():
    numbers = [group_of(f"a{i}", 200) for i in range(20_000)]
    assert numbers == [group_of(f"a{i}", 200) for i in range(20_000)]
    assert group_of("a1", 200) == 27  # on every machine, in every version
    sizes = np.bincount(numbers, minlength=200)
    assert 60 < sizes.min() <= sizes.max() < 140  # about 100 each


def test_no_article_is_taken_for_a_group_nor_grouped_twice(whole):
    grouped = group_tally(whole, n_groups=3)
    assert_same(group_tally(grouped, n_groups=7), grouped)
    assert all(name.startswith(" ") for name in grouped.counts["words"].units["article_id"])


def test_intervals_from_groups_are_those_from_articles():
    """A rate whose articles differ widely, in 4,000 articles: both ways resample the same variation."""
    rng = np.random.default_rng(11)
    n = 4000
    n_words = rng.integers(100, 900, size=n)
    rates = rng.gamma(0.5, 0.02, size=(n, 6))
    units = pd.DataFrame({"article_id": [f"{i:05d}" for i in range(n)],
                          "outlet": np.where(np.arange(n) < 2000, "A", "B")})
    counts = Counts(sparse.csr_array(rng.poisson(rates * n_words[:, None]).astype(float)), units,
                    np.array(list("uvwxyz"), object), n_words[:, None].astype(float), "words")
    tally = Tally(CorpusCard(), units, {"words": counts}, (), "quoted", {})
    widths = []
    for one in (tally, group_tally(tally)):
        table = describe(one.counts["words"], RATE, rng=np.random.default_rng(1), n_resamples=1000).table
        assert ((table["low"] < table["estimate"]) & (table["estimate"] < table["high"])).all()
        widths.append((table["high"] - table["low"]).to_numpy())
    assert abs(np.log(widths[1] / widths[0])).max() < 0.25
    assert abs(np.log(widths[1] / widths[0])).mean() < 0.1
