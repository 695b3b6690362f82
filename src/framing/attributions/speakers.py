"""Who the source of each attribution is: names that belong together, pronouns and descriptions resolved."""

from __future__ import annotations

from collections.abc import Sequence

from framing.attributions.descriptions import of_description
from framing.attributions.found import NOWHERE, Found
from framing.attributions.known_speakers import Lists
from framing.attributions.labels import QUESTION_OR_ANSWER
from framing.attributions.memory import BY_NAME, TWO_FIT, Memory
from framing.attributions.named_speakers import of_pair, of_person
from framing.attributions.people import People
from framing.attributions.pronouns import of_pronoun
from framing.attributions.roles import Speaker, no_speaker, speaker_of_name
from framing.attributions.source_names import DESCRIPTION, PERSON, PRONOUN, name_source


def find_speakers(text: str, found: Sequence[Found], people: People, lists: Lists) -> list[tuple[Speaker, float]]:
    """The speaker of each attribution, in order, and how sure that is (0 to 1, without the grammar's part)."""
    memory = Memory(text, people, lists)
    speakers: list[tuple[Speaker, float]] = []
    for one in found:
        if one.continues and speakers:
            speaker, confidence = speakers[-1]
            if memory.said and speaker.name:
                memory.said[-1].place = one.content[1]
        elif one.source == NOWHERE:
            speaker, confidence = no_speaker(), 1.0
        else:
            speaker, confidence = _speaker_at(memory, *one.source)
        speakers.append((speaker, confidence))
    return speakers


def _speaker_at(memory: Memory, start: int, end: int) -> tuple[Speaker, float]:
    source = _in_usual_case(memory, memory.text[start:end])
    if source in QUESTION_OR_ANSWER:
        return no_speaker(source), TWO_FIT
    parts = source.split(" and ")
    if len(parts) == 2 and all(name_source(part, memory.lists).kind == PERSON for part in parts):
        return of_pair(memory, parts, start)
    naming = name_source(source, memory.lists)
    if naming.kind == PRONOUN:
        return of_pronoun(memory, naming, start)
    if naming.kind == PERSON:
        return of_person(memory, naming, start)
    if naming.kind == DESCRIPTION:
        return of_description(memory, naming, start, end)
    speaker = speaker_of_name(naming, frozenset(naming.titles), memory.lists, is_person=False)
    memory.remember(speaker, start, "o", frozenset({naming.head}))
    return speaker, BY_NAME


def _in_usual_case(memory: Memory, source: str) -> str:
    """ "TRUMP" as "Trump", if the article or the lists know that name; "SMITH" as the one JOHN SMITH who has spoken."""
    if not source.isupper():  # most sources: no need to look through all who have spoken
        return source
    spoken = {said.speaker.name for said in memory.said if said.speaker.name.endswith(f" {source}")}
    if len(spoken) == 1:
        return spoken.pop()
    usual = source.title()
    is_known = usual in memory.lists.speakers or usual in memory.people.by_surname or usual in memory.people.by_name
    return usual if is_known else source
