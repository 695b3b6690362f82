"""The list of what a store holds: how it was counted, from which tables, in which batches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from framing.archive.batches import Batch
from framing.archive.places import Table
from framing.card import CorpusCard
from framing.csv_files import write_atomically
from framing.problem import ERROR, FramingError, Problem

MANIFEST_FILE = "manifest.json"
BATCH_FOLDER = "batches"
# Of the files of a store. A store of another format is refused, never guessed at.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table of a store: its batches by the names of their files, the lines that its pages share, its problems."""

    table: Table
    size: int
    fingerprint: str
    batches: Mapping[str, Batch]
    repeated_lines: frozenset[tuple[str, str]] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store says about itself. ``settings``: all that a count depends on besides the articles."""

    settings: Mapping[str, Any]
    card: CorpusCard
    tables: tuple[CountedTable, ...]
    library: str

    def batches(self) -> Iterator[tuple[str, CountedTable, Batch]]:
        """Name, table and rows of every batch, in the order in which articles are taken."""
        for counted in self.tables:
            for name, batch in counted.batches.items():
                yield name, counted, batch


def is_store(place: str | Path) -> bool:
    """Whether a folder is a store of counts."""
    return (Path(place) / MANIFEST_FILE).is_file()


def batch_path(store: Path, name: str) -> Path:
    """The file of a batch."""
    return store / BATCH_FOLDER / f"{name}.arrow"


def write_manifest(store: Path, manifest: Manifest) -> None:
    """Write it whole or not at all."""
    card = asdict_of_card(manifest.card)
    tables = [{"path": counted.table.path, "folder": counted.table.folder, "size": counted.size,
               "fingerprint": counted.fingerprint, "problems": [problem.as_row() for problem in counted.problems],
               "repeated_lines": sorted(counted.repeated_lines),
               "batches": [{"name": name, **asdict(batch)} for name, batch in counted.batches.items()]}
              for counted in manifest.tables]
    values = {"format": FORMAT, "library": manifest.library, "settings": dict(manifest.settings), "card": card,
              "tables": tables}
    write_atomically(store / MANIFEST_FILE, json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def read_manifest(store: str | Path) -> Manifest:
    """The manifest of a store. Raises FramingError if there is none, it is broken, or of another format."""
    path = Path(store) / MANIFEST_FILE
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise FramingError(Problem(ERROR, "The store has another format.", file=str(path),
                                       value=str(values["format"]), allowed=str(FORMAT),
                                       next_step=f"It was written by media-framing {values.get('library', '?')}: use "
                                                 "that version, or count again into a new store."))
        return Manifest(values["settings"], _card_of(values["card"]),
                        tuple(_table_of(table) for table in values["tables"]), values["library"])
    except OSError as error:
        raise FramingError(Problem(ERROR, "This is no store of counts.", file=str(store),
                                   next_step="Write one with 'framing count FOLDER --out STORE'.")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise FramingError(Problem(ERROR, f"The list of the store cannot be read: {error!r}.", file=str(path),
                                   next_step="Run 'framing count' again: batches that are there are kept.")) from error


def asdict_of_card(card: CorpusCard) -> dict[str, Any]:
    """A card as JSON can hold it."""
    names = CorpusCard.__dataclass_fields__
    return {name: getattr(card, name) for name in names} | {"cleaning_rules": dict(card.cleaning_rules)}


def _card_of(values: dict[str, Any]) -> CorpusCard:
    return CorpusCard(**values | {"frame_lexicons": tuple(values["frame_lexicons"]),
                                  "cleaning_rules": MappingProxyType(values["cleaning_rules"])})


def _table_of(values: dict[str, Any]) -> CountedTable:
    batches = {batch.pop("name"): Batch(**batch) for batch in values["batches"]}
    return CountedTable(Table(values["path"], values["folder"]), values["size"], values["fingerprint"], batches,
                        frozenset((outlet, line) for outlet, line in values["repeated_lines"]),
                        tuple(Problem(**problem) for problem in values["problems"]))
