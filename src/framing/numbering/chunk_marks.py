"""The quotation marks of each distinct chunk, and what each shows by itself and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from string import ascii_letters, digits

import numpy as np

from framing.characters import Characters
from framing.known_chunks import Columns
from framing.quote_marks import FAMILIES, NOTHING, ROLES, Place, Sign, find_places, sign_of

SIGNS = tuple(Sign(*one) for one in product(FAMILIES, ROLES, (False, True), (False, True)))
NUMBER_OF_SIGN = {sign: number for number, sign in enumerate(SIGNS)}
SHAPE = str.maketrans(dict.fromkeys(ascii_letters, "a") | dict.fromkeys(digits, "0"))
# Any mark but an apostrophe between two letters or digits, which is nothing else.
NO_APOSTROPHE = re.compile(r"[“”„‟\"‘‚‛«»‹›]|(?<![^\W_])['’]|['’](?![^\W_])")
# What is taken to follow a chunk: then a mark at its end that can be a possessive is one.
FOLLOWING = " a"


def mark_columns(distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``n_marks``, marks in it that may belong to a quotation. One entry a mark of all chunks:
    ``mark_offset`` in its chunk, ``mark_length``, and ``mark_sign``, its number in SIGNS."""
    n_marks = np.zeros(len(distinct), np.int32)
    rows: list[tuple[int, int, int]] = []
    may_quote = ~characters.is_ascii | (characters.count(np.isin(characters.codes, list(b"\"'"))) > 0)
    for number in np.flatnonzero(may_quote).tolist():
        if NO_APOSTROPHE.search(distinct[number]):
            marks = _marks_of(distinct[number])
            n_marks[number] = len(marks)
            rows += marks
    offset, length, sign = np.array(rows, np.int32).reshape(-1, 3).T
    return {"n_marks": n_marks, "mark_offset": offset, "mark_length": length, "mark_sign": sign.astype(np.uint8)}


def _marks_of(chunk: str) -> list[tuple[int, int, int]]:
    """Offset, length and sign of every mark that may belong to a quotation."""
    places, marks = _marks_of_shape(chunk.translate(SHAPE))
    if not any(place.family == "single" for place in places):
        return marks
    text = chunk + FOLLOWING
    signs = [sign_of(text, place, len(text)) for place in places]
    return [(place.start, len(place.sign), NUMBER_OF_SIGN[sign]) for place, sign in zip(places, signs, strict=True)
            if sign.role != NOTHING or sign.opens_here or sign.closes_here]


@lru_cache(maxsize=100_000)
def _marks_of_shape(chunk: str) -> tuple[list[Place], list[tuple[int, int, int]]]:
    """Places of the marks in a chunk in which one letter stands for all and one digit; and the marks, if none is
    a single one. For these alone the rules look closer."""
    places = [place for place in find_places(chunk, 0, len(chunk))
              if place.family != "single" or place.opens_here or place.closes_here]
    marks = [(place.start, len(place.sign), NUMBER_OF_SIGN[sign_of(chunk, place, len(chunk))]) for place in places]
    return places, marks
