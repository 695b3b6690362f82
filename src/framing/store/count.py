"""Count an archive into a store: only what is not there yet, and never anything twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

from framing import __version__
from framing.archive.manifest import CountedTable, Manifest, batch_path, is_store, read_manifest, write_manifest
from framing.archive.places import Table, archive_card, find_tables
from framing.archive.scan import Scan
from framing.card import CorpusCard
from framing.outlets import load_outlet_rules
from framing.problem import ERROR, FramingError, Problem
from framing.store.files import remove_leftovers, write_bytes
from framing.store.lock import writing
from framing.store.progress import CountProgress
from framing.store.runners import InThisProcess, Runner, choose_runner
from framing.store.scans import scan_tables
from framing.store.settings import Settings, batch_name, check_settings, count_settings
from framing.store.tasks import Counted, CountTask, run_count

BATCH_ARTICLES = 1000


OnProgress = Callable[[CountProgress], None]


def count_archive(places: Sequence[str], store: Path, *, n_jobs: int = 1, batch_articles: int = BATCH_ARTICLES,
                  fragments_as: str = "quoted", without: Collection[str] = (), scheduler: str = "",
                  on_progress: OnProgress = lambda progress: None) -> Manifest:
    """Count corpus folders or tables (.csv, .jsonl, .parquet; with fsspec also URLs) into a store, batch by batch.

    The store then holds these tables and no others. A run that was stopped goes on where it was; a table that
    changed is counted anew, batches that did not change are kept. The content is the same whatever ``n_jobs``
    and ``scheduler`` (the address of a Dask scheduler, or "local"). ``without``: "voices" (attributions) or
    "tone_toward" (actors), which take most of the time, are left out, with their tables. Lines that pages share are
    looked for table by table. Raises FramingError for places that cannot be read, a store that was counted with other
    settings or another version of the word lists, one that another run writes to, and a disk that is full.
    """
    tables = find_tables(places)
    card = archive_card(tables)
    folder = next((Path(table.folder) for table in tables if table.folder), None)
    settings = count_settings(card, folder, fragments_as=fragments_as, batch_articles=batch_articles, without=without)
    _check_rules(card, folder)
    with writing(store):
        if is_store(store):
            check_settings(settings, read_manifest(store).settings, place="this run", other=f"the store {store}",
                           next_step="Count into a new store (--out), or use the version and options of before.")
        with choose_runner(n_jobs=n_jobs, scheduler=scheduler) as runner:
            # A single table is read here: meanwhile the processes start.
            reader = runner if scheduler or len(tables) > 1 else InThisProcess()
            scans = _scan(store, tables, batch_articles, reader, on_progress)
            manifest, tasks = _plan(scans, settings, card)
            write_manifest(store, manifest)
            _count(store, tasks, runner, on_progress)
        remove_leftovers(store, manifest)
    return manifest


def _check_rules(card: CorpusCard, folder: Path | None) -> None:
    own = folder / "outlet_rules" if folder else None
    rules = load_outlet_rules(own if own and own.is_dir() else None)
    if unknown := sorted(set(card.cleaning_rules.values()) - rules.keys()):
        raise FramingError(Problem(ERROR, f"There are no cleaning rules {', '.join(unknown)}.", file="corpus.toml",
                                   allowed=", ".join(sorted(rules)), next_step="Correct the card."))


def _scan(store: Path, tables: Sequence[Table], batch_articles: int, runner: Runner, on_progress: OnProgress
          ) -> list[Scan]:
    """Scans in the order of the tables. Raises FramingError with what is wrong with any table."""
    scans = {}
    on_progress(CountProgress("reading", 0, len(tables)))
    for scan in scan_tables(store, tables, batch_articles=batch_articles, runner=runner):
        scans[scan.table] = scan
        on_progress(CountProgress("reading", len(scans), len(tables)))
    return [scans[table] for table in tables]


def _plan(scans: Iterable[Scan], settings: Settings, card: CorpusCard) -> tuple[Manifest, list[CountTask]]:
    counted: list[CountedTable] = []
    tasks: dict[str, CountTask] = {}
    for scan in scans:
        names = {batch_name(settings, scan.table, batch, scan.repeated_lines): batch for batch in scan.batches}
        counted.append(CountedTable(scan.table, scan.size, scan.fingerprint, names, scan.repeated_lines,
                                    scan.problems))
        tasks |= {name: CountTask(name, scan.table, batch, card, settings["fragments_as"], scan.repeated_lines,
                                   tuple(settings.get("without", ())))
                  for name, batch in names.items()}
    return Manifest(settings, card, tuple(counted), __version__), list(tasks.values())


def _count(store: Path, tasks: Sequence[CountTask], runner: Runner, on_progress: OnProgress) -> None:
    todo = [task for task in tasks if not batch_path(store, task.name).is_file()]
    n_all = sum(task.batch.n_rows for task in tasks)
    n_before = n_all - sum(task.batch.n_rows for task in todo)
    n_done, n_problems, started = n_before, 0, time.monotonic()
    on_progress(CountProgress("counting", n_done, n_all, n_before))
    # Closed at once when this is interrupted: processes that work for nobody are stopped.
    with closing(cast(Generator[Counted], runner.run(run_count, todo))) as results:
        for counted in results:
            write_bytes(batch_path(store, counted.name), counted.data)
            n_done, n_problems = n_done + counted.n_rows, n_problems + counted.n_problems
            on_progress(CountProgress("counting", n_done, n_all, n_before, n_problems, time.monotonic() - started))
