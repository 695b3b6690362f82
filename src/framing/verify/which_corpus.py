"""Where the corpus of a report is: the folder that was named, else one that is likely and fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import framing
from framing.archive.source import read_source
from framing.problem import ERROR, FramingError, Problem
from framing.verify.claimed import ClaimedReport

# A folder that nobody named is taken for the report's corpus, changed since, if it has so many of its articles.
MIN_SHARE_OF_ARTICLES = 0.5


def find_corpus(report: ClaimedReport, named: Path | None) -> Path:
    """Raises FramingError if the folder named is none, or if none is named and none is likely."""
    if named is not None:
        if not named.is_dir():
            raise FramingError(Problem(ERROR, "There is no such folder.", file=str(named),
                                       next_step="Name the corpus folder, or the store, of the report."))
        return named
    for folder in dict.fromkeys(_likely(report)):
        if folder.is_dir() and _fits(report, folder):
            return folder
    raise FramingError(Problem(
        ERROR, "The corpus of the report is not here.", file=str(report.path), column="corpus",
        value=f"{report.corpus_name}, a folder named {report.folder!r}", next_step="Name it with --corpus FOLDER."))


def _likely(report: ClaimedReport) -> Iterator[Path]:
    """Of this name here or beside the reports; the seeds, here or in the checkout. Never a place that it names."""
    beside = report.path.resolve().parent.parent
    name = Path(report.folder).name  # the file is not trusted to lead anywhere else
    if name:
        yield from (Path(name), beside / name)
    yield from (Path("seeds"), Path(framing.__path__[0]).parents[1] / "seeds")


def _fits(report: ClaimedReport, folder: Path) -> bool:
    try:
        source = read_source(folder)
    except FramingError:
        return False
    there = {article.article_id for article in source.articles}
    n_shared = len(there & set(report.articles))
    return source.sha256 == report.sha256 or n_shared > MIN_SHARE_OF_ARTICLES * max(len(report.articles), 1)
