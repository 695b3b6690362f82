"""Small notebooks for the tests of the reports, written on the spot: none is stored."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from framing.report import ReportContext

PARAMETERS = "corpus = 'nowhere'\nseed = 0\nn_resamples = 10"

FIGURE = """
import pandas as pd
from matplotlib.figure import Figure as Drawing
from framing.figure import drawing_style, figure_from_axes, outlet_style
from framing.html import EvidenceSentence, four_beats, note, prose, sentences, style, table
rates = pd.DataFrame({"outlet": ["Daily A", "Weekly B"], "rate": [2.5, float("nan")]})
with drawing_style():
    drawing = Drawing(figsize=(6.6, 2.5))
    axes = drawing.add_subplot()
    for at, (outlet, (colour, marker)) in enumerate(outlet_style(rates.outlet).items()):
        axes.plot([rates.rate[0]], [at], marker=marker, color=colour)
    axes.set_yticks([0, 1], rates.outlet)
figure = figure_from_axes(drawing, alt="Daily A at 2.5; nothing for Weekly B.", caption="Rate, n = 2.", table=rates)
"""
SHOWN = """
evidence = sentences(
    [EvidenceSentence("Daily A", "1", 1, "body", "outlet", "They clashed <again>.", ((5, 12),))], total=4,
    summary="Sentences of Daily A")
shown = table(rates, caption="Rates by outlet", row_header="outlet", evidence=[evidence, None])
four_beats(question="Who clashes?", method="Counted.", result=["Daily A, 2.5.", figure, shown], caveat="One article.")
"""


def code(source: str, *tags: str) -> nbformat.NotebookNode:
    return new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


def write_notebook(folder: Path, name: str, *cells: nbformat.NotebookNode | str, parameters: str = PARAMETERS) -> Path:
    """A notebook with a header, the parameters cell, and these cells (a text is Markdown)."""
    facts = "| | |\n|---|---|\n| **Level** | beginner |"
    header = f"# What does {name} show?\n\nIt shows *one* thing, see [there](02_b.ipynb).\n\n{facts}"
    given = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    notebook = new_notebook(cells=[new_markdown_cell(header), code(parameters, "parameters"), *given])
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    nbformat.write(notebook, path)
    return path


def write_full_notebooks(folder: Path) -> Path:
    """Two notebooks that show all that a report can show."""
    rich = (
        "## First\n\n| word | n |\n|---|---|\n| a | 1 |\n\n```\na very long line " + "of code " * 30 + "\n```",
        code(FIGURE + "style()"),
        code("note('One article each.', kind='descriptive')"),
        "## Second",
        code(SHOWN),
        code("figure"),
        "## Third",
        code("table(pd.DataFrame({'word': [f'w{n}' for n in range(30)], 'n': range(30)}), caption='Thirty words')"),
        code("import warnings\nwarnings.warn('take care')\nprint('corpus:', corpus, 'seed:', seed)"),
    )
    write_notebook(folder, "01_a.ipynb", *rich)
    write_notebook(folder, "02_b.ipynb", "## Only", code("1 + 1"))
    return folder


def report_context(**changes: object) -> ReportContext:
    values: dict[str, object] = {
        "corpus_name": "Two <outlets>",
        "corpus_hash": "abc123",
        "label": "descriptive",
        "n_articles": 2,
        "outlets": ("Daily A", "Weekly B"),
        "problems": (),
        "seed": 7,
        "n_resamples": 20,
        "versions": {"Python": "3.x"},
    }
    return ReportContext(**{**values, **changes})  # type: ignore[arg-type]
