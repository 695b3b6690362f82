"""The rows of a table of articles, from CSV, JSON Lines or Parquet, with the row number a reader can find."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from framing.problem import ERROR, SKIPPED, FramingError, Problem


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


def _decode(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise FramingError(Problem(
            ERROR, f"The table is not UTF-8: bytes {data[error.start:error.end + 3].hex(' ')} at position "
                   f"{error.start}.", file=path.name, row=row, allowed="UTF-8",
            next_step="Save it as UTF-8 (in a spreadsheet: 'CSV UTF-8').")) from error


def _rows_of_csv(path: Path) -> tuple[list[Row], list[Problem]]:
    csv.field_size_limit(1 << 30)  # the standard limit of 131,072 characters is shorter than a long article
    reader = csv.reader(io.StringIO(_decode(path), newline=""), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        repeated = sorted({name for name in header if header.count(name) > 1})
        if repeated:
            raise FramingError(Problem(ERROR, "A column name stands twice.", file=path.name, row=1,
                                       value=", ".join(repeated), next_step="Rename or delete one."))
        for number, cells in enumerate(reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.append(Problem(
                    SKIPPED, f"The row has {len(cells)} cells, the header {len(header)}.", file=path.name,
                    row=number, value=cells[0], allowed=f"{len(header)} cells",
                    next_step="Put quotation marks around cells that hold commas or line breaks."))
                continue
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise FramingError(Problem(ERROR, f"The table is not valid CSV: {error}.", file=path.name,
                                   row=reader.line_num, allowed="comma-separated values, quotation marks doubled",
                                   next_step="Mend that row.")) from error
    return rows, problems


def _rows_of_jsonl(path: Path) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(_decode(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            problems.append(Problem(SKIPPED, f"The line is not JSON: {error}.", file=path.name, row=number,
                                    value=line[:80], allowed="one JSON object a line",
                                    next_step="Mend or delete the line."))
            continue
        if not isinstance(record, dict):
            problems.append(Problem(SKIPPED, "The line is not a JSON object.", file=path.name, row=number,
                                    value=line[:80], allowed='{"article_id": …, "outlet": …, "text": …}',
                                    next_step="Mend or delete the line."))
            continue
        rows.append(Row(number, {str(key): _as_text(value) for key, value in record.items()}))
    return rows, problems


def _rows_of_parquet(path: Path) -> tuple[list[Row], list[Problem]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise FramingError(Problem(ERROR, "Reading Parquet needs an extra package.", file=path.name,
                                   next_step="pip install 'media-framing[parquet]', or save the table as CSV.")
                           ) from error
    try:
        records = parquet.read_table(path).to_pylist()
    except (ArrowException, OSError) as error:
        raise FramingError(Problem(ERROR, f"The table is not valid Parquet: {error}.", file=path.name,
                                   next_step="Write it again.")) from error
    return [Row(number, {key: _as_text(value) for key, value in record.items()})
            for number, record in enumerate(records, start=1)], []


def _as_text(value: object) -> str:
    """A cell as text. An absent value is empty, not the word None."""
    if isinstance(value, str):
        return value
    return "" if value is None else str(value)
