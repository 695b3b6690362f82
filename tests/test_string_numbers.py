"""Strings numbered by arrays: the numbers that a dictionary would give, whatever the strings hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import string_numbers
from framing.string_numbers import StringNumbers, sorted_order

# Every length around eight and sixteen bytes; zeros at the end and inside; all of one beginning.
HOSTILE = [
    *("a" * n for n in range(1, 36)), "a\x00", "a\x00\x00", "\x00", "\x00a", "a" * 7 + "\x00", "a" * 8 + "\x00",
    "a" * 16 + "\x00", "\ud800", "a\udfff", "é" * 4, "é" * 8, "é" * 9, "x" * 20_000,
]
STRINGS = st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(exclude_characters=" "), min_size=1, max_size=20),
                   max_size=40)


def numbers_by_dictionary(strings: list[str]) -> tuple[list[int], list[str]]:
    number_of: dict[str, int] = {}
    return [number_of.setdefault(string, len(number_of)) for string in strings], list(number_of)


def test_by_hand():
    strings = StringNumbers()
    raw = b"war and war no andes"
    numbers = strings.numbers_of(raw, np.array([0, 4, 8, 12, 15]), np.array([3, 3, 3, 2, 5]))
    assert (numbers.tolist(), numbers.dtype) == ([0, 1, 0, 2, 3], np.int32)
    assert strings.texts == ["war", "and", "no", "andes"]
    assert strings.numbers_of_texts(["no", "peace", "and"]).tolist() == [2, 4, 1]
    assert strings.numbers_of_texts([]).tolist() == []
    assert strings.texts == ["war", "and", "no", "andes", "peace"]


@given(STRINGS, STRINGS)
def test_as_a_dictionary_numbers_them(some: list[str], others: list[str]):
    strings = StringNumbers()
    numbers = [*strings.numbers_of_texts(some), *strings.numbers_of_texts(others)]
    assert (numbers, strings.texts) == numbers_by_dictionary([*some, *others])


@pytest.mark.parametrize("mix", [None, 0])
def test_neither_portions_nor_chance_matter(monkeypatch, mix: int | None):
    """Where all begin at one place in the table it takes longer, and a table that grows forgets nothing."""
    monkeypatch.setattr(string_numbers, "PORTION", 7)
    monkeypatch.setattr(string_numbers, "MIN_ROWS", 4)
    if mix is not None:
        monkeypatch.setattr(string_numbers, "MIX_LOW", np.uint64(mix))
        monkeypatch.setattr(string_numbers, "MIX_HIGH", np.uint64(mix))
    drawn = [HOSTILE[number] for number in np.random.default_rng(5).integers(len(HOSTILE), size=300)]
    strings = StringNumbers()
    assert (strings.numbers_of_texts(drawn).tolist(), strings.texts) == numbers_by_dictionary(drawn)


@given(st.lists(st.sampled_from(["a\u0301", "A", "Z", "a", "\ue000", "\ud800", "\U0010ffff", "é"]).flatmap(
    lambda end: st.text("abz'-.é", max_size=20).map(lambda word: word + end))))
def test_in_the_order_of_sorted(words: list[str]):
    assert [words[number] for number in sorted_order(words)] == sorted(words)
