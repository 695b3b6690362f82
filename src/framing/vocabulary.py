"""Words as numbers: the distinct written forms of a corpus, what each is counted as, and what a pattern fits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.words import HYPHENS, PLAIN_MARKS, fold_word

POSSESSIVE = "'s"
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
        """Numbers of the surfaces that one pattern word fits, each once.

        A possessive ending is ignored unless the pattern has one ("people" fits "people's", but "people's" does
        not fit "people"); a pattern word with a capital is matched with its case; ``*`` stands for zero or more
        characters. With ``parts_of_compounds``, "Iran" also fits "Iran-Russia".
        """
        if pattern_word != pattern_word.lower():
            return self._fits_with_case(_with_case(pattern_word).removesuffix("'"), parts_of_compounds)
        # In a text an apostrophe at the end is no part of the word: workers' rights.
        wanted = fold_word(pattern_word).removesuffix("'")
        if "*" in wanted:
            found = self._like(wanted, parts_of_compounds)
        else:
            found = self._same(wanted, parts_of_compounds) + self._same(wanted + POSSESSIVE, parts_of_compounds)
        surfaces = self._surfaces_of(found)
        return np.unique(surfaces) if parts_of_compounds else surfaces

    def _fits_with_case(self, wanted: str, parts_of_compounds: bool) -> np.ndarray:
        """What is written alike is counted alike: only surfaces of the same folded form are looked at."""
        candidates: Iterable[int] = range(len(self.surfaces))
        if "*" not in wanted:
            alike = [forms for ending in ("", POSSESSIVE)
                     for forms in self._same(fold_word(wanted + ending), parts_of_compounds)]
            candidates = dict.fromkeys(self._surfaces_of(alike).tolist())
        fits = _pattern(wanted).fullmatch
        return np.array([number for number in candidates if any(
            fits(_with_case(form)) for form in self._readings(number, parts_of_compounds))], np.int64)

    def _readings(self, surface: int, parts_of_compounds: bool) -> list[str]:
        """A surface and, if they are wanted, the parts that its hyphens join."""
        word = self.surfaces[surface]
        return [word, *HYPHEN.split(word)] if parts_of_compounds else [word]

    def _same(self, form: str, parts_of_compounds: bool) -> list[tuple[int, int]]:
        """Where in ``folded`` a form stands, and the compounds that it is a part of: from, to."""
        first = bisect_left(self.folded, form)
        is_there = first < len(self.folded) and self.folded[first] == form
        found = [(first, first + 1)] if is_there else []
        return found + self._compounds(form, form) if parts_of_compounds else found

    def _like(self, wanted: str, parts_of_compounds: bool) -> list[tuple[int, int]]:
        """The same for a pattern with ``*``. What begins with a stem does so with a possessive ending, too."""
        stem = wanted.rstrip("*")
        if "*" not in stem:
            first = bisect_left(self.folded, stem)
            found = [(first, bisect_left(self.folded, stem + LAST, first))]
            return found + self._compounds(stem, stem + LAST) if parts_of_compounds else found
        # A wildcard at the start or inside: rare, so every form is looked at.
        fits, longest = _pattern(wanted).fullmatch, max(wanted.split("*"), key=len)
        return [(number, number + 1) for number, form in enumerate(self.folded) if longest in form and (
            fits(form) or (parts_of_compounds and any(map(fits, filter(None, form.split("-"))))))]

    def _compounds(self, first: str, last: str) -> list[tuple[int, int]]:
        """Folded forms that have a part between two forms."""
        parts, compounds = self._parts
        return [(number, number + 1) for number in compounds[bisect_left(parts, first):bisect_right(parts, last)]]

    def _surfaces_of(self, forms: Sequence[tuple[int, int]]) -> np.ndarray:
        """The surfaces that are counted as some folded forms, from one to another."""
        surfaces, bounds = self._by_folded
        found = [surfaces[bounds[first]:bounds[last]] for first, last in forms]
        return found[0] if len(found) == 1 else np.concatenate([surfaces[:0], *found])

    @cached_property
    def _by_folded(self) -> tuple[np.ndarray, list[int]]:
        """All surfaces in the order of their folded forms, and where those of each form begin."""
        n_each = np.bincount(self.fold_of, minlength=len(self.folded))
        return np.argsort(self.fold_of, kind="stable"), np.append(0, np.cumsum(n_each)).tolist()

    @cached_property
    def _parts(self) -> tuple[list[str], list[int]]:
        """The parts of hyphenated folded forms in order, and the number of the form that each is from."""
        pairs = sorted((part, number) for number, form in enumerate(self.folded) if "-" in form
                       for part in form.split("-") if part)
        return [part for part, _ in pairs], [number for _, number in pairs]


def number_forms(forms: Sequence[str]) -> tuple[Vocabulary, np.ndarray]:
    """The vocabulary of distinct written forms, and for each form its number in it."""
    surfaces = tuple(sorted(forms))
    number_of = {word: number for number, word in enumerate(surfaces)}
    folded_words = [fold_word(word) for word in surfaces]
    folded = tuple(sorted(set(folded_words)))
    number_of_folded = {word: number for number, word in enumerate(folded)}
    fold_of = np.fromiter(map(number_of_folded.__getitem__, folded_words), np.int32, len(folded_words))
    return Vocabulary(surfaces, folded, fold_of), np.fromiter(map(number_of.__getitem__, forms), np.int32, len(forms))


def _pattern(wanted: str) -> re.Pattern[str]:
    """A pattern word as a regular expression, with and without a possessive ending."""
    return re.compile(".*".join(map(re.escape, wanted.split("*"))) + "(?:'[sS])?")


def _with_case(word: str) -> str:
    """A word as written, but with straight apostrophes and plain hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))
