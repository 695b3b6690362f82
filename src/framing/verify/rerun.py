"""The page of a report made again, from the notebooks of this installation; nothing that the file holds is run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from framing.corpus import Corpus, build_corpus
from framing.problem import ERROR, FramingError, Problem
from framing.report import NotebookFailed, ReportsFailed, build_reports, find_notebooks, read_header
from framing.report.corpus_reports import report_context
from framing.report.explorer_page import explorer_page, fitting_explorer
from framing.report.processes import notebook_processes
from framing.report.provenance import EXPLORER, INDEX
from framing.report.session import ReportContext
from framing.report.share_reports import build_shared_reports, shared_page
from framing.share import share_limit
from framing.verify.claimed import ClaimedReport, read_claimed


def rerun(report: ClaimedReport, folder: Path, *, notebooks: Path | None = None, n_jobs: int = 1) -> ClaimedReport:
    """The page as it is made today, with the report's parameters, from this corpus.

    Raises FramingError when a notebook is not here, or does not run to its end on this corpus.
    """
    _check_notebooks(report, notebooks)
    with tempfile.TemporaryDirectory(prefix="framing-verify-") as name:
        out = Path(name)
        try:
            if report.kind == EXPLORER:
                corpus = build_corpus(folder)
                context = _context(report, corpus)
                page = explorer_page(fitting_explorer(corpus, context=context), links=(), context=context)
                path = out / "explorer.html"
                path.write_text(page, encoding="utf-8", errors="replace")
            else:
                path = _run_notebooks(report, folder, out, notebooks=notebooks, n_jobs=n_jobs)
        except (ReportsFailed, NotebookFailed) as error:
            raise FramingError(Problem(ERROR, f"The page cannot be made again: {error}", file=str(report.path),
                                       next_step="See whether the corpus is that of the report.")) from error
        if report.share_words and report.kind != INDEX:
            limit = share_limit(build_corpus(folder), report.share_words)
            path.write_text(shared_page(path.read_text(encoding="utf-8"), limit)[0], encoding="utf-8")
        return read_claimed(path)


def _run_notebooks(report: ClaimedReport, folder: Path, out: Path, *, notebooks: Path | None, n_jobs: int) -> Path:
    if report.share_words and report.kind == INDEX:  # it tells of the words on all pages
        build_shared_reports(folder, out, n_words=report.share_words, seed=report.seed, n_jobs=n_jobs,
                             n_resamples=report.n_resamples, only=_only(report, notebooks), notebooks=notebooks)
        return out / "index.html"
    with notebook_processes(folder) as start:
        context = _context(report, build_corpus(folder))
        only = [Path(name).stem for name in report.notebooks]
        build_reports(folder, out, context=context, only=only, n_jobs=n_jobs, notebooks=notebooks, start=start)
    return out / ("index.html" if report.kind == INDEX else f"{only[0]}.html")


def _only(report: ClaimedReport, notebooks: Path | None) -> list[str]:
    """Names of notebooks to run; none means all, with the page of words."""
    is_all = set(report.notebooks) == {path.name for path in find_notebooks(notebooks)}
    return [] if is_all else [Path(name).stem for name in report.notebooks]


def _context(report: ClaimedReport, corpus: Corpus) -> ReportContext:
    return report_context(corpus, seed=report.seed, n_resamples=report.n_resamples)


def _check_notebooks(report: ClaimedReport, folder: Path | None) -> None:
    """A page is made by the notebooks here, whatever it says: only their names are taken from it."""
    here = {read_header(path).file for path in find_notebooks(folder)}
    missing = sorted(set(report.notebooks) - here)
    if missing or (report.kind != EXPLORER and not report.notebooks):
        raise FramingError(Problem(ERROR, "The notebook that made the report is not here.", file=str(report.path),
                                   value=", ".join(missing)[:200], allowed=", ".join(sorted(here)),
                                   next_step="Check it where its notebooks are."))

