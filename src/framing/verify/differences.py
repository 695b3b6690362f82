"""In what the corpus, the versions or the notebooks here are others than those that a report was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.verify.claimed import ClaimedReport


@dataclass(frozen=True, slots=True)
class Difference:
    """What is changed, missing and new here, by name; ``is_known`` is False where only a hash of all of it differs."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    is_known: bool = True

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.new or not self.is_known)


def article_difference(file: ClaimedReport, rerun: ClaimedReport) -> Difference:
    """Articles by id. A report of very many articles names none of them, only the hash of all."""
    if file.sha256 == rerun.sha256:
        return Difference()
    found = _difference(file.articles, rerun.articles) if file.articles and rerun.articles else Difference()
    return found or Difference(is_known=False)


def settings_difference(file: ClaimedReport, rerun: ClaimedReport) -> Difference:
    """Files of the corpus folder besides its articles: the card, own rules and lists, audit sheets."""
    return _difference(file.settings, rerun.settings)


def notebook_difference(file: ClaimedReport, rerun: ClaimedReport) -> Difference:
    """Notebooks that are not as they were."""
    return _difference(file.notebooks, rerun.notebooks)


def version_differences(file: ClaimedReport, rerun: ClaimedReport) -> tuple[tuple[str, str, str], ...]:
    """Name, version in the file, version here."""
    names = dict.fromkeys([*file.versions, *rerun.versions])
    both = ((name, file.versions.get(name, "none"), rerun.versions.get(name, "none")) for name in names)
    return tuple(row for row in both if row[1] != row[2])


def _difference(file: Mapping[str, str], rerun: Mapping[str, str]) -> Difference:
    return Difference(changed=tuple(name for name in file if name in rerun and file[name] != rerun[name]),
                      missing=tuple(name for name in file if name not in rerun),
                      new=tuple(name for name in rerun if name not in file))
