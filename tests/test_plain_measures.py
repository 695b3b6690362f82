"""Measures on plain strings: by hand, in agreement with a corpus, and on input that nobody should give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import framing
from framing import count_lexicon, score_loaded
from framing.counts import count_hits
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.problem import FramingError
from made_corpora import lexicon_of

BOTH = [lambda texts: count_lexicon(texts, "hedges_boosters"), score_loaded]
both = pytest.mark.parametrize("measure", BOTH, ids=["count_lexicon", "score_loaded"])
OTHER_SCRIPTS = ["战争与和平", "Мир и война сегодня", "السلام عليكم", "\U0001f600 \u200d", "e\u0301te\u0301"]


def test_counts_by_hand():
    counts = count_lexicon(
        ["War and peace; War on terror. On terror war.", "Nothing of the kind.", ""],
        lexicon_of({"conflict": ["war", "war on terror"], "peace": ["peace"]}))
    assert counts.columns.tolist() == ["conflict", "peace", "n_words"]
    assert counts.to_numpy().tolist() == [[3, 1, 9], [0, 0, 4], [0, 0, 0]]
    assert [str(kind) for kind in counts.dtypes] == ["int64"] * 3


def test_weights_of_a_list_are_summed():
    counts = count_lexicon(["War, war, peace."], lexicon_of({"a": ["war", "peace"]}, weights={"war": 0.5}))
    assert counts["a"].tolist() == [2.0]


def test_an_own_list_of_a_corpus_folder(tmp_path):
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "mine.csv").write_text("pattern,category\ntalk*,words\n", encoding="utf-8")
    assert count_lexicon(["Talks and talking."], "mine", corpus_folder=tmp_path)["words"].tolist() == [2]


@pytest.mark.parametrize("key", [key for key in framing.lexicon_names() if load_lexicon(key).card.kind != "tone"])
def test_counts_are_those_of_the_corpus(key, seeds: Path):
    """One mechanism: what is counted in plain texts is what find_hits finds in a corpus of them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    corpus = framing.corpus_of_texts(texts)
    counted = count_hits(corpus, find_hits(corpus, load_lexicon(key))).sum_by("article_id")
    counts = count_lexicon(texts, key)
    assert counts.drop(columns="n_words").to_numpy().tolist() == counted.matrix.toarray().tolist()
    assert counts["n_words"].tolist() == counted.totals[:, 0].tolist()
    assert counts["n_words"].min() > 300


def test_loaded_wording_by_hand():
    table = score_loaded(["A reckless, shameful plan.", "They met in May.", "“Fake news,” he said of the ‘liars’."])
    assert table.columns.tolist() == ["share_loaded", "n_words", "n_loaded", "words"]
    assert table["words"].tolist() == [("reckless", "shameful"), (), ("Fake news", "liars")]
    assert table["n_loaded"].tolist() == [2, 0, 3]
    assert table["n_words"].tolist() == [4, 4, 7]
    assert table["share_loaded"].tolist() == [0.5, 0.0, 3 / 7]


def test_a_word_in_two_categories_or_two_matches_is_loaded_once():
    """"out of control" and "control" would be four words of three."""
    table = score_loaded(["Spiralling out of control."])
    assert table["n_loaded"].tolist() == [4]
    assert sum(len(words.split()) for words in table["words"][0]) == 4


def test_more_loaded_words_never_make_a_smaller_share():
    plain = score_loaded(["The plan was sent to the floor"])["share_loaded"][0]
    loaded = score_loaded(["The reckless plan was sent to the floor"])["share_loaded"][0]
    assert plain == 0 < loaded


@both
def test_texts_do_not_change_each_other(measure):
    texts = ["A reckless plan, clearly.", "", "Perhaps they may.", "...", "A shameful farce, of course."]
    together = measure(texts)
    alone = pd.concat([measure([text]) for text in texts], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone, check_dtype=False)
    pd.testing.assert_frame_equal(measure(texts[::-1]), together[::-1].reset_index(drop=True), check_dtype=False)


@both
def test_nothing_in_nothing_out(measure):
    assert len(measure([])) == 0
    assert measure(["", " \n", "?!"])["n_words"].tolist() == [0, 0, 0]
    assert measure(iter(["One."]))["n_words"].tolist() == [1]
    assert measure(pd.Series(["One."], index=[7])).index.tolist() == [0]


def test_a_text_without_words_has_no_share():
    assert np.isnan(score_loaded(["", "One."])["share_loaded"]).tolist() == [True, False]


@both
@pytest.mark.parametrize("wrong", ["one text", b"bytes"])
def test_one_text_alone_is_refused(measure, wrong):
    with pytest.raises(FramingError, match=r"\[text\]"):
        measure(wrong)


@both
@pytest.mark.parametrize("wrong", [None, 3, float("nan"), ["nested"], b"x"])
def test_what_is_no_text_is_named_by_its_place(measure, wrong):
    with pytest.raises(FramingError) as caught:
        measure(["fine", wrong])
    (problem,) = caught.value.problems
    assert problem.row == 1
    assert repr(wrong) in problem.value


@both
def test_hostile_texts_do_not_stop_it(measure):
    texts = ["very " * 5000 + "reckless.", "a\x00b\ud800 c", *OTHER_SCRIPTS, "\n".join(["reckless"] * 2000)]
    table = measure(texts)
    assert len(table) == len(texts)
    assert table["n_words"].iloc[[0, -1]].tolist() == [5001, 2000]


def test_a_tone_list_has_no_categories_to_count():
    with pytest.raises(FramingError, match="score_tone"):
        count_lexicon(["A text."], "vader")


def test_an_unknown_list_names_those_that_there_are():
    with pytest.raises(FramingError, match="hedges_boosters"):
        count_lexicon(["A text."], "hedges")


ON_TEXTS = [*BOTH, framing.score_tone, lambda texts: framing.score_tone_toward(texts, [(0, 1)])]


@pytest.mark.parametrize("measure", ON_TEXTS, ids=["count_lexicon", "score_loaded", "score_tone", "score_tone_toward"])
@pytest.mark.parametrize("given", [None, 5, "one text", b"one text", [None], [5], [b"text"], [float("nan")]], ids=repr)
def test_what_is_no_list_of_texts_is_refused_alike(measure, given):
    with pytest.raises(FramingError, match=r"no list of texts|One text was given|row 0: This is no text"):
        measure(given)


@pytest.mark.parametrize("given", [None, 5, b"text", ["text"]], ids=repr)
def test_attributions_are_found_in_one_text_only(given):
    with pytest.raises(FramingError, match="This is no text"):
        framing.find_attributions(given)


def test_an_empty_table_has_the_columns_and_kinds_of_a_full_one():
    text = "“We are sad,” Ann Lee said."
    full, empty = framing.find_attributions(text), framing.find_attributions("")
    assert (len(full), len(empty)) == (1, 0)
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert score_loaded([text]).dtypes.to_dict() == score_loaded([]).dtypes.to_dict()


def test_tone_takes_any_iterable_of_texts_and_spans():
    texts, spans = ["The plan is terrible.", "Ann Lee won a prize."], [(4, 8), (0, 7)]
    pd.testing.assert_frame_equal(framing.score_tone(iter(texts)), framing.score_tone(texts))
    pd.testing.assert_frame_equal(framing.score_tone_toward(pd.Series(texts, index=[9, 4]), iter(spans)),
                                  framing.score_tone_toward(texts, spans))
