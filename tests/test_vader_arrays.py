"""VADER over many texts at once: NLTK's own analyser is the oracle, and not one bit may differ."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.sentiment import vader

from framing.chunked import chunk_pieces
from framing.corpus import Corpus
from framing.lexicon import Lexicon, load_lexicon
from framing.measures import vader_arrays, vader_words
from framing.measures.tone_rules import listed_valences, sentence_scorer, unfolded_vader
from framing.measures.vader_arrays import phrase_value, round_to_4, score_texts, vader_scores
from framing.measures.vader_chunks import LISTED, VaderList, describe_chunks, take_marks_off

VADER = load_lexicon("vader")

# Each line is there for one rule, or for one way to break it.
SENTENCES = """
The talks were good.|The talks were not good.|The talks weren’t good.|The talks WEREN'T good.
good good GOOD Good good, (good) "good" 'good good' “good” –good good… good!! ?good good?!? ...good good...
very good|VERY good|very GOOD|VERY GOOD|the VERY good|Hardly a good deal|hardly ever a GOOD deal|sort of a bad deal
It is kind of good.|It is Kind of good.|a kind of good thing|kind of|The kind of man he is|kind OF GOOD|just enough good
never so good|never this good|Never so good|so good|this is so bad|never good so bad|never so very good|this this bad
the least good|at least good|very least good|least good|Least good|the least and good|AT LEAST GOOD
a good plan but a bad one|bad but good but bad|But good|good BUT|good but, bad|BUT bad, but good|but
that was the bomb in town|that is the shit now|he is a bad ass man|oh well yeah right then|he can cut the mustard ok
it was the kiss of death for peace|they live from hand to mouth, sad|hope for the kiss of death|to cut the mustard
no deal|No good deal|there is no war|nobody wins|without any hope|neither good nor bad|uh-uh good|cannot win
good!|good!!!!!!!|good?|good??|good???|good????? bad!|! ! ! good ? ?|!!!!|???|?!?!|...|bad!!!! ?? but good
:) :( <3 :D XD ;-) :'( }:( good :)|LOL that is bad|lol|LOL BAD|A GOOD DEAL IS GOOD|A GOOD deal I I I a b c
good x good x bad x good|bad very bad|very bad, bad|war war war peace war|not bad, bad|ok GOOD good. good
İyi good|ΣΑΣ good|straße GOOD|ﬁne good|go\u0301od good|good\u200b good|good\xa0bad\u2028war\u3000peace\x85hope\x1ehelp
😀 good 😀|❤ love ❤️|\x00 good|\U0010ffff bad|a\u0300 I good|n't good|xn't good|n’t bad|N`T bad|isn´t bad|isnʼt bad
"""
TEXTS = [text for line in SENTENCES.splitlines() for text in line.split("|")]

WORDS = str.split(
    "good bad great horrible war peace kind of sort just enough but least at very so this never not isn't isn’t no "
    "without the shit bomb bad ass yeah right cut mustard kiss death hand to mouth a I x :) :( <3 less hardly kind-of "
    "lol U.S. — “great” ‘bad’ (bad) zero é ß İ Σ 😀 uh-uh can't stand most n't '"
)
CASES = st.sampled_from([str, str, str, str.upper, str.title])
MARKS = st.sampled_from(["", "", "", "", *sorted(vader_words.MARKS_TAKEN_OFF), "’", "(", "…", "!!!!", "...", "“"])
SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", "\t", "\xa0", "\u2028", "\x1e"])
CHUNKS = st.builds(lambda word, case, mark: case(word) + mark, st.sampled_from(WORDS), CASES, MARKS) | st.builds(
    lambda mark, word: mark + word, MARKS, st.sampled_from(WORDS)
)
TOKENS = st.tuples(CHUNKS, SPACES).map("".join)
MADE_TEXTS = st.lists(st.lists(TOKENS, max_size=14).map("".join), max_size=6)


def left_to_right(values: Sequence[float]) -> float:
    """The sum as Python 3.11 works it out; later ones make up for what is lost on the way."""
    return reduce(add, values, 0)


@pytest.fixture(scope="module", autouse=True)
def _sums_of_python_3_11() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vader, "sum", left_to_right, raising=False)
        yield


@pytest.fixture(scope="module")
def score() -> Callable[[str], float]:
    return sentence_scorer(VADER)


def scores_of(texts: Sequence[str], lexicon: Lexicon = VADER) -> list[float]:
    return vader_scores(chunk_pieces(texts).stream, lexicon).tolist()


def differences(texts: Sequence[str], lexicon: Lexicon = VADER) -> list[tuple[str, float, float]]:
    """Texts whose score is not NLTK's, to the last bit and to the sign of zero."""
    score = sentence_scorer(lexicon)
    pairs = zip(texts, map(score, texts), scores_of(texts, lexicon), strict=True)
    return [(text, wanted, found) for text, wanted, found in pairs if repr(wanted) != repr(found)]


def test_words_and_factors_are_those_of_nltk():
    theirs = vader.VaderConstants
    weaker = {word for word, factor in theirs.BOOSTER_DICT.items() if factor == -vader_words.BOOST}
    stronger = {word for word, factor in theirs.BOOSTER_DICT.items() if factor == vader_words.BOOST}
    assert stronger == vader_words.STRENGTHENING
    assert weaker == vader_words.WEAKENING | vader_words.WEAKENING_PAIRS
    assert len(stronger) + len(weaker) == len(theirs.BOOSTER_DICT)
    assert {word for word in theirs.NEGATE if "n't" not in word} == vader_words.NEGATIONS
    assert theirs.SPECIAL_CASE_IDIOMS == vader_words.IDIOMS
    assert set(theirs.PUNC_LIST) == vader_words.MARKS_TAKEN_OFF
    assert (theirs.N_SCALAR, theirs.C_INCR) == (vader_words.NEGATED, vader_words.CAPITALS_BOOST)


def test_by_hand():
    """good is 1.9 in the list and squashed as 1.9 / sqrt(1.9 x 1.9 + 15); "very" adds 0.293, "!" 0.292."""
    good, very_good, shouted = (value / (value * value + 15) ** 0.5 for value in (1.9, 1.9 + 0.293, 1.9 + 0.292))
    assert scores_of(["good", "very good", "good!"]) == [round(value, 4) for value in (good, very_good, shouted)]
    assert scores_of(["", "!", "the table", "a"]) == [0.0] * 4


def test_sentences_for_every_rule():
    assert len(TEXTS) > 100
    assert differences(TEXTS) == []
    assert np.mean(np.array(scores_of(TEXTS)) != 0) > 0.8, "most of them must put a rule to the test"


def test_text_as_typed():
    as_typed = score_texts(TEXTS, VADER, fold=False).tolist()
    assert as_typed == [unfolded_vader(VADER)(text) for text in TEXTS]
    assert as_typed != scores_of(TEXTS)


def test_the_seeds(seed_corpus: Corpus):
    assert differences(seed_corpus.sentences["text"].tolist()) == []


@settings(max_examples=200, deadline=None)
@given(MADE_TEXTS)
def test_made_texts(texts: list[str]):
    assert differences(texts) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("abdgnoGOD't!?.,’ \xa0\u2028\x1c😀\u0301İσΣ") | st.characters(), max_size=25)))
def test_any_text(texts: list[str]):
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    assert differences([*texts, *(f"good {text} bad" for text in texts)]) == []


@pytest.fixture(scope="module")
def odd_list(tmp_path_factory) -> Lexicon:
    """A list that gives a valence to the words of the rules themselves, and zero to a word."""
    words = str.split("good bad war very so least at but never this not kind of right n't isn't a İ")
    rng = random.Random(1)
    lines = [f"{word}\t{rng.choice([-3.4, -1.1, 0.7, 1.9, 2.3])}\t0\t[]" for word in words] + ["great\t0.0\t0\t[]"]
    path = tmp_path_factory.mktemp("list") / "odd.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return replace(VADER, path=path)


def test_a_list_of_the_words_of_the_rules(odd_list: Lexicon):
    rng = random.Random(2)
    words = [*listed_valences(odd_list), "GREAT", "least", "at", "never", "so", "BUT", "hardly", "table", "cut", "yeah"]
    texts = [" ".join(rng.choices(words, k=rng.randint(1, 9))) for _ in range(1500)]
    texts += [text.upper() for text in texts[:100]] + [text.title() for text in texts[:300]]
    assert differences(texts, odd_list) == []


def test_long_texts():
    text = " ".join(random.Random(3).choices(WORDS, k=5000))
    assert differences([text, "not kind of very GOOD but bad! " * 800, "good " * 5000, "x " * 5000]) == []


def test_a_word_again_gets_the_value_of_its_first_place(score: Callable[[str], float]):
    """VADER looks a word up by its first place in the text: the second "good" is negated like the first."""
    assert scores_of(["not good; it is the good"]) == [score("not good; it is the good")]
    first_negated, first_plain = scores_of(["not good the table good", "good the table not good"])
    assert first_negated < 0 < first_plain


@settings(max_examples=30, deadline=None)
@given(MADE_TEXTS, st.randoms(use_true_random=False))
def test_neither_order_nor_company_matters(texts: list[str], rng: random.Random):
    order = rng.sample(range(len(texts)), len(texts))
    together = scores_of(texts)
    assert [together[place] for place in order] == scores_of([texts[place] for place in order])
    assert together == [scores_of([text])[0] for text in texts]


def test_blocks_of_texts_are_joined_in_order(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vader_arrays, "TEXTS_AT_ONCE", 7)
    assert score_texts(TEXTS, VADER).tolist() == scores_of(TEXTS)
    assert score_texts([], VADER).tolist() == []


ENDS = str.split(
    "good, ,good good go g, (good 'good' good!?! !!!good good!? good!!!! go,od, !! a.b é, éé, ??éé good.. ’good, ,,good"
)


@pytest.mark.parametrize("chunk", ENDS)
def test_marks_taken_off_as_nltk_does(chunk: str):
    constants = vader.VaderConstants()
    theirs = vader.SentiText(chunk, constants.PUNC_LIST, constants.REGEX_REMOVE_PUNCTUATION).words_and_emoticons
    assert [take_marks_off(chunk)] == theirs


def test_phrases_by_hand():
    assert phrase_value(2.4, ["x", "yeah", "right", "good"]) == -2.0
    assert phrase_value(2.4, ["x", "y", "z", "kiss", "of", "death"]) == -1.5
    assert phrase_value(2.4, ["kind", "of", "a", "good"]) == 2.4 - 0.293
    assert phrase_value(2.4, ["x", "kind", "of", "good", "Yeah", "right"]) == 2.4 - 0.293
    assert phrase_value(2.4, ["x", "y", "z", "good"]) == 2.4


@given(st.lists(st.floats(-1, 1) | st.integers(-10000, 10000).map(lambda n: (n + 0.5) / 10000)))
def test_rounded_as_python_rounds(values: list[float]):
    found = round_to_4(np.array(values, float)).tolist()
    assert list(map(repr, found)) == [repr(round(value, 4)) for value in values]


def test_scoring_does_not_import_nltk(root: Path):
    code = (
        "import sys; from framing.lexicon import load_lexicon; from framing.measures.tone import score_sentences;"
        "from framing.measures.vader_arrays import score_texts;"
        "assert score_texts(['a good plan'], load_lexicon('vader'))[0] > 0; print('nltk' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root / "src")
    assert run.stdout.strip() == "False"


def test_no_listed_word_is_missed_for_how_it_looks():
    """Chunks are told apart by a few characters before they are looked up, whatever their case and marks."""
    words = [*list(listed_valences(VADER))[::23], "kind", "never", "but", "rea\u212a", "İ"]
    chunks = [form for word in words for form in (
        word, word.upper(), word.title(), f"{word}.", f"'{word}", f"{word}?!?", f"!!{word}", f"“{word}”", f"({word})",
        word.replace("k", "\u212a"))]
    described = describe_chunks(chunks, VaderList.of(listed_valences(VADER)))
    for chunk, traits, valence in zip(chunks, described.traits.tolist(), described.valences.tolist(), strict=True):
        word = take_marks_off(chunk).lower()
        assert bool(traits & LISTED) == (word in listed_valences(VADER)), chunk
        assert valence == listed_valences(VADER).get(word, 0.0)
