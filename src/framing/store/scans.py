"""Scans of tables, kept in the store: a run that goes on need not read again what did not change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from framing.archive.batches import Batch
from framing.archive.places import Table, fingerprint
from framing.archive.scan import Scan
from framing.problem import Problem
from framing.store.files import write_bytes
from framing.store.runners import Runner
from framing.store.tasks import ScanTask, run_scan

SCAN_FOLDER = "scans"


def scan_tables(store: Path, tables: Sequence[Table], *, batch_articles: int, runner: Runner) -> Iterator[Scan]:
    """The scan of every table, in no fixed order; from the store where the table is what it was."""
    todo = []
    used: set[Path] = set()
    for table in tables:
        path = _path(store, table, batch_articles, fingerprint(table.path))
        used.add(path)
        kept = _read(path, table)
        if kept is None:
            todo.append(ScanTask(table, batch_articles))
        else:
            yield kept
    for scan in runner.run(run_scan, todo):
        if not scan.has_text_files:  # of texts in files of their own the fingerprint knows nothing
            write_bytes(_path(store, scan.table, batch_articles, scan.fingerprint), _as_bytes(scan))
        yield scan
    _remove_unused(store, used)


def _remove_unused(store: Path, used: Iterable[Path]) -> None:
    folder = store / SCAN_FOLDER
    for path in set(folder.iterdir() if folder.is_dir() else ()) - set(used):
        path.unlink(missing_ok=True)


def _path(store: Path, table: Table, batch_articles: int, mark: str) -> Path:
    key = json.dumps([table.path, batch_articles, mark])
    return store / SCAN_FOLDER / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _as_bytes(scan: Scan) -> bytes:
    values = {"size": scan.size, "fingerprint": scan.fingerprint,
              "batches": [asdict(batch) for batch in scan.batches], "repeated_lines": sorted(scan.repeated_lines),
              "problems": [problem.as_row() for problem in scan.problems]}
    return json.dumps(values, ensure_ascii=True).encode("ascii")


def _read(path: Path, table: Table) -> Scan | None:
    """A kept scan; None if there is none or it cannot be read: then the table is read again."""
    try:
        values = json.loads(path.read_bytes())
        return Scan(table, values["size"], values["fingerprint"], False,
                    tuple(Batch(**batch) for batch in values["batches"]),
                    frozenset((outlet, line) for outlet, line in values["repeated_lines"]),
                    tuple(Problem(**problem) for problem in values["problems"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
