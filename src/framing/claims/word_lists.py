"""The lists that only the variants need: a longer list of function words, and which categories ask alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framing.features import function_words

FOLDER = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@cache
def longer_function_words() -> frozenset[str]:
    """Our function words and those that many other lists leave out as well (``more_function_words.tsv``)."""
    return function_words() | {word for word, _ in _rows("more_function_words.tsv")}


@cache
def kindred_categories() -> dict[tuple[str, str], tuple[str, str]]:
    """(lexicon, category) -> the category of another list that asks nearly the same (``kindred_categories.tsv``)."""
    return {(lexicon, category): (other_lexicon, other_category)
            for lexicon, category, other_lexicon, other_category, _ in _rows("kindred_categories.tsv")}
