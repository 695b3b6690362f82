"""Counts add: parts and voices to articles, articles to outlets, pieces of a corpus to the whole."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from framing.corpus import PARTS, VOICES, Corpus, build_corpus
from framing.counts import Counts, count_hits, count_sentences, count_words
from framing.hits import find_hits
from framing.plain_text import corpus_of_texts
from made_corpora import lexicon_of, made_rows, write_corpus

LIST = lexicon_of({"talks": ["talks", "summit", "the envoy"], "war": ["war", "missile*", "strike"]})


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), made_rows({"A": 3, "B": 2, "C": 2}, seed=11)))


def as_dict(counts: Counts, *columns: str) -> dict[tuple, float]:
    """{(unit values …, feature): count} without zeros: counts told apart from how they are stored."""
    grouped = counts.sum_by(*columns)
    dense = grouped.matrix.toarray()
    return {
        (*grouped.units.loc[row, list(columns)], grouped.features[column]): dense[row, column]
        for row, column in np.argwhere(dense != 0)
    }


def test_words_by_hand():
    corpus = corpus_of_texts(
        ["The war. The “very long old war” and the War!", "Peace, the U.S. and us."], outlets=["A", "B"]
    )
    counts = count_words(corpus)
    assert as_dict(counts, "outlet") == {
        ("A", "the"): 3,
        ("A", "war"): 3,
        ("A", "very"): 1,
        ("A", "long"): 1,
        ("A", "old"): 1,
        ("A", "and"): 1,
        ("B", "peace"): 1,
        ("B", "the"): 1,
        ("B", "u.s."): 1,
        ("B", "and"): 1,
        ("B", "us"): 1,
    }
    assert as_dict(counts.select(voice="quoted"), "outlet") == {
        ("A", "very"): 1,
        ("A", "long"): 1,
        ("A", "old"): 1,
        ("A", "war"): 1,
    }
    assert counts.sum_by("outlet").totals.ravel().tolist() == [10, 5]
    assert counts.counted_in == "words"


def test_words_are_those_of_a_plain_counter(made):
    plain = {}
    for article_id, sentences in made.sentences.groupby("article_id"):
        rows = np.flatnonzero(np.isin(made.words.sentence, sentences.index))
        plain |= {
            (article_id, word): n
            for word, n in Counter(made.vocabulary.folded[number] for number in made.words.folded[rows]).items()
        }
    assert as_dict(count_words(made), "article_id") == plain


def test_parts_and_voices_add_up_to_the_whole(made):
    hits = find_hits(made, LIST)
    for counts in (count_words(made), count_hits(made, hits)):
        pieces = [counts.select(part=part, voice=voice).sum_by("article_id") for part in PARTS for voice in VOICES]
        whole = counts.sum_by("article_id")
        assert np.array_equal(sum(piece.matrix.toarray() for piece in pieces), whole.matrix.toarray())
        assert np.array_equal(sum(piece.totals for piece in pieces), whole.totals)
        assert whole.totals.ravel().tolist() == made.articles["n_words"].tolist()
        assert counts.select(voice="quoted").totals.sum() == made.articles["n_words_quoted"].sum() > 0
    words = count_words(made)
    assert np.array_equal(words.matrix.toarray().sum(axis=1), words.totals.ravel())


def test_hits_in_counts_are_the_hits_found(made):
    hits = find_hits(made, LIST)
    counts = count_hits(made, hits)
    assert counts.matrix.sum() == len(hits) > 10
    per_category = {key: int((hits.category == number).sum()) for number, key in enumerate(hits.categories)}
    assert dict(zip(counts.features, counts.matrix.toarray().sum(axis=0), strict=True)) == per_category


def test_weighted_hits_add_weights():
    corpus = corpus_of_texts(["War, peace, war."])
    hits = find_hits(corpus, lexicon_of({"tone": ["war", "peace"]}, weights={"war": -2.0, "peace": 1.5}))
    assert count_hits(corpus, hits).matrix.sum() == -2.5


def test_a_sentence_counts_once_however_many_hits_it_holds():
    corpus = corpus_of_texts(["War and war. No talks “after this long war”. Nothing here."])
    hits = find_hits(corpus, LIST)
    counts = count_sentences(corpus, hits)
    assert as_dict(counts, "article_id") == {("0000", "talks"): 1, ("0000", "war"): 2}
    assert counts.totals.sum() == 3
    outlet = count_sentences(corpus, hits, voice="outlet")
    assert as_dict(outlet, "article_id") == {("0000", "talks"): 1, ("0000", "war"): 1}
    assert outlet.totals.sum() == 3
    quoted = count_sentences(corpus, hits, voice="quoted")
    assert as_dict(quoted, "article_id") == {("0000", "war"): 1}
    assert quoted.totals.sum() == 1


def test_runs_of_words_stay_inside_sentences():
    corpus = corpus_of_texts(["The deal. The deal is the deal.", "Is the deal off?"])
    counts = count_words(corpus, n_max=3)
    runs = {feature: n for (_, feature), n in as_dict(counts, "outlet").items() if " " in feature}
    assert runs == {"the deal": 4, "is the": 2, "is the deal": 2}  # "deal the" would cross a full stop
    everything = {feature for feature in count_words(corpus, n_max=3, min_ngram_count=1).features if " " in feature}
    assert everything == {
        "the deal",
        "deal is",
        "is the",
        "deal off",
        "the deal is",
        "deal is the",
        "is the deal",
        "the deal off",
    }
    assert counts.totals.sum() == corpus.articles["n_words"].sum()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=9), min_size=1, max_size=5))
def test_runs_are_those_of_the_plainest_count(sentences):
    corpus = corpus_of_texts(["\n".join(" ".join(words) for words in sentences)])
    plain = Counter(
        " ".join(words[first : first + n])
        for words in sentences
        for n in (1, 2, 3)
        for first in range(len(words) - n + 1)
    )
    counts = count_words(corpus, n_max=3, min_ngram_count=2)
    assert {feature: n for (_, feature), n in as_dict(counts, "outlet").items()} == {
        feature: n for feature, n in plain.items() if n >= 2 or " " not in feature
    }


def test_a_corpus_in_two_pieces_counts_as_the_whole():
    rows = made_rows({"A": 3, "B": 3}, seed=13)
    texts, outlets = [row["text"] for row in rows], [row["outlet"] for row in rows]
    whole, left, right = (
        corpus_of_texts(texts[piece], outlets=outlets[piece]) for piece in (slice(None), slice(4), slice(4, None))
    )
    for count in (
        count_words,
        lambda corpus: count_hits(corpus, find_hits(corpus, LIST)),
        lambda corpus: count_sentences(corpus, find_hits(corpus, LIST)),
    ):
        together = Counter(as_dict(count(left), "outlet", "part"))
        together.update(as_dict(count(right), "outlet", "part"))
        assert dict(together) == as_dict(count(whole), "outlet", "part")
        totals = [count(corpus).sum_by("outlet").totals.sum() for corpus in (left, right, whole)]
        assert totals[0] + totals[1] == totals[2]


def test_summing_twice_is_summing_once(made):
    counts = count_words(made)
    assert as_dict(counts.sum_by("article_id", "outlet").sum_by("outlet"), "outlet") == as_dict(counts, "outlet")
    assert counts.articles().units.columns.tolist() == ["article_id", "outlet"]


@pytest.mark.parametrize("step", [1, 2, 0.1])
@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_articles_are_the_sums_of_their_rows_whatever_the_numbers_and_the_order(step, order):
    rng = np.random.default_rng(3)
    matrix = step * rng.integers(-2, 3, size=(30, 60)) * (rng.random((30, 60)) < 0.4)
    units = pd.DataFrame({"article_id": np.repeat([f"{n:02}" for n in range(5)], 6), "outlet": "a"})
    counts = Counts(sparse.csr_array(matrix[order]), units[order].reset_index(drop=True),
                    np.array([f"w{n}" for n in range(60)], object), np.ones((30, 1)), "words")
    articles = counts.articles()
    assert articles.units["article_id"].tolist() == ["00", "01", "02", "03", "04"]
    expected = np.array([sum(row for row, name in zip(matrix[order], counts.units["article_id"], strict=True)
                             if name == article) for article in articles.units["article_id"]])
    assert np.array_equal(articles.matrix.toarray(), expected)
    assert articles.matrix.nnz == np.count_nonzero(expected)
    assert np.array_equal(counts.matrix.toarray(), matrix[order])  # what is summed stays as it was
    assert articles.totals.tolist() == [[6.0]] * 5



def test_units_are_every_article_in_every_part_and_voice(made):
    units = count_words(made).units
    assert len(units) == len(made.articles) * len(PARTS) * len(VOICES)
    assert not units.duplicated().any()


def test_select_takes_one_value_several_or_all_and_knows_no_others(made):
    counts = count_words(made)
    assert len(counts.select(outlet=["A", "B"]).units) == 5 * len(PARTS) * len(VOICES)
    pd.testing.assert_frame_equal(counts.select(part=None).units, counts.units)
    with pytest.raises(ValueError, match=r"No part 'titel'. There are: body, headline, standfirst"):
        counts.select(part="titel")


def test_some_features_keep_the_totals_of_the_whole_text(made):
    counts = count_words(made)
    some = counts.with_features(np.array([name in ("war", "peace") for name in counts.features], bool))
    assert sorted(some.features) == ["peace", "war"]
    assert np.array_equal(some.totals, counts.totals)
