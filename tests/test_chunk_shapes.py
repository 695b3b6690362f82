"""What is asked once a shape is what is found in every chunk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.characters import Characters
from framing.chunk_shapes import Shapes
from framing.grouped_words import group_of_abbreviation, sentence_starters
from framing.line_signs import _ending, sign_columns
from framing.numbering.chunk_marks import _marks_of, mark_columns
from framing.numbering.chunk_stops import LABEL, _begins, _stop_of, _unpaired_brackets, stop_columns
from framing.numbering.chunk_words import word_columns
from framing.plain_line import fold_marks
from framing.string_numbers import StringNumbers
from framing.words import find_words
from test_numbering import TOKENS

WORDS = [*group_of_abbreviation(), *sentence_starters(), "al-Assad", "al-assad", "ab-Assad", "iPhone", "abcdE",
         "Ireland", "123", "1234", "don't", "Don’t", "www", "é", "Ünder", "em", "n", "90s", "goin", "ol",
         "leaders"]
MARKS = [*".,;:!?…“”\"'‘’()[]{}—–-/&$%@•\x00\x7f\x80\x86\ud800©", "...", "?!", ".)", ".”"]
MADE = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), min_size=1, max_size=6).map("".join)
ANY = st.text(min_size=1).map(lambda text: "".join(text.split())).filter(bool)


def shapes_of(chunks: list[str]) -> Shapes:
    return Shapes.of(chunks, Characters.of(chunks))


def test_by_hand():
    shapes = shapes_of(["Ireland’s,", "England’s,", "U.S.", "é", "1,000", "10,000", "É"])
    assert shapes.texts == ["Aaaaa’a,", "A.A.", "0,000", "00,000", "é", "É"]
    assert shapes.number.tolist() == [0, 0, 1, 4, 2, 3, 5]
    assert shapes.offsets(np.array([0, 0, 1, 3]), np.array([4, 5, 7, 0])).tolist() == [4, 7, 9, 0]
    assert [numbers.tolist() for numbers in shapes.found(np.array([2, 1, 0, 0, 0, 3]))] == [
        [0, 0, 1, 1, 2, 6, 6, 6], [0, 1, 0, 1, 2, 3, 4, 5]]


def test_nothing_has_no_shape():
    shapes = shapes_of([])
    assert (shapes.texts, shapes.number.tolist()) == ([], [])


def by_chunk(chunks: list[str]) -> dict[str, list]:
    """What the plain rules say, chunk by chunk; things that are several in a chunk one after the other."""
    words, marks = list(map(find_words, chunks)), list(map(_marks_of, chunks))
    return {
        "ending": [_ending(fold_marks(chunk)) for chunk in chunks],
        "stop": list(map(_stop_of, chunks)), "begins": list(map(_begins, chunks)),
        "opened": [_unpaired_brackets(chunk)[0] for chunk in chunks],
        "closed": [_unpaired_brackets(chunk)[1] for chunk in chunks],
        "is_label": [LABEL.fullmatch(chunk) is not None for chunk in chunks],
        "n_words": list(map(len, words)), "word_offset": [start for some in words for start, _ in some],
        "word_length": [end - start for some in words for start, end in some],
        "n_marks": list(map(len, marks)), "mark_offset": [offset for some in marks for offset, _, _ in some],
        "mark_length": [length for some in marks for _, length, _ in some],
        "mark_sign": [sign for some in marks for _, _, sign in some]}


def by_shape(chunks: list[str]) -> dict[str, list]:
    shapes, forms = shapes_of(chunks), StringNumbers()
    columns = {**sign_columns(shapes), **stop_columns(chunks, shapes), **mark_columns(chunks, shapes),
               **word_columns(chunks, Characters.of(chunks), shapes, forms)}
    assert [forms.texts[number] for number in columns.pop("word_form")] == [
        chunk[start:end] for chunk in chunks for start, end in find_words(chunk)]
    return {name: column.tolist() for name, column in columns.items()}


@settings(max_examples=300, deadline=None)
@given(st.lists(MADE | ANY, max_size=12))
def test_what_a_shape_says_its_chunks_say(chunks: list[str]):
    assert by_shape(chunks) == by_chunk(chunks)


@pytest.mark.parametrize("before", ["", "(", "“", "ex-"])
@pytest.mark.parametrize("after", [".", "!", ".”", "?)", ".'"])
def test_all_abbreviations_are_known_in_any_case(before: str, after: str):
    words = [word for listed in group_of_abbreviation() for word in (listed, listed.upper(), listed.lower(),
                                                                    listed.capitalize(), f"{listed}x")]
    chunks = [f"{before}{word}{after}" for word in words]
    assert by_shape(chunks) == by_chunk(chunks)


def test_telling_and_long_chunks():
    chunks = [chunk for token in TOKENS for chunk in token.split()]
    chunks += [mark * n + end for mark in "a(.“é1" for n in (1, 49, 50, 51, 55, 56, 2_000) for end in ("", *".a)")]
    assert by_shape(chunks) == by_chunk(chunks)
