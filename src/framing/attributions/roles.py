"""In what role, and for which country, a source speaks: by lists of words and of well-known names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from framing.attributions.known_speakers import ORGANISATION_ROLES, Lists
from framing.attributions.source_names import WORD, Naming
from framing.attributions.word_lists import words_of

UNNAMED, UNKNOWN = "unnamed", "unknown"
HEAD_OF_STATE, MEDIA, ORGANISATION = "head of state or government", "media", "organisation"
# In capitals before a name they are the office; "vice president" and "president of a club" are not.
TITLES_OF_LEADERS = frozenset({"president", "premier", "chancellor", "king", "queen", "emir"})
NOT_LEADERS = frozenset({"vice", "former", "council", "company", "union", "club", "association"})


class Speaker(NamedTuple):
    """A speaker: the name under which all mentions are merged (empty if there is none), role and country."""

    name: str
    role: str
    country: str


def no_speaker(name: str = "") -> Speaker:
    """Nobody is named, or it is not known whom a pronoun means."""
    return Speaker("", UNKNOWN if name else UNNAMED, "")


def speaker_of_name(naming: Naming, words: frozenset[str], lists: Lists, *, is_person: bool,
                    around: tuple[str, ...] = ()) -> Speaker:
    """A person or an organisation. ``words``: what the article calls the person, in lower case; ``around``: all words
    beside the name in their order, for the country."""
    known = lists.speakers.get(naming.name)
    if known:
        return Speaker(known.name, known.role or UNKNOWN, known.country)
    name_words = tuple(word.lower().strip(".") for word in WORD.findall(naming.name))
    if is_person:
        return Speaker(naming.name, _role_of_person(words, lists), country_of(around or tuple(sorted(words)), lists))
    if " ".join(name_words) in lists.countries:
        return Speaker(naming.name, "ministry or institution", lists.countries[" ".join(name_words)])
    return Speaker(naming.name, _first_role(reversed(name_words), lists), country_of(name_words + naming.titles, lists))


def _role_of_person(words: frozenset[str], lists: Lists) -> str:
    """The role by titles and descriptions; offices win over professions, people over the places they work at."""
    if (words & TITLES_OF_LEADERS and not words & NOT_LEADERS) or {"prime", "minister"} <= words \
            or {"supreme", "leader"} <= words:
        return HEAD_OF_STATE
    roles = {lists.roles[word] for word in words if word in lists.roles}
    for role in ("official", "expert", "media", "organisation", "citizen", "ministry or institution"):
        if role in roles:
            return "official" if role == "ministry or institution" else role
    return "official" if words & TITLES_OF_LEADERS else UNKNOWN


def _first_role(words: Iterable[str], lists: Lists) -> str:
    return next((lists.roles[word] for word in words if word in lists.roles), UNKNOWN)


def speaker_of_description(naming: Naming, source: str, lists: Lists) -> Speaker:
    """Somebody who is described, not named: a person or group without a name is "unnamed", an institution is not."""
    words = tuple(word.lower().strip(".") for word in WORD.findall(source.replace("’s", "").replace("'s", "")))
    role = lists.roles.get(naming.head, "")
    if role not in ("ministry or institution", "media", "organisation", "citizen"):
        role = UNNAMED
    if role in ORGANISATION_ROLES and words[:1] and words[0] in words_of("quantity"):
        role = UNNAMED  # some media outlets: nobody can be asked which
    return Speaker(naming.name, role, country_of(words, lists))


def country_of(words: tuple[str, ...], lists: Lists) -> str:
    """The first country that one of the words, or two together, stands for; empty if none does."""
    for number, word in enumerate(words):
        pair = f"{word} {words[number + 1]}" if number + 1 < len(words) else ""
        found = lists.countries.get(pair) or lists.countries.get(word.removesuffix("'s"))
        if found:
            return found
    return ""
