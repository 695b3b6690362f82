"""Set phrases that are cues without being verbs: "according to", "reportedly", "the claim that", "in his view"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from framing.attributions.word_lists import FOLDER, read_table


class Phrase(NamedTuple):
    """A set phrase: its words, its frame (according, hearsay, passive, noun, viewpoint) and its stance."""

    words: tuple[str, ...]
    frame: str
    stance: str


class PhraseAt(NamedTuple):
    """A set phrase in a sentence: its first token, and the one after its last."""

    first: int
    stop: int
    phrase: Phrase


@cache
def phrases_by_word() -> dict[str, tuple[Phrase, ...]]:
    """The set phrases by their first word."""
    by_word: dict[str, list[Phrase]] = {}
    for words, frame, stance, _ in read_table(FOLDER / "phrases.tsv", ("phrase", "frame", "stance", "reason")):
        phrase = Phrase(tuple(words.split(" ")), frame, stance)
        by_word.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in by_word.items()}
