"""A notebook as it is stored: its cells, read without Jupyter, whose checker takes seconds to import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.report.session import NotebookFailed

FORMAT_VERSION = 4


@dataclass(frozen=True, slots=True)
class Output:
    """What a cell put out. A "stream" has a name and a text; "display_data" and "execute_result" have data.

    ``data``: MIME type -> content, images of pixels in base64. ``metadata``: about the data, by MIME type.
    """

    output_type: str
    name: str = ""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """``cell_type``: "code", "markdown" or "raw"."""

    cell_type: str
    source: str
    tags: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True)
class Notebook:
    """The cells from top to bottom."""

    cells: tuple[Cell, ...]


def read_notebook(path: Path) -> Notebook:
    """The notebook as stored, without outputs. Raises NotebookFailed when the file is none."""
    try:
        stored = json.loads(path.read_bytes())
        if stored["nbformat"] != FORMAT_VERSION:
            raise ValueError(f"Format {stored['nbformat']}, not {FORMAT_VERSION}: open it in JupyterLab and save it.")
        return Notebook(tuple(_cell(cell) for cell in stored["cells"]))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotebookFailed(path.name, 0, "", "NotANotebook", str(error)) from error


def _cell(stored: Mapping[str, Any]) -> Cell:
    """Text is stored whole or as a list of lines."""
    source = stored["source"]
    tags = tuple(stored.get("metadata", {}).get("tags", ()))
    return Cell(stored["cell_type"], source if isinstance(source, str) else "".join(source), tags)
