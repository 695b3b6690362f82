"""The reports of a corpus folder: read it once, write its tables, run the notebooks on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from framing.archive.manifest import is_store, read_manifest
from framing.compare import corpus_support
from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.report.build import build_reports, choose_notebooks
from framing.report.explorer_page import fitting_explorer
from framing.report.identity import corpus_identity
from framing.report.notebooks import find_notebooks
from framing.report.processes import Start, notebook_processes
from framing.report.session import BuiltReport, Progress, ReportContext
from framing.report.warm_tables import tables_written
from framing.support import weakest

# A report reads the inputs of a store again and holds every numbered word of them, about 0.15 MB an article.
MAX_STORE_ARTICLES = 20_000
# Every outlet is compared by every distinct word, all at once, at about 0.3 kB a value; and no page shows 100 outlets.
MAX_COMPARED = 10_000_000


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
    """Write ``out/tables/*.csv``, the reports of the notebooks, ``out/explorer.html`` and ``out/index.html``.

    With ``only`` the explorer of an earlier build stays as it is.

    Raises FramingError for a folder that cannot be used, one with a single outlet, a store of more than
    MAX_STORE_ARTICLES, more outlets times words than MAX_COMPARED, or an ``out`` that cannot be written; ReportsFailed
    if a notebook fails (the others are written).
    """
    _check_size(folder)
    with notebook_processes(folder) as start:  # they warm up while we read the corpus
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


def _check_size(folder: Path) -> None:
    if not is_store(folder):
        return
    n_articles = sum(batch.n_rows for _, _, batch in read_manifest(folder).batches())
    if n_articles > MAX_STORE_ARTICLES:
        raise FramingError(
            Problem(
                ERROR,
                "A report holds the words of all articles in memory, and the store has too many.",
                file=str(folder),
                value=f"{n_articles:,} articles",
                allowed=f"{MAX_STORE_ARTICLES:,} at most",
                next_step="Use 'framing tables STORE', which reads counts only; or count some of the articles "
                "(fewer outlets, a shorter time) into a store of their own and report on that.",
            )
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
    _check_outlets(corpus, folder)
    choose_notebooks(find_notebooks(notebooks), only)  # a wrong name is said before any work is done
    on_progress(Progress("tables", "started", 0, 0))
    with tables_written(corpus, folder, out / "tables", seed=seed, n_resamples=n_resamples, start=start):
        context = report_context(corpus, seed=seed, n_resamples=n_resamples)
        explorer = None if only else fitting_explorer(corpus, context=context)
    on_progress(Progress("tables", "finished", 0, 0))
    return build_reports(
        folder,
        out,
        context=context,
        explorer=explorer,
        only=only,
        n_jobs=n_jobs,
        notebooks=notebooks,
        start=start,
        on_progress=on_progress,
    )


def _check_outlets(corpus: Corpus, folder: Path) -> None:
    n_outlets, n_words = len(corpus.outlets), len(corpus.vocabulary.folded)
    if n_outlets * n_words > MAX_COMPARED:
        raise FramingError(
            Problem(
                ERROR,
                "A report compares every outlet by every word, and there are too many of them.",
                file=str(folder),
                column="outlet",
                value=f"{n_outlets:,} outlets and {n_words:,} distinct words",
                allowed=f"{MAX_COMPARED // n_words:,} outlets with so many words",
                next_step="Use 'framing tables', which goes from outlet to outlet; or put the articles of the outlets "
                "that you compare into a corpus of their own and report on that.",
            )
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
        identity=corpus_identity(corpus),
    )
