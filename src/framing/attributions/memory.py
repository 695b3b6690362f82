"""Who has spoken so far in an article, and the people whom it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attributions.known_speakers import Lists
from framing.attributions.people import People
from framing.attributions.roles import Speaker

# How sure each way of finding the speaker is (0 to 1); docs/voices.md says what was measured.
BY_NAME, BY_SURNAME, AS_WRITTEN, BY_DESCRIPTION, BY_EPITHET = 1.0, 0.95, 0.9, 0.8, 0.5
LAST_SPEAKER, NEW_SUBJECT, ONLY_ONE_NAMED, SPOKE_LONG_AGO = 0.85, 0.65, 0.6, 0.5
TWO_FIT = 0.3  # or nobody does: the name stays as it is written, or empty
# A pronoun is not carried over more text than this without its name.
N_CHARACTERS_BACK = 1_200


@dataclass(slots=True)
class Said:
    """One who has spoken, and where last.

    ``gender``: "m", "f", "o" (an organisation), "p" (several), "?" (a person, not known), "?o" (a description).
    ``words``: nouns by which an article may take the speaker up.
    """

    speaker: Speaker
    place: int
    gender: str
    words: frozenset[str]

    @property
    def is_group(self) -> bool:
        """Whether "they" can mean the speaker."""
        return self.gender == "p"


@dataclass(slots=True)
class Memory:
    """What is known at one point of the article; ``said`` in the order of speech."""

    text: str
    people: People
    lists: Lists
    said: list[Said] = field(default_factory=list)

    def remember(self, speaker: Speaker, place: int, gender: str, words: frozenset[str]) -> None:
        """Somebody speaks."""
        self.said.append(Said(speaker, place, gender, words))

    def again(self, said: Said, place: int) -> Speaker:
        """Somebody who has spoken speaks again."""
        self.remember(said.speaker, place, said.gender, said.words)
        return said.speaker
