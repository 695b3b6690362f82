"""The rows of a table of articles, from CSV, JSON Lines or Parquet, with the row number a reader can find."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.article import COLUMNS
from framing.problem import ERROR, SKIPPED, FramingError, Problem

# "\ud83d" alone is half an emoji, cut by a program that counts in 16 bits. It cannot be written as UTF-8.
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
HALF_ESCAPED = re.compile(r"\\u[dD]")

# Of a Parquet file: enough that reading is fast, few enough that they take little memory.
RECORDS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet or editor shows it, and its cells as text."""

    number: int
    values: dict[str, str]


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """All rows of the table and what is wrong with single rows. Raises FramingError for an unreadable table."""
    readers = {".csv": _rows_of_csv, ".jsonl": _rows_of_jsonl, ".parquet": _rows_of_parquet}
    reader = readers.get(path.suffix)
    if reader is None:
        raise FramingError(Problem(ERROR, "This kind of table cannot be read.", file=path.name,
                                   allowed=", ".join(readers), next_step="Save the table as CSV."))
    return reader(path)


def _lines(path: Path, newline: str) -> Iterator[str]:
    """The lines of a file one after the other, ends included: read at once it would be held besides what is read.

    ``newline``: as in ``open``. Raises FramingError for a file that is not UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            yield from file
    except UnicodeDecodeError as error:
        raise FramingError(_not_utf8(path)) from error


def _not_utf8(path: Path) -> Problem:
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        what = f"bytes {data[error.start:error.end + 3].hex(' ')} at position {error.start}"
        return Problem(ERROR, f"The table is not UTF-8: {what}.", file=path.name, row=row, allowed="UTF-8",
                       next_step="Save it as UTF-8 (in a spreadsheet: 'CSV UTF-8').")
    return Problem(ERROR, "The table changed while it was read.", file=path.name, next_step="Read it again.")


def _rows_of_csv(path: Path) -> tuple[list[Row], list[Problem]]:
    records = _records(path)
    header = check_header(next(records, []), path.name)
    return _sort_out(row_of_cells(cells, number, header, path.name) for number, cells in enumerate(records, start=2))


def check_header(cells: list[str], file: str) -> list[str]:
    """The names of the columns. Raises FramingError if one stands twice."""
    header = [name.strip() for name in cells]
    if repeated := sorted({name for name in header if name and header.count(name) > 1}):
        raise FramingError(Problem(ERROR, "A column name stands twice.", file=file, row=1,
                                   value=", ".join(repeated), next_step="Rename or delete one."))
    return header


def row_of_cells(cells: list[str], number: int, header: list[str], file: str) -> Row | Problem | None:
    """A record of a CSV file as a row, or why it is none; None if it is blank."""
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(header):
        return Problem(SKIPPED, f"The row has {len(cells)} cells, the header {len(header)}.", file=file, row=number,
                       value=cells[0][:80], allowed=f"{len(header)} cells",
                       next_step="Put quotation marks around cells that hold commas or line breaks.")
    # Spreadsheets save empty columns at the right: a column without a name is none.
    return Row(number, {name: cell for name, cell in zip(header, cells, strict=True) if name})


def _sort_out(found: Iterable[Row | Problem | None]) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Row):
            rows.append(one)
        elif one is not None:
            problems.append(one)
    return rows, problems


def _records(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, blank ones included. FramingError names the row as a spreadsheet counts it."""
    csv.field_size_limit(1 << 30)  # the standard limit of 131,072 characters is shorter than a long article
    number = 0
    try:
        for cells in csv.reader(_lines(path, newline=""), strict=True):
            number += 1
            yield cells
    except csv.Error as error:
        raise FramingError(Problem(ERROR, f"The table is not valid CSV: {error}.", file=path.name, row=number + 1,
                                   allowed="comma-separated values, quotation marks doubled",
                                   next_step="Mend that row: most often a quotation mark is missing.")) from error


def _rows_of_jsonl(path: Path) -> tuple[list[Row], list[Problem]]:
    lines = enumerate(_lines(path, newline="\n"), start=1)
    return _sort_out(row_of_json_line(line.removesuffix("\n"), number, path.name) for number, line in lines)


def row_of_json_line(line: str, number: int, file: str) -> Row | Problem | None:
    """A line of a JSONL file as a row, or why it is none; None if it is blank."""
    if not line or line.isspace():
        return None
    place: dict[str, Any] = {"file": file, "row": number, "value": line[:80], "next_step": "Mend or delete the line."}
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a plain ValueError
        return Problem(SKIPPED, f"The line is not JSON: {error}.", allowed="one JSON object a line", **place)
    if not isinstance(record, dict):
        return Problem(SKIPPED, "The line is not a JSON object.",
                       allowed='{"article_id": …, "outlet": …, "text": …}', **place)
    # Written as UTF-8 the line holds no half of a character; only an escape can make one.
    if problem := _unusable_value(record, may_hold_halves=bool(HALF_ESCAPED.search(line))):
        return replace(problem, **place)
    return Row(number, {str(key): _as_text(value) for key, value in record.items()})


def _unusable_value(record: dict[str, object], *, may_hold_halves: bool = True) -> Problem | None:
    """What JSON can hold and a table of articles cannot: lists, objects, and halves of a character."""
    for name, value in record.items():
        if name in COLUMNS and isinstance(value, list | dict):
            return Problem(SKIPPED, "The value is a list or an object.", column=name,
                           allowed="a text in quotation marks")
        for text in (name, _as_text(value)) if may_hold_halves else ():
            if half := LONE_SURROGATE.search(text):
                return Problem(SKIPPED, f"The text holds half a character (U+{ord(half[0]):04X}) at position "
                                        f"{half.start()}.", column=ascii(name)[1:-1], allowed="whole characters")
    return None


def _rows_of_parquet(path: Path) -> tuple[list[Row], list[Problem]]:
    return _sort_out(row_of_record(record, number, path.name)
                     for number, record in enumerate(_records_of_parquet(path), start=1))


def _records_of_parquet(path: Path) -> Iterator[dict[str, object]]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            for some in file.iter_batches(RECORDS_AT_ONCE):
                yield from some.to_pylist()
    except (ArrowException, OSError) as error:
        raise FramingError(Problem(ERROR, f"The table is not valid Parquet: {error}.", file=path.name,
                                   next_step="Write it again.")) from error


def row_of_record(record: dict[str, object], number: int, file: str) -> Row | Problem:
    """A record of a Parquet file as a row, or why it is none."""
    if problem := _unusable_value(record):
        return replace(problem, file=file, row=number, next_step="Mend or delete the row.")
    return Row(number, {key: _as_text(value) for key, value in record.items()})


def _as_text(value: object) -> str:
    """A cell as text. An absent value is empty, not the word None."""
    if isinstance(value, str):
        return value
    return "" if value is None else str(value)
