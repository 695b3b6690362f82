"""Framing's category lists as far as a plain loop can look them up too: one word, a wildcard at its end at most."""

from __future__ import annotations

from dataclasses import replace

from framing.lexicon import Entry, Lexicon, lexicon_names, load_lexicon


def one_word_lists() -> list[Lexicon]:
    """All category lists, reduced to such entries; parts of compounds (actor lists) are not looked at."""
    lists = [load_lexicon(key) for key in lexicon_names()]
    return [replace(found, card=replace(found.card, kind="categories"),
                    entries=tuple(entry for entry in found.entries if _is_plain(entry)))
            for found in lists if found.card.kind != "tone"]


def _is_plain(entry: Entry) -> bool:
    stem = entry.pattern.removesuffix("*")
    return stem.isalpha() and stem.isascii() and stem == stem.lower()
