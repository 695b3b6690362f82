"""Tone of whole corpora at once against the plain rules, sentence by sentence: not one bit may differ."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import groupby

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus import VOICES, Corpus, build_corpus
from framing.lexicon import load_lexicon
from framing.measures.pattern_arrays import MAX_TERMS, add_exactly, describe_words, pattern_scores
from framing.measures.pattern_rules import NEGATIONS, score_pattern
from framing.measures.tone import score_sentences
from framing.measures.tone_rules import pattern_entries, sentence_scorer
from framing.plain_text import corpus_of_texts
from framing.voice_text import texts_in_voice
from made_corpora import made_rows, write_corpus

TONE_LISTS = ("vader", "pattern_en")
PATTERN = pattern_entries(load_lexicon("pattern_en"))

# Small enough to meet all rules often: adverbs in -ly and others, one that weakens, a listed negation, a listed zero.
ENTRIES = {
    "good": (0.8, 0.5, 0.0), "bad": (-0.6, 0.5, 0.0), "superb": (1.0, 1.0, 0.0), "plain": (0.0, 0.0, 0.0),
    "very": (0.2, 0.3, 1.25), "openly": (-0.4, 0.2, 1.0), "barely": (-0.3, 0.1, 0.7), "no": (0.1, 0.0, 2.0),
    "faint": (1e-9, 0.0, 0.3), "s": (0.05, 0.0, 0.0),
}  # fmt: skip
OTHERS = [*NEGATIONS, "isn't", "n't's", "x's", "a", "is", "the", "table", "", "'", "u.s."]
SENTENCES = st.lists(st.lists(st.sampled_from([*ENTRIES, *OTHERS]), max_size=12), max_size=8)

TEXTS = [
    "The good plan was called “a horrible and really not very terrible disaster” by them. It isn’t a GOOD deal.",
    "“Great.” No war! Never so good.\n“It is not a good plan,” he said, “and never was a very good one.” ‘Bad’ luck.",
    "A table.\n“U.S.” sanctions; the “so-called ‘good’ offer” – “bad”, “very”, good.\n:) 7 % ...",
]


def found_scores(sentences: Sequence[Sequence[str]], entries: dict[str, tuple[float, float, float]]) -> list[float]:
    folded = sorted({word for words in sentences for word in words})
    number_of = {word: number for number, word in enumerate(folded)}
    sentence = np.repeat(np.arange(len(sentences)), [len(words) for words in sentences])
    word = np.array([number_of[word] for words in sentences for word in words], int)
    return pattern_scores(sentence, word, describe_words(folded, entries), len(sentences)).tolist()


def plain_scores(sentences: Sequence[Sequence[str]], entries: dict[str, tuple[float, float, float]]) -> list[float]:
    return [score_pattern(words, entries)[0] for words in sentences]


def bits(values: Sequence[float]) -> list[str]:
    return [repr(float(value)) for value in values]


@settings(max_examples=500)
@given(SENTENCES)
def test_patterns_rules_on_made_sentences(sentences: list[list[str]]):
    assert bits(found_scores(sentences, ENTRIES)) == bits(plain_scores(sentences, ENTRIES))
    unlisted = {word: values for word, values in ENTRIES.items() if word not in {"no", "s"}}
    assert bits(found_scores(sentences, unlisted)) == bits(plain_scores(sentences, unlisted))


def test_patterns_rules_by_hand():
    sentences = [["not", "a", "very", "good", "deal"], ["openly", "not", "bad", "superb"], [], ["table"]]
    sentences.append(["isn't", "good"])
    found = found_scores(sentences, ENTRIES)
    assert found[:2] == pytest.approx([-0.5 * 0.8 / 1.25, (-0.5 * -0.6 + 1.0) / 2])
    assert math.isnan(found[2])
    assert math.isnan(found[3])
    assert found[4] == pytest.approx(-0.4)


def test_patterns_rules_on_long_sentences():
    rng = random.Random(1)
    sentences = [["very"] * 2000 + ["good"], ["not", "very"] * 500 + ["bad"], rng.choices([*ENTRIES, *OTHERS], k=5000)]
    assert bits(found_scores(sentences, ENTRIES)) == bits(plain_scores(sentences, ENTRIES))


def test_patterns_rules_with_the_list_that_is_shipped():
    rng = random.Random(2)
    adverbs = [word for word, (_, _, intensity) in PATTERN.items() if intensity]
    words = [*rng.sample(sorted(PATTERN), 300), *rng.sample(sorted(adverbs), 100), *OTHERS]
    sentences = [rng.choices(words, k=rng.randint(0, 20)) for _ in range(2000)]
    assert bits(found_scores(sentences, dict(PATTERN))) == bits(plain_scores(sentences, dict(PATTERN)))


TERMS = st.floats(-1, 1) | st.sampled_from([0.1, -0.1, 1 / 3, 1e-17, -1e-17, 2.0**-60, 5e-324, -0.7])


@given(st.lists(st.lists(TERMS, max_size=20), max_size=5))
def test_sums_are_rounded_once(lists: list[list[float]]):
    group = np.repeat(np.arange(len(lists)), [len(values) for values in lists])
    values = np.array([value for values in lists for value in values], float)
    assert add_exactly(group, values, len(lists)).tolist() == [math.fsum(values) for values in lists]


def test_sums_of_more_terms_than_fit():
    values = np.random.default_rng(1).uniform(-1, 1, 5 * MAX_TERMS)
    assert add_exactly(np.zeros(len(values), int), values, 1).tolist() == [math.fsum(values)]


# --- one voice of a sentence ------------------------------------------------------------------------------------


def plain_text_in_voice(corpus: Corpus, row: int, voice: str) -> str:
    """The same, word by word: neighbours in one voice are one run, from its first word to the word after it."""
    sentence, words = corpus.sentences.iloc[row], corpus.words
    places = np.flatnonzero(words.sentence == row).tolist()
    runs = []
    for is_wanted, run in groupby(places, key=lambda place: corpus.is_quoted()[place] == (voice == "quoted")):
        run = list(run)
        stop = sentence["end"] if run[-1] == places[-1] else words.start[run[-1] + 1]
        text = sentence["text"][words.start[run[0]] - sentence["start"] : stop - sentence["start"]]
        if is_wanted:
            runs.append("".join(mark for mark in text if mark not in "“”„«»\"").strip().strip("‘’‚").strip())
    return " ".join(runs)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), made_rows({"A": 3, "B": 2}, seed=3)))


@pytest.mark.parametrize("voice", VOICES)
def test_texts_in_voice(seed_corpus: Corpus, made: Corpus, voice: str):
    for corpus in (seed_corpus, made, corpus_of_texts(TEXTS)):
        rows = range(len(corpus.sentences))
        found = texts_in_voice(corpus, rows, voice)
        assert found == [plain_text_in_voice(corpus, row, voice) for row in rows]
        assert any(found)
        shuffled = random.Random(1).sample(rows, len(rows))
        assert texts_in_voice(corpus, shuffled, voice) == [found[row] for row in shuffled]
        assert texts_in_voice(corpus, [], voice) == []
        assert texts_in_voice(corpus, [rows[-1]], voice) == found[-1:]


# --- a corpus ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", TONE_LISTS)
def test_scores_are_those_of_the_plain_scorers(seed_corpus: Corpus, made: Corpus, key: str):
    score = sentence_scorer(load_lexicon(key))
    for corpus in (seed_corpus, made, corpus_of_texts(TEXTS)):
        has_quoted = corpus.sentences["n_words_quoted"] > 0
        for voice, rows in score_sentences(corpus, load_lexicon(key)).groupby("voice"):
            texts = corpus.sentences["text"].copy()
            if voice != "all":
                texts[has_quoted] = texts_in_voice(corpus, np.flatnonzero(has_quoted), voice)
            wanted = [score(texts[row]) for row in rows["sentence"]]
            assert bits(rows["score"]) == bits(wanted)
    assert any(wanted)


def test_what_is_done_to_a_table_of_scores_is_not_in_the_next_one():
    corpus, lexicon = corpus_of_texts(TEXTS), load_lexicon("vader")
    scores = score_sentences(corpus, lexicon)
    before = scores.copy()
    scores.loc[:, "score"] = 2.0
    scores.loc[:, "n_scored"] = 7
    pd.testing.assert_frame_equal(score_sentences(corpus, lexicon), before, check_exact=True)


@pytest.mark.parametrize("key", TONE_LISTS)
def test_the_order_of_articles_does_not_matter(key: str):
    def scores_by_text(texts: Sequence[str]) -> pd.Series:
        corpus = corpus_of_texts(texts)
        scores = score_sentences(corpus, load_lexicon(key))
        scores["text"] = corpus.sentences["text"].to_numpy()[scores["sentence"]]
        return scores.set_index(["text", "voice"])["score"].sort_index()

    pd.testing.assert_series_equal(scores_by_text(TEXTS), scores_by_text(TEXTS[::-1]), check_exact=True)
    alone = pd.concat([scores_by_text([text]) for text in TEXTS]).sort_index()
    pd.testing.assert_series_equal(scores_by_text(TEXTS), alone, check_exact=True)
