"""Marked sheets read back: every answer that fits this corpus, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.article_rows import Row, read_rows
from framing.audit.known_hits import KnownHits, known_hits
from framing.audit.sheet import ANSWERS, AUDIT_FILE
from framing.corpus import Corpus
from framing.problem import ERROR, NOTE, SKIPPED, FramingError, Problem

NEEDED = ("hit_id", "lexicon", "version", "category", "article_id", "right")



@dataclass(frozen=True)
class MarkedSheet:
    """One marker's answers: ``marks``: hit id -> yes, no or unsure. ``n_rows``: of the sheet, marked or not."""

    marker: str
    file: str
    coders: tuple[str, ...]
    marks: Mapping[str, str]
    n_rows: int
    problems: tuple[Problem, ...]


@dataclass
class _Reading:
    """What has been taken from a sheet so far."""

    file: str
    marks: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)
    other_version: dict[tuple[str, str], list[Row]] = field(default_factory=dict)


def read_sheets(corpus: Corpus, paths: Sequence[Path]) -> tuple[tuple[MarkedSheet, ...], KnownHits]:
    """The answers of each sheet that belong to a hit of this corpus, and those hits.

    A row that cannot be used (unknown answer, an id that stands twice, a hit that this corpus does not have, another
    version of the list) is left out and named in the sheet's problems. Raises FramingError for a file that is not
    there or cannot be read, is empty, lacks a column of NEEDED, or is given twice.
    """
    if len({path.resolve() for path in paths}) < len(paths):
        raise FramingError(Problem(ERROR, "A sheet is given twice.", value=", ".join(map(str, paths)),
                                   next_step="Give each marker's own sheet once."))
    read = {path: _usable_rows(path) for path in paths}
    every_row = [row for rows, _ in read.values() for row in rows]
    known = known_hits(corpus, {row.values["lexicon"] for row in every_row},
                       {row.values["article_id"] for row in every_row})
    markers = _marker_names(paths)
    return tuple(_read_one(path, marker, rows, problems, known)
                 for marker, (path, (rows, problems)) in zip(markers, read.items(), strict=True)), known


def _usable_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    if not path.is_file():
        raise FramingError(Problem(ERROR, "There is no such sheet.", file=str(path),
                                   next_step="Write one with 'framing audit FOLDER --out SHEET'."))
    rows, problems = read_rows(path)
    missing = [name for name in NEEDED if rows and name not in rows[0].values]
    if missing:
        raise FramingError(Problem(ERROR, "The sheet lacks a column.", file=path.name, row=1, column=missing[0],
                                   value=", ".join(missing), allowed=", ".join(NEEDED),
                                   next_step="Start from a sheet that 'framing audit FOLDER --out SHEET' wrote."))
    if not rows:
        raise FramingError([*problems, Problem(ERROR, "The sheet is empty.", file=path.name,
                                               next_step="Write one with 'framing audit FOLDER --out SHEET'.")])
    return rows, problems


def _marker_names(paths: Sequence[Path]) -> list[str]:
    """What a marker is called: NAME of audit-NAME.csv; the folder before it where two would be called the same."""
    names = [path.stem.removeprefix(f"{Path(AUDIT_FILE).stem}-") for path in paths]
    return [name if names.count(name) == 1 else str(path) for name, path in zip(names, paths, strict=True)]


def _read_one(path: Path, marker: str, rows: list[Row], problems: list[Problem], known: KnownHits) -> MarkedSheet:
    reading = _Reading(path.name, problems=list(problems))
    for row in rows:
        _take(row, reading, known)
    reading.problems += [_version_problem(reading.file, lexicon, version, found, known)
                         for (lexicon, version), found in reading.other_version.items()]
    if not reading.marks:
        reading.problems.append(Problem(NOTE, "No row of the sheet is marked, so it says nothing yet.",
                                        file=path.name, column="right", allowed=", ".join(ANSWERS),
                                        next_step="Read the sentences and fill the column."))
    coders = tuple(dict.fromkeys(name for row in rows if (name := row.values.get("coder", "").strip())))
    return MarkedSheet(marker, path.name, coders, reading.marks, len(rows), tuple(reading.problems))


def _take(row: Row, reading: _Reading, known: KnownHits) -> None:
    """Keep the answer of a row, or say why not."""
    hit_id, answer = row.values["hit_id"].strip(), row.values["right"].strip().lower()
    lexicon, version = row.values["lexicon"], row.values["version"].strip()
    if hit_id in reading.row_of:
        reading.problems.append(_skipped(row, reading.file, "hit_id", hit_id, allowed="each hit once",
                                         message=f"The hit stands already in row {reading.row_of[hit_id]}, which "
                                                 "counts.", next_step="Delete one of the two rows."))
        return
    reading.row_of[hit_id] = row.number
    if not answer:
        return
    if answer not in ANSWERS:
        reading.problems.append(_skipped(row, reading.file, "right", row.values["right"], allowed=", ".join(ANSWERS),
                                         message="This is no answer.", next_step="Write one of these, or nothing."))
    elif known.versions.get(lexicon) != version:
        reading.other_version.setdefault((lexicon, version), []).append(row)
    elif hit_id not in known.hits or known.hits[hit_id].lexicon != lexicon:
        reading.problems.append(_skipped(
            row, reading.file, "hit_id", hit_id,
            message="This corpus has no such hit: the text or the rules that clean it have changed, or the row has.",
            next_step="Draw a new sheet with 'framing audit FOLDER --out SHEET' and mark this hit there."))
    else:
        reading.marks[hit_id] = answer


def _skipped(row: Row, file: str, column: str, value: str, **more: Any) -> Problem:
    return Problem(SKIPPED, file=file, row=row.number, column=column, value=value,
                   article_id=row.values["article_id"], **more)


def _version_problem(file: str, lexicon: str, version: str, rows: Sequence[Row], known: KnownHits) -> Problem:
    """One problem for all rows of a list: they are wrong together."""
    its_own = known.versions.get(lexicon)
    what = (f"The list {lexicon!r} cannot be loaded" if its_own is None
            else f"The list {lexicon!r} has another version now")
    return Problem(SKIPPED, f"{what}; {len(rows):,} marked rows are not used.", file=file, row=rows[0].number,
                   column="version" if its_own else "lexicon", value=version if its_own else lexicon,
                   allowed=its_own or ", ".join(sorted(known.versions)),
                   next_step="Draw a new sheet with 'framing audit FOLDER --out SHEET', or go back to that version.")


def all_problems(sheets: Iterable[MarkedSheet]) -> tuple[Problem, ...]:
    """What is wrong with any of the sheets."""
    return tuple(problem for sheet in sheets for problem in sheet.problems)
