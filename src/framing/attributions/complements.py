"""Cues that stand before what they report: X said that … · X told Y to … · X accused Y of … · X's claim that …"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.attributions.clause_ends import end_of_clause, end_of_object, skip_person, skip_setting
from framing.attributions.cues import CueAt
from framing.attributions.noun_phrases import Span, can_speak, clause_subject, phrase_before, subject_before
from framing.attributions.phrases import phrases_by_word
from framing.attributions.quotation_shape import is_title
from framing.attributions.tokens import Tokens
from framing.attributions.word_lists import words_of

CLAUSE, OBJECT = "clause", "object"
MAX_TOKENS_BEFORE_AS, MAX_TOKENS_OF_PERSON = 9, 25
NEGATIONS = frozenset({"not", "never"})
TELLS_WHEN = frozenset({"as", "while", "when", "before", "after", "until", "since"})
NOBODY = frozenset({"neither", "no", "nobody", "none"})
NAMES_AND_NAMED = re.compile(r"(?:o|d?[nN]+(?:p?d?[nN]+)*?)r?(?:Q|d)")  # called him a liar · called the deal “dead”
# Nouns as well as verbs: they are read as verbs only where the place allows nothing else.
NOUN_BEFORE = frozenset("dp")


class Complement(NamedTuple):
    """What a cue reports: tokens from ``first`` to before ``stop``, and whether it is a clause or an object."""

    first: int
    stop: int
    kind: str


def complement_of(tokens: Tokens, at: CueAt, later: list[CueAt]) -> Complement | None:
    """What follows the cue, if it is something that the cue can report."""
    letters, frames = tokens.letters, at.cue.frames
    place = at.stop
    if "person" in frames and (that := _that_after_person(letters, place)):
        end = end_of_clause(tokens, that + 1, later)
        return Complement(that + 1, end, CLAUSE) if that + 1 < end else None
    if "person" in frames and place < len(letters) and letters[place] in "oNdn":
        after = skip_setting(tokens, skip_person(tokens, place))
        if after < len(letters) and letters[after] in _AFTER_PERSON[at.cue.base == "tell"]:
            place = after
    place = skip_setting(tokens, place)
    if place >= len(letters):
        return None
    if letters[place] in ",:-":
        place += 1
        if place >= len(letters) or (letters[place] != "Q" and letters[place - 1] != ":"):
            return None
        return Complement(place, _end_of_quotations(tokens, place), CLAUSE)
    kind = _kind(tokens, at, place)
    if not kind or (letters[place] == "Q" and is_title(tokens.words(place, place + 1))):
        return None
    first = place + 1 if (letters[place] == "T" and kind == CLAUSE) or tokens.low[place] == "as" else place
    if at.cue.form == "ing" and at.first and letters[at.first - 1] in "nN":
        kind = OBJECT  # with X saying …, the others went
    end = end_of_clause(tokens, first, later) if kind == CLAUSE else end_of_object(tokens, first, later)
    return Complement(first, end, kind) if first < end else None


def _that_after_person(letters: str, place: int) -> int:
    """The "that" after the people who are told something, however long they are; 0 if a clause comes before it."""
    that = letters.find("T", place, place + MAX_TOKENS_OF_PERSON)
    return that if that > place and not set(letters[place:that]) & set("xvhkQ:sTt") else 0


_AFTER_PERSON = {True: frozenset("TthdNkQ:,nrs"), False: frozenset("TtkQ:,h")}


def _end_of_quotations(tokens: Tokens, place: int) -> int:
    """After a colon or comma: the quotation alone, or everything if none stands there."""
    if tokens.letters[place] != "Q":
        return len(tokens.letters)
    while place < len(tokens.letters) and tokens.letters[place] == "Q":
        place += 1
    return place


def _kind(tokens: Tokens, at: CueAt, place: int) -> str:
    """Whether a clause or an object begins at ``place`` that this cue can take; empty if neither."""
    letter, frames, letters = tokens.letters[place], at.cue.frames, tokens.letters
    is_clausal = bool(frames & {"clause", "that"})
    if letter == "Q":
        return CLAUSE if is_clausal or "quote" in frames else OBJECT
    if tokens.low[place] == "as" and frames & {"as", "naming", "object"}:
        return OBJECT if tokens.low[at.first - 2:at.first - 1] and "what" in tokens.low[:at.first] else ""
    if letter == "s" and tokens.low[place] in TELLS_WHEN and "Q" in letters[:at.first]:
        return ""  # “…,” she said as he left
    if "naming" in frames and letters[place:place + 2] == "Td":
        return OBJECT  # calling that a mistake
    if letter in "Tk":
        return CLAUSE if is_clausal else OBJECT if letter == "k" and "object" in frames else ""
    if letter == "t":
        return OBJECT if "to" in frames and place + 1 < len(letters) and letters[place + 1] not in "dNo" else ""
    if "naming" in frames:
        return OBJECT if NAMES_AND_NAMED.match(letters[place:place + 12]) or letters[place:place + 2] == "dQ" else ""
    if "as" in frames:
        return OBJECT if "as" in tokens.low[place + 1:place + MAX_TOKENS_BEFORE_AS] else ""
    if letter == "h" and letters[place + 1:place + 2] in ("", "p", ",", "y", ";"):
        return ""  # said it on Monday
    if "clause" in frames and letter in "hdNnsgeroxy(v":
        return CLAUSE
    if "clause" in frames and letter == "p":
        return CLAUSE if at.cue.base == "say" and set(letters[place:]) & set("xv") else ""
    if letter == "h" or (is_clausal and letter in "dNn" and _has_verb_soon(letters, place)):
        return CLAUSE if is_clausal else OBJECT if "object" in frames and tokens.low[place] == "it" else ""
    return OBJECT if "object" in frames and letter in "dNnoge(" else ""


def _has_verb_soon(letters: str, place: int) -> bool:
    """A finite verb before the next comma: what follows is a clause without "that"."""
    near = letters[place:place + 10]
    for mark in ",;:":
        near = near.partition(mark)[0]
    return "x" in near or "v" in near


def source_of(tokens: Tokens, at: CueAt, complement: Complement, floor: int) -> tuple[Span | None, float] | None:
    """Who reports: the span of the source (None if none is named) and a confidence; None: this is no attribution."""
    letters, low, before = tokens.letters, tokens.low, at.first - 1
    if at.cue.form == "ing":
        return _source_of_participle(tokens, at, floor)
    if before < floor:
        return None
    if _looks_like_noun(tokens, at, complement, floor):
        return None
    place = before
    while place > floor and letters[place] in "ry":
        place -= 1
    if at.cue.form == "past" and letters[place] == "x" and low[place] in words_of("be"):
        return _source_of_passive(tokens, at, complement)
    if letters[place] == "t" and at.cue.form == "base":
        subject = _subject_of_infinitive(tokens, complement, place, floor)
        return (subject, 0.55) if subject and low[subject[0]] not in words_of("narrator") else None
    found = subject_before(tokens, at.first, floor)
    if not found or low[found[0][1] - 1] in words_of("narrator"):
        return None
    if "agent" in at.cue.frames and not can_speak(tokens, found[0]):
        return None
    if complement.kind == OBJECT and any(word in NOBODY for word in low[found[0][0]:found[0][1]]):
        return None
    if complement.kind == OBJECT and any(word in NEGATIONS or word.endswith("n't") for word in low[place:at.first]):
        return None  # would not comment on
    return found


def _subject_of_infinitive(tokens: Tokens, complement: Complement, place: int, floor: int) -> Span | None:
    """Who is to say it: "went on to say that", "led Smith to say that". Without a clause it is mostly a wish."""
    letters = tokens.letters
    if complement.kind != CLAUSE or not (letters[complement.first - 1] == "T" or letters[complement.first] in "hQ"):
        return None
    if place > floor and letters[place - 1] == "N":
        return phrase_before(tokens, place, floor)
    return clause_subject(tokens, floor, place)


def _looks_like_noun(tokens: Tokens, at: CueAt, complement: Complement, floor: int) -> bool:
    """ "The US claims of victory", "his demand", "a report": nouns in the form of a verb."""
    letter = tokens.letters[at.first - 1]
    if at.cue.form in ("past", "ing"):
        is_possessed = tokens.low[at.first - 1].endswith(("'s", "s'"))
        return letter == "d" or (at.cue.form == "past" and (letter == "p" or is_possessed))
    if tokens.letters[at.stop:at.stop + 1] in ("e", "x", "v"):
        return True  # the reports showed
    low = tokens.low[at.first - 1]
    is_quantity = at.cue.form == "base" and low in words_of("quantity")
    if (letter in NOUN_BEFORE and not is_quantity) or low.endswith(("'s", "s'")) or low == "news":
        return True
    if at.cue.form == "base" and letter in "nN":
        return not low.endswith(("s", "people", "men", "women", "police"))
    phrase = phrase_before(tokens, at.first, floor) if letter in "nN" else None
    if phrase and phrase[0] > floor and tokens.letters[phrase[0] - 1] == "p":
        return True  # in broad terms
    if phrase and (at.cue.words[0] in phrases_by_word() or complement.kind == OBJECT):
        return any(word in words_of("possessive") or word.endswith(("'s", "s'"))
                   for word in tokens.low[slice(*phrase)])
    return False


def _source_of_passive(tokens: Tokens, at: CueAt, complement: Complement) -> tuple[Span | None, float] | None:
    """ "It was reported that …": no source; "was accused by X of …" is left out."""
    if complement.kind == CLAUSE and at.cue.frames & {"clause", "that"} and tokens.letters[at.stop] == "T":
        return None, 0.6
    return None


def _source_of_participle(tokens: Tokens, at: CueAt, floor: int) -> tuple[Span | None, float] | None:
    """ "…, saying …", "by saying …", "is saying …", "with X saying …"."""
    letters, before = tokens.letters, at.first - 1
    while before >= floor and letters[before] == "r":
        before -= 1
    if before < floor:
        comma = letters.find(",", at.stop)
        subject = clause_subject(tokens, comma + 1, len(letters)) if comma >= 0 else None
        return (subject, 0.7) if subject else None
    if letters[before] == "x":
        found = subject_before(tokens, at.first, floor)
        return found if found and tokens.low[found[0][1] - 1] not in words_of("narrator") else None
    if letters[before] in ",psc-QT":
        subject = clause_subject(tokens, 0, before)
        return (subject, 0.75) if subject else None
    phrase = phrase_before(tokens, before + 1, floor)
    return (phrase, 0.6) if phrase and letters[before] in "Nn" else None
