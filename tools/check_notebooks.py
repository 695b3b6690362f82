"""Lists what is untidy in notebooks: python tools/check_notebooks.py notebooks. Exits 1 if anything is."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

MAX_CELL_LINES = 10
HEADER_ROWS = ("You will learn", "Level", "Minutes", "Needs", "Data and rights")
PARAMETERS = ("corpus", "seed", "n_resamples")
# What a thin cell does without; a cell that needs one says that the library lacks a function.
FORBIDDEN = {ast.FunctionDef: "a function", ast.For: "a loop", ast.While: "a loop", ast.ClassDef: "a class",
             ast.ListComp: "a loop", ast.DictComp: "a loop", ast.GeneratorExp: "a loop"}
PUBLIC_NAMES = "from framing.notebook import *"


def find_untidy(folder: Path) -> list[str]:
    """One line for each thing that is wrong with a notebook in the folder or below it."""
    paths = sorted(path for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
    return [f"{path.relative_to(folder)}: {problem}" for path in paths for problem in _problems_of(path)]


def _problems_of(path: Path) -> Iterator[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    yield from _header_problems("".join(cells[0]["source"]) if cells else "")
    yield from _parameter_problems(code)
    if code and not "".join(code[-1]["source"]).startswith("show_session("):
        yield "the last code cell does not say which corpus, seed and versions made the numbers (show_session)"
    ids = [cell.get("id", "") for cell in cells]
    if len(set(ids)) < len(ids) or not all(re.fullmatch(r"[a-z0-9-]+", cell_id) for cell_id in ids):
        yield "cell ids are not short, plain and unique"
    for number, cell in enumerate(code, start=1):
        yield from (f"code cell {number}: {problem}" for problem in _cell_problems(cell))


def _header_problems(source: str) -> Iterator[str]:
    title = source.split("\n", 1)[0]
    if not re.fullmatch(r"# .+\?", title):
        yield f"the title is no question: {title!r}"
    yield from (f"the header lacks {row!r}" for row in HEADER_ROWS if f"**{row}**" not in source)


def _parameter_problems(code: list[dict]) -> Iterator[str]:
    tagged = [cell for cell in code if "parameters" in cell["metadata"].get("tags", [])]
    if len(tagged) != 1:
        yield f"{len(tagged)} cells are tagged 'parameters'; there must be one"
        return
    names = []
    for statement in ast.parse("".join(tagged[0]["source"])).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            names += [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if tuple(names) != PARAMETERS:
        yield f"the parameters are {', '.join(names)}; they must be the literals {', '.join(PARAMETERS)}"


def _cell_problems(cell: dict) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield "outputs or an execution count are stored"
    if source.count("\n") >= MAX_CELL_LINES:
        yield f"{source.count(chr(10)) + 1} lines, more than {MAX_CELL_LINES}"
    for node in ast.walk(ast.parse(source)):
        if type(node) in FORBIDDEN:
            yield f"holds {FORBIDDEN[type(node)]}"
        if isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) != PUBLIC_NAMES:
            yield f"imports other than public names: {ast.unparse(node)}"


def main() -> int:
    problems = find_untidy(Path(sys.argv[1] if len(sys.argv) > 1 else "notebooks"))
    print("\n".join(problems) or "All notebooks are tidy.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
