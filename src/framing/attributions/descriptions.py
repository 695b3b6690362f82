"""Descriptions as sources: "the adviser", "the paper", "the Ohio Republican", "officials"."""

from __future__ import annotations

from framing.attributions.memory import (
    AS_WRITTEN,
    BY_DESCRIPTION,
    BY_EPITHET,
    N_CHARACTERS_BACK,
    TWO_FIT,
    Memory,
    Said,
)
from framing.attributions.named_speakers import of_person
from framing.attributions.roles import HEAD_OF_STATE, MEDIA, ORGANISATION, UNNAMED, Speaker, speaker_of_description
from framing.attributions.source_names import PERSON, Naming
from framing.attributions.word_lists import words_of

DEFINITE = ("the ", "his ", "her ", "their ", "its ")
ROLES_OF_PEOPLE = frozenset({HEAD_OF_STATE, "official", "expert", "citizen", UNNAMED})
TWO_DESCRIBED = 0.5  # the article describes two so, and one of them has spoken


def of_description(memory: Memory, naming: Naming, start: int, end: int) -> tuple[Speaker, float]:
    """ "The adviser": the one person whom the article describes so, or who spoke last under that description."""
    head = naming.head
    is_definite = memory.text[start:end].lower().startswith(DEFINITE) and bool(head)
    described = _described(memory, head, start) if is_definite else []
    if len(described) == 1:
        speaker, _ = of_person(memory, Naming(PERSON, described[0], gender=naming.gender), start)
        return speaker, BY_DESCRIPTION
    if is_definite:
        said, confidence = _said_under(memory, head, described, start)
        if said:
            return memory.again(said, start), confidence
    speaker = speaker_of_description(naming, memory.text[start:end], memory.lists)
    is_group = head.endswith("s") or head in words_of("group")
    is_person = memory.lists.roles.get(head) in ROLES_OF_PEOPLE
    memory.remember(speaker, start, "p" if is_group else "?" if is_person else "?o", frozenset({head}))
    return speaker, TWO_FIT if described else AS_WRITTEN


def _said_under(memory: Memory, head: str, described: list[str], start: int) -> tuple[Said | None, float]:
    """Who has spoken and can be called so: under the same noun, as the only newspaper, as a politician."""
    role = memory.lists.roles.get(head)
    is_kind = role in (MEDIA, ORGANISATION)
    spoken = [said for said in memory.said if head in said.words or
              (is_kind and said.speaker.role == role and said.gender == "o")]
    if described:
        spoken = [said for said in spoken if said.speaker.name in described]
        names = {said.speaker.name for said in spoken}
        return (spoken[-1], TWO_DESCRIBED) if len(names) == 1 else (None, 0.0)
    if spoken:
        return spoken[-1], BY_DESCRIPTION
    last = memory.said[-1] if memory.said else None
    is_epithet = head in words_of("epithet") and last and last.gender in ("m", "f", "?")
    return (last, BY_EPITHET) if is_epithet and last and start - last.place <= N_CHARACTERS_BACK // 2 else (None, 0.0)


def _described(memory: Memory, head: str, start: int) -> list[str]:
    """The people mentioned so far whom the article calls by this noun."""
    people = memory.people
    named = people.between(0, start)
    found = [name for name in named if name in people.by_name and head in people.by_name[name].words]
    if found or head not in words_of("leader"):
        return found
    leaders = [name for name in named if (known := memory.lists.speakers.get(name)) and known.role == HEAD_OF_STATE]
    return leaders if len(leaders) == 1 else []
