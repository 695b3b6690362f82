"""Quotation marks told apart from apostrophes: what each mark of a paragraph can do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from framing.grouped_words import words_of_group

# What a mark can do. "If open" is decided by the pairing: whether a quotation of the same family is open.
OPENS = "opens"
CLOSES = "closes"                    # and is a mistake if nothing is open
CLOSES_OR_OPENS = "closes or opens"  # closes if it can, else opens
CLOSES_IF_OPEN = "closes if open"    # else it is an apostrophe, or the sign for inches
NOTHING = "nothing"                  # an apostrophe, or the sign for inches

FAMILIES = {
    "double": '“”„‟"',
    "single": "‘’‚‛'",
    "guillemet": "«»",
    "small_guillemet": "‹›",
}
TWO_FOR_ONE = ("''", "’’", "‘‘")  # two single marks typed for a double one
FAMILY_OF = {mark: family for family, marks in FAMILIES.items() for mark in marks}
FAMILY_OF |= dict.fromkeys(TWO_FOR_ONE, "double")
OPENING_SHAPE = frozenset("“„‟‘‚‛«‹") | {"‘‘"}
CLOSING_SHAPE = frozenset("”»›") | {"’’"}

RUN_OF_MARKS = re.compile(r"[“”„‟\"‘’‚‛'«»‹›]+")
ONE_MARK = re.compile(r"(?:''|’’|‘‘)(?!['’‘])|.", re.DOTALL)
BEFORE_OPENING = frozenset("([{<-–—/|=>*_~:;…")
AFTER_CLOSING = frozenset(".,;:!?)]}")
BEGINS_A_WORD = frozenset("[($€£#@")
MAY_BE_POSSESSIVE = re.compile(r"(?:[sxzSXZ]|in|[0-9]|\bo|\bol|\ban|\bth)\Z")  # leaders’ goin’ 6' o’ ol’


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that may belong to a quotation: where it stands, and what it can do."""

    start: int
    end: int
    family: str
    role: str


class Place(NamedTuple):
    """Where a mark stands. Marks that stand next to each other share their surroundings."""

    start: int
    sign: str
    family: str
    opens_here: bool   # a quotation may begin here
    closes_here: bool  # a quotation may end here
    after_digit: bool


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of one paragraph, ``text[start:end]``, in order; apostrophes are left out.

    Rules for single marks: between letters it is an apostrophe; before a word such as 'em or a decade
    ('90s) too. A closing mark after s and before a word (leaders’ talks) is a possessive if a better
    closing mark follows before the next quotation opens; the pairing makes it an apostrophe as well
    if nothing is open. A double mark after a digit is the sign for inches if the next one closes.
    """
    places = find_places(text, start, end)
    closing_later = _closing_later(text, places, end)
    double_closes_next = _double_closes_next(places)
    marks = []
    for number, place in enumerate(places):
        if place.family == "single":
            role = _role_of_single(text, place, end, closing_later[number])
        elif place.family == "double" and place.after_digit and place.closes_here:
            role = NOTHING if double_closes_next[number] else CLOSES_IF_OPEN
        else:
            role = role_of_pair(place)
        if role != NOTHING:
            marks.append(Mark(place.start, place.start + len(place.sign), place.family, role))
    return marks


def find_places(text: str, start: int, end: int) -> list[Place]:
    """Every mark of a paragraph, ``text[start:end]``, and what may happen where it stands."""
    places: list[Place] = []
    for run in RUN_OF_MARKS.finditer(text, start, end):
        first, last = run.span()
        before = _kind(text[first - 1]) if first > start else ""
        after = "".join([_kind(character) for character in text[last:min(last + 2, end)]])
        places += [Place(first + place[0], *place[1:]) for place in _places_of_run(before, run[0], after)]
    return places


def _kind(character: str) -> str:
    """One letter stands for all, and one digit: no rule looks closer."""
    return "a" if character.isalpha() else "0" if character.isdigit() else character


@lru_cache(maxsize=10_000)
def _places_of_run(before: str, run: str, after: str) -> tuple[Place, ...]:
    """The marks of a run between two surroundings, counted from its beginning."""
    opens = _can_open(before, after)
    closes = not opens and _can_close(before, after)
    return tuple(Place(mark.start(), mark[0], FAMILY_OF[mark[0]], opens, closes, before.isdigit())
                 for mark in ONE_MARK.finditer(run))


def _can_open(before: str, after: str) -> bool:
    """After white space, a bracket or a dash, and before a word or dots that stand for words left out."""
    if before.strip() and before not in BEFORE_OPENING:
        return False
    return bool(after[:1].strip()) and (after[0] not in AFTER_CLOSING or after == "..")


def _can_close(before: str, after: str) -> bool:
    """After something, and not before a word."""
    return bool(before.strip()) and not (after[:1].isalnum() or after[:1] in BEGINS_A_WORD)


def role_of_pair(place: Place) -> str:
    """Double marks and guillemets: the shape decides, where it has one; else the place."""
    if place.sign in OPENING_SHAPE:
        return CLOSES_OR_OPENS if place.closes_here else OPENS  # „so“ and a mistaken “so“
    if place.opens_here:
        return CLOSES_OR_OPENS if place.sign in CLOSING_SHAPE else OPENS  # »so« and a mistaken ”so”
    if place.closes_here or place.sign in CLOSING_SHAPE:
        return CLOSES
    return CLOSES_OR_OPENS  # a space too many or too few: said,"We


def _role_of_single(text: str, place: Place, end: int, closing_later: bool) -> str:
    if place.opens_here:
        if place.sign == "’" or _elision("elision").match(text, place.start + 1, end):
            return NOTHING
        may_be_word = _elision("elision_or_word").match(text, place.start + 1, end)
        return NOTHING if may_be_word and not closing_later else OPENS
    if not place.closes_here or text[max(0, place.start - 2) : place.start].lower() in ("'n", "’n", "‘n"):
        return NOTHING
    return NOTHING if _is_possessive(text, place, end) and closing_later else CLOSES_IF_OPEN


def _is_possessive(text: str, place: Place, end: int) -> bool:
    """leaders’ talks: the shape of a possessive, which a closing mark can have too (‘pragmatists’ said)."""
    following = text[place.start + 1 : min(place.start + 3, end)]
    if not (following[:1].isspace() and following[1:].isalnum()):
        return False
    return MAY_BE_POSSESSIVE.search(text, max(0, place.start - 3), place.start) is not None


def _closing_later(text: str, places: list[Place], end: int) -> list[bool]:
    """For each mark: whether a single mark that is no possessive closes after it, before the next one opens
    and within the same double marks. Read from the end, so that it takes one pass."""
    later = [False] * len(places)
    outside: list[bool] = []  # what was found to the right of the double quotations that we are in
    found = False
    for number in range(len(places) - 1, -1, -1):
        place = places[number]
        later[number] = found
        if place.family == "single":
            closes = place.closes_here and not _is_possessive(text, place, end)
            found = closes or (found and not (place.opens_here and place.sign != "’"))
        elif place.closes_here:
            outside.append(found)
            found = False
        elif place.opens_here and outside:
            found = outside.pop()
    return later


def _double_closes_next(places: list[Place]) -> list[bool]:
    """For each mark: whether the next double mark stands where one closes."""
    closes_next = [False] * len(places)
    closes = False
    for number in range(len(places) - 1, -1, -1):
        closes_next[number] = closes
        if places[number].family == "double":
            closes = places[number].closes_here
    return closes_next


@cache
def _elision(group: str) -> re.Pattern[str]:
    words = "|".join(sorted(words_of_group(group)))
    number = r"\d0s" if group == "elision" else r"\d\d"  # '90s '08
    return re.compile(rf"(?:{number}|{words})\b(?!['’‘])|n['’‘]", re.IGNORECASE)  # and rock 'n' roll
