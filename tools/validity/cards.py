"""The tables [[validity]] of a card, written without touching anything else in it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.card import read_toml
from framing.validity import NOT_VALIDATED, Validity, card_validity, shipped_cards
from validity.row import Row

FIELDS = ("dataset", "stands_for", "category", "n", "unit", "metric", "value", "low", "high", "floor", "human",
          "version")
HEADER = "[[validity]]"
NONE_YET = re.compile(rf'validity = "{NOT_VALIDATED}"\s*$')
OF_TABLE = re.compile(rf"(?:{'|'.join(FIELDS)}) = |\s*$")
PLACES = 4  # as many as anybody prints, and few enough to be the same on every machine


def entry_of(row: Row) -> Validity:
    """A row as the entry of a card."""
    _, _, category = row.measure.partition(".")
    low, high, floor, human = (None if value is None or value != value else round(float(value), PLACES)
                               for value in (row.low, row.high, row.floor, row.human))
    return Validity(row.dataset, row.stands_for, int(row.n), row.unit, row.metric, round(float(row.value), PLACES),
                    row.version, low, high, floor, human, category)


def update_card(path: Path, rows: Sequence[Row]) -> None:
    """Replace the card's entries of the data sets in ``rows``; those of others stay if they are of its version."""
    measured = {row.dataset for row in rows}
    kept = [entry for entry in card_validity(path) if entry.dataset not in measured]
    entries = sorted([*kept, *map(entry_of, rows)], key=lambda entry: entry.dataset)  # stable: rows keep their order
    write_validity(path, entries)


def write_validity(path: Path, entries: Iterable[Validity]) -> None:
    """The card with these entries at its end and everything else as it was; at once and whole.

    Raises ValueError, and leaves the file, if anything but the entries would change.
    """
    before = path.read_text(encoding="utf-8")
    after = "\n\n".join([without_validity(before).rstrip("\n"), *map(table_of, entries)]) + "\n"
    if not _is_same_but_for_validity(before, after):
        raise ValueError(f"{path}: writing the entries would change something else. Write them by hand.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(after, encoding="utf-8", newline="\n")
    beside.replace(path)


def without_validity(text: str) -> str:
    """The text of a card without its tables [[validity]], or the text that says there are none; comments stay."""
    kept, is_inside = [], False
    for line in text.splitlines(keepends=True):
        is_inside = line.strip() == HEADER or (is_inside and OF_TABLE.match(line) is not None)
        if not is_inside and not NONE_YET.match(line):
            kept.append(line)
    return "".join(kept)


def table_of(entry: Validity) -> str:
    """One entry as a TOML table; what it lacks is left out."""
    values = ((name, getattr(entry, name)) for name in FIELDS)
    lines = (f"{name} = {_toml(value)}" for name, value in values if value not in (None, ""))
    return "\n".join([HEADER, *lines])


def _toml(value: str | float) -> str:
    if not isinstance(value, str):
        return repr(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _is_same_but_for_validity(before: str, after: str) -> bool:
    try:
        old, new = (tomllib.loads(text) | {"validity": None} for text in (before, after))
    except tomllib.TOMLDecodeError:
        return False
    return old == new


def version_of(key: str) -> str:
    """The version of a measure that is shipped."""
    return str(read_toml(shipped_cards()[key])["version"])
