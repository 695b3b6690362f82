"""The page that everything starts from: what the corpus is, which reports there are, what was found wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from framing.html.finding import INDEX_END, INDEX_START
from framing.report.outputs import CARD, with_cards_at_the_end
from framing.report.render import ReportLink, page_css, render_template
from framing.report.session import NotebookFailed, ReportContext


def index_page(
    links: Sequence[ReportLink],
    *,
    context: ReportContext,
    tables: Sequence[Path] = (),
    failures: Sequence[NotebookFailed] = (),
    comparison: str = "",
    explorer: str = "",
) -> str:
    """``index.html``. ``tables``: paths relative to it. A failed report is listed with what stopped it.

    ``comparison``: what the reports of this run have for the index, as finished HTML. ``explorer``: file name of the
    page of words, if there is one.
    """
    failed: Mapping[str, NotebookFailed] = {failure.notebook: failure for failure in failures}
    page = render_template(
        "index.html.j2",
        {
            "page": {
                "links": links,
                "context": context,
                "tables": [path.as_posix() for path in sorted(tables)],
                "failed": failed,
                "header": None,
                "css": page_css(),
                "comparison": comparison,
                "explorer": explorer,
            }
        },
    )
    return with_cards_at_the_end(page)


OPENED = re.compile(r'popovertarget="(e-[0-9a-f]{12})"')
FOR_INDEX = re.compile(f"{re.escape(INDEX_START)}(.*?){re.escape(INDEX_END)}", re.DOTALL)


def parts_for_index(page: str) -> str:
    """What a report's page has for the index, with the cards that its numbers open."""
    parts = "".join(FOR_INDEX.findall(page))
    cards = {card[1]: card[0] for card in CARD.finditer(page)} if parts else {}
    opened = set(OPENED.findall(parts))
    return parts + "".join(html for identity, html in cards.items() if identity in opened)
