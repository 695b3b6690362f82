"""What a build knows about itself: the corpus, how far it is, what it made and what failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.problem import Problem
from framing.report.identity import CorpusIdentity
from framing.versions import installed_versions


@dataclass(frozen=True)
class ReportContext:
    """What every page says about the corpus and the run. ``label``: descriptive, indicative or inferential."""

    corpus_name: str
    corpus_hash: str
    label: str
    n_articles: int
    outlets: tuple[str, ...]
    problems: tuple[Problem, ...]
    seed: int
    n_resamples: int
    versions: Mapping[str, str] = field(default_factory=installed_versions)
    story: str = ""
    description: str = ""
    rights: str = ""
    identity: CorpusIdentity = field(default_factory=CorpusIdentity)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one report is. ``state``: "started", "cell", "finished" or "failed"."""

    report: str
    state: str
    n_cells_done: int
    n_cells: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """One report as written. ``path`` is the page, ``notebook`` the file it comes from (none: the page of words)."""

    notebook: str
    title: str
    path: Path
    n_bytes: int


class NotebookFailed(Exception):
    """A notebook that did not run to its end, or holds what a report cannot show.

    ``cell_number`` counts code cells from 1, as JupyterLab does when all cells are run; 0 is the file itself.
    """

    def __init__(self, notebook: str, cell_number: int, first_line: str, error_name: str, message: str):
        self.notebook, self.cell_number, self.first_line = notebook, cell_number, first_line
        self.error_name, self.message = error_name, message
        place = f", code cell {cell_number} ({first_line})" if cell_number else ""
        super().__init__(f"{notebook}{place}: {error_name}: {message}")


class ReportsFailed(Exception):
    """Some reports could not be built; the others are written. ``failures`` has one entry a notebook."""

    def __init__(self, failures: tuple[NotebookFailed, ...], built: tuple[BuiltReport, ...]):
        self.failures, self.built = failures, built
        super().__init__("\n".join(str(failure) for failure in failures))
