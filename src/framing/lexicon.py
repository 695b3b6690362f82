"""Word lists with a card each. The folder is the registry: a list is there when its folder is there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from framing.card import read_toml
from framing.problem import ERROR, FramingError, Problem

LEXICON_FOLDER = Path(__file__).parent / "lexicons"
KINDS = ("categories", "functional", "actors", "tone")
CARD_KEYS = ("key", "title", "kind", "language", "licence", "source", "version", "sha256", "scale", "measures",
             "limits", "validity")


@dataclass(frozen=True, slots=True)
class Category:
    """What a coder would be asked, and the patterns that stand in for the answer."""

    key: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of a category. ``reason`` says why a doubtful one is in."""

    pattern: str
    category: str
    weight: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the hits it must give: the list's own test."""

    text: str
    counts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LexiconCard:
    """Where a list comes from, what may be done with it, what it measures and what it cannot tell."""

    key: str
    title: str
    kind: str
    language: str
    licence: str
    source: str
    version: str
    sha256: str
    scale: str
    measures: str
    limits: tuple[str, ...]
    validity: str
    notice: str = ""
    entries: str = "entries.tsv"
    rules: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # a list is itself only: it is loaded once and can key a cache
class Lexicon:
    """Patterns in categories, with their card. ``path`` is the file of entries (tone lists read it themselves)."""

    card: LexiconCard
    categories: tuple[Category, ...]
    entries: tuple[Entry, ...]
    examples: tuple[Example, ...] = ()
    path: Path | None = None

    @property
    def key(self) -> str:
        return self.card.key

    def category(self, key: str) -> Category:
        """The category of that key."""
        return next(category for category in self.categories if category.key == key)


def lexicon_names(corpus_folder: Path | None = None) -> tuple[str, ...]:
    """The keys of all lists that can be loaded: those shipped, and those in the corpus's own ``lexicons/``."""
    return tuple(sorted(_lexicon_folders(corpus_folder)))


def load_lexicon(key: str, *, corpus_folder: Path | None = None) -> Lexicon:
    """A list by its key. A corpus's own list of the same key wins over the shipped one.

    Raises FramingError if there is no such list, its card is incomplete, its checksum does not match or an
    entry names a category that the card lacks.
    """
    folders = _lexicon_folders(corpus_folder)
    if key not in folders:
        raise FramingError(Problem(ERROR, f"There is no lexicon {key!r}.", allowed=", ".join(sorted(folders)),
                                   next_step="Use one of these, or 'framing new lexicon NAME' for a new one."))
    return _load(folders[key])


def _lexicon_folders(corpus_folder: Path | None) -> dict[str, Path]:
    own = corpus_folder / "lexicons" if corpus_folder else None
    return {folder.name: folder
            for parent in (LEXICON_FOLDER, own) if parent and parent.is_dir()
            for folder in sorted(parent.iterdir()) if (folder / "card.toml").is_file()}


@cache
def _load(folder: Path) -> Lexicon:
    values = read_toml(folder / "card.toml")
    place = f"lexicons/{folder.name}/card.toml"
    _check_card(values, folder, place)
    categories = tuple(Category(item["key"], item["title"], item["question"])
                       for item in values.pop("categories", []))
    examples = tuple(Example(item["text"], item["counts"]) for item in values.pop("examples", []))
    card = LexiconCard(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
    path = folder / card.entries
    entries = () if card.kind == "tone" else tuple(read_entries(path.read_text(encoding="utf-8"), place))
    unknown = sorted({entry.category for entry in entries} - {category.key for category in categories})
    if unknown:
        raise FramingError(Problem(ERROR, "Entries name categories that the card lacks.", file=place,
                                   value=", ".join(unknown), next_step="Add [[categories]] or mend the entries."))
    return Lexicon(card, categories, entries, examples, path)


def _check_card(values: dict[str, Any], folder: Path, place: str) -> None:
    known = {*LexiconCard.__dataclass_fields__, "categories", "examples"}
    problems = [Problem(ERROR, f"The card lacks {key!r}.", file=place, next_step="Add it.")
                for key in CARD_KEYS if key not in values]
    problems += [Problem(ERROR, f"A card has no key {key!r}.", file=place, allowed=", ".join(sorted(known)),
                         next_step="Rename or delete it.") for key in values if key not in known]
    if values.get("kind", KINDS[0]) not in KINDS:
        problems.append(Problem(ERROR, "This kind is not known.", file=place, column="kind", value=values["kind"],
                                allowed=", ".join(KINDS), next_step="Use one of them."))
    entries = folder / values.get("entries", "entries.tsv")
    if not entries.is_file():
        problems.append(Problem(ERROR, "The file of entries is not there.", file=place, value=entries.name,
                                next_step="Add it."))
    elif "sha256" in values and checksum(entries) != values["sha256"]:
        problems.append(Problem(ERROR, f"The checksum of {entries.name} is {checksum(entries)}.", file=place,
                                column="sha256", value=str(values["sha256"]),
                                next_step="If the change is meant, write the new checksum and a new version."))
    if problems:
        raise FramingError(problems)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_entries(text: str, place: str) -> list[Entry]:
    """Entries from TSV text with the columns pattern, category, weight, reason."""
    entries = []
    for number, line in enumerate(text.splitlines()[1:], start=2):
        cells = line.split("\t")
        try:
            pattern, category, weight = cells[:3]
            entries.append(Entry(pattern, category, float(weight or 1), cells[3] if len(cells) > 3 else ""))
        except ValueError as error:
            raise FramingError(Problem(ERROR, "This is no entry.", file=place, row=number, value=line,
                                       allowed="pattern<TAB>category<TAB>weight<TAB>reason",
                                       next_step="Mend the line.")) from error
    return entries
