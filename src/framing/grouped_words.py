"""Reads the small lists of words that come with the library: a word, its group, and why it is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def group_of_abbreviation() -> dict[str, str]:
    """The group of each abbreviation of ``abbreviations.tsv``, written without its last dot."""
    return dict(_read_pairs("abbreviations.tsv"))


@cache
def words_of_group(group: str) -> frozenset[str]:
    """The words of one group of ``grouped_words.tsv``, e.g. ``speech_verb``."""
    pairs = _read_pairs("grouped_words.tsv")
    words = frozenset(word for word, its_group in pairs if its_group == group)
    if not words:
        raise ValueError(f"No group {group!r}. There are: {', '.join(sorted({name for _, name in pairs}))}.")
    return words


@cache
def sentence_starters() -> frozenset[str]:
    """Words that begin sentences, in lower case and without apostrophes: "dont" stands for "Don’t"."""
    words = words_of_group("starter") | words_of_group("question_verb")
    return frozenset(word.replace("'", "") for word in words)


def _read_pairs(file_name: str) -> list[tuple[str, str]]:
    """The first two columns, word and group; the third is the reason, for people."""
    lines = Path(__file__).with_name(file_name).read_text(encoding="utf-8").splitlines()[1:]
    return [(word, group) for word, group, _reason in (line.split("\t") for line in lines)]
