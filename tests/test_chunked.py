"""Texts cut at white space: exactly as str.split() cuts them, and every different chunk numbered once."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.chunked import Chunked, chunk_pieces
from framing.known_chunks import KnownChunks

# Every character that str.split() cuts at, some that look as if it did, and some that break careless code.
SPACES = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
CHARACTERS = st.sampled_from(f"{SPACES}ab,’😀\u200b\ufeff\x00\u0301\U0010ffff\ud800") | st.characters()
TEXTS = st.lists(st.text(CHARACTERS, max_size=30), max_size=12)


def chunks_of(chunked: Chunked) -> list[list[str]]:
    return [
        [chunked.distinct[number] for number in chunked.chunk[first:last]]
        for first, last in zip(chunked.bounds[:-1], chunked.bounds[1:], strict=True)
    ]


def test_by_hand():
    chunked = chunk_pieces(["No deal, no peace.", "", "no deal,\u2028no\xa0war"])
    assert chunked.distinct == ["No", "deal,", "no", "peace.", "war"]
    assert chunked.chunk.tolist() == [0, 1, 2, 3, 2, 1, 2, 4]
    assert chunked.bounds.tolist() == [0, 4, 4, 8]
    assert (chunked.chunk.dtype, chunked.bounds.dtype) == (np.int32, np.int64)
    assert len(chunked) == 8


def test_nothing_has_no_chunks():
    assert chunks_of(chunk_pieces([])) == []
    assert chunks_of(chunk_pieces(["", " \n\x1e\x85"])) == [[], []]


@given(TEXTS)
def test_cut_where_python_cuts(texts: list[str]):
    chunked = chunk_pieces(texts)
    assert chunks_of(chunked) == [text.split() for text in texts]
    assert len(set(chunked.distinct)) == len(chunked.distinct)


@given(TEXTS, TEXTS)
def test_texts_do_not_touch_one_another(some: list[str], others: list[str]):
    assert chunks_of(chunk_pieces(some + others)) == chunks_of(chunk_pieces(some)) + chunks_of(chunk_pieces(others))


def test_white_space_at_the_very_start_is_no_chunk():
    for space in SPACES:
        chunked = chunk_pieces([f"{space}No deal", f"{space}no{space}deal{space}", space])
        assert chunked.distinct == ["No", "deal", "no"]
        assert chunked.chunk.tolist() == [0, 1, 2, 1]
        assert chunked.bounds.tolist() == [0, 2, 4, 4]


LINES = st.text(st.sampled_from("ab \n\r\t\x85\u2028\x1c’é\ud800\x00"), max_size=60)


@given(LINES)
def test_lines_are_pieces(text: str):
    """A line ends at a line feed, a carriage return or both; other breaks are white space inside it."""
    known = KnownChunks(lambda new: {"length": np.array(list(map(len, new)), np.int32)})
    chunked = known.chunk_lines(f"{text}\n")
    lines = re.split(r"\r\n|\r|\n", f"{text}\n")[:-1]
    assert list(chunked.pieces) == lines
    assert chunks_of(chunked) == [line.split() for line in lines]
    ends = chunked.ends_of(slice(None))
    assert [f"{text}\n"[start:end] for start, end in zip(chunked.start, ends, strict=True)] == text.split()
    again = known.chunk_lines(f"{text} {text}\n")
    assert len(known.texts) == len(set(known.texts)) == len(known.columns["length"])
    assert [known.texts[number] for number in again.chunk] == (text + " " + text).split()
