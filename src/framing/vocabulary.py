"""Words as numbers: the distinct written forms of a corpus, what each is counted as, and what a pattern fits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.words import HYPHENS, PLAIN_MARKS, fold_word

POSSESSIVE = re.compile(r"'[sS]$")
HYPHEN = re.compile(rf"[{HYPHENS}]")
# Sorts after every word that begins with a given stem.
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words of a corpus, sorted.

    ``surfaces`` are the forms as written; ``folded`` the forms as counted; ``fold_of[i]`` is the number of
    the folded form of surface i. Patterns are matched here, once per distinct word, never in the text.
    """

    surfaces: tuple[str, ...]
    folded: tuple[str, ...]
    fold_of: np.ndarray

    def fits(self, pattern_word: str, *, parts_of_compounds: bool = False) -> np.ndarray:
        """Numbers of the surfaces that one pattern word fits, ascending.

        A possessive ending is ignored unless the pattern has one ("people" fits "people's", but "people's" does
        not fit "people"); a pattern word with a capital is matched with its case; ``*`` stands for zero or more
        characters. With ``parts_of_compounds``, "Iran" also fits "Iran-Russia".
        """
        with_case = pattern_word != pattern_word.lower()
        index = self._cased if with_case else self._folded_forms
        wanted = _with_case(pattern_word) if with_case else fold_word(pattern_word)
        wanted = wanted.removesuffix("'")  # in a text an apostrophe at the end is no part of the word: workers' rights
        found = index.find(wanted)
        if parts_of_compounds:
            found = [*found, *(self._cased_parts if with_case else self._folded_parts).find(wanted)]
        return np.unique(np.array(found, dtype=np.int32))

    @cached_property
    def _cased(self) -> _FormIndex:
        return _FormIndex.of(enumerate(self.surfaces), _with_case)

    @cached_property
    def _folded_forms(self) -> _FormIndex:
        return _FormIndex.of(enumerate(self.surfaces), fold_word)

    @cached_property
    def _cased_parts(self) -> _FormIndex:
        return _FormIndex.of(self._parts(), _with_case)

    @cached_property
    def _folded_parts(self) -> _FormIndex:
        return _FormIndex.of(self._parts(), fold_word)

    def _parts(self) -> list[tuple[int, str]]:
        return [(number, part) for number, word in enumerate(self.surfaces) if HYPHEN.search(word)
                for part in HYPHEN.split(word) if part]


@dataclass(frozen=True)
class _FormIndex:
    """Forms in order, each with the number of its surface: words and stems are found by bisection."""

    forms: list[str]
    numbers: list[int]

    @classmethod
    def of(cls, words: Iterable[tuple[int, str]], form_of: Callable[[str], str]) -> _FormIndex:
        """An index of numbered words, each in its form and, if that is a possessive, without the ending too."""
        pairs = []
        for number, word in words:
            form = form_of(word)
            pairs.append((form, number))
            if "'" in form and (bare := POSSESSIVE.sub("", form)) not in ("", form):
                pairs.append((bare, number))
        pairs.sort()
        return cls([form for form, _ in pairs], [number for _, number in pairs])

    def find(self, wanted: str) -> list[int]:
        stem = wanted.rstrip("*")
        if "*" in stem:  # a wildcard at the start or inside: rare, so every form is looked at
            fits = re.compile(".*".join(re.escape(piece) for piece in wanted.split("*"))).fullmatch
            return [number for form, number in zip(self.forms, self.numbers, strict=True) if fits(form)]
        first = bisect_left(self.forms, stem)
        last = bisect_left(self.forms, stem + LAST) if wanted != stem else _end_of(self.forms, stem, first)
        return self.numbers[first:last]


def join_vocabularies(lists: Sequence[Sequence[str]]) -> tuple[Vocabulary, list[np.ndarray]]:
    """One vocabulary of several lists of written forms, and for each list the number of its forms in it."""
    surfaces = tuple(sorted(set().union(*lists)))
    number_of = {word: number for number, word in enumerate(surfaces)}
    folded_words = [fold_word(word) for word in surfaces]
    folded = tuple(sorted(set(folded_words)))
    number_of_folded = {word: number for number, word in enumerate(folded)}
    fold_of = np.array([number_of_folded[word] for word in folded_words], dtype=np.int32)
    numbers = [np.fromiter((number_of[word] for word in words), np.int32, len(words)) for words in lists]
    return Vocabulary(surfaces, folded, fold_of), numbers


def _with_case(word: str) -> str:
    """A word as written, but with straight apostrophes and plain hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))


def _end_of(forms: list[str], form: str, first: int) -> int:
    """One past the last entry equal to ``form``, from its first place on."""
    last = first
    while last < len(forms) and forms[last] == form:
        last += 1
    return last
