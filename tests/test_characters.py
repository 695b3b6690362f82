"""Many short strings asked at once: what is found is what Python finds in each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from framing.characters import OTHER, TYPOGRAPHIC_MARK, Characters, find_strings, table_of

TEXT = st.text(st.sampled_from("abAB.\n é“\U0010ffff"), max_size=30)


def test_characters_by_hand():
    characters = Characters.of(["“No", "é", "U.S."])
    assert characters.lengths.tolist() == [3, 1, 4]
    assert characters.first.tolist() == [TYPOGRAPHIC_MARK, OTHER, ord("U")]
    assert characters.last.tolist() == [ord("o"), OTHER, ord(".")]
    assert characters.is_ascii.tolist() == [False, False, True]
    assert characters.count(table_of(".")[characters.codes]).tolist() == [0, 0, 2]


def places_by_string(text: str, wanted: list[str]) -> dict[str, list[int]]:
    places, numbers = find_strings(text, wanted)
    return {one: sorted(places[numbers == number].tolist()) for number, one in enumerate(wanted)}


def test_strings_by_hand():
    assert places_by_string("aaa bab", ["a", "aa", "aaa", "ba", "bab ", "zz", " ba"]) == {
        "a": [0, 1, 2, 5], "aa": [0, 1], "aaa": [0], "ba": [4], "bab ": [], "zz": [], " ba": [3]}


@given(TEXT, st.lists(st.text(st.sampled_from("abAB.é“\U0010ffff"), min_size=1, max_size=5), unique=True))
def test_strings_stand_where_python_finds_them(text: str, wanted: list[str]):
    assert places_by_string(text, wanted) == {
        one: [place for place in range(len(text)) if text.startswith(one, place)] for one in wanted}
