"""Quotation marks told apart from apostrophes: what each mark of a paragraph can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from framing.grouped_words import words_of_group

# What a mark can do. "If open" is decided by the pairing: whether a quotation of the same family is open.
OPENS = "opens"
CLOSES = "closes"                    # and is a mistake if nothing is open
CLOSES_OR_OPENS = "closes or opens"  # closes if it can, else opens
CLOSES_IF_OPEN = "closes if open"    # else it is an apostrophe, or the sign for inches
NOTHING = "nothing"                  # an apostrophe, or the sign for inches
# What the other marks of the paragraph decide.
OPENS_IF_CLOSED = "opens if closed"  # else it is an apostrophe: 'cause
POSSESSIVE = "possessive"            # nothing if a better mark closes later, else "closes if open"
INCHES = "inches"                    # nothing if the next double mark closes, else "closes if open"
ROLES = (OPENS, CLOSES, CLOSES_OR_OPENS, CLOSES_IF_OPEN, NOTHING, OPENS_IF_CLOSED, POSSESSIVE, INCHES)

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


class Mark(NamedTuple):
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


class Sign(NamedTuple):
    """What a mark shows by itself and its surroundings; the signs of a paragraph decide what each of them can do.

    ``role``: one of ROLES; ``opens_here``, ``closes_here``: how it counts for the other marks.
    """

    family: str
    role: str
    opens_here: bool
    closes_here: bool


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of one paragraph, ``text[start:end]``, in order; apostrophes are left out.

    Rules for single marks: between letters it is an apostrophe; before a word such as 'em or a decade
    ('90s) too. A closing mark after s and before a word (leaders’ talks) is a possessive if a better
    closing mark follows before the next quotation opens; the pairing makes it an apostrophe as well
    if nothing is open. A double mark after a digit is the sign for inches if the next one closes.
    """
    places = find_places(text, start, end)
    signs = [sign_of(text, place, end) for place in places]
    return [Mark(place.start, place.start + len(place.sign), place.family, role)
            for place, role in zip(places, roles_of(signs), strict=True) if role != NOTHING]


def roles_of(signs: Sequence[Sign]) -> list[str]:
    """What each mark of a paragraph can do: OPENS ... NOTHING."""
    roles = [sign.role for sign in signs]
    closing_later, double_closes_next = _closing_later(signs), _double_closes_next(signs)
    for number, role in enumerate(roles):
        if role == OPENS_IF_CLOSED:
            roles[number] = OPENS if closing_later[number] else NOTHING
        elif role == POSSESSIVE:
            roles[number] = NOTHING if closing_later[number] else CLOSES_IF_OPEN
        elif role == INCHES:
            roles[number] = NOTHING if double_closes_next[number] else CLOSES_IF_OPEN
    return roles


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


def sign_of(text: str, place: Place, end: int) -> Sign:
    """What a mark of a paragraph that ends at ``end`` shows."""
    if place.family == "single":
        return _sign_of_single(text, place, end)
    is_inches = place.family == "double" and place.after_digit and place.closes_here
    return Sign(place.family, INCHES if is_inches else _role_of_pair(place), place.opens_here, place.closes_here)


def _role_of_pair(place: Place) -> str:
    """Double marks and guillemets: the shape decides, where it has one; else the place."""
    if place.sign in OPENING_SHAPE:
        return CLOSES_OR_OPENS if place.closes_here else OPENS  # „so“ and a mistaken “so“
    if place.opens_here:
        return CLOSES_OR_OPENS if place.sign in CLOSING_SHAPE else OPENS  # »so« and a mistaken ”so”
    if place.closes_here or place.sign in CLOSING_SHAPE:
        return CLOSES
    return CLOSES_OR_OPENS  # a space too many or too few: said,"We


def _sign_of_single(text: str, place: Place, end: int) -> Sign:
    if place.opens_here:
        if place.sign == "’":
            return Sign(place.family, NOTHING, opens_here=False, closes_here=False)
        role = (NOTHING if _elision("elision").match(text, place.start + 1, end)
                else OPENS_IF_CLOSED if _elision("elision_or_word").match(text, place.start + 1, end) else OPENS)
        return Sign(place.family, role, opens_here=True, closes_here=False)
    if not place.closes_here:
        return Sign(place.family, NOTHING, opens_here=False, closes_here=False)
    if _is_possessive(text, place, end):
        return Sign(place.family, POSSESSIVE, opens_here=False, closes_here=False)
    is_short_and = text[max(0, place.start - 2) : place.start].lower() in ("'n", "’n", "‘n")
    return Sign(place.family, NOTHING if is_short_and else CLOSES_IF_OPEN, opens_here=False, closes_here=True)


def _is_possessive(text: str, place: Place, end: int) -> bool:
    """leaders’ talks: the shape of a possessive, which a closing mark can have too (‘pragmatists’ said)."""
    following = text[place.start + 1 : min(place.start + 3, end)]
    if not (following[:1].isspace() and following[1:].isalnum()):
        return False
    return MAY_BE_POSSESSIVE.search(text, max(0, place.start - 3), place.start) is not None


def _closing_later(signs: Sequence[Sign]) -> list[bool]:
    """For each mark: whether a single mark that is no possessive closes after it, before the next one opens
    and within the same double marks. Read from the end, so that it takes one pass."""
    later = [False] * len(signs)
    outside: list[bool] = []  # what was found to the right of the double quotations that we are in
    found = False
    for number in range(len(signs) - 1, -1, -1):
        sign = signs[number]
        later[number] = found
        if sign.family == "single":
            found = sign.closes_here or (found and not sign.opens_here)
        elif sign.closes_here:
            outside.append(found)
            found = False
        elif sign.opens_here and outside:
            found = outside.pop()
    return later


def _double_closes_next(signs: Sequence[Sign]) -> list[bool]:
    """For each mark: whether the next double mark stands where one closes."""
    closes_next = [False] * len(signs)
    closes = False
    for number in range(len(signs) - 1, -1, -1):
        closes_next[number] = closes
        if signs[number].family == "double":
            closes = signs[number].closes_here
    return closes_next


@cache
def _elision(group: str) -> re.Pattern[str]:
    words = "|".join(sorted(words_of_group(group)))
    number = r"\d0s" if group == "elision" else r"\d\d"  # '90s '08
    return re.compile(rf"(?:{number}|{words})\b(?!['’‘])|n['’‘]", re.IGNORECASE)  # and rock 'n' roll
