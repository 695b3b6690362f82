"""One report checked: read, made again, compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.verify.claimed import read_claimed
from framing.verify.comparison import compare_pieces
from framing.verify.differences import (
    article_difference,
    notebook_difference,
    settings_difference,
    version_differences,
)
from framing.verify.outcome import Outcome
from framing.verify.pieces import page_pieces
from framing.verify.rerun import rerun
from framing.verify.which_corpus import find_corpus


def verify_report(path: Path, *, corpus: Path | None = None, notebooks: Path | None = None, n_jobs: int = 1,
                  on_rerun: Callable[[Path], None] = lambda folder: None) -> Outcome:
    """Make the page again from its corpus and compare every number, sentence and drawing with the file.

    ``corpus``: the folder or store; without it the report's folder is looked for here, beside the report and among
    the seeds. ``notebooks``: a folder instead of the package's own; nothing that the file holds is run.
    ``on_rerun`` is told the corpus before the work begins. What it cannot tell: whether the articles themselves are
    what the outlets published.

    Raises FramingError for what cannot be checked: no report, one without provenance or cut off, a corpus or a
    notebook that is not here, a notebook that fails.
    """
    report = read_claimed(path)
    folder = find_corpus(report, corpus)
    on_rerun(folder)
    again = rerun(report, folder, notebooks=notebooks, n_jobs=n_jobs)
    return Outcome(
        report=path, corpus=folder,
        comparison=compare_pieces(page_pieces(report.page), page_pieces(again.page)),
        articles=article_difference(report, again), settings=settings_difference(report, again),
        notebooks=notebook_difference(report, again), versions=version_differences(report, again),
        is_as_built=report.is_as_built)
