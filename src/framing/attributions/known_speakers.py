"""What lists know of speakers: roles and countries by word, well-known names, and the gender of first names.

A corpus extends them with tables of the same name and columns in its own folder ``speakers/``; its rows win.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from framing.attributions.word_lists import FOLDER, read_table

ROLES = ("head of state or government", "official", "ministry or institution", "expert", "media", "organisation",
         "citizen", "unnamed", "unknown")
MEDIA = "media"
ORGANISATION_ROLES = frozenset({"ministry or institution", MEDIA, "organisation"})
# Experts by their role, and organisations by their name.
EXPERT_ORGANISATIONS = frozenset({"university", "institute", "institution", "college", "laboratory", "study"})


class KnownSpeaker(NamedTuple):
    """A speaker known by name in every article: how to write the name, role, country, gender ("f", "m" or none)."""

    name: str
    role: str
    country: str
    gender: str


@dataclass(frozen=True, slots=True, eq=False)  # itself only: read once, and the key of a cache
class Lists:
    """The lists in one: by word in lower case (roles, countries), by name as written (speakers, first names).

    ``country_words`` and ``organisation_words``: those that make a name that of a country or an organisation.
    """

    roles: dict[str, str]
    countries: dict[str, str]
    speakers: dict[str, KnownSpeaker]
    genders: dict[str, str]
    country_words: frozenset[str]
    organisation_words: frozenset[str]


@cache
def load_lists(own_folder: Path | None = None) -> Lists:
    """The shipped lists, and those of a corpus over them."""
    roles: dict[str, str] = {}
    countries: dict[str, str] = {}
    speakers: dict[str, KnownSpeaker] = {}
    genders: dict[str, str] = {}
    for folder in (FOLDER, own_folder):
        roles |= {word.lower(): role for word, role, _ in _rows(folder, "roles.tsv", ("word", "role", "reason"))}
        countries |= {word.lower(): country for word, country, _ in
                      _rows(folder, "countries.tsv", ("word", "country", "reason"))}
        genders |= {name: gender for name, gender, _ in
                    _rows(folder, "first_names.tsv", ("name", "gender", "reason"))}
        for name, aliases, role, country, gender in _rows(folder, "speakers.tsv",
                                                          ("name", "aliases", "role", "country", "gender")):
            known = KnownSpeaker(name, role, country, gender)
            speakers |= dict.fromkeys([name, *(alias.strip() for alias in aliases.split(";") if alias.strip())], known)
    organisations = frozenset(word for word, role in roles.items() if role in ORGANISATION_ROLES)
    return Lists(roles, countries, speakers, genders, frozenset(countries), organisations | EXPERT_ORGANISATIONS)


def _rows(folder: Path | None, name: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return read_table(folder / name, columns) if folder and (folder / name).is_file() else []
