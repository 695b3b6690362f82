"""The people whom an article names: full names, where each is mentioned, and by which words each is described."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from framing.attributions.joined_texts import JoinedTexts, are_in
from framing.attributions.known_speakers import Lists
from framing.attributions.name_runs import find_runs
from framing.attributions.source_names import is_organisation, split_titles
from framing.attributions.word_lists import group_pairs, words_of

WORD_BEFORE = re.compile(r"\b[a-z]++ \Z")  # adviser Matt McDonald
# , the Russian ambassador to Iran · , Putin’s foreign policy adviser · , a senior adviser
APPOSITION = re.compile(r",[ ](?P<after>(?:(?:an?|the|his|her|its|their|then|who[ ]is)[ ])?+"
                        r"(?:[A-Z][\w.-]*+(?:[’']s)?+[ ])?+[a-z][\w’' -]{2,60})")
# Russian ambassador to Iran Levan Petrov · Special Envoy for Iran Robert Malley
OFFICE_BEFORE = re.compile(r"(?:(?P<country>[A-Z][\w.]*+)[ ])?+(?:[A-Z]\w*+[ ])*+(?P<office>\w++)[ ](?:for|to)[ ]\Z")
HEAD_ENDS = re.compile(r"\b(?:of|in|at|for|who|which|to|from|with|on)\b")
POSSESSIVE = re.compile(r"['’]s?$")
N_CHARACTERS_BEFORE, N_CHARACTERS_OF_OFFICE = 20, 60
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})
MAX_WORDS_OF_NAME = 5
FUNCTION_GROUPS = ("determiner", "pronoun", "contraction", "preposition", "contrast", "coordinator", "subordinator",
                   "that", "question", "relative", "to", "adverb", "time", "auxiliary", "object_pronoun")


class Person(NamedTuple):
    """A person by full name, with gender ("f", "m" or "") the words in lower case that describe the
    person, and all words around the name in their order (for the country)."""

    name: str
    gender: str
    words: frozenset[str]
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article: by name, by surname (all full names that end so), and every mention in order."""

    by_name: dict[str, Person]
    by_surname: dict[str, tuple[str, ...]]
    places: list[int] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[str]:
        """The people mentioned between two places of the text, each once, in order."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return list(dict.fromkeys(self.mentioned[first:last]))


class Run(NamedTuple):
    """Words with a capital that name somebody: their characters, whether they stand in a quotation, titles in lower
    case, and the name itself."""

    start: int
    end: int
    is_quoted: bool
    titles: tuple[str, ...]
    name: str


def find_named(texts: JoinedTexts, lists: Lists) -> Iterator[list[Run]]:
    """The runs of capitals of each text that are a full name, a surname of one there, or in the list of speakers.

    Inside quotations only full names are: those are people whom a source speaks of.
    """
    starts, ends = find_runs(texts)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    run = np.array([numbers[texts.text[start:end]] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)],
                   np.int64)
    named = [name_of(written, lists.country_words, lists.organisation_words) for written in numbers]
    text = np.searchsorted(texts.text_start, starts, side="right") - 1
    is_quoted = are_in(starts, *texts.quotes)
    wanted = np.flatnonzero(_is_wanted(run, text, is_quoted, [name for _, name in named], lists))
    shift = texts.text_start[text]
    rows = zip(*(column[wanted].tolist() for column in (starts - shift, ends - shift, is_quoted, run)), strict=True)
    for n_runs in np.bincount(text[wanted], minlength=len(texts.text_start) - 1).tolist():
        yield [Run(start, end, quoted, *named[number]) for start, end, quoted, number in islice(rows, n_runs)]


def _is_wanted(run: np.ndarray, text: np.ndarray, is_quoted: np.ndarray, names: Sequence[str], lists: Lists
               ) -> np.ndarray:
    """Mask over the runs: those whose name says who is meant. ``names``: the name of each distinct run."""
    numbers: dict[str, int] = {}
    name = np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)[run]
    last = np.array([numbers.setdefault(surname(name), len(numbers)) for name in names], np.int64)[run]
    is_full = np.array([" " in name for name in names], bool)[run]
    is_known = np.array([name in lists.speakers for name in names], bool)[run]
    surnames = np.unique((text * len(numbers) + last)[is_full])
    return is_full | (~is_quoted & (is_known | np.isin(text * len(numbers) + name, surnames)))


def find_people(text: str, runs: Sequence[Run], lists: Lists) -> People:
    """The people of a text. Names of one word are people only where a full name or the list of speakers says so."""
    words: dict[str, set[str]] = {}
    around: dict[str, list[str]] = {}
    for run in runs:
        if " " in run.name:
            described, nearby = _described(text, run)
            titles = _titles_at(text, run, lists)
            words.setdefault(run.name, set()).update(titles, described)
            around.setdefault(run.name, []).extend([*titles, *nearby])
    by_surname: dict[str, list[str]] = {}
    for full in words:
        by_surname.setdefault(surname(full), []).append(full)
    by_name = {full: Person(full, _gender(full, found, lists), frozenset(found), tuple(around[full]))
               for full, found in words.items()}
    people = People(by_name, {last: tuple(fulls) for last, fulls in by_surname.items()})
    _add_mentions(people, [run for run in runs if not run.is_quoted], lists)
    return people


def _add_mentions(people: People, runs: Sequence[Run], lists: Lists) -> None:
    for run in runs:
        full = run.name
        if full not in people.by_name:
            fulls = people.by_surname.get(full, ())
            known = lists.speakers.get(full)
            full = fulls[0] if len(fulls) == 1 else known.name if known and known.gender and not fulls else ""
        if full:
            people.places.append(run.start)
            people.mentioned.append(full)


@lru_cache(maxsize=100_000)
def name_of(run: str, countries: frozenset[str], institutions: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """Titles and name of a run of capitals; an empty name if it is that of no person."""
    words = run.split(" ")
    if "'" in run or "’" in run:
        words = [POSSESSIVE.sub("", word) for word in words]
    while words and words[0].lower().replace("’", "'") in _function_words():
        words = words[1:]
    while words and words[-1] in _never_last():
        words = words[:-1]
    if not words or len(words) > MAX_WORDS_OF_NAME + 4:
        return (), ""
    titles, name = split_titles(words, countries)
    if not name or len(name) > MAX_WORDS_OF_NAME or any(word.lower().strip(".") in countries for word in name[:-1]):
        return titles, ""
    if len(name) > 1 and is_organisation(name, countries, institutions):
        return titles, ""
    return titles, " ".join(name)


def _titles_at(text: str, run: Run, lists: Lists) -> tuple[str, ...]:
    """The titles of a name; the country that an office is "for" or "to" is not that of its holder."""
    start, titles = run.start, run.titles
    if not titles or titles[0] not in lists.country_words or not text.endswith(("for ", "to "), 0, start):
        return titles
    office = OFFICE_BEFORE.search(text, max(start - N_CHARACTERS_OF_OFFICE, 0), start)
    before = tuple(word.lower().strip(".") for word in office.groups() if word) if office else ()
    return before + titles[1:]


def _described(text: str, run: Run) -> tuple[list[str], list[str]]:
    """The words that describe somebody beside the name, and all words in apposition to it."""
    start, end = run.start, run.end
    # Most names have neither: the patterns are asked where their edges stand.
    is_word_before = text[start - 1:start] == " " and "a" <= text[start - 2:start - 1] <= "z"
    before = WORD_BEFORE.search(text, max(start - N_CHARACTERS_BEFORE, 0), start) if is_word_before else None
    described = [before[0].strip()] if before else []
    after = APPOSITION.match(text, end) if text.startswith(", ", end) else None
    if not after:
        return described, []
    return (described + HEAD_ENDS.split(after["after"])[0].split(),
            after["after"].lower().replace("’s", "").split())


def surname(full: str) -> str:
    """The last word of a name."""
    return full.rpartition(" ")[2]


def _gender(full: str, words: set[str], lists: Lists) -> str:
    known = lists.speakers.get(full)
    if known and known.gender:
        return known.gender
    if words & words_of("female"):
        return "f"
    if words & words_of("male"):
        return "m"
    return lists.genders.get(full.partition(" ")[0], "")


@cache
def _function_words() -> frozenset[str]:
    """Words that begin a sentence with a capital and are no part of a name."""
    return frozenset(word for word, group in group_pairs() if group in FUNCTION_GROUPS)


@cache
def _never_last() -> frozenset[str]:
    """Words that end no name."""
    return SUFFIXES | words_of("particle")
