"""All reports of a corpus: the notebooks run, their pages and the index are written, whole or not at all."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from framing.explorer import Explorer
from framing.problem import ERROR, FramingError, Problem
from framing.report.execute import run_until_stopped
from framing.report.explorer_page import EXPLORER_PAGE, TITLE, explorer_page
from framing.report.index import index_page, parts_for_index
from framing.report.interruptible import run_interruptibly
from framing.report.local_paths import hide_local_paths, local_path_names
from framing.report.notebooks import NotebookHeader, find_notebooks, read_header
from framing.report.processes import Start, notebook_processes
from framing.report.provenance import INDEX, NOTEBOOK, sealed
from framing.report.render import ReportLink, render_report
from framing.report.session import BuiltReport, NotebookFailed, Progress, ReportContext, ReportsFailed
from framing.report.stored_notebook import Notebook

# A cell of a class corpus takes seconds; an hour without a result means that something is stuck.
CELL_TIMEOUT_SECONDS = 3600

OnProgress = Callable[[Progress], None]
# Report file name -> the notebook with its outputs, or what stopped it.
Runs = Mapping[str, Notebook | NotebookFailed]


def build_reports(
    corpus_folder: Path,
    out: Path,
    *,
    context: ReportContext,
    only: Sequence[str] = (),
    n_jobs: int = 1,
    notebooks: Path | None = None,
    explorer: Explorer | None = None,
    start: Start | None = None,
    timeout_seconds: float = CELL_TIMEOUT_SECONDS,
    on_progress: OnProgress = lambda progress: None,
) -> tuple[BuiltReport, ...]:
    """Runs the notebooks, ``n_jobs`` at a time, and writes their reports and ``index.html`` into ``out``.

    ``only``: names or beginnings of names, e.g. "03" or "03_how_framed"; empty means all. ``notebooks``: a
    folder instead of the package's own. Every notebook gets ``corpus`` (the folder), ``seed`` and ``n_resamples``.
    ``explorer``: what the page of words shows; without it there is none, or the earlier one stays.
    CSV files in ``out/tables`` are linked from the index. ``start``: how to start a process, if it is known already.

    Nothing is written before all have run, so the pages of one build belong together. A notebook that fails
    leaves its earlier page as it was; the others are written, then ReportsFailed is raised with all failures.
    Raises FramingError when ``only`` names no notebook.
    """
    paths = find_notebooks(notebooks)
    chosen = choose_notebooks(paths, only)
    parameters = {
        "corpus": str(corpus_folder.resolve()),
        "seed": context.seed,
        "n_resamples": context.n_resamples,
    }
    with nullcontext(start) if start else notebook_processes(corpus_folder) as start:
        runs = _run_all(
            chosen, parameters, start=start, n_jobs=n_jobs, timeout_seconds=timeout_seconds, on_progress=on_progress
        )
    out.mkdir(parents=True, exist_ok=True)
    built, failures = _write_all(
        runs, [read_header(path) for path in paths], out, context=context, corpus_folder=corpus_folder,
        explorer=explorer,
    )
    if failures:
        raise ReportsFailed(failures, built)
    return built


def choose_notebooks(paths: Sequence[Path], only: Sequence[str]) -> list[Path]:
    """The notebooks whose name begins with one of these; each must begin at least one."""
    stems = ", ".join(path.stem for path in paths)
    for name in only:
        if not any(path.stem.startswith(Path(name).stem) for path in paths):
            raise FramingError(
                Problem(
                    ERROR,
                    f"No notebook {name!r}. There are: {stems}.",
                    next_step="Name one of these, or the first digits of one.",
                )
            )
    return [path for path in paths if not only or any(path.stem.startswith(Path(name).stem) for name in only)]


def _run_all(
    paths: Sequence[Path],
    parameters: Mapping[str, object],
    *,
    start: Start,
    n_jobs: int,
    timeout_seconds: float,
    on_progress: OnProgress,
) -> Runs:
    tell = _one_at_a_time(on_progress)
    run_one = partial(_run_one, parameters=parameters, start=start, timeout_seconds=timeout_seconds, tell=tell)
    tasks = [partial(run_one, path) for path in paths]
    futures = run_interruptibly(tasks, n_threads=n_jobs)
    return {path.name: future.result() for path, future in zip(paths, futures, strict=True)}


def _run_one(
    path: Path,
    stop: threading.Event,
    *,
    parameters: Mapping[str, object],
    start: Start,
    timeout_seconds: float,
    tell: OnProgress,
) -> Notebook | NotebookFailed:
    """The notebook with its outputs, or the failure: one that fails must not stop the others."""
    tell(Progress(path.stem, "started", 0, 0))

    def on_cell(n_done: int, n_cells: int) -> None:
        tell(Progress(path.stem, "cell", n_done, n_cells))

    try:
        notebook = run_until_stopped(
            path, parameters, start=start, timeout_seconds=timeout_seconds, stop=stop, on_cell=on_cell
        )
    except NotebookFailed as failure:
        tell(Progress(path.stem, "failed", 0, 0, str(failure)))
        return failure
    tell(Progress(path.stem, "finished", len(notebook.cells), len(notebook.cells)))
    return notebook


def _one_at_a_time(on_progress: OnProgress) -> OnProgress:
    """Progress comes from several threads; whoever shows it need not know."""
    lock = threading.Lock()

    def tell(progress: Progress) -> None:
        with lock:
            on_progress(progress)

    return tell


def _write_all(
    runs: Runs, headers: Sequence[NotebookHeader], out: Path, *, context: ReportContext, corpus_folder: Path,
    explorer: Explorer | None,
) -> tuple[tuple[BuiltReport, ...], tuple[NotebookFailed, ...]]:
    """Writes what can be shown. A link leads to a page of this build or to one that is there from an earlier one."""
    succeeded = {name for name, run in runs.items() if not isinstance(run, NotebookFailed)}
    links = [ReportLink(header, header.file in succeeded or (out / header.page).exists()) for header in headers]
    built: list[BuiltReport] = []
    failures: list[NotebookFailed] = []
    for header in headers:
        run = runs.get(header.file)
        if run is None:
            continue
        try:
            if isinstance(run, NotebookFailed):
                raise run
            page = render_report(run, header=header, links=links, context=context, corpus_folder=corpus_folder)
        except NotebookFailed as failure:
            failures.append(failure)
            continue
        n_bytes = write_whole(out / header.page, sealed(page, kind=NOTEBOOK, notebooks={header.file: header.sha256},
                                                        context=context))
        built.append(BuiltReport(header.file, header.title, out / header.page, n_bytes))
    links = [ReportLink(header, (out / header.page).exists()) for header in headers]
    shown = "".join(parts_for_index(report.path.read_text(encoding="utf-8")) for report in built)
    if explorer is not None:
        n_bytes = write_whole(out / EXPLORER_PAGE, explorer_page(explorer, links=links, context=context))
        built.append(BuiltReport("", TITLE, out / EXPLORER_PAGE, n_bytes))
    index = index_page(links, context=context, tables=[path.relative_to(out) for path in out.glob("tables/*.csv")],
                       failures=failures, comparison=shown,
                       explorer=EXPLORER_PAGE if (out / EXPLORER_PAGE).exists() else "")
    index = hide_local_paths(index, local_path_names(corpus_folder))
    made_by = {header.file: header.sha256 for header in headers if header.file in runs}
    write_whole(out / "index.html", sealed(index, kind=INDEX, notebooks=made_by, context=context))
    return tuple(built), tuple(failures)


def write_whole(path: Path, text: str) -> int:
    """Writes the file so that it is never seen half written; returns its number of bytes."""
    data = text.encode("utf-8", "replace")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files that only their owner may read; a report is to be shared.
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return len(data)
