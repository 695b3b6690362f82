"""The cues: words by which an outlet says that something is somebody's words, belief or intention."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from framing.attributions.word_lists import FOLDER, read_table

VOWELS = "aeiou"


class Cue(NamedTuple):
    """One form of a cue: its words, the grammar it takes (see docs/voices.md) and its stance.

    ``form``: "base", "s", "past" or "ing".
    """

    words: tuple[str, ...]
    frames: frozenset[str]
    stance: str
    form: str
    base: str


class CueAt(NamedTuple):
    """A cue in a sentence: its first token, and the one after its last."""

    first: int
    stop: int
    cue: Cue


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """Every form of every cue by its first word, the longest first."""
    by_word: dict[str, list[Cue]] = {}
    for base, forms, frames, stance, _ in read_table(FOLDER / "cues.tsv",
                                                     ("cue", "forms", "frames", "stance", "reason")):
        verb, *rest = base.split(" ")
        for form, words in _forms(verb, tuple(rest), [tuple(one.split("_")) for one in forms.split()]):
            cue = Cue(words, frozenset(frames.split()), stance, form, base)
            by_word.setdefault(words[0], []).append(cue)
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in by_word.items()}


def _forms(verb: str, rest: tuple[str, ...], irregular: list[tuple[str, ...]]
           ) -> list[tuple[str, tuple[str, ...]]]:
    """The forms of a verb and what belongs to it ("point out"): named, each once."""
    base = [("base", (verb, *rest))]
    listed = [words[0] for words in irregular] or _regular(verb)
    return base + [(_form_name(word, verb), (word, *rest)) for word in dict.fromkeys(listed) if word != verb]


def _form_name(word: str, verb: str) -> str:
    if word.endswith("ing"):
        return "ing"
    return "s" if word.endswith("s") else "past"


def _regular(verb: str) -> list[str]:
    """third person, past and -ing form by the rules of English spelling."""
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else verb + "s"
    return [third, (stem + "ed") if not verb.endswith("ee") else verb + "d", stem + "ing"]
