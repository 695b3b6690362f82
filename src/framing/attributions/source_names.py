"""What a source is called: a pronoun, a person's name, an organisation's, or a description."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from framing.attributions.known_speakers import MEDIA, ORGANISATION_ROLES, Lists
from framing.attributions.word_lists import words_of

PRONOUN, PERSON, ORGANISATION, DESCRIPTION = "pronoun", "person", "organisation", "description"

WORD = re.compile(r"[^\s,;:()\[\]“”\"]+")
IN_BRACKETS = re.compile(r"\([^)]*\)")
ENDS_THE_HEAD = re.compile(r",|\b(?:of|in|at|from|with|for|on|who|which|by|about|to|near|under|after)\b", re.IGNORECASE)
TITLE_OF = re.compile(r"\b([A-Z][\w-]+) of (?:the )?[A-Z]\w+ (?=[A-Z][\w.’'-]+ [A-Z])")
NAMES_LIKE_TITLES = frozenset({"King", "Prince", "Pope", "Bishop", "Major", "Author", "First"})
POSSESSIVE = re.compile(r"'s?$")


class Naming(NamedTuple):
    """How a source is called.

    ``name``: the name without titles, or the description without its article. ``head``: the noun by which it can be
    taken up ("adviser"). ``titles``: words in lower case that stand before the name. ``gender``: "f", "m" or "".
    """

    kind: str
    name: str
    head: str = ""
    titles: tuple[str, ...] = ()
    gender: str = ""


@lru_cache(maxsize=50_000)
def name_source(source: str, lists: Lists) -> Naming:
    """What a source as written is called."""
    plain = source.replace("’", "'")
    plain = IN_BRACKETS.sub(" ", plain) if "(" in plain else plain
    plain = TITLE_OF.sub(r"\1 ", plain) if " of " in plain else plain
    low = plain.lower().strip()
    pronoun = low.partition("'")[0]
    if pronoun in _PRONOUNS:
        return Naming(PRONOUN, pronoun, gender=_PRONOUNS[pronoun])
    cut = None if plain.isalpha() else ENDS_THE_HEAD.search(plain, 1)
    words = [word.strip(".'") if not _is_initial(word) else word for word in
             WORD.findall(plain[:cut.start()] if cut else plain)]
    words = [POSSESSIVE.sub("", word) for word in words if word]
    first = 0
    while first < len(words) and words[first].lower() in _before_names():
        first += 1
    has_article = first > 0
    if words and not first and _is_common_noun(words, lists):
        words[0] = words[0].lower()  # Officials in Tehran
    behind = _last_run(WORD.findall(plain[cut.start():])) if cut else []
    return _name_words(words[first:], has_article, behind, lists)


_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "they": "p", "their": "p", "them": "p",
             "it": "o", "its": "o", "who": "", "which": "", "this": "o", "that": "o", "there": "", "i": "", "we": ""}


def _is_common_noun(words: list[str], lists: Lists) -> bool:
    """Whether the first word has its capital only because a sentence begins there: "Officials", "Voters here"."""
    role = lists.roles.get(words[0].lower(), MEDIA)
    return role not in ORGANISATION_ROLES and not words[0].isupper() and not (words[1:] and words[1][0].isupper())


@cache
def _before_names() -> frozenset[str]:
    return words_of("article") | words_of("possessive") | {"but", "and", "as"}


def _is_initial(word: str) -> bool:
    return len(word) <= 4 and word.endswith(".") and word[0].isupper()


def _name_words(words: list[str], has_article: bool, behind: list[str], lists: Lists) -> Naming:
    """The naming of the words of a noun phrase without article and without what prepositions join to it."""
    if not words:
        return Naming(DESCRIPTION, "")
    run = _last_run(words)
    before = tuple(word.lower() for word in words[:len(words) - len(run)])
    if not run:
        head = words[-1].lower()
        return Naming(DESCRIPTION, " ".join(words), head, before, _gender_of((*before, head)))
    titles, name = split_titles(run, lists.country_words)
    titles = before + titles
    if not name and len(behind) > 1:  # Special Envoy for Iran Robert Malley
        name = behind[-2:]
    if not name:
        return Naming(DESCRIPTION, " ".join(words), run[-1].lower(), titles, _gender_of(titles))
    whole = " ".join(run)
    known = lists.speakers.get(whole) or lists.speakers.get(" ".join(name))
    is_listed = whole.lower() in lists.country_words or (known and known.role in ORGANISATION_ROLES)
    if is_listed or is_organisation(name, lists.country_words, lists.organisation_words):
        return Naming(ORGANISATION, known.name if known and not known.gender else whole, name[-1].lower(), titles)
    if has_article and not titles and not known:
        return Naming(ORGANISATION, whole, name[-1].lower(), titles)
    gender = _gender_of(titles) or (known.gender if known else "") or lists.genders.get(name[0], "")
    return Naming(PERSON, " ".join(name), name[-1], titles, gender)


def _last_run(words: list[str]) -> list[str]:
    """The words with a capital at the end of a noun phrase, particles ("al", "van") included."""
    first = len(words)
    while first and (words[first - 1][:1].isupper() or words[first - 1][:3] in ("al-", "el-") or
                     (words[first - 1] in words_of("particle") and first < len(words))):
        first -= 1
    return words[first:]


def split_titles(run: list[str], countries: frozenset[str]) -> tuple[tuple[str, ...], list[str]]:
    """The titles before a name, in lower case, and the name: "Russian President Vladimir Putin"."""
    titles = words_of("title")
    if len(run) == 1:  # half of all
        bare_word = run[0].lower().strip(".")
        return ((bare_word,), []) if bare_word in titles else ((), run)
    lows = [word.lower() for word in run]
    bare = [low.strip(".") for low in lows]
    last = next((number for number in reversed(range(len(run) - 1)) if bare[number] in titles), -1)
    if last > 0 and run[last] in NAMES_LIKE_TITLES:
        last = -1
    if lows[-1] in titles and run[-1] not in NAMES_LIKE_TITLES:
        last = len(run) - 1
    first = last + 1
    while first < len(run) - 1 and lows[first] in countries and len(run) - first > 2:
        first += 1
    return tuple(bare[:first]), run[first:]


def _gender_of(words: tuple[str, ...]) -> str:
    if words_of("female") & set(words):
        return "f"
    return "m" if words_of("male") & set(words) else ""


def is_organisation(name: list[str], countries: frozenset[str], organisations: frozenset[str]) -> bool:
    """Whether a name with capitals is that of an organisation, a country or a newspaper."""
    last = name[-1].lower()
    if last in countries or last in organisations or (len(name) == 1 and name[0].isupper() and len(name[0]) > 1):
        return True
    return last.endswith(("tv", ".com"))
