"""The reports of a corpus folder: read it once, write its tables, run the notebooks on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from framing.compare import corpus_support
from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.report.build import build_reports, choose_notebooks
from framing.report.notebooks import find_notebooks
from framing.report.processes import Start, notebook_processes
from framing.report.session import BuiltReport, Progress, ReportContext
from framing.support import weakest
from framing.tables import write_tables


def build_corpus_reports(
    folder: Path,
    out: Path,
    *,
    seed: int,
    n_resamples: int,
    only: Sequence[str] = (),
    n_jobs: int = 1,
    notebooks: Path | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> tuple[BuiltReport, ...]:
    """Write ``out/tables/*.csv``, the reports of the notebooks and ``out/index.html``.

    Raises FramingError for a folder that cannot be used, one with a single outlet, or an ``out`` that cannot be
    written; ReportsFailed if a notebook fails (the others are written).
    """
    with notebook_processes(folder) as start:  # they warm up while we read the corpus and write its tables
        return _build(
            folder,
            out,
            start=start,
            seed=seed,
            n_resamples=n_resamples,
            only=only,
            n_jobs=n_jobs,
            notebooks=notebooks,
            on_progress=on_progress,
        )


def _build(
    folder: Path,
    out: Path,
    *,
    start: Start,
    seed: int,
    n_resamples: int,
    only: Sequence[str],
    n_jobs: int,
    notebooks: Path | None,
    on_progress: Callable[[Progress], None],
) -> tuple[BuiltReport, ...]:
    corpus = build_corpus(folder)
    if len(corpus.outlets) < 2:
        raise FramingError(
            Problem(
                ERROR,
                "A report compares two outlets or more.",
                file=str(folder),
                column="outlet",
                value=", ".join(corpus.outlets),
                next_step="Add articles of another outlet, or use 'framing tables'.",
            )
        )
    choose_notebooks(find_notebooks(notebooks), only)  # a wrong name is said before any work is done
    on_progress(Progress("tables", "started", 0, 0))
    write_tables(corpus, out / "tables", seed=seed, n_resamples=n_resamples)
    on_progress(Progress("tables", "finished", 0, 0))
    return build_reports(
        folder,
        out,
        context=report_context(corpus, seed=seed, n_resamples=n_resamples),
        only=only,
        n_jobs=n_jobs,
        notebooks=notebooks,
        start=start,
        on_progress=on_progress,
    )


def report_context(corpus: Corpus, *, seed: int, n_resamples: int) -> ReportContext:
    """What every page says about the corpus and the run."""
    card = corpus.card
    return ReportContext(
        corpus_name=card.name,
        corpus_hash=corpus.sha256,
        label=weakest([row.label for row in corpus_support(corpus)]),
        n_articles=len(corpus.articles),
        outlets=corpus.outlets,
        problems=corpus.problems,
        seed=seed,
        n_resamples=n_resamples,
        story=card.story,
        description=card.description,
        rights=card.rights,
    )
