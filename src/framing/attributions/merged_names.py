"""Speakers of different articles who are one: by surname, and names that differ in hyphens alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from framing.attributions.known_speakers import ORGANISATION_ROLES


def merge_names(names: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Each name, or the one full name that the others have for it.

    "Ali-Akbar Velayati" and "Ali Akbar Velayati" are one (the form that occurs more often, then the first in the
    alphabet). "Velayati" alone becomes the full name if only one full name of the corpus ends so. Organisations and
    descriptions ("the official") are left as they are.
    """
    pairs = Counter(zip(names, roles, strict=True))
    people = {pair for pair in pairs if _is_person(*pair)}
    counts: Counter[str] = Counter()
    for name, role in people:
        counts[name] += pairs[name, role]
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        best.setdefault(_plain(name), name)
    by_surname: dict[str, set[str]] = {}
    for plain, name in best.items():
        if " " in plain:
            by_surname.setdefault(plain.rpartition(" ")[2], set()).add(name)
    merged = {pair: _merged(pair[0], best, by_surname) if pair in people else pair[0] for pair in pairs}
    return [merged[pair] for pair in zip(names, roles, strict=True)]


def _merged(name: str, best: dict[str, str], by_surname: dict[str, set[str]]) -> str:
    fulls = by_surname.get(_plain(name), set())
    return next(iter(fulls)) if " " not in name and len(fulls) == 1 else best[_plain(name)]


def _is_person(name: str, role: str) -> bool:
    return bool(name) and role not in ORGANISATION_ROLES and all(
        word[:1].isupper() or (word.islower() and len(word) <= 3) for word in name.split()) and name[0].isupper()


def _plain(name: str) -> str:
    return name.replace("-", " ").casefold()
