"""What a set phrase reports, when it does: "according to X, …" · reportedly … · is expected to … · his claim that …"""

from __future__ import annotations

from framing.attributions.clause_ends import end_of_clause, end_of_object
from framing.attributions.cues import CueAt
from framing.attributions.found import Found
from framing.attributions.make import make_found
from framing.attributions.noun_phrases import Span, phrase_after, phrase_before
from framing.attributions.phrases import PhraseAt
from framing.attributions.tokens import Tokens
from framing.attributions.word_lists import words_of

Reported = tuple[Found | None, int]


def found_of_phrase(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """The attribution that a set phrase makes with what follows it, and the token up to which it reaches."""
    return {"according": _according, "hearsay": _hearsay, "passive": _passive, "noun": _noun,
            "viewpoint": _viewpoint}[at.phrase.frame](tokens, at, cues, floor)


def _made(tokens: Tokens, at: PhraseAt, content: Span, source: Span | None, confidence: float,
          cue: Span | None = None) -> Reported:
    found = make_found(tokens, content, cue or (at.first, at.stop), source, at.phrase.stance, confidence)
    return found, content[1] if found else at.first


def _according(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """According to X, …"""
    phrase = phrase_after(tokens, at.stop)
    if not phrase or (at.phrase.words == ("per",) and tokens.letters[phrase[0]] not in "Nd"):
        return None, floor
    comma = tokens.letters.find(",", phrase[1])
    if comma < 0:
        return None, floor
    return _made(tokens, at, (comma + 1, len(tokens.letters)), phrase, 0.9)


def _hearsay(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """X reportedly …: nobody is named who reports. Before a cue ("reportedly said") it only colours that cue."""
    letters, stop = tokens.letters, at.stop
    if stop >= len(letters) or letters[stop] in ",;d" or any(cue.first == stop for cue in cues):
        return None, floor
    later = [cue for cue in cues if cue.first > stop]
    confidence = 0.4 if at.phrase.words == ("apparently",) else 0.7
    return _made(tokens, at, (stop, end_of_object(tokens, stop, later)), None, confidence)


def _passive(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """X is expected to …: a report without a source."""
    place = at.first - 1
    while place > floor and tokens.letters[place] == "r":
        place -= 1
    is_passive = place >= floor and tokens.low[place].rpartition("'")[2] in words_of("be") | {"s", "re"}
    # with X expected to
    is_short = at.phrase.words[0] == "expected" and place >= floor and tokens.letters[place] == "N"
    if not (is_passive or is_short) or at.stop >= len(tokens.letters):
        return None, floor
    later = [cue for cue in cues if cue.first > at.stop]
    first = place if is_passive and tokens.letters[place] == "x" else at.first
    return _made(tokens, at, (at.stop, end_of_object(tokens, at.stop, later)), None, 0.6, (first, at.stop))


def _noun(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """X's claim that …, their plan to …"""
    letters, stop = tokens.letters, at.stop
    if stop >= len(letters) or stop + 1 >= len(letters) or letters[stop] != "T":
        return None, floor
    later = [cue for cue in cues if cue.first > stop]
    source = _possessor(tokens, at.first, floor)
    end = min(end_of_object(tokens, stop + 1, later), end_of_clause(tokens, stop + 1, later))
    if letters[stop + 1:].lstrip("r")[:1] in ("x", "v", "e"):  # "the reports that were published": a relative clause
        return None, floor
    return _made(tokens, at, (stop + 1, end), source, 0.7 if source else 0.5)


def _possessor(tokens: Tokens, place: int, floor: int) -> Span | None:
    """The one whose claim it is: "Putin's claim", "his claim"; adjectives between are skipped."""
    first = place
    while first > floor and tokens.letters[first - 1] in "nre" and place - first < 3 \
            and not tokens.low[first - 1].endswith(("'s", "s'", "'")):
        first -= 1
    if first == floor:
        return None
    low = tokens.low[first - 1]
    if low in ("his", "her", "their", "its"):
        return first - 1, first
    end = tokens.ends[first - 1]
    if low.endswith(("'s", "s'")) or tokens.text[end:end + 1] in ("'", "’"):
        phrase = phrase_before(tokens, first, floor)
        cut = tokens.letters.rfind("p", phrase[0], phrase[1]) + 1 if phrase else 0
        return (max(phrase[0], cut), phrase[1]) if phrase else None
    return None


def _viewpoint(tokens: Tokens, at: PhraseAt, cues: list[CueAt], floor: int) -> Reported:
    """In X's view, …"""
    source = _possessor(tokens, at.first, floor)
    if not source or source[0] == floor or tokens.low[source[0] - 1] not in ("in", "to", "by"):
        return None, floor
    first = at.stop + 1 if tokens.letters[at.stop:at.stop + 1] == "," else at.stop
    if first >= len(tokens.letters) or tokens.letters[at.stop] != ",":
        return None, floor
    return _made(tokens, at, (first, len(tokens.letters)), source, 0.85)
