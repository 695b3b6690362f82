"""Cues that stand beside what they report: "…," X said · "…", said X, who … · … , according to X."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.attributions.clause_ends import skip_person, skip_setting
from framing.attributions.cues import CueAt
from framing.attributions.noun_phrases import Span, phrase_after, subject_before
from framing.attributions.phrases import PhraseAt
from framing.attributions.quotation_shape import ends_a_statement
from framing.attributions.tokens import Tokens

ENDS_AN_ASIDE = frozenset(",;:-?Qs)")
BEFORE_AN_ASIDE = frozenset(",Q-?)")
MARK_BEFORE_AN_ASIDE = re.compile(r"[,Q?)-]")
# Less than this, without a verb or a quotation, is "On Friday," and no statement.
MIN_TOKENS_WITHOUT_VERB = 6
MAX_TOKENS_AFTER_VERB = 25


class Aside(NamedTuple):
    """Source and cue beside what is reported: tokens from ``first`` to before ``stop``; content stands around it."""

    first: int
    stop: int
    cue: Span
    source: Span
    stance: str
    confidence: float


def aside_of_cue(tokens: Tokens, at: CueAt, floor: int) -> Aside | None:
    """The aside that a verb makes with its subject before or after it, or None.

    ``floor``: the first token that may belong to its content.
    """
    if at.cue.form == "ing" and not (at.first and tokens.low[at.first - 1] in ("is", "are")):
        return None
    if not MARK_BEFORE_AN_ASIDE.search(tokens.letters, floor, at.first):
        return None
    beside_quotation = "Q" in tokens.letters[max(floor, at.first - 25):at.first]
    if "after" not in at.cue.frames and not (beside_quotation and at.cue.frames & {"quote", "that"}):
        return None
    return _inverted(tokens, at, floor) or _normal(tokens, at, floor)


def _normal(tokens: Tokens, at: CueAt, floor: int) -> Aside | None:
    """…, X said (on Friday), …"""
    stop = _end_after_verb(tokens, at)
    if stop < len(tokens.letters) and tokens.letters[stop] not in ENDS_AN_ASIDE:
        return None
    if stop < len(tokens.letters) and tokens.letters[stop] == ":":
        return None
    subject = subject_before(tokens, at.first, floor)
    if not subject:
        return None
    (first, subject_stop), confidence = subject
    if first <= floor or tokens.letters[first - 1] not in BEFORE_AN_ASIDE:
        return None
    if not has_content(tokens, floor, first) and not _interrupts(tokens, first, stop):
        return None
    before = tokens.letters[floor:first]
    if "Q" not in before and before.lstrip("cb,")[:1] in tuple("psgyre") and tokens.letters[stop:stop + 2] == ",Q":
        return None  # In Texas, he said, “…”
    if tokens.letters[subject_stop] == "w" or tokens.letters[subject_stop:subject_stop + 2] == ",w":
        return None  # a relative clause about the one who speaks
    if tokens.letters[first - 1] == "Q" and not ends_a_statement(tokens.words(first - 1, first)):
        return None
    if stop < len(tokens.letters) and tokens.letters[stop] == "Q" and tokens.letters[first - 1] != "Q":
        return None  # In Texas, he said “…”
    return Aside(first, stop, (at.first, at.stop), (first, subject_stop), at.cue.stance, confidence)


def _interrupts(tokens: Tokens, first: int, stop: int) -> bool:
    """Russia, he said, now considers …: the aside stands between a subject and its verb."""
    letters = tokens.letters
    return letters[stop:stop + 1] == "," and stop + 1 < len(letters) and letters[stop + 1] in "xvren" \
        and letters[first - 1] == ","


def _end_after_verb(tokens: Tokens, at: CueAt) -> int:
    """The token after the verb and what may follow it in an aside: to whom, when, where, of what."""
    letters = tokens.letters
    place = skip_person(tokens, at.stop) if "person" in at.cue.frames or at.cue.base == "tell" else at.stop
    for first in (place, skip_setting(tokens, place)):
        end = first
        while end < len(letters) and letters[end] in "ptdnNyrocge()" and end - first < MAX_TOKENS_AFTER_VERB:
            end += 1
        if first < len(letters) and letters[first] in "pt" and (end == len(letters) or letters[end] in ENDS_AN_ASIDE):
            return end
    return skip_setting(tokens, place)


def _inverted(tokens: Tokens, at: CueAt, floor: int) -> Aside | None:
    """“…”, said X (in Paris), …"""
    letters = tokens.letters
    before = at.first - 1
    while before > floor and letters[before] == "r":
        before -= 1
    if "person" in at.cue.frames and (letters[before] != "Q" or at.cue.base == "tell"):
        return None  # what follows "told" is who was told
    if before < floor or letters[before] not in BEFORE_AN_ASIDE or not has_content(tokens, floor, before + 1):
        return None
    phrase = phrase_after(tokens, at.stop)
    if not phrase or (letters[before] != "Q" and letters[phrase[0]] == "h"):
        return None
    if letters[before] == "Q" and not ends_a_statement(tokens.words(before, before + 1)):
        return None
    stop = phrase[1]
    if stop < len(letters) and letters[stop] in "xvTtkhd" and not (letters[before] == "Q" and letters[stop] in "td"):
        return None
    is_named = letters[phrase[0]] == "d" or "N" in letters[slice(*phrase)]
    if letters[before] != "Q" and (not is_named or _clause_follows(letters, stop)):
        return None  # …, the minister, said the talks were over
    return Aside(before + 1, stop, (at.first, at.stop), phrase, at.cue.stance, 0.95)


def _clause_follows(letters: str, place: int) -> bool:
    """Whether a finite verb stands before the next comma."""
    if place < len(letters) and letters[place] not in ",;-pwsyrQ":
        return True
    rest = letters[place:].partition(",")[0].partition("w")[0]
    return "x" in rest or "v" in rest or rest.lstrip("rc")[:1] == "e"


def aside_of_phrase(tokens: Tokens, at: PhraseAt, floor: int) -> Aside | None:
    """… , according to X: the aside of a set phrase with a source after it, if there is content before it."""
    letters = tokens.letters
    if at.phrase.frame != "according":
        return None
    phrase = phrase_after(tokens, at.stop)
    if not phrase or (at.phrase.words == ("per",) and letters[phrase[0]] not in "Nd"):
        return None
    before = letters[floor:at.first].rstrip(",")
    if not before or before[-1] in "Tcbs" or not has_content(tokens, floor, at.first):
        return None
    return Aside(at.first, phrase[1], (at.first, at.stop), phrase, at.phrase.stance, 0.9)


def has_content(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether the tokens can be a statement: a quotation, something with a verb, or more than a few words."""
    letters = tokens.letters[first:stop].lstrip("cb,")
    if "Q" in letters or "x" in letters or "v" in letters:
        return True
    if letters[:1] in ("p", "s", "g", "e", "y", "r"):
        letters = letters.partition(",")[2] or letters.lstrip("psgeyrdnN")
    return len(letters) >= MIN_TOKENS_WITHOUT_VERB or "e" in letters
