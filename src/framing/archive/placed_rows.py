"""The rows of a table one after the other, each with the place where it can be found again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import BinaryIO

from framing.archive.parquet_rows import parquet_records
from framing.archive.places import Table, open_bytes
from framing.article_rows import Row, check_header, row_of_cells, row_of_json_line, row_of_record
from framing.problem import ERROR, SKIPPED, FramingError, Problem

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)  # no slots: what is read is kept
class PlacedRow:
    """A row of a table and where it stands; what it holds is read when it is first asked for.

    ``start``/``end``: bytes of the file (JSONL, CSV), or numbers of the row from 0 (Parquet).
    """

    read: Callable[[], Row | Problem | None]
    start: int
    end: int
    number: int

    @cached_property
    def found(self) -> Row | Problem | None:
        """The row or what is wrong with it; None for a blank line."""
        return self.read()


def placed_rows(table: Table, *, start: int = 0, end: int | None = None, first_number: int | None = None
                ) -> Iterator[PlacedRow]:
    """The rows of a table from ``start`` to ``end``, which are places that an earlier reading gave.

    ``first_number``: the number of the first of them as a reader counts rows. Holds one row at a time (of a
    Parquet file, a few hundred). Raises FramingError for a table that cannot be read at all.
    """
    readers = {"jsonl": _json_lines, "csv": _csv_records, "parquet": _parquet_rows}
    return readers[table.kind](table, start, end, first_number)


def _json_lines(table: Table, start: int, end: int | None, first_number: int | None) -> Iterator[PlacedRow]:
    place, number = start, first_number or 1
    with open_bytes(table.path) as file:
        file.seek(start)
        while (end is None or place < end) and (line := file.readline()):
            yield PlacedRow(partial(_row_of_line, line, number, table.name, is_first=place == 0), place,
                            place + len(line), number)
            place += len(line)
            number += 1


def _row_of_line(line: bytes, number: int, name: str, *, is_first: bool) -> Row | Problem | None:
    try:
        text = (line.removeprefix(BYTE_ORDER_MARK) if is_first else line).decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(SKIPPED, f"The line is not UTF-8: bytes {line[error.start:error.end + 3].hex(' ')} at position "
                                f"{error.start}.", file=name, row=number, allowed="UTF-8",
                       next_step="Save the line as UTF-8.")
    return row_of_json_line(text.removesuffix("\n"), number, name)


def _csv_records(table: Table, start: int, end: int | None, first_number: int | None) -> Iterator[PlacedRow]:
    with open_bytes(table.path) as file:
        records, number = _Records(file, table.name), 2
        header = check_header(next(records, []), table.name)
        if start > records.place:
            records, number = records.moved_to(start), first_number or 2
        before = records.place
        while end is None or before < end:
            cells = next(records, None)
            if cells is None:
                return
            yield PlacedRow(partial(row_of_cells, cells, number, header, table.name), before, records.place, number)
            before, number = records.place, number + 1


class _Records:
    """The records of a CSV file; ``place``: the byte after the last one (a record may run over several lines)."""

    def __init__(self, file: BinaryIO, name: str, place: int = 0):
        csv.field_size_limit(1 << 30)  # the standard limit of 131,072 characters is shorter than a long article
        self.place, self._name, self._file = place, name, file
        file.seek(place)
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self._reader = csv.reader(self._lines(), strict=True)

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            is_first = self.place == 0
            self.place += len(line.encode("utf-8"))
            yield line.removeprefix("\ufeff") if is_first else line

    def moved_to(self, place: int) -> _Records:
        """The records from another place on; this reader is done with."""
        self._text.detach()  # else it closes the file when it is forgotten
        return _Records(self._file, self._name, place)

    def __iter__(self) -> _Records:
        return self

    def __next__(self) -> list[str]:
        try:
            return next(self._reader)
        except csv.Error as error:
            raise self._broken(f"is not valid CSV after byte {self.place}: {error}") from error
        except UnicodeDecodeError as error:
            raise self._broken(f"is not UTF-8 after byte {self.place}: {error.reason}") from error

    def _broken(self, what: str) -> FramingError:
        return FramingError(Problem(ERROR, f"The table {what}.", file=self._name,
                                    allowed="comma-separated values in UTF-8, quotation marks doubled",
                                    next_step="Mend that row: most often a quotation mark is missing."))


def _parquet_rows(table: Table, start: int, end: int | None, first_number: int | None) -> Iterator[PlacedRow]:
    for number, record in parquet_records(table, start, end):
        yield PlacedRow(partial(row_of_record, record, number + 1, table.name), number, number + 1, number + 1)
