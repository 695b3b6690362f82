"""Speakers who are named: the full name of the article, or of the list of speakers, that belongs to a name."""

from __future__ import annotations

from framing.attributions.memory import AS_WRITTEN, BY_NAME, BY_SURNAME, TWO_FIT, Memory
from framing.attributions.people import surname
from framing.attributions.roles import Speaker, speaker_of_name
from framing.attributions.source_names import PERSON, Naming, name_source

SPOKE_BEFORE = 0.5  # two have the surname, and one of them has spoken


def of_pair(memory: Memory, parts: list[str], start: int) -> tuple[Speaker, float]:
    """Two people who say the same: one speaker, with both names."""
    found = [of_person(memory, naming, start) for naming in (name_source(part, memory.lists) for part in parts)
             if naming.kind == PERSON]
    (first, sure), (second, also) = found
    country = first.country if first.country == second.country else ""
    return Speaker(f"{first.name} and {second.name}", first.role, country), min(sure, also)


def of_person(memory: Memory, naming: Naming, start: int) -> tuple[Speaker, float]:
    """A name: the full name of the article that ends in it, or that of the list of speakers."""
    full, confidence = _full_name(memory, naming)
    person = memory.people.by_name.get(full)
    words = frozenset(naming.titles) | (person.words if person else frozenset())
    gender = naming.gender or (person.gender if person else "")
    around = (person.around if person else ()) + naming.titles
    speaker = speaker_of_name(naming._replace(name=full), words, memory.lists, is_person=True, around=around)
    memory.remember(speaker, start, gender or "?", words)
    return speaker, confidence


def _full_name(memory: Memory, naming: Naming) -> tuple[str, float]:
    """The name under which a person's mentions are merged, and how sure it is."""
    people, name = memory.people.by_name, naming.name
    if name in people:
        return name, BY_NAME
    fitting = [full for full in memory.people.by_surname.get(surname(name), ()) if _same_first_name(full, name) and
               naming.gender in ("", people[full].gender or naming.gender)]
    if len(fitting) == 1:
        return fitting[0], BY_SURNAME
    if fitting:
        spoken = {said.speaker.name for said in memory.said if said.speaker.name in fitting}
        return (spoken.pop(), SPOKE_BEFORE) if len(spoken) == 1 else (name, TWO_FIT)
    known = memory.lists.speakers.get(name)
    return (known.name, BY_SURNAME) if known else (name, AS_WRITTEN)


def _same_first_name(full: str, name: str) -> bool:
    """ "Clinton" or "H. Clinton" may be Hillary Clinton, "Bill Clinton" may not."""
    if " " not in name:
        return True
    first, other = full.partition(" ")[0], name.partition(" ")[0].rstrip(".")
    return first.startswith(other) or other.startswith(first)
