"""From notebooks to HTML reports that open anywhere, without network and without script."""

from framing.report.build import build_reports
from framing.report.corpus_reports import build_corpus_reports
from framing.report.execute import run_notebook
from framing.report.notebooks import NotebookHeader, find_notebooks, read_header
from framing.report.session import (
    BuiltReport,
    NotebookFailed,
    Progress,
    ReportContext,
    ReportsFailed,
)

__all__ = [
    "BuiltReport",
    "NotebookFailed",
    "NotebookHeader",
    "Progress",
    "ReportContext",
    "ReportsFailed",
    "build_corpus_reports",
    "build_reports",
    "find_notebooks",
    "read_header",
    "run_notebook",
]
