"""Corrections of the ledger by hand: a corrected copy of it wins, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.article_rows import Row, read_rows
from framing.attributions.found import DIRECT, INDIRECT, PARTIAL
from framing.attributions.known_speakers import ROLES
from framing.csv_files import defuse
from framing.problem import NOTE, SKIPPED, FramingError, Problem

CORRECTED_FILE = "voices.corrected.csv"
NEEDED = ("article_id", "position", "content")
# What a person may correct; the rest says where the row is.
CORRECTABLE = ("kind", "cue", "stance", "source", "speaker", "role", "country")
NO_ATTRIBUTION = "none"
KINDS = (DIRECT, PARTIAL, INDIRECT)


class Corrected(NamedTuple):
    """A ledger with corrections: the table, how many of its rows were changed, and the rows that could not be used."""

    table: pd.DataFrame
    n_corrected: int
    problems: tuple[Problem, ...]


def correct_voices(table: pd.DataFrame, path: Path) -> Corrected:
    """The ledger with the corrections of a file; ``table`` itself is left as it is.

    The file is a copy of ``voices.csv`` in which cells were changed. A row is known by its article and position, and
    its content must be the one that was found there, so that a correction never moves to another statement. The
    columns kind, cue, stance, source, speaker, role and country are read, those of them that the file has; kind
    "none" takes the row out. A row that cannot be used is left out and named in the problems. Raises FramingError if
    the file cannot be read or lacks article_id, position or content.
    """
    rows, problems = read_rows(path)
    missing = [name for name in NEEDED if rows and name not in rows[0].values]
    if missing:
        raise FramingError(Problem("error", "The corrected ledger lacks a column.", file=path.name, row=1,
                                   value=", ".join(missing), allowed=", ".join((*NEEDED, *CORRECTABLE)),
                                   next_step="Start from a copy of voices.csv."))
    places = {(str(article_id), str(position)): number for number, (article_id, position) in
              enumerate(zip(table["article_id"].tolist(), table["position"].tolist(), strict=True))}
    columns = {name: table[name].tolist() for name in (*CORRECTABLE, "content", "corrected")}
    seen: set[int] = set()
    for row in rows:
        number = places.get((row.values["article_id"], row.values["position"]), -1)
        problem = _problem_of(row, number, columns, seen, path.name)
        if problem:
            problems.append(problem)
            continue
        seen.add(number)
        _apply(row, number, columns)
    return _result(table, columns, problems)


def _problem_of(row: Row, number: int, columns: dict[str, list[Any]], seen: set[int], file: str) -> Problem | None:
    """What is wrong with a row of corrections, if anything."""
    place: dict[str, Any] = {"file": file, "row": row.number, "article_id": row.values["article_id"]}
    if number < 0:
        return Problem(SKIPPED, "No attribution was found at this place.", column="position",
                       value=row.values["position"], next_step="Copy the row anew from voices.csv.", **place)
    if number in seen:
        return Problem(SKIPPED, "The place is corrected twice; the first row counts.", column="position",
                       value=row.values["position"], next_step="Delete one of the two rows.", **place)
    content = row.values["content"]
    if content not in (columns["content"][number], defuse(columns["content"][number])):
        return Problem(SKIPPED, "Another content was found at this place.", column="content", value=content,
                       allowed=columns["content"][number][:80], next_step="Copy the row anew from voices.csv.", **place)
    for name, allowed in (("kind", (*KINDS, NO_ATTRIBUTION)), ("role", ROLES)):
        if row.values.get(name, allowed[0]) not in allowed:
            return Problem(SKIPPED, f"There is no such {name}.", column=name, value=row.values[name],
                           allowed=", ".join(allowed), next_step="Use one of these.", **place)
    return None


def _apply(row: Row, number: int, columns: dict[str, list[Any]]) -> None:
    for name in CORRECTABLE:
        value = row.values.get(name)
        if value is not None and value not in (columns[name][number], defuse(columns[name][number])):
            columns[name][number] = value
            columns["corrected"][number] = True


def _note(n_corrected: int) -> Problem:
    rows = "1 row of the ledger was" if n_corrected == 1 else f"{n_corrected:,} rows of the ledger were"
    return Problem(NOTE, f"{rows} corrected by hand.", file=CORRECTED_FILE)


def _result(table: pd.DataFrame, columns: dict[str, list[Any]], problems: list[Problem]) -> Corrected:
    corrected = table.assign(**{name: columns[name] for name in (*CORRECTABLE, "corrected")})
    n_corrected = int(sum(columns["corrected"]))
    if n_corrected:
        problems = [*problems, _note(n_corrected)]
    kept = corrected[corrected["kind"] != NO_ATTRIBUTION].reset_index(drop=True)
    return Corrected(kept, n_corrected, tuple(problems))
