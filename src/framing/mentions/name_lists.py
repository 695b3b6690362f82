"""Reads the word lists of this package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framing.attributions.word_lists import read_table
from framing.words import fold_word

FOLDER = Path(__file__).parent


@cache
def group(name: str) -> frozenset[str]:
    """The words of one group of ``name_words.tsv``, folded."""
    return frozenset(fold_word(word) for word, its_group, _ in
                     read_table(FOLDER / "name_words.tsv", ("word", "group", "reason")) if its_group == name)


@cache
def places() -> dict[str, str]:
    """Folded name or alias of a place -> the name it is listed under."""
    found = {}
    for place, _, aliases in read_table(FOLDER / "world.tsv", ("place", "demonyms", "aliases")):
        for name in (place, *filter(None, aliases.split(","))):
            found[fold_word(name)] = place
    return found


@cache
def adjectives() -> frozenset[str]:
    """Folded demonyms (Iranian, Turks) and other words in capitals that name a group of people, never a place."""
    demonyms = (demonym for _, listed, _ in read_table(FOLDER / "world.tsv", ("place", "demonyms", "aliases"))
                for demonym in listed.split(",") if demonym)
    return frozenset(map(fold_word, demonyms)) | group("adjective")
