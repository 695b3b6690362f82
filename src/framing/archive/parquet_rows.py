"""The records of a Parquet file, a few hundred at a time, from any row on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from framing.archive.places import Table, open_bytes
from framing.article import COLUMNS, REQUIRED_COLUMNS
from framing.problem import ERROR, FramingError, Problem

RECORDS_AT_A_TIME = 256

Record = dict[str, object]


def parquet_records(table: Table, start: int, end: int | None) -> Iterator[tuple[int, Record]]:
    """Number (from 0) and cells of the records from ``start`` to ``end``.

    Parquet can only be entered at a row group, so a reader that stopped is kept and goes on where it was: batches
    read in order by one process cost one reading in all.
    """
    records = _kept_readers().pop((table.path, start), None) or _records(table, start)
    number = start
    while end is None or number < end:
        record = next(records, None)
        if record is None:
            return
        yield number, record
        number += 1
    _kept_readers().clear()  # one reader, or memory would grow with the number of files
    _kept_readers()[table.path, number] = records


def columns_of_parquet(table: Table) -> tuple[str, ...]:
    """Names of the columns. Raises FramingError if the file is no Parquet, or what it needs is missing."""
    with _opened(table) as file:
        return tuple(file.schema_arrow.names)


@lru_cache(maxsize=1)
def _kept_readers() -> dict[tuple[str, int], Iterator[Record]]:
    return {}


def _records(table: Table, start: int) -> Iterator[Record]:
    from pyarrow import ArrowException

    with _opened(table) as file:
        wanted = [name for name in file.schema_arrow.names if name in COLUMNS]
        group, first = 0, 0
        while group < file.num_row_groups and first + file.metadata.row_group(group).num_rows <= start:
            first += file.metadata.row_group(group).num_rows
            group += 1
        try:
            for some in file.iter_batches(RECORDS_AT_A_TIME, row_groups=range(group, file.num_row_groups),
                                          columns=wanted):
                if first + len(some) > start:
                    yield from some.slice(max(0, start - first)).to_pylist()
                first += len(some)
        except (ArrowException, OSError) as error:
            raise _no_parquet(table, error) from error


def _opened(table: Table) -> Any:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(open_bytes(table.path), pre_buffer=False)
    except (ArrowException, OSError) as error:
        raise _no_parquet(table, error) from error
    names = file.schema_arrow.names
    missing = [name for name in REQUIRED_COLUMNS if name not in names]
    missing += [] if {"text", "file"} & set(names) else ["text"]
    if missing:
        raise FramingError([Problem(ERROR, f"The required column {name!r} is missing.", file=table.name, column=name,
                                    value=", ".join(names), allowed=COLUMNS[name],
                                    next_step="Rename or add the column.") for name in missing])
    return file


def _no_parquet(table: Table, error: Exception) -> FramingError:
    return FramingError(Problem(ERROR, f"The table is not valid Parquet: {error}.", file=table.name,
                                next_step="Write it again."))
