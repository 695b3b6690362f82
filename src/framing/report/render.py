"""A notebook that has run, as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.html import stylesheet
from framing.report.local_paths import hide_local_paths, local_path_names
from framing.report.markdown import convert_markdown, with_headings_in_order
from framing.report.notebooks import NotebookHeader
from framing.report.outputs import ImageWithoutText, outputs_html, with_cards_at_the_end, with_unique_figure_ids
from framing.report.parameters import INJECTED_TAG, has_tag
from framing.report.session import NotebookFailed, ReportContext
from framing.report.stored_notebook import Notebook

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE_FOLDER = Path(str(files("framing.report").joinpath("template")))


@dataclass(frozen=True, slots=True)
class ReportLink:
    """One entry of the navigation; ``exists`` is False for a report that has not been built."""

    header: NotebookHeader
    exists: bool


def render_report(
    notebook: Notebook,
    *,
    header: NotebookHeader,
    links: Sequence[ReportLink],
    context: ReportContext,
    corpus_folder: Path,
) -> str:
    """The page of one notebook with its outputs: no script, no outside address, the same bytes every time.

    Raises NotebookFailed for an image without alt text.
    """
    pages = convert_markdown(notebook)
    cells = _code_cells(notebook, header.file)
    others = [link for link in links if link.exists or link.header == header]
    here = next((at for at, link in enumerate(others) if link.header == header), None)
    page = {
        "header": header,
        "links": links,
        "previous": others[here - 1] if here else None,
        "next": others[here + 1] if here is not None and here + 1 < len(others) else None,
        "context": context,
        "markdown": pages,
        "code": cells,
        "css": page_css(),
    }
    html = render_template("report.html.j2", {"cells": notebook.cells, "page": page})
    html = with_cards_at_the_end(with_headings_in_order(with_unique_figure_ids(html)))
    return hide_local_paths(html, local_path_names(corpus_folder))


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code cell as the page shows it; ``parameters`` only for the cell with the values of this run."""

    number: int
    outputs: str
    parameters: tuple[tuple[str, str], ...] = ()


def _code_cells(notebook: Notebook, name: str) -> dict[int, CodeCell]:
    """Position -> code cell, numbered as in the stored notebook."""
    cells: dict[int, CodeCell] = {}
    number = 0
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        if has_tag(cell, INJECTED_TAG):
            cells[position] = CodeCell(number=0, outputs="", parameters=_parameter_rows(cell.source))
            continue
        number += 1
        try:
            outputs = outputs_html(cell.outputs)
        except ImageWithoutText as error:
            first_line = (cell.source.strip().splitlines() or [""])[0]
            raise NotebookFailed(name, number, first_line, type(error).__name__, str(error)) from None
        cells[position] = CodeCell(number=number, outputs=outputs)
    return cells


def _parameter_rows(source: str) -> tuple[tuple[str, str], ...]:
    """Name and value of each injected parameter."""
    import ast

    assigned = (statement for statement in ast.parse(source).body if isinstance(statement, ast.Assign))
    return tuple((ast.unparse(line.targets[0]), str(ast.literal_eval(line.value))) for line in assigned)


@cache
def page_css() -> str:
    """The fragments' stylesheet and the page's own."""
    return stylesheet() + (TEMPLATE_FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Everything is escaped that is not said to be finished HTML."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    made = Environment(loader=FileSystemLoader(TEMPLATE_FOLDER), autoescape=True)
    made.filters["finished"] = Markup
    return made


def render_template(template: str, values: Mapping[str, Any]) -> str:
    """A page from the folder of templates."""
    return _environment().get_template(template).render(values)
