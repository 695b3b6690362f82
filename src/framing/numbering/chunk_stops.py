"""What each distinct chunk can do to a sentence: end it, never end it, begin the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np

from framing.abbreviations import NEVER_LAST, abbreviation_group, abbreviations_in_lower_case, full_stop_ends
from framing.chunk_shapes import Shapes
from framing.grouped_words import sentence_starters, words_of_group
from framing.known_chunks import Columns
from framing.sentence_ends import (
    CAPITAL_INSIDE,
    CONTINUING_MARKS,
    LIST_MARKER,
    N_CHARACTERS_AROUND,
    NAME,
    is_ellipsis,
)
from framing.sentences import APOSTROPHE, BRACKET, BULLETS, HAS_WORD, MARKS_BEFORE_WORD, NEXT_WORD, split_sentences

# What a chunk does to the sentence that it stands in.
NO_STOP = 0   # nothing
ENDS = 1      # ends it, if the next chunk can begin a sentence
BY_NEXT = 2   # ends it only if the rules allow it before the next chunk
INSIDE = 3    # a mark inside it, or a bullet, may end it too: the rules read the whole chunk

# How the next chunk goes on. DOTTED: a lone full stop, which may be part of an ellipsis that began before (. . .)
BEGINS, GOES_ON, UNSURE, DOTTED = 0, 1, 2, 3

# What the rules say of a BY_NEXT chunk before the next one, beside NO_STOP and ENDS.
UNLESS_LABEL = 4   # ends, unless the sentence is nothing but the number or letter of a list item
ASK = 5            # only the rules themselves can say

POSSIBLE = re.compile(rf"[.?!…{BULLETS}]")
BULLET_OR_NOTE = re.compile(rf"[{BULLETS}]|\[\d")
FINAL_STOP = re.compile(r"""(?P<before>.*?)(?P<mark>[.?!…]++)(?P<closers>["'”’»›)\]}]*+)""", re.DOTALL)
LONE_DOT = re.compile(r"\.(?!\.)")
QUIET_INSIDE = re.compile(r"[.?!]+(?=[a-z0-9,;:%&/=+\-–—])")
LABEL = re.compile(rf"[{BULLETS}]?(?:[0-9]{{1,3}}|[a-z])(?:\.\)|\)|\.)")
SMALL_NAME = re.compile(r"aa-A")  # the shape of al-Assad
# A chunk this long is no word; the rules look no farther.
MAX_LENGTH = N_CHARACTERS_AROUND - 5


def stop_columns(distinct: Sequence[str], shapes: Shapes) -> Columns:
    """One entry a chunk: ``stop`` (NO_STOP ... INSIDE), ``begins`` (BEGINS ... DOTTED), ``opened`` and ``closed``
    brackets that have no partner in it, ``is_label``: it may number an item of a list."""
    stop, begins = shapes.ask(_stop_of, np.int8), shapes.ask(_begins, np.int8)
    for chunk in _with_telling_letters(distinct, shapes):
        stop[chunk] = _stop_of(distinct[chunk])
    for chunk in np.flatnonzero(shapes.ask(SMALL_NAME.search, bool)).tolist():
        begins[chunk] = _begins(distinct[chunk])
    brackets = np.array(list(map(_unpaired_brackets, shapes.texts)), np.int32).reshape(-1, 2)
    opened, closed = brackets[shapes.number].T
    return {"stop": stop, "begins": begins, "opened": opened, "closed": closed,
            "is_label": shapes.ask(LABEL.fullmatch, bool)}


def _with_telling_letters(distinct: Sequence[str], shapes: Shapes) -> list[int]:
    """Chunks whose letters may matter to ``_stop_of``: an abbreviation before the final mark, or a mark inside."""
    listed = abbreviations_in_lower_case()
    start, end = np.array(list(map(_last_word, shapes.texts)), np.int32).reshape(-1, 2)[shapes.number].T
    chunks = np.flatnonzero(end > start)
    starts, ends = (shapes.offsets(chunks, edge[chunks]).tolist() for edge in (start, end))
    found = [chunk for chunk, first, last in zip(chunks.tolist(), starts, ends, strict=True)
             if distinct[chunk][first:last].lower() in listed]
    return found + np.flatnonzero(shapes.ask(_has_mark_inside, bool)).tolist()


def _last_word(chunk: str) -> tuple[int, int]:
    """Where in a chunk with a final mark that may end a sentence the word stands that may be an abbreviation."""
    final = FINAL_STOP.fullmatch(chunk)
    if not final:
        return 0, 0
    before = final["before"]
    return max(len(before) - len(MARKS_BEFORE_WORD.sub("", before)), before.rfind("-") + 1), len(before)


def _unpaired_brackets(chunk: str) -> tuple[int, int]:
    opened = closed = 0
    for bracket in BRACKET.findall(chunk):
        if bracket in "([":
            opened += 1
        elif opened:
            opened -= 1
        else:
            closed += 1
    return opened, closed


@lru_cache(maxsize=100_000)
def _begins(chunk: str) -> int:
    if chunk[0] in ascii_uppercase or chunk[0] in digits:
        return BEGINS
    if chunk[0] in ascii_lowercase and chunk.islower():
        return GOES_ON
    if LONE_DOT.match(chunk):
        return DOTTED
    if chunk.startswith(CONTINUING_MARKS):
        return GOES_ON
    following = NEXT_WORD.match(chunk) if len(chunk) <= MAX_LENGTH else None
    if following is None:
        return UNSURE
    word = APOSTROPHE.sub("", following["word"])
    return GOES_ON if word[0].islower() and not CAPITAL_INSIDE.match(word) else BEGINS


@lru_cache(maxsize=100_000)
def _stop_of(chunk: str) -> int:
    if not POSSIBLE.search(chunk):
        return NO_STOP
    if chunk[-1] == "." and chunk[:-1].isalpha() and len(chunk) <= MAX_LENGTH:  # by far the most: a word and its stop
        return _final_stop(chunk[:-1], ".", "")
    if len(chunk) > MAX_LENGTH or BULLET_OR_NOTE.search(chunk):
        return INSIDE
    if _has_mark_inside(chunk) and _ends_inside(chunk):
        return INSIDE
    final = FINAL_STOP.fullmatch(chunk)
    if not final:
        return NO_STOP
    if not HAS_WORD.search(final["before"]):
        return BY_NEXT
    return _final_stop(MARKS_BEFORE_WORD.sub("", final["before"]), final["mark"], final["closers"].strip(")]}"))


def _has_mark_inside(chunk: str) -> bool:
    """Whether a mark stands before the final ones that is not surely quiet: said.We, done.”... or U.S.-led, not 3.67"""
    final = FINAL_STOP.fullmatch(chunk)
    quiet = QUIET_INSIDE.sub("", chunk)
    return POSSIBLE.search(quiet[:len(quiet) - (len(chunk) - len(final["before"]) if final else 0)]) is not None


def _ends_inside(chunk: str) -> bool:
    """Whether a mark inside may end a sentence: said.We or done.”... but not U.S.-led"""
    text = f"Then it {chunk} It"
    return any(8 < end < 8 + len(chunk) for _, end in split_sentences(text))


def _final_stop(word: str, mark: str, closing_quotes: str) -> int:
    """The class of a chunk that ends with a mark. ``word``: what stands before it."""
    group = abbreviation_group(word.rsplit("-", 1)[-1])
    if mark != ".":
        return BY_NEXT if closing_quotes or group == "exclaimed" or is_ellipsis(mark) else ENDS
    if not (word[-1].isalnum() or word[-1] == "°"):
        return ENDS
    if group in NEVER_LAST:
        return NO_STOP
    may_be_label = len(word) == 1 or (word.isdecimal() and len(word) <= 3)
    if closing_quotes:
        return BY_NEXT if may_be_label else ENDS
    last = word.rsplit("-", 1)[-1]
    return ENDS if last.isalpha() and len(last) > 1 and not group else BY_NEXT


@lru_cache(maxsize=10_000)  # half of the pairs have been met before
def ends_before(chunk: str, next_chunk: str) -> int:
    """For a BY_NEXT chunk before a chunk that begins a sentence: NO_STOP, ENDS, UNLESS_LABEL or ASK."""
    final, following = FINAL_STOP.fullmatch(chunk), NEXT_WORD.match(next_chunk)
    if final is None or following is None or len(next_chunk) > MAX_LENGTH or not HAS_WORD.search(final["before"]):
        return ASK
    word, next_word = MARKS_BEFORE_WORD.sub("", final["before"]), APOSTROPHE.sub("", following["word"])
    if is_ellipsis(final["mark"]):
        return ASK if final["before"].endswith(("[", "(")) else ENDS  # it stands at its word
    group = abbreviation_group(word.rsplit("-", 1)[-1])
    if final["mark"] != ".":
        return ASK if group == "exclaimed" or _may_be_speaker(next_chunk) else ENDS
    if final["closers"].strip(")]}") or next_word.lower() in words_of_group("question_verb"):
        return ASK  # the word after the next one matters too
    if not full_stop_ends(word, next_word):
        return NO_STOP
    if group or (len(word) == 1 and not word.isdigit()):
        return ASK  # in a headline it does not end
    return UNLESS_LABEL if LIST_MARKER.fullmatch(final["before"]) else ENDS


def _may_be_speaker(chunk: str) -> bool:
    """Whether somebody who spoke may be named here: “Why?” Smith asked"""
    name = NAME.match(chunk)
    return name is not None and (name[0] == "I" or name[0].lower() not in sentence_starters())
