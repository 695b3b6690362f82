"""Where sentences end: rules by hand, properties, hostile input, and Punkt's own decisions."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.abbreviations import NOT_IN_A_WORD, abbreviation_group, full_stop_ends, punkt_breaks
from framing.grouped_words import group_of_abbreviation, sentence_starters, words_of_group
from framing.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in split_sentences(text)]


# A bar stands where one sentence ends and the next begins.
BY_HAND = [
    # abbreviations, by what follows
    "Sen. Smith (R-Ky.) met Gen. Jones and Rep. Lee, D-Conn. |He left on Jan. 5 for St. Louis.",
    "She lives in the U.S. |But the U.S. Government knows. |Ask the U.N. |How about it?",
    "D.C. Mayor Lee and U.S. President Park spoke.",
    "He joined Acme Inc. |The firm, Bell & Co. of Ohio, lost. |Robert King Jr. |She won.",
    "It began at 5 p.m. Monday. |It ended at 9 p.m. |Mr. Park went home. |At 7 a.m. Clinton had won.",
    "No. 10 is closed. |He said no. |Then see p. 12 and Sec. 3.",
    "They were ill. |Obama came to Peoria, Ill. on Monday.",
    "She is a Ph.D. student with an M.A. in law, etc. |They know.",
    "Roe v. Wade, i.e. Obama vs. Bush, e.g. Texas.",
    # initials and numbers
    "George W. Bush and J. K. Rowling met J.D. Vance. |It was Albert and I. |We left.",
    "It rose 3.5 percent in 2016. |Obama paid $1,000.50. |That is a lot.",
    # quotations
    "'This is great.' she said. |\"Stop it!\" he shouted.",
    "“It is over. |He lost,” she said. |“We won.” |Then he left.",
    "He called them “identical.” |Meanwhile, she left (at noon.) |\"So am I.\" |\"No,\" she said.",
    "“Why?” I asked, and left. |“Why?” Joe van Dyke (R-Ky.) said. |“Why?” |I said six.",
    "“Why now?” Mr. Smith asked. |“Who?” President Joe Biden said. |“Who?” |The president said that he knew.",
    # brackets
    "He teaches (He was ill. Then he was not.) at the school. |(He left. |She did too.) |End.",
    "See [the note. It is long] for more. |A smiley :( and so on. |The end (of it).",
    # ellipses
    "She left ... and came back … again. |I thought... |The end.",
    "The plan … |We must win. |“A [...] Bear” won.",
    "They lost it all.... |She left. |He fell . . . . |Now go.",
    "The thing is . . . I did not mean it. |... Then we left.",
    # other marks
    "She works at Yahoo! in sales. |Yahoo! News reported it. |What?! |No way!! |Al-Assad left.",
    "The iPhone sold. |iPhone sales rose. |al-Qaida lost.",
    "Hello world.|Today is Tuesday.|“We won,” he said.|It cost 1,000.|That is a lot.",
    "Mail Jane.Doe@example.com or see https://a.example.org/B.html. |Then wait.",
    "TEHRAN, D.C. — The talks began. |LONDON (AP) - It rained.",
    "Trump Tells U.S. To Leave U.N. In May",
    # lists
    "1. The first. |2. The second. |3. The third.",
    "1) The first |2) The second",
    "• One thing |• Another",
    # white space
    "One line\ngoes on. |Two.\n\n|three\n \n|Four",
]


@pytest.mark.parametrize("marked", BY_HAND)
def test_by_hand(marked: str) -> None:
    expected = [" ".join(sentence.split()) for sentence in marked.split("|")]
    assert sentences(marked.replace("|", "")) == expected


@given(st.text(alphabet="aB. !?…\"'“”’()[]1,\n•-"))
def test_spans_cover_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    covered: list[int] = []
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        covered += range(start, end)
    assert covered == sorted(set(covered))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(st.text())
def test_any_text_is_split_the_same_twice(text: str) -> None:
    assert split_sentences(text) == split_sentences(text)


SENTENCES = ["He left.", "Is it over?", "“We won.”", "Stop it!", "She came (at noon)."]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1))
def test_whole_sentences_in_any_order_stay_whole(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def punkt_with_our_lists() -> Any:
    """NLTK's Punkt with our abbreviations and our sentence starters in place of a trained model."""
    from nltk.tokenize import punkt

    parameters = punkt.PunktParameters()
    parameters.abbrev_types = {word.lower() for word in group_of_abbreviation()}
    for word in sentence_starters():
        # What Punkt learns from a corpus where the word also stands in lower case inside sentences.
        parameters.add_ortho_context(word, punkt._ORTHO_MID_LC)
    return punkt.PunktSentenceTokenizer(parameters)


def forms_before_a_full_stop() -> list[str]:
    """Words as the rule meets them: without marks other than full stops inside (see ``NOT_IN_A_WORD``)."""
    listed = [NOT_IN_A_WORD.sub("", word) for word in group_of_abbreviation()]
    forms = {form for word in listed for form in (word, word.lower(), word.upper(), word.capitalize(), word + "s")}
    # Signs that are numbers but no digits (², Ⅷ) are left out: whether they are letters depends on NLTK's version.
    odd = """é É ß Ñ д א ش 中 ª 2016 3.5 .5 1.000.50 5 ٣ 19a 3rd G20 a1 1.a a.1 10° ° n° U.S X.Y.Z J.D.R e.g é.ü foo Foo
        FOO the The wait...The wait..no a...U.S a..b ..5 foo..Inc 1..2 x...V _a Jane_Doe Ill.no www.a don iPhone"""
    return sorted(forms | {*string.ascii_letters} | {*odd.split()})


def forms_after_a_full_stop() -> list[str]:
    """Words as the rule meets them: without apostrophes, a single letter perhaps with its dot."""
    forms = {form for word in sentence_starters() for form in (word, word.capitalize(), word.upper())}
    forms |= {letter + dot for letter in string.ascii_letters + "éÉдДא中" for dot in ("", ".")}
    odd = """Obama obama Government 40 2016 1st 3D iPhone eBay al-Assad Al-Assad The-End The-x McCain US ª ٣ Inc Sen
        No no Ill ÉTATS Ünal x1 X1 The-1 A-B a-B Who-said"""
    return sorted(forms | {*odd.split()})


def test_unclear_full_stops_are_decided_as_punkt_decides() -> None:
    punkt = punkt_with_our_lists()
    words, next_words = forms_before_a_full_stop(), forms_after_a_full_stop()
    # All pairs would take minutes: every word meets a part of the others, and each kind of word meets all.
    pairs = {(word, next_word) for at, word in enumerate(words) for next_word in next_words[at % 23 :: 23]}
    kinds = ["U.S", "Inc", "etc", "I", "B", "V", "v", "p", "中", "2016", "3.5", "km", "foo", "a..b", "wait...The"]
    pairs |= {(word, next_word) for word in kinds for next_word in next_words}
    assert len(pairs) > 40_000
    wrong = [
        (word, next_word)
        for word, next_word in sorted(pairs)
        if punkt_breaks(word, next_word) != punkt.text_contains_sentbreak(f"{word}. {next_word}")
    ]
    assert wrong == []
    assert {punkt_breaks(word, next_word) for word, next_word in pairs} == {False, True}


def test_abbreviations_and_initials_by_hand() -> None:
    assert full_stop_ends("U.S", "How")
    assert not full_stop_ends("U.S", "Government")
    assert full_stop_ends("Inc", "The")
    assert not full_stop_ends("B", "Obama")
    assert full_stop_ends("I", "We")
    assert full_stop_ends("B", "2016")
    assert full_stop_ends("2016", "Obama")
    assert not full_stop_ends("2016", "iPhone")


def test_the_lists_are_complete_and_consistent() -> None:
    folder = Path(__file__).parents[1] / "src/framing"
    for name in ("abbreviations.tsv", "grouped_words.tsv"):
        rows = [line.split("\t") for line in (folder / name).read_text(encoding="utf-8").splitlines()[1:]]
        assert all(len(row) == 3 and all(cell.strip() == cell != "" for cell in row) for row in rows)
        pairs = [(row[0], row[1]) for row in rows]
        assert len(pairs) == len(set(pairs))
    abbreviations = [row for row in group_of_abbreviation() if row.endswith(".")]
    assert abbreviations == []
    assert {"the", "dont"} <= sentence_starters()


def test_an_unknown_group_is_named_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="speech_verb"):
        words_of_group("verbs")


def test_case_of_abbreviations() -> None:
    assert abbreviation_group("Ill") == "state"
    assert abbreviation_group("ill") == ""
    assert abbreviation_group("SEN") == abbreviation_group("Sen") == "title"
    assert abbreviation_group("SEC") == "plain_word"
    assert abbreviation_group("X.Y.Z") == "acronym"


# So long that a rule whose time grows with the square of the length would not come back.
@pytest.mark.parametrize(
    ("piece", "n_sentences"),
    [("word ", 1), ('"', 1), ("“", 1), (".", 1), (". ", 1), ("! ", 1), ("(", 1), ("()", 1), ("• ", 1), ("\n", 0),
     ("x.Y@", 1), ("A. B ", 1), ("U.S. The ", 1), ("In U.S. In ", 1), ("(A b. ", 1), ("At 5 a.m. Bob ", 1),
     ("He left. ", 10_000), ("ab.Cd", 10_001), ("שלום. ", 10_000), ("a\r\n\r\nB. ", 10_001),
     ('"Why?" Bob Smith asked. ', 10_000)],
)
def test_long_hostile_text(piece: str, n_sentences: int) -> None:
    assert len(split_sentences(piece * 10_000)) == n_sentences


def test_a_line_of_a_million_characters_without_a_full_stop_is_one_sentence() -> None:
    assert split_sentences("word " * 200_000) == [(0, 999_999)]
    assert split_sentences("”" * 1_000_000) == [(0, 1_000_000)]
