"""CSV that survives a crash and a spreadsheet."""

from __future__ import annotations

import math
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from framing.problem import ERROR, FramingError, Problem

# A spreadsheet runs a cell that begins so as a formula, and some read full-width signs as plain ones; article
# text is untrusted (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Python's own writer leaves a lone carriage return without quotation marks, and readers then end the row there.
NEEDS_QUOTES = re.compile(r'[",\r\n]')


def defuse(value: str) -> str:
    """A text cell that no spreadsheet runs: one that would start a formula gets an apostrophe before it."""
    return "'" + value if value.startswith(FORMULA_STARTS) else value


def csv_text(table: pd.DataFrame | Iterable[pd.DataFrame]) -> str:
    """A table (or its pieces) as CSV: comma, header, \\n, UTF-8; missing values empty; numbers to 10 significant
    digits."""
    return "".join(csv_blocks(table))


def csv_blocks(table: pd.DataFrame | Iterable[pd.DataFrame]) -> Iterator[str]:
    """The header, then the rows of each piece."""
    for number, piece in enumerate([table] if isinstance(table, pd.DataFrame) else table):
        if not number:
            yield ",".join(map(_quoted, piece.columns)) + "\n"
        if len(piece):
            columns = [_cells(piece[name]) for name in piece.columns]
            yield "\n".join(map(",".join, zip(*columns, strict=True))) + "\n"


def _cells(column: pd.Series) -> list[str]:
    """The values of a column as they stand in the file."""
    if column.dtype.kind in "iu":
        return list(map(str, column.tolist()))
    if column.dtype.kind == "f":
        return _numbers(column.to_numpy(np.float64))
    if isinstance(column.dtype, pd.StringDtype):
        places, distinct = pd.factorize(column)
        # Most are words: letters and digits alone start no formula and need no quotation marks.
        return _chosen([value if value.isalnum() else _cell(value) for value in distinct.tolist()], places)
    return list(map(_cell, column.tolist()))


def _numbers(values: np.ndarray) -> list[str]:
    """Numbers to 10 significant digits, each distinct one written once; by their bits, which tell -0 from 0."""
    places, distinct = pd.factorize(np.ascontiguousarray(values).view(np.int64))
    return _chosen(["" if value != value else f"{value:.10g}" for value in distinct.view(np.float64).tolist()], places)


def _chosen(cells: list[str], places: np.ndarray) -> list[str]:
    """The cells at these places; nothing where there is none (-1)."""
    return np.array([*cells, ""], object)[places].tolist()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if NEEDS_QUOTES.search(cell) else cell


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _quoted(defuse(value))
    if value is None:
        return ""
    if isinstance(value, float | np.floating):
        return "" if math.isnan(value) else f"{value:.10g}"
    return _quoted(str(value))


def write_csv(table: pd.DataFrame | Iterable[pd.DataFrame], path: Path) -> None:
    """Write a table (or its pieces) so that the file is either the old one or the new one, never half of it."""
    write_atomically(path, csv_blocks(table))


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 text beside its place and move it there; FramingError when the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise FramingError(Problem(ERROR, f"The folder cannot be written: {error.strerror}.", file=str(path.parent),
                                   next_step="Choose another folder with --out DIR.")) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            for block in [text] if isinstance(text, str) else text:
                file.write(block)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise FramingError(Problem(ERROR, f"The file cannot be written: {error.strerror}.", file=str(path),
                                   next_step="Free some space or choose another folder with --out DIR.")) from error
    except BaseException:  # Ctrl-C included: nothing half written stays
        Path(name).unlink(missing_ok=True)
        raise
