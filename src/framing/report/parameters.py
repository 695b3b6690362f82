"""Parameters of a notebook: literals in its cell tagged ``parameters``, replaced by a cell put after it."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from framing.report.session import NotebookFailed
from framing.report.stored_notebook import Cell, Notebook

PARAMETERS_TAG, INJECTED_TAG = "parameters", "injected-parameters"


def declared_parameters(notebook: Notebook) -> tuple[str, ...]:
    """The names that the cell tagged ``parameters`` assigns, in order; none without such a cell."""
    names: dict[str, None] = {}
    for cell in notebook.cells:
        if has_tag(cell, PARAMETERS_TAG):
            for statement in ast.parse(cell.source).body:
                targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
                names |= {target.id: None for target in targets if isinstance(target, ast.Name)}
    return tuple(names)


def has_tag(cell: Cell, tag: str) -> bool:
    return tag in cell.tags


def with_parameters(notebook: Notebook, parameters: Mapping[str, object], *, name: str) -> Notebook:
    """The notebook with the values in a cell after the one tagged ``parameters``.

    Raises NotebookFailed for a name that the notebook does not declare: a run that silently ignored one would
    report on something else than what was asked.
    """
    declared = declared_parameters(notebook)
    if unknown := [parameter for parameter in parameters if parameter not in declared]:
        there_are = ", ".join(declared) or "none (no cell is tagged 'parameters')"
        raise NotebookFailed(name, 0, "", "UnknownParameter", f"No {', '.join(unknown)}. There are: {there_are}.")
    if not parameters:
        return notebook
    source = "\n".join(f"{key} = {_literal(value)}" for key, value in parameters.items())
    after = 1 + next(at for at, cell in enumerate(notebook.cells) if has_tag(cell, PARAMETERS_TAG))
    injected = Cell("code", source, tags=(INJECTED_TAG,))
    return replace(notebook, cells=(*notebook.cells[:after], injected, *notebook.cells[after:]))


def _literal(value: object) -> str:
    """The value as Python writes it; a path as text. Raises TypeError for what has no literal."""
    if isinstance(value, Path):
        return repr(str(value))
    if isinstance(value, (list, tuple)):
        items = ", ".join(_literal(item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items}{',' if len(value) == 1 else ''})"
    is_finite_float = isinstance(value, float) and math.isfinite(value)
    if value is None or isinstance(value, (bool, int, str)) or is_finite_float:
        return repr(value)
    raise TypeError(f"A notebook parameter must be a literal, not {value!r}.")
