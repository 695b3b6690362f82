"""Tone toward a mention and general tone of plain texts: by hand, by symmetry, and on hostile input."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.corpus import build_corpus
from framing.lexicon import checksum, load_lexicon
from framing.measures.actor_tone import count_tone_toward, score_actors
from framing.measures.learned_general import COLUMNS as GENERAL_COLUMNS
from framing.measures.learned_toward import COLUMNS as TOWARD_COLUMNS
from framing.measures.learned_weights import MODEL_FOLDER, load_weights
from framing.measures.mention_chunks import corpus_mentions
from framing.measures.mention_rules import word_values
from framing.measures.mention_words import is_in_clause, is_negated, read_mentions
from framing.measures.tone import word_contributions
from framing.measures.tone_rules import sentence_scorer
from framing.measures.word_shift import topic_words, word_shift
from framing.plain_text import corpus_of_texts
from framing.problem import FramingError

MODELS = {"tone_toward": TOWARD_COLUMNS, "general_tone": GENERAL_COLUMNS}


def span_of(text: str, mention: str) -> tuple[int, int]:
    start = text.index(mention)
    return start, start + len(mention)


def toward(text: str, *mentions: str) -> pd.DataFrame:
    return framing.score_tone_toward([text] * len(mentions), [span_of(text, mention) for mention in mentions])


# ---------------------------------------------------------------- weights


@pytest.mark.parametrize("key", MODELS)
def test_weights_are_those_of_the_card_and_hold_single_words_only(key):
    weights = load_weights(key)
    assert weights.card["sha256"] == checksum(MODEL_FOLDER / key / "weights.tsv")
    assert weights.columns == MODELS[key]
    assert weights.card["trained_on"]
    assert len(weights.card["articles_sha256"]) == 64
    assert len(weights.row_of) > 5_000
    assert [word for word in weights.row_of if " " in word and not word.startswith("(")] == []


def test_all_weights_together_are_small():
    assert sum((MODEL_FOLDER / key / "weights.tsv").stat().st_size for key in MODELS) < 1_500_000


# ---------------------------------------------------------------- words around a mention


def test_distance_clause_and_negation_by_hand():
    text = "He was not kind, but Iran never lied."
    words = read_mentions([text], [span_of(text, "Iran")])
    shown = [words.distinct[number] for number in words.word]
    assert shown == ["he", "was", "not", "kind", ",", "but", "(mention)", "never", "lied", "."]
    assert words.distance.tolist() == [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3]
    assert [shown[place] for place in np.flatnonzero(is_negated(words))] == ["kind", ",", "but", "lied", "."]
    assert [shown[place] for place in np.flatnonzero(is_in_clause(words))] == ["(mention)", "never", "lied"]


def test_no_word_of_one_text_reaches_into_the_next():
    alone = framing.score_tone_toward(["Iran won."], [(0, 4)])
    among = framing.score_tone_toward(["They did not, never, not", "Iran won.", "but no"], [(0, 4), (0, 4), (0, 3)])
    assert np.allclose(alone.iloc[0], among.iloc[1], atol=1e-6)


# ---------------------------------------------------------------- who does what to whom


@pytest.mark.parametrize("text", ["Armenia attacked Georgia.", "Georgia was attacked by Armenia.",
                                  "Armenia brutally invaded Georgia on Monday.",
                                  "On Monday Georgia was attacked by troops of Armenia."])
def test_attacker_and_attacked_do_not_share_a_sign(text):
    scores = toward(text, "Armenia", "Georgia")
    assert scores["rules_value"][0] < 0 < scores["rules_value"][1]
    assert scores["value"][0] < -0.5
    assert scores["label"][0] == -1
    assert scores["label"][1] >= 0


def test_rules_by_hand():
    text = "Smith praised Jones, but Brown condemned Jones."
    words = read_mentions([text] * 2, [(0, 5), (14, 19)])
    values = [word_values(words)[words.text == number] for number in (0, 1)]
    # Smith: who praises gains nothing by it. Jones, after "praised": +1.
    assert values[0].tolist()[1] == 0
    assert values[1].tolist()[1] == 1


def test_praise_and_blame_in_one_sentence():
    scores = toward("Voters praised the honest Ms Lee, but they condemned the corrupt and dishonest Mr Poe.",
                    "Ms Lee", "Mr Poe")
    assert scores["value"][0] > scores["value"][1]
    assert scores["rules_value"][0] > 0 > scores["rules_value"][1]


def test_who_is_named_makes_no_difference():
    names = ["Iran", "Russia", "Trump", "Obama", "Zyx", "Donald J. Trump"]
    texts = [f"Critics say {name} lied about the deal, and they denounced the failure." for name in names]
    scores = framing.score_tone_toward(texts, [(12, 12 + len(name)) for name in names])
    assert np.ptp(scores["value"]) < 1e-6


def test_what_the_words_add_is_the_whole():
    text, span = "Angry critics said Poe never lied about it.", (19, 22)
    adds = framing.explain_tone_toward([text], [span])["adds"].sum()
    scores = framing.score_tone_toward([text], [span]).iloc[0]
    assert math.isclose(adds, math.log(scores["share_positive"] / scores["share_negative"]), abs_tol=1e-4)


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(("texts", "spans", "message"), [
    (["a b"], [], "1 texts and 0 spans"),
    (["a b"], [(0, 9)], "not inside its text"),
    (["a b"], [(2, 2)], "not inside its text"),
    (["a b"], [(-1, 1)], "not inside its text"),
    (["a b"], [None], "not inside its text"),
    (["a b"], [("0", "1")], "not inside its text"),
    ([None], [(0, 1)], "row 0: This is no text"),
    ([""], [(0, 0)], "not inside its text"),
])
def test_bad_spans_are_named(texts, spans, message):
    with pytest.raises(FramingError, match=message):
        framing.score_tone_toward(texts, spans)


def test_odd_texts_are_scored_without_a_crash():
    texts = ["x", "word " * 5_000, "Иран победил", "伊朗 胜利", "!" * 3_000, "\ud800 a", "'" * 200 + "s"]
    scores = framing.score_tone_toward(texts, [(0, 1)] * len(texts))
    assert scores["value"].between(-1, 1).all()
    assert set(scores["label"]) <= {-1, 0, 1}
    assert framing.score_tone_toward([], []).empty


def test_general_tone_of_odd_texts():
    scores = framing.score_tone(["", "Привет", "A wonderful day.", "qxq xqx", "bad " * 5_000])
    assert scores["vader"].isna().tolist() == [True, True, False, True, False]
    assert scores["n_words"].tolist() == [0, 1, 3, 2, 5_000]
    assert math.isnan(scores["learned"][0])
    assert scores["vader_coverage"].tolist()[2:] == [1 / 3, 0, 1]
    assert scores["learned"].dropna().between(-1, 1).all()
    assert scores["learned"][2] > scores["learned"][4]
    assert framing.score_tone([]).empty
    for wrong in ("one text", [1], [None]):
        with pytest.raises(FramingError, match="text"):
            framing.score_tone(wrong)


def test_the_two_lists_are_those_of_their_own_rules():
    texts = ["The deal isn’t very good.", "A horrible, truly awful war!", "Peace at last."]
    scores = framing.score_tone(texts)
    for key in ("vader", "pattern_en"):
        plain = [sentence_scorer(load_lexicon(key))(text) for text in texts]
        measured = scores[f"{key}_coverage"] > 0
        assert np.allclose(scores[key][measured], np.array(plain)[measured])


# ---------------------------------------------------------------- in a corpus

TEXTS = ["Iran attacked Israel. “Iran lied,” she said, “and Iran failed.”", "Israel praised honest Iran.", "Rain fell."]


def test_counts_of_actors_by_hand():
    corpus = corpus_of_texts(TEXTS, outlets=["A", "B", "B"])
    counts = count_tone_toward(corpus)
    totals = pd.DataFrame(counts.totals, columns=counts.features)
    assert totals["value iran text all"].tolist() == [3, 1, 0]
    assert totals["value iran text quoted"].tolist() == [2, 0, 0]
    assert totals["value israel text outlet"].tolist() == [1, 1, 0]
    sums = pd.DataFrame(counts.matrix.toarray(), columns=counts.features)
    both = [sums[f"value iran text {voice}"] for voice in ("outlet", "quoted")]
    assert np.allclose(sum(both), sums["value iran text all"])
    labels = sum(sums[f"{name} iran text all"] for name in ("negative", "neutral", "positive"))
    assert labels.tolist() == [3, 1, 0]


def check_mentions_of_corpus(corpus) -> None:
    """The words around any word or two of a corpus, from its chunks, are those around their place in the sentence."""
    first = np.repeat(np.arange(len(corpus.words)), 2)
    last = np.minimum(first + np.tile([0, 1], len(corpus.words)), len(corpus.words) - 1)
    last = np.where(corpus.words.sentence[first] == corpus.words.sentence[last], last, first)
    sentence = corpus.words.sentence[first]
    offset = corpus.sentences["start"].to_numpy()[sentence]
    spans = np.column_stack([corpus.words.start[first] - offset, corpus.words.end[last] - offset])
    plain = read_mentions(corpus.sentences["text"].to_numpy()[sentence].tolist(), spans.tolist())
    words = corpus_mentions(corpus, first, last)
    assert [words.distinct[number] for number in words.word] == [plain.distinct[number] for number in plain.word]
    assert words.n_texts == plain.n_texts
    assert words.text.tolist() == plain.text.tolist()
    assert words.distance.tolist() == plain.distance.tolist()


def test_mentions_of_the_seeds_are_read_from_chunks_as_from_text():
    check_mentions_of_corpus(build_corpus(Path(__file__).parents[1] / "seeds"))


PIECES = st.sampled_from([
    "Iran", "Iran’s", "U.S.-led", "anti-Iran", "(Israel)", "don't", "--", "3.5", "1,000", "he", "'s", "said.It",
    "said.", "“no,”", "-", "é", "ÿ", "β", "\xa0", "...", "Mr.", "!", "x" * 700])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "  "])), min_size=1, max_size=90),
                min_size=1, max_size=3))
def test_mentions_of_any_corpus_are_read_from_chunks_as_from_text(texts):
    check_mentions_of_corpus(corpus_of_texts(["It is. " + "".join(map("".join, pairs)) for pairs in texts]))


def test_table_of_actors_follows_the_mentions():
    corpus = corpus_of_texts(TEXTS, outlets=["A", "B", "B"])
    table = framing.tone_toward_table(corpus, seed=1, n_resamples=20).set_index(["outlet", "actor", "part", "voice"])
    mentions = score_actors(corpus)
    of_iran = mentions[(mentions["actor"] == "iran") & (mentions["sentence"] < 2)]["value"]
    assert math.isclose(table.loc[("A", "iran", "text", "all"), "mean"], of_iran.mean(), abs_tol=1e-9)
    assert table["n_mentions"].min() > 0
    assert table["low"].isna().all()  # two outlets of one and two articles bear no interval


# ---------------------------------------------------------------- word shift


def test_word_shift_adds_up_to_the_difference():
    texts = ["The war was terrible and sad.", "A good and happy peace, a war won."]
    corpus = corpus_of_texts(texts, outlets=["A", "B"])
    lexicon = load_lexicon("vader")
    shift, uses = word_shift(corpus, lexicon), word_contributions(corpus, lexicon)
    per_1000 = uses.groupby("outlet")["valence_per_1000_words"].sum()
    assert math.isclose(shift.groupby("outlet")["shift"].sum()["A"], per_1000["A"] - per_1000["B"], rel_tol=1e-9)
    war = shift.set_index(["word", "outlet"]).loc[("war", "A")]
    assert math.isclose(war["shift"], 1000 * -2.9 * (1 / 6 - 1 / 8), rel_tol=1e-9)
    assert war["is_topic"]
    assert {"war", "sanctions", "attack"} <= topic_words()


def test_one_outlet_has_no_shift():
    assert word_shift(corpus_of_texts(["A war."]), load_lexicon("vader")).empty
