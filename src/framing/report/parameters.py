"""Parameters of a notebook: literals in its cell tagged ``parameters``, replaced by a cell put after it."""

from __future__ import annotations

import ast
import copy
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report.session import NotebookFailed

if TYPE_CHECKING:
    from nbformat import NotebookNode

PARAMETERS_TAG, INJECTED_TAG = "parameters", "injected-parameters"


def declared_parameters(notebook: NotebookNode) -> tuple[str, ...]:
    """The names that the cell tagged ``parameters`` assigns, in order; none without such a cell."""
    names: dict[str, None] = {}
    for cell in notebook.cells:
        if has_tag(cell, PARAMETERS_TAG):
            for statement in ast.parse(cell.source).body:
                targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
                names |= {target.id: None for target in targets if isinstance(target, ast.Name)}
    return tuple(names)


def has_tag(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, object], *, name: str) -> NotebookNode:
    """A copy of the notebook with the values in a cell after the one tagged ``parameters``.

    Raises NotebookFailed for a name that the notebook does not declare: a run that silently ignored one would
    report on something else than what was asked.
    """
    from nbformat.v4 import new_code_cell

    declared = declared_parameters(notebook)
    if unknown := [parameter for parameter in parameters if parameter not in declared]:
        there_are = ", ".join(declared) or "none (no cell is tagged 'parameters')"
        raise NotebookFailed(name, 0, "", "UnknownParameter", f"No {', '.join(unknown)}. There are: {there_are}.")
    changed = copy.deepcopy(notebook)
    if parameters:
        position = next(at for at, cell in enumerate(changed.cells) if has_tag(cell, PARAMETERS_TAG))
        source = "\n".join(f"{key} = {_literal(value)}" for key, value in parameters.items())
        cell = new_code_cell(source, id=INJECTED_TAG, metadata={"tags": [INJECTED_TAG]})
        changed.cells.insert(position + 1, cell)
    return changed


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
