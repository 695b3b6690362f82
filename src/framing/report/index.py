"""The page that everything starts from: what the corpus is, which reports there are, what was found wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from framing.report.render import ReportLink, page_css, render_template
from framing.report.session import NotebookFailed, ReportContext


def index_page(
    links: Sequence[ReportLink],
    *,
    context: ReportContext,
    tables: Sequence[Path] = (),
    failures: Sequence[NotebookFailed] = (),
) -> str:
    """``index.html``. ``tables``: paths relative to it. A failed report is listed with what stopped it."""
    failed: Mapping[str, NotebookFailed] = {failure.notebook: failure for failure in failures}
    return render_template(
        "index.html.j2",
        {
            "page": {
                "links": links,
                "context": context,
                "tables": [path.as_posix() for path in sorted(tables)],
                "failed": failed,
                "header": None,
                "css": page_css(),
            }
        },
    )
