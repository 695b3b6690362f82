"""Pronouns as sources: "he", "she", "it", "they" taken to the one who fits, or to nobody."""

from __future__ import annotations

from bisect import bisect_left

from framing.attributions.memory import (
    LAST_SPEAKER,
    N_CHARACTERS_BACK,
    NEW_SUBJECT,
    ONLY_ONE_NAMED,
    SPOKE_LONG_AGO,
    TWO_FIT,
    Memory,
    Said,
)
from framing.attributions.name_runs import NAME
from framing.attributions.named_speakers import of_person
from framing.attributions.roles import Speaker, no_speaker, speaker_of_name
from framing.attributions.source_names import ORGANISATION, PERSON, Naming, name_source

# Which genders of earlier speakers a pronoun fits.
FITS = {"m": ("m", "?"), "f": ("f", "?"), "o": ("o", "?o"), "p": ("p",)}
BEFORE_A_SENTENCE = ("", ".", "\n", "!", "?", "”")
# What stands in a quotation is no subject of the sentence around it.
CLOSING_MARKS = ("”", '"', "’ ")
ENDS_OF_SENTENCES = (". ", "\n", "” ", '" ', "! ", "? ")


def of_pronoun(memory: Memory, naming: Naming, start: int) -> tuple[Speaker, float]:
    """The last speaker whom the pronoun fits, unless somebody else was named as a subject since."""
    genders = FITS.get(naming.gender, ())
    fitting = [said for said in memory.said if said.gender in genders and start - said.place <= N_CHARACTERS_BACK]
    last = fitting[-1] if fitting else None
    if naming.gender not in ("m", "f"):
        return _of_thing(memory, naming, last, start)
    name, confidence = _person_named_since(memory, naming.gender, last, start)
    if name:
        speaker, _ = of_person(memory, naming._replace(kind=PERSON, name=name), start)
        return speaker, confidence
    if not last:
        return no_speaker(naming.name), TWO_FIT
    confidence = LAST_SPEAKER if last.place >= _paragraph_before(memory.text, start) else SPOKE_LONG_AGO
    return memory.again(last, start), confidence


def _paragraph_before(text: str, place: int) -> int:
    """Where the paragraph before that of a place begins."""
    paragraph = text.rfind("\n", 0, place)
    return text.rfind("\n", 0, max(paragraph, 0)) + 1


def _of_thing(memory: Memory, naming: Naming, last: Said | None, start: int) -> tuple[Speaker, float]:
    """ "It": the one organisation or country that its sentence names before it, else the last that spoke."""
    text = memory.text
    sentence = max(text.rfind(mark, 0, start) for mark in ENDS_OF_SENTENCES + CLOSING_MARKS) + 1
    named = [name_source(match[0], memory.lists) for match in NAME.finditer(text, sentence, start)]
    names = {one.name: one for one in named if one.kind == ORGANISATION} if naming.gender == "o" else {}
    if len(names) == 1:
        only = next(iter(names.values()))
        speaker = speaker_of_name(only, frozenset(only.titles), memory.lists, is_person=False)
        memory.remember(speaker, start, "o", frozenset({only.head}))
        return speaker, ONLY_ONE_NAMED
    if not last or names:
        return no_speaker(naming.name), TWO_FIT
    return memory.again(last, start), ONLY_ONE_NAMED


def _person_named_since(memory: Memory, gender: str, last: Said | None, start: int) -> tuple[str, float]:
    """Somebody who took over as the subject after the last speaker spoke; empty if nobody or more than one did."""
    before = _paragraph_before(memory.text, start)
    nobody = "", 0.0
    earliest = max(last.place + 1 if last else before, before, start - N_CHARACTERS_BACK)
    names = [name for name in memory.people.between(earliest, start)
             if _may_be(memory, name, gender) and not (last and name == last.speaker.name)]
    if last and last.place >= before:
        subjects = [name for name in names if _is_subject(memory, name, max(last.place, before), start)]
        return (subjects[-1], NEW_SUBJECT) if subjects else nobody
    return (names[0], ONLY_ONE_NAMED) if len(names) == 1 else nobody  # never guessed where two fit


def _may_be(memory: Memory, name: str, gender: str) -> bool:
    """Whether a name is that of somebody of this gender. Two words with a capital alone do not make a person."""
    known, person = memory.lists.speakers.get(name), memory.people.by_name.get(name)
    if known and known.gender:
        return known.gender == gender
    if not person:
        return False
    return person.gender == gender if person.gender else bool(person.words & memory.lists.roles.keys())


def _is_subject(memory: Memory, name: str, start: int, end: int) -> bool:
    """Whether a mention of the person begins a sentence, titles aside."""
    people, text = memory.people, memory.text
    first, stop = bisect_left(people.places, start), bisect_left(people.places, end)
    return any(mentioned == name and text[max(place - 3, 0):place].rstrip(" “\"")[-1:] in BEFORE_A_SENTENCE
               for place, mentioned in zip(people.places[first:stop], people.mentioned[first:stop], strict=True))
