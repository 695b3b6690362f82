"""What a word is and what it is counted as: by hand, by symmetry, on hostile input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.words import find_words, fold_word


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran’s de-escalation is sanction-hit.", ["Iran’s", "de-escalation", "is", "sanction-hit"]),
        ("the '90s and leaders’ talks", ["the", "90s", "and", "leaders", "talks"]),
        ("non‑nuclear ‐ O'Brien", ["non‑nuclear", "O'Brien"]),
        ("The U.S. and a U.S.-led bloc, e.g. NATO", ["The", "U.S.", "and", "a", "U.S.-led", "bloc", "e.g.", "NATO"]),
        ("U.S.–China, U.S.’s, U.S.A next", ["U.S.", "China", "U.S.’s", "U.S.A", "next"]),
        ("George W. Bush, J.D. Vance", ["George", "W", "Bush", "J.D.", "Vance"]),
        ("1,000 at 3.67%, 2015-16, 1, 2", ["1,000", "at", "3.67", "2015-16", "1", "2"]),
        ("world.Today", ["world", "Today"]),
        ("AT&T and/or", ["AT", "T", "and", "or"]),
        ("cafe\u0301s soft\u00adware", ["cafe\u0301s", "soft\u00adware"]),
        ("а б — שלום עולם 😀", ["а", "б", "שלום", "עולם"]),
        ("-- '' _ … ’", []),
        ("", []),
    ],
)
def test_words_by_hand(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Iran’s", "iran's"),
        ("Iranʼs", "iran's"),
        ("non‑nuclear", "non-nuclear"),
        ("U.N.", "un"),
        ("U.N.-backed", "un-backed"),
        ("N.A.T.O.", "nato"),
        ("U.S.A.", "usa"),
        ("e.g.", "e.g."),
        ("I.T.", "i.t."),
        ("P.M.", "p.m."),
        ("p.m.", "p.m."),
        ("soft\u00adware", "software"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_folding_by_hand(word: str, expected: str) -> None:
    assert fold_word(word) == expected


@pytest.mark.parametrize("country", ["US", "U.S.", "U.S"])
def test_the_country_is_one_word_and_not_the_pronoun(country: str) -> None:
    assert fold_word(country) == "u.s."
    assert fold_word(country + "'s") == fold_word(country + "’s") == "u.s.'s"
    assert fold_word(country + "-led") == "u.s.-led"
    assert fold_word("anti-" + country) == "anti-u.s."
    assert {fold_word("us"), fold_word("Us")} == {"us"}
    assert fold_word("BUS") == "bus"


@given(st.text())
def test_spans_are_ordered_and_hold_a_letter_or_digit(text: str) -> None:
    position = 0
    for start, end in find_words(text):
        assert position <= start < end <= len(text)
        position = end
        assert any(character.isalnum() for character in text[start:end])


@given(st.text())
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {offset for start, end in find_words(text) for offset in range(start, end)}
    missing = [text[i] for i in range(len(text)) if text[i].isalnum() and i not in covered]
    assert set(missing) <= {"ʼ"}


WORDS = ["Iran’s", "U.S.-led", "1,000", "Nato", "e.g.", "é"]


@given(st.lists(st.sampled_from(WORDS)), st.sampled_from([" ", "\n", " — "]))
def test_separators_do_not_matter(parts: list[str], separator: str) -> None:
    assert words(separator.join(parts)) == parts


@given(st.text())
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


# So long that a pattern whose time grows with the square of the length would not come back.
@pytest.mark.parametrize(
    ("piece", "n_words"),
    [("-", 0), ("“", 0), ("'", 0), ("_", 0), ("😀", 0), ("\u0301", 0), ("a-", 1), ("a'", 1), ("a.", 1), ("1,", 1),
     ("1.1", 1), ("e\u0301", 1), ("a.b", 200_001), ("a--", 200_000), ("שלום ", 200_000)],
)
def test_long_hostile_text(piece: str, n_words: int) -> None:
    assert len(find_words(piece * 200_000)) == n_words
