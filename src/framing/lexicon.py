"""Word lists with a card each. The folder is the registry: a list is there when its folder is there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from framing.card import read_toml
from framing.lexicon_check import check_card, read_rows
from framing.own_lexicons import OWN_FORMATS, read_own_lexicon
from framing.problem import ERROR, FramingError, Problem
from framing.validity import Validity, read_validity

LEXICON_FOLDER = Path(__file__).parent / "lexicons"


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
    validity: tuple[Validity, ...] = ()
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
    return tuple(sorted(_lexicon_places(corpus_folder)))


def load_lexicon(key: str, *, corpus_folder: Path | None = None) -> Lexicon:
    """A list by its key. A corpus's own list of the same key wins over the shipped one.

    A corpus's ``lexicons/`` holds folders with a card, or single files in the formats of ``own_lexicons``
    (LIWC .dic, quanteda YAML, Lexicoder .lc3, CSV), whose key is the file's name.
    Raises FramingError if there is no such list, its card is incomplete, its checksum does not match or an
    entry names a category that the card lacks.
    """
    places = _lexicon_places(corpus_folder, key)
    if key not in places:
        raise FramingError(Problem(ERROR, f"There is no lexicon {key!r}.",
                                   allowed=", ".join(lexicon_names(corpus_folder)),
                                   next_step="Use one of these, or 'framing new lexicon NAME' for a new one."))
    place = places[key]
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return _load(place, tuple(path.stat().st_mtime_ns for path in files))


def _lexicon_places(corpus_folder: Path | None, begins: str = "") -> dict[str, Path]:
    """Key -> folder or file of the lists whose names begin so."""
    own = corpus_folder / "lexicons" if corpus_folder else None
    paths = [parent / name for parent in (LEXICON_FOLDER, own) if parent and parent.is_dir()
             for name in sorted(os.listdir(parent)) if name.startswith(begins)]
    return {path.stem: path for path in paths
            if (path / "card.toml").is_file() or (path.is_file() and path.suffix.lower() in OWN_FORMATS)}


@cache
def _load(place: Path, changed_ns: tuple[int, ...]) -> Lexicon:
    """``changed_ns`` makes a list that was edited a new one."""
    return _load_folder(place) if place.is_dir() else _load_file(place)


def _load_file(path: Path) -> Lexicon:
    """A user's own list, under a card that says that nothing is known of it but the file."""
    rows = read_own_lexicon(path)
    entries = tuple(Entry(pattern.lower(), category, weight) for pattern, category, weight in rows)
    categories = tuple(Category(key, key, f"Does the text use words of the category {key!r}?")
                       for key in dict.fromkeys(category for _, category, _ in rows))
    card = LexiconCard(
        key=path.stem, title=path.stem, kind="categories", language="unknown", licence="the user's own copy",
        source=f"{path.name}, read from the corpus folder", version=checksum(path)[:12], sha256=checksum(path),
        scale="sum of weights" if any(weight != 1 for _, _, weight in rows) else "count of matches",
        measures="words of a category", entries=path.name,
        limits=("Patterns are matched as whole words, in lower case; what the list's own program does beyond that "
                "(conditions, emoticons, negation) is not done here.",))
    return Lexicon(card, categories, entries, (), path)


def _load_folder(folder: Path) -> Lexicon:
    values = read_toml(folder / "card.toml")
    place = f"lexicons/{folder.name}"
    problems = check_card(values, folder_name=folder.name, place=f"{place}/card.toml")
    if problems:
        raise FramingError(problems)
    categories = tuple(Category(item["key"], item["title"], item["question"])
                       for item in values.pop("categories", []))
    examples = tuple(Example(item["text"], item["counts"]) for item in values.pop("examples", []))
    validity = read_validity(values.pop("validity", []), version=values["version"])
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    card = LexiconCard(validity=validity, **fields)
    path = folder / card.entries
    text = _checked_text(path, card, place)
    entries = () if card.kind == "tone" else tuple(Entry(*row) for row in read_rows(text, place=f"{place}/{path.name}"))
    unknown = sorted({entry.category for entry in entries} - {category.key for category in categories})
    if unknown:
        raise FramingError(Problem(ERROR, "Entries name categories that the card lacks.", file=f"{place}/card.toml",
                                   value=", ".join(unknown), next_step="Add [[categories]] or mend the entries."))
    return Lexicon(card, categories, entries, examples, path)


def _checked_text(path: Path, card: LexiconCard, place: str) -> str:
    """The text of the entries, if they are there and are those that the card was written for."""
    if Path(card.entries).name != card.entries or not path.is_file():
        raise FramingError(Problem(ERROR, "The file of entries is not there.", file=f"{place}/card.toml",
                                   column="entries", value=card.entries, allowed="a file beside the card",
                                   next_step="Add it or correct its name."))
    if checksum(path) != card.sha256:
        raise FramingError(Problem(ERROR, f"The checksum of {path.name} is {checksum(path)}.",
                                   file=f"{place}/card.toml", column="sha256", value=card.sha256,
                                   next_step="If the change is meant, write the new checksum and a new version."))
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FramingError(Problem(ERROR, f"The entries are not UTF-8: byte {error.start}.",
                                   file=f"{place}/{path.name}", allowed="UTF-8",
                                   next_step="Save the file as UTF-8.")) from error


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
