"""Words as numbers: the distinct written forms of a corpus, what each is counted as, and what a pattern fits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from framing.words import HYPHENS, PLAIN_MARKS, fold_word

POSSESSIVE = re.compile(r"'[sS]$")
HYPHEN = re.compile(rf"[{HYPHENS}]")
# Sorts after every word that begins with a given stem.
LAST = "\U0010ffff"
# What most patterns fit in a short text.
NO_SURFACES = np.empty(0, np.int32)
NO_SURFACES.flags.writeable = False


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
        return np.array(sorted({*found}), np.int32) if found else NO_SURFACES

    @cached_property
    def _cased(self) -> _FormIndex:
        is_plain = [word.isascii() for word in self.surfaces]
        plain = [number for number, is_ascii in enumerate(is_plain) if is_ascii]
        others = [(_with_case(self.surfaces[number]), number)
                  for number, is_ascii in enumerate(is_plain) if not is_ascii]
        return _FormIndex.of([self.surfaces[number] for number in plain], plain, others)

    @cached_property
    def _folded_forms(self) -> _FormIndex:
        numbers = np.argsort(self.fold_of, kind="stable")
        return _FormIndex.of([self.folded[number] for number in self.fold_of[numbers].tolist()], numbers.tolist(), [])

    @cached_property
    def _cased_parts(self) -> _FormIndex:
        return _FormIndex.of([], [], [(_with_case(part), number) for number, part in self._parts])

    @cached_property
    def _folded_parts(self) -> _FormIndex:
        return _FormIndex.of([], [], [(fold_word(part), number) for number, part in self._parts])

    @cached_property
    def _parts(self) -> list[tuple[int, str]]:
        """Number of the surface and part, for the parts of all hyphenated surfaces."""
        return [(number, part) for number, word in enumerate(self.surfaces)
                if "-" in word or (not word.isascii() and HYPHEN.search(word)) for part in HYPHEN.split(word) if part]


@dataclass(frozen=True)
class _FormIndex:
    """Forms in order, each with the number of its surface: words and stems are found by bisection.

    ``forms``, ``numbers``: what came in order; ``more_forms``, ``more_numbers``: the few that had to be put in order.
    """

    forms: list[str]
    numbers: list[int]
    more_forms: list[str]
    more_numbers: list[int]

    @classmethod
    def of(cls, forms: list[str], numbers: list[int], others: list[tuple[str, int]]) -> _FormIndex:
        """An index of ascending forms and of others in any order; possessives are found without the ending too."""
        possessives = [(form, number) for form, number in chain(zip(forms, numbers, strict=True), others)
                       if "'" in form]
        bare = [(POSSESSIVE.sub("", form), number) for form, number in possessives]
        more = sorted([*others, *((form, number) for (form, number), (whole, _) in zip(bare, possessives, strict=True)
                                  if form not in ("", whole))])
        return cls(forms, numbers, [form for form, _ in more], [number for _, number in more])

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(chain(self.forms, self.more_forms))

    def find(self, wanted: str) -> list[int]:
        if wanted not in self._known and "*" not in wanted:  # most patterns, in a short text
            return []
        return _find(wanted, self.forms, self.numbers) + _find(wanted, self.more_forms, self.more_numbers)


def _find(wanted: str, forms: list[str], numbers: list[int]) -> list[int]:
    stem = wanted.rstrip("*")
    if "*" in stem:  # a wildcard at the start or inside: rare, so every form is looked at
        fits = re.compile(".*".join(re.escape(piece) for piece in wanted.split("*"))).fullmatch
        longest = max(wanted.split("*"), key=len)
        return [number for form, number in zip(forms, numbers, strict=True) if longest in form and fits(form)]
    first = bisect_left(forms, stem)
    return numbers[first:bisect_left(forms, stem + LAST, first) if wanted != stem else bisect_right(forms, stem, first)]


def number_forms(forms: Sequence[str]) -> tuple[Vocabulary, np.ndarray]:
    """The vocabulary of distinct written forms, and for each form its number in it."""
    surfaces = tuple(sorted(forms))
    number_of = {word: number for number, word in enumerate(surfaces)}
    folded_words = [fold_word(word) for word in surfaces]
    folded = tuple(sorted(set(folded_words)))
    number_of_folded = {word: number for number, word in enumerate(folded)}
    fold_of = np.fromiter(map(number_of_folded.__getitem__, folded_words), np.int32, len(folded_words))
    return Vocabulary(surfaces, folded, fold_of), np.fromiter(map(number_of.__getitem__, forms), np.int32, len(forms))


def _with_case(word: str) -> str:
    """A word as written, but with straight apostrophes and plain hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))
