"""Every attribution that the words of one sentence show by themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from framing.attributions.asides import MARK_BEFORE_AN_ASIDE, Aside, aside_of_cue, aside_of_phrase
from framing.attributions.complements import complement_of, source_of
from framing.attributions.cue_places import Place
from framing.attributions.cues import CueAt
from framing.attributions.found import Found
from framing.attributions.make import make_found
from framing.attributions.noun_phrases import Span
from framing.attributions.phrase_frames import found_of_phrase
from framing.attributions.tokens import Tokens


def find_in_sentence(tokens: Tokens, places: Sequence[Place]) -> list[Found]:
    """The attributions of a sentence, in order. What stands inside the content of one is not looked at again.

    ``places``: its cues and set phrases.
    """
    cues = [at for at in places if isinstance(at, CueAt)]
    found, taken = _find_asides(tokens, cues, places)
    for at in places:
        if at.first < taken:
            continue
        if isinstance(at, CueAt):
            new, stop = _forward(tokens, at, cues, taken, found[-1] if found else None)
        else:
            new, stop = found_of_phrase(tokens, at, cues, taken)
        if new:
            found.append(new)
            taken = max(taken, stop)
    return sorted(found, key=lambda one: one.begin) if len(found) > 1 else found


def _find_asides(tokens: Tokens, cues: list[CueAt], places: Sequence[Place]) -> tuple[list[Found], int]:
    """The attributions of asides, and the token up to which the sentence is used by them."""
    found: list[Found] = []
    taken = 0
    mark = MARK_BEFORE_AN_ASIDE.search(tokens.letters)
    first_mark = mark.start() if mark else len(tokens.letters)
    for at in places:
        if at.first < taken or (at.first < first_mark and isinstance(at, CueAt)):
            continue  # most cues stand before what they report
        aside = aside_of_cue(tokens, at, taken) if isinstance(at, CueAt) else aside_of_phrase(tokens, at, taken)
        if not aside:
            continue
        for first, stop in ((taken, aside.first), _content_after(tokens, aside, cues)):
            one = make_found(tokens, (first, stop), aside.cue, aside.source, aside.stance, aside.confidence)
            if one:
                found.append(one)
                taken = max(stop, aside.stop)
    return found, taken


def _content_after(tokens: Tokens, aside: Aside, cues: list[CueAt]) -> Span:
    """What goes on after an aside: a quotation, or the rest of the clause that it interrupted."""
    letters, stop = tokens.letters, aside.stop
    if stop < len(letters) and letters[stop] == ")":
        stop += 1
    if stop >= len(letters):
        return stop, stop
    first = stop + 1 if letters[stop] in ",:-" else stop
    if first >= len(letters):
        return first, first
    quotation = letters.find("Q", first)
    if quotation >= 0 and not any(first <= at.first < quotation for at in cues):
        return quotation, quotation + 1
    goes_on = (aside.source[0] < aside.cue[0] and letters[stop] == "," and letters[first] in "xvrenw"
               and not any(at.first == first for at in cues))
    return (first, len(letters)) if goes_on else (first, first)


def _shares_source(tokens: Tokens, at: CueAt, previous: Found) -> bool:
    """…, he said, adding that … · said Y, which said … · blamed Y and called on Z: the cue follows at once."""
    letters, place = tokens.letters, at.first - 1
    while place >= 0 and letters[place] in "rx":
        place -= 1
    if place < 0 or letters[place] not in (",cpQ" if at.cue.form == "ing" else "cbw"):
        return False
    while place >= 0 and letters[place] in ",cbwp-":
        place -= 1
    last = max(previous.content[1], previous.source[1], previous.cue[1])
    after = bisect_left(tokens.starts, last)
    between = letters[after if after < len(letters) else place:place + 1]
    # To whom and when it was said; no other subject and verb.
    return not set(between) & set("xvhseg")


def _forward(tokens: Tokens, at: CueAt, cues: list[CueAt], floor: int, previous: Found | None
             ) -> tuple[Found | None, int]:
    later = [one for one in cues if one.first >= at.stop]
    complement = complement_of(tokens, at, later)
    if not complement:
        return None, floor
    if previous and _shares_source(tokens, at, previous):
        return make_found(tokens, (complement.first, complement.stop), (at.first, at.stop), None, at.cue.stance,
                          0.85, previous.source), complement.stop
    source = source_of(tokens, at, complement, floor)
    if not source:
        return None, floor
    span, confidence = source
    found = make_found(tokens, (complement.first, complement.stop), (at.first, at.stop), span, at.cue.stance,
                       confidence)
    return found, complement.stop
