"""The quotation marks of each distinct chunk, and what each shows by itself and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import numpy as np

from framing.chunk_shapes import Shapes
from framing.known_chunks import Columns
from framing.quote_marks import FAMILIES, NOTHING, ROLES, Sign, find_places, sign_of

SIGNS = tuple(Sign(*one) for one in product(FAMILIES, ROLES, (False, True), (False, True)))
NUMBER_OF_SIGN = {sign: number for number, sign in enumerate(SIGNS)}
IS_SINGLE = np.array([sign.family == "single" for sign in SIGNS])
# Any mark but an apostrophe between two letters or digits, which is nothing else.
NO_APOSTROPHE = re.compile(r"[“”„‟\"‘‚‛«»‹›]|(?<![^\W_])['’]|['’](?![^\W_])")
# What is taken to follow a chunk: then a mark at its end that can be a possessive is one.
FOLLOWING = " a"


def mark_columns(distinct: Sequence[str], shapes: Shapes) -> Columns:
    """One entry a chunk: ``n_marks``, marks in it that may belong to a quotation. One entry a mark of all chunks:
    ``mark_offset`` in its chunk, ``mark_length``, and ``mark_sign``, its number in SIGNS."""
    marks = list(map(_marks_of, shapes.texts))
    n_marks = np.array(list(map(len, marks)), np.int32)
    chunk, number = shapes.found(n_marks)
    offset, length, sign = np.array([mark for some in marks for mark in some], np.int32).reshape(-1, 3)[number].T
    first = np.searchsorted(chunk, np.arange(len(distinct)))
    for one in np.unique(chunk[IS_SINGLE[sign]]).tolist():  # for these alone the rules look at letters
        found = _marks_of(distinct[one])
        sign[first[one]:first[one] + len(found)] = [number for _, _, number in found]
    return {"n_marks": n_marks[shapes.number], "mark_offset": shapes.offsets(chunk, offset), "mark_length": length,
            "mark_sign": sign.astype(np.uint8)}


@lru_cache(maxsize=100_000)
def _marks_of(chunk: str) -> list[tuple[int, int, int]]:
    """Offset, length and sign of every mark that may belong to a quotation."""
    if not NO_APOSTROPHE.search(chunk):
        return []
    text = chunk + FOLLOWING
    signs = [(place, sign_of(text, place, len(text))) for place in find_places(chunk, 0, len(chunk))]
    return [(place.start, len(place.sign), NUMBER_OF_SIGN[sign]) for place, sign in signs
            if sign.role != NOTHING or sign.opens_here or sign.closes_here]
