"""The card of a corpus: ``corpus.toml``, what it is and which rules and word lists fit it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from framing.problem import ERROR, FramingError, Problem

CARD_FILE = "corpus.toml"


@dataclass(frozen=True, slots=True)
class CorpusCard:
    """What a corpus says about itself. Every field has a default: a folder without a card is still a corpus."""

    name: str = ""
    story: str = ""
    language: str = "en"
    articles: str = ""
    description: str = ""
    rights: str = ""
    # General frame lists fit any story; a codebook of a story's own is named in its card.
    frame_lexicons: tuple[str, ...] = ("generic_frames", "policy_frames")
    cleaning_rules: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_card(folder: Path) -> CorpusCard:
    """The folder's card, or one of defaults that is named after the folder.

    Raises FramingError when the file is not TOML, holds a key that no card has or a value of another type.
    """
    path = folder / CARD_FILE
    if not path.is_file():
        return CorpusCard(name=folder.resolve().name)
    values = read_toml(path)
    problems = [*_unknown_keys(path, values), *_wrong_types(path, values)]
    if problems:
        raise FramingError(problems)
    values["frame_lexicons"] = tuple(values.get("frame_lexicons", CorpusCard().frame_lexicons))
    values["cleaning_rules"] = MappingProxyType(dict(values.get("cleaning_rules", {})))
    for key in ("description", "rights", "story"):
        values[key] = " ".join(values.get(key, "").split())
    return CorpusCard(**{"name": folder.resolve().name, **values})


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary; FramingError says which file and where it is broken."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FramingError(
            Problem(ERROR, f"This is not valid TOML: {error}.", file=path.name,
                    allowed="TOML in UTF-8", next_step="Mend the line that the message names.")
        ) from error


def _unknown_keys(path: Path, values: dict[str, Any]) -> list[Problem]:
    allowed = [item.name for item in fields(CorpusCard)]
    return [
        Problem(ERROR, f"The card has no key {key!r}.", file=path.name, column=key, allowed=", ".join(allowed),
                next_step="Rename or delete it.")
        for key in values if key not in allowed
    ]


def _wrong_types(path: Path, values: dict[str, Any]) -> list[Problem]:
    problems = []
    for key, value in values.items():
        if key == "frame_lexicons":
            fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
            allowed = "a list of texts"
        elif key == "cleaning_rules":
            fits = isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
            allowed = 'a table of texts: "Outlet name" = "rules_key"'
        else:
            fits, allowed = isinstance(value, str), "a text in quotation marks"
        if not fits:
            problems.append(Problem(ERROR, "The value has the wrong type.", file=path.name, column=key,
                                    value=str(value), allowed=allowed, next_step="Correct the value."))
    return problems
