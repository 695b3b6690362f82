"""The scoring rules of pattern: hand-worked cases, and about 200 sentences scored by TextBlob.

To renew the TextBlob scores: install textblob 0.20.1, then ``python tests/test_pattern_rules.py``.
"""

from __future__ import annotations

import csv
import math
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.measures.pattern_rules import NEGATIONS, score_pattern

ROOT = Path(__file__).parents[1]
ENTRIES_PATH = ROOT / "src/framing/lexicons/pattern_en/entries.tsv"
GOLDEN_PATH = Path(__file__).parent / "golden/pattern_scores.tsv"

# A list small enough to work by hand. Intensity 0: the word modifies nothing.
HAND_MADE = {
    "good": (0.8, 0.5, 0.0),
    "bad": (-0.6, 0.5, 0.0),
    "superb": (1.0, 1.0, 0.0),
    "very": (0.2, 0.3, 1.25),
    "openly": (-0.4, 0.2, 1.0),
}

# One letter, two, three and more between negation or adverb and adjective: the reach of the rules ends there.
SUBJECTS = ("The talks were", "Moscow's offer is", "It's", "He called the well-known plan")
BEFORE = (
    *("", "not", "never", "no", "not a", "not the", "not so", "never really"),
    *("very", "very very", "not very", "very not", "especially", "especially in a"),
    *("really", "really not", "really is not", "extremely"),
)
ADJECTIVES = ("good", "terrible", "dangerous and historic", "weak", "bilateral")
ENDINGS = (".", "!", ", but the new deal is awful.", "; officials left.")
# TextBlob 0.20.1 misses the negation in "isn't" (see score_pattern): it is given the sentence written out.
CONTRACTED = ("The deal isn't {}.", "They weren't very {}!", "Iran can't be {}.", "It really wasn’t {}.")
WRITTEN_OUT = (("n't", " not"), ("n’t", " not"), ("ca not", "can not"))


def make_sentences() -> list[str]:
    """Every seventh combination: as 7 divides no number of parts, all of them meet; few enough to read."""
    combinations = list(product(SUBJECTS, BEFORE, ADJECTIVES, ENDINGS))[::7]
    plain = [" ".join(filter(None, parts[:3])) + parts[3] for parts in combinations]
    return plain + [frame.format(adjective) for frame in CONTRACTED for adjective in ADJECTIVES]


def write_out(sentence: str) -> str:
    for contracted, full in WRITTEN_OUT:
        sentence = sentence.replace(contracted, full)
    return sentence


def find_test_words(sentence: str) -> list[str]:
    """Words and exclamation marks; the test's own, so that it rests on nothing but the rules."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|!", sentence)


def read_entries() -> dict[str, tuple[float, float, float]]:
    with ENTRIES_PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        row["word"]: (float(row["polarity"]), float(row["subjectivity"]), float(row["intensity"]))
        for row in rows
    }


def read_golden() -> list[dict[str, str]]:
    with GOLDEN_PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(
    ("sentence", "polarity", "n_words"),
    [
        ("good", 0.8, 1),
        ("a good deal and a bad one", (0.8 - 0.6) / 2, 2),  # unknown words do not lower the mean
        ("very good", 0.8 * 1.25, 2),  # one score from two words; 0.2 of "very" is dropped
        ("very superb", 1.0, 2),  # 1.25 is cut at 1
        ("very", 0.2, 1),  # with nothing to modify it counts for itself
        ("openly bad", -0.6, 2),  # an adverb of intensity 1 is used up as well
        ("very very good", 0.8 * 1.25, 3),  # the factors do not multiply
        ("not good", -0.4, 1),
        ("not bad", 0.3, 1),
        ("not a good deal", -0.4, 1),  # reaches over one letter
        ("not the good deal", 0.8, 1),  # and not over three
        ("very is good", 0.8 * 1.25, 2),  # an adverb reaches over two letters
        ("very old good", (0.2 + 0.8) / 2, 2),
        ("not very good", -0.5 * 0.8 / 1.25, 2),
        ("openly not good", -0.4, 2),  # after -ly the negation may come second
        ("very not good", (0.2 - 0.4) / 2, 2),  # after another adverb it ends the adverb's reach
        ("good ! bad", (1.0 - 0.6) / 2, 2),  # 0.8 x 1.25
        ("bad !", -0.75, 1),
        ("! bad", -0.6, 1),
        ("isn't good", -0.4, 1),
        ("isn’t very good", -0.5 * 0.8 / 1.25, 2),
        ("Very GOOD", 0.8 * 1.25, 2),
        ("good's", 0.8, 1),
        ("not it's good", 0.8, 1),
        ("not x's good", -0.4, 1),  # x and s: one letter each
    ],
)
def test_hand_worked(sentence: str, polarity: float, n_words: int) -> None:
    found_polarity, found_n_words = score_pattern(sentence.split(), HAND_MADE)
    assert found_polarity == pytest.approx(polarity)
    assert found_n_words == n_words


@pytest.mark.parametrize("words", [[], ["not"], ["!"], ["'"], ["n't"], [""], ["officials", "met"]])
def test_nothing_listed_is_nan_not_zero(words: list[str]) -> None:
    polarity, n_words = score_pattern(words, HAND_MADE)
    assert math.isnan(polarity)
    assert n_words == 0


WORDS = st.lists(
    st.sampled_from([*HAND_MADE, *NEGATIONS, "isn't", "a", "is", "the", "!", "'", ""]), max_size=12
)


@given(WORDS)
def test_bounds(words: list[str]) -> None:
    polarity, n_words = score_pattern(words, HAND_MADE)
    assert n_words == sum(word in HAND_MADE for word in words)
    assert math.isnan(polarity) if n_words == 0 else -1 <= polarity <= 1


@given(WORDS)
def test_turning_the_list_turns_the_score(words: list[str]) -> None:
    turned = {word: (-values[0], values[1], values[2]) for word, values in HAND_MADE.items()}
    polarity, n_words = score_pattern(words, HAND_MADE)
    turned_polarity, turned_n_words = score_pattern(words, turned)
    assert turned_polarity == pytest.approx(-polarity, nan_ok=True)
    assert turned_n_words == n_words


@given(WORDS, WORDS)
def test_a_long_unknown_word_cuts_the_sentence(left: list[str], right: list[str]) -> None:
    """Nothing reaches over it, so that the mean of the whole lies between the means of the parts."""
    right = [word for word in right if word != "!"]  # "!" alone reaches back over everything
    whole, n_words = score_pattern([*left, "officials", *right], HAND_MADE)
    parts = [score_pattern(left, HAND_MADE), score_pattern(right, HAND_MADE)]
    assert n_words == sum(n for _, n in parts)
    means = [mean for mean, n in parts if n]
    assert not means or min(means) - 1e-9 <= whole <= max(means) + 1e-9


def test_golden_sentences_are_the_templates() -> None:
    assert [row["sentence"] for row in read_golden()] == make_sentences()


def test_same_as_textblob() -> None:
    wrong = []
    entries = read_entries()
    for row in read_golden():
        polarity, n_words = score_pattern(find_test_words(row["sentence"]), entries)
        # TextBlob gives 0.0 where there is nothing to score.
        polarity_or_zero = polarity if n_words else 0.0
        # 2e-6: entries.tsv has six decimals.
        if n_words != int(row["n_words"]) or abs(polarity_or_zero - float(row["polarity"])) > 2e-6:
            wrong.append((row, polarity, n_words))
    assert not wrong


def write_golden() -> None:
    from textblob import TextBlob  # type: ignore[import-untyped]

    lines = ["sentence\tpolarity\tn_words"]
    for sentence in make_sentences():
        polarity, _, assessments = TextBlob(write_out(sentence)).sentiment_assessments
        n_words = sum(word not in {*NEGATIONS, "!"} for words, *_ in assessments for word in words)
        lines.append(f"{sentence}\t{round(polarity, 9)}\t{n_words}")
    GOLDEN_PATH.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_golden()
