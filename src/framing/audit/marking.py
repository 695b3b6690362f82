"""A sheet while it is being marked: which hit is next, and the sheet with one more answer."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.article_rows import read_rows
from framing.audit.draw import draw_hits
from framing.audit.sheet import ANSWERS, SHEET_COLUMNS, sheet_table
from framing.corpus import Corpus
from framing.problem import ERROR, FramingError, Problem


def open_sheet(corpus: Corpus, path: Path, *, per_category: int, seed: int) -> pd.DataFrame:
    """The sheet at that place as it was left, or a new one that is not written yet.

    Raises FramingError for a file that is no sheet: one without the columns of SHEET_COLUMNS.
    """
    if not path.is_file():
        return sheet_table(corpus, draw_hits(corpus, per_category=per_category, seed=seed))
    rows, problems = read_rows(path)
    missing = [name for name in SHEET_COLUMNS if not rows or name not in rows[0].values]
    if missing or problems:
        raise FramingError([*problems, *([Problem(
            ERROR, "This is no sheet of hits.", file=path.name, value=", ".join(missing),
            allowed=", ".join(SHEET_COLUMNS), next_step="Give another name, or one of a sheet.")] if missing else [])])
    return pd.DataFrame([row.values for row in rows], columns=list(SHEET_COLUMNS))


def next_unmarked(table: pd.DataFrame, start: int = 0) -> int | None:
    """The row of the first hit without an answer from ``start`` on, else from the top; None when all are marked."""
    open_rows = [row for row, answer in enumerate(table["right"]) if not answer.strip()]
    return next((row for row in open_rows if row >= start), open_rows[0] if open_rows else None)


def answered(table: pd.DataFrame, row: int, answer: str, *, note: str = "", coder: str = "") -> pd.DataFrame:
    """The sheet with one more answer; the one given is left as it is. Raises ValueError for what is no answer."""
    if answer not in ANSWERS:
        raise ValueError(f"{answer!r} is no answer. Allowed: {', '.join(ANSWERS)}.")
    changed = table.copy()
    for name, value in (("right", answer), ("note", note), ("coder", coder)):
        changed.iat[row, changed.columns.get_loc(name)] = value
    return changed
