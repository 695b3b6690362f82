"""Words as numbers: the distinct written forms of a corpus, what each is counted as, and what a pattern fits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np

from framing.row_index import rows_by_number, spread
from framing.string_numbers import StringNumbers, sorted_order
from framing.words import HYPHENS, PLAIN_MARKS, fold_word

POSSESSIVE = "'s"
HYPHEN = re.compile(rf"[{HYPHENS}]")
# Sorts after every word that begins with a given stem.
LAST = "\U0010ffff"
NO_SURFACES = np.empty(0, np.int32)
NO_SURFACES.flags.writeable = False


class Fitting(NamedTuple):
    """Surfaces that fit some pattern words: those of word w are ``surfaces[first[w]:first[w] + n_each[w]]``."""

    surfaces: np.ndarray
    first: np.ndarray
    n_each: np.ndarray


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
        is_folded = pattern_word.islower() and pattern_word.isascii()  # as nearly all are
        if not is_folded and pattern_word != pattern_word.lower():
            return self._fits_with_case(_with_case(pattern_word).removesuffix("'"), parts_of_compounds)
        # In a text an apostrophe at the end is no part of the word: workers' rights.
        wanted = (pattern_word if is_folded else fold_word(pattern_word)).removesuffix("'")
        if "*" not in wanted:
            return self._surfaces_of(self._same((wanted, wanted + POSSESSIVE), parts_of_compounds))
        return self._surfaces_of(self._like(wanted, parts_of_compounds))

    def fits_each(self, pattern_words: tuple[str, ...], *, parts_of_compounds: bool = False) -> Fitting:
        """What ``fits`` gives, for many pattern words at once."""
        easy = _easy_words(() if parts_of_compounds else pattern_words)
        first, last = self._ranges_of(easy)
        surfaces, bounds = self._by_folded
        begin, n_in_range = bounds[first], bounds[last] - bounds[first]
        others = [word for word in range(len(pattern_words)) if word not in easy.numbers]
        found = [self.fits(pattern_words[word], parts_of_compounds=parts_of_compounds) for word in others]
        order = [*easy.numbers, *others]
        n_each, starts = np.zeros(len(order), np.int64), np.zeros(len(order), np.int64)
        n_each[order] = [*n_in_range.reshape(-1, 2).sum(axis=1), *map(len, found)]
        starts[order] = np.cumsum(n_each[order]) - n_each[order]
        return Fitting(np.concatenate([surfaces[spread(begin, n_in_range)], *found]).astype(np.int32), starts, n_each)

    def _ranges_of(self, easy: _EasyWords) -> tuple[np.ndarray, np.ndarray]:
        """Two ranges of folded forms, first and last but one, for each of some words: what they fit."""
        number_of, forms = self._number_of.get, self.folded
        same = np.fromiter(map(number_of, easy.forms, repeat(-1)), np.int32, len(easy.forms))
        begin = [bisect_left(forms, stem) for stem in easy.stems]
        end = [bisect_left(forms, stem + LAST, first) for stem, first in zip(easy.stems, begin, strict=True)]
        nothing = [0] * len(begin)
        first = np.append(np.maximum(same, 0), np.stack([begin, nothing], axis=1)).astype(np.int32)
        return first, np.append(same + 1, np.stack([end, nothing], axis=1)).astype(np.int32)

    def numbers_of(self, forms: Mapping[str, object]) -> list[int]:
        """Numbers of those of some folded forms that are there, in no fixed order."""
        return list(map(self._number_of.__getitem__, self._number_of.keys() & forms.keys()))

    def _fits_with_case(self, wanted: str, parts_of_compounds: bool) -> np.ndarray:
        """What is written alike is counted alike: only surfaces of the same folded form are looked at."""
        candidates: Iterable[int] = range(len(self.surfaces))
        if "*" not in wanted:
            forms = self._same((fold_word(wanted), fold_word(wanted + POSSESSIVE)), parts_of_compounds)
            candidates = self._surfaces_of(forms).tolist()
        if not candidates:
            return NO_SURFACES
        pattern = _pattern(wanted)
        return np.array([number for number in candidates if any(
            pattern.fullmatch(_with_case(form)) for form in self._readings(number, parts_of_compounds))], np.int64)

    def _readings(self, surface: int, parts_of_compounds: bool) -> list[str]:
        """A surface and, if they are wanted, the parts that its hyphens join."""
        word = self.surfaces[surface]
        return [word, *HYPHEN.split(word)] if parts_of_compounds else [word]

    def _same(self, forms: Iterable[str], parts_of_compounds: bool) -> list[int]:
        """Numbers of some folded forms, as far as they are there, and of the compounds that they are parts of."""
        found = [number for number in map(self._number_of.get, forms) if number is not None]
        if parts_of_compounds:
            found += [number for form in forms for number in self._compounds_of.get(form, ())]
        return found

    def _like(self, wanted: str, parts_of_compounds: bool) -> Sequence[int]:
        """The same for a pattern with ``*``. What begins with a stem does so with a possessive ending, too."""
        stem = wanted.rstrip("*")
        first = bisect_left(self.folded, stem)
        if "*" not in stem and not parts_of_compounds:
            return range(first, bisect_left(self.folded, stem + LAST, first))
        # A wildcard at the start or inside, or in a list of names: rare, so every form is looked at.
        fits, longest = _pattern(wanted).fullmatch, max(wanted.split("*"), key=len)
        return [number for number, form in enumerate(self.folded) if longest in form and (
            fits(form) or (parts_of_compounds and any(map(fits, filter(None, form.split("-"))))))]

    def _surfaces_of(self, forms: Sequence[int]) -> np.ndarray:
        """The surfaces that are counted as some folded forms, each once."""
        if not forms:  # most patterns, in a short text
            return NO_SURFACES
        surfaces, bounds = self._by_folded
        if len(forms) == 1 or isinstance(forms, range):
            return surfaces[bounds[forms[0]]:bounds[forms[-1] + 1]]
        return np.concatenate([surfaces[bounds[form]:bounds[form + 1]] for form in dict.fromkeys(forms)])

    @cached_property
    def _number_of(self) -> dict[str, int]:
        """Folded form -> its number."""
        return {form: number for number, form in enumerate(self.folded)}

    @cached_property
    def _by_folded(self) -> tuple[np.ndarray, np.ndarray]:
        """All surfaces in the order of their folded forms, and where those of each form begin."""
        return rows_by_number(self.fold_of, len(self.folded))

    @cached_property
    def _compounds_of(self) -> dict[str, list[int]]:
        """Part of a hyphenated folded form -> the numbers of these forms."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.folded):
            if "-" in form:
                for part in form.split("-"):
                    found.setdefault(part, []).append(number)
        return found


@dataclass(frozen=True)
class _EasyWords:
    """Those of some pattern words that are easy to look up: ASCII in lower case, with ``*`` at the end at most.

    ``numbers``: of the words, those without ``*`` first; ``forms``: two folded forms that each of these fits;
    ``stems``: of the others.
    """

    numbers: Mapping[int, None]
    forms: Sequence[str]
    stems: Sequence[str]


@lru_cache(maxsize=64)
def _easy_words(pattern_words: tuple[str, ...]) -> _EasyWords:
    easy = {number: word.removesuffix("'") for number, word in enumerate(pattern_words)
            if word.islower() and word.isascii() and "*" not in word.rstrip("*")}
    whole = {number: word for number, word in easy.items() if "*" not in word}
    stems = {number: word.rstrip("*") for number, word in easy.items() if "*" in word}
    return _EasyWords(dict.fromkeys([*whole, *stems]),
                      [form for word in whole.values() for form in (word, word + POSSESSIVE)], list(stems.values()))


def number_forms(forms: Sequence[str]) -> tuple[Vocabulary, np.ndarray]:
    """The vocabulary of distinct written forms, and for each form its number in it."""
    surfaces, numbers = _in_order(forms)
    strings = StringNumbers()
    fold_of = strings.numbers_of_texts(map(fold_word, surfaces))
    folded, number_of_folded = _in_order(strings.texts)
    return Vocabulary(surfaces, folded, number_of_folded[fold_of]), numbers


def _in_order(words: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
    """Distinct words sorted, and the place of each there (int32)."""
    order = sorted_order(words)
    places = np.empty(len(words), np.int32)
    places[order] = np.arange(len(words))
    return tuple(map(words.__getitem__, order.tolist())), places


def _pattern(wanted: str) -> re.Pattern[str]:
    """A pattern word as a regular expression, with and without a possessive ending."""
    return re.compile(".*".join(map(re.escape, wanted.split("*"))) + "(?:'[sS])?")


def _with_case(word: str) -> str:
    """A word as written, but with straight apostrophes and plain hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(PLAIN_MARKS))
