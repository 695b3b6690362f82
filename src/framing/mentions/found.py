"""What a mention is: an item, and the characters of a sentence that name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

ACTOR, PERSON, PLACE, ORGANISATION, OTHER_NAME, DATE, NUMBER, PHRASE = KINDS = (
    "actor", "person", "place", "organisation", "other name", "date", "number", "phrase")


class Found(NamedTuple):
    """One mention: its kind and item, the form as written, the row of its sentence, characters as in the sentence."""

    kind: str
    item: str
    form: str
    sentence: int
    start: int
    end: int


class Item(NamedTuple):
    """What is mentioned, and every form under which it was found."""

    kind: str
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Mentions:
    """All mentions of a corpus as columns of equal length, in the order of the text.

    ``item``: number in ``items``; ``sentence``: row in ``corpus.sentences``; ``start``, ``end``: characters of the raw
    text (or of the title column), as for the sentence. Items of different kinds may share words: "Moscow" is a
    place and a mention of the actor Russia.
    """

    items: tuple[Item, ...]
    item: np.ndarray
    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.item)
