"""The exercise notebooks: complete, clean, and every solution right, checked by running it on the seeds."""

from __future__ import annotations

import ast
import json
import re
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MAIN = ROOT / "notebooks"
EXERCISES = MAIN / "exercises"
SEEDS = ROOT / "seeds"

NAMES = ("01_read_the_corpus", "02_compare_words", "03_find_frames", "04_score_tone", "05_hear_the_sources",
         "06_weigh_the_evidence")
HEADER_ROWS = ("You will learn", "Level", "Minutes", "Needs", "Data and rights")
# One screen of code: more than this is no thin cell.
MAX_CELL_LINES = 10
# A solution proves many numbers, one assert each.
MAX_SOLUTION_LINES = 14
MAX_LINE = 110

EXERCISE = re.compile(r"^## Exercise (\d+)\. (.+)$", re.MULTILINE)
SOLUTION = re.compile(
    r"""
    \A<details><summary>Solution</summary>\n\n   # folded, so that nobody reads it by accident
    (?P<prose>.+?)\n\n
    ```python\n(?P<proof>.+?)\n```\n\n           # what proves the prose
    </details>\Z
    """,
    re.VERBOSE | re.DOTALL,
)
# 7  1,115  0.029  003  -- a comma belongs to a number only before three digits
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|\.\d)")


@dataclass(frozen=True)
class Exercise:
    """One exercise, taken apart. ``prose`` and ``proof`` are the two halves of its folded solution."""

    number: int
    title: str
    task: str
    cells: tuple[str, ...]
    explain: str
    prose: str
    proof: str


def read_cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_of(cells: list[dict[str, Any]]) -> list[str]:
    return [source_of(cell) for cell in cells if cell["cell_type"] == "code"]


def exercises_of(name: str) -> list[Exercise]:
    cells = read_cells(EXERCISES / f"{name}.ipynb")
    starts = [n for n, cell in enumerate(cells) if cell["cell_type"] == "markdown" and EXERCISE.search(source_of(cell))]
    exercises = []
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        # A new heading of another kind ends the last exercise.
        own = [cell for cell in cells[start:end] if cell is cells[start] or not source_of(cell).startswith("## ")]
        task, explain, folded = [source_of(cell) for cell in own if cell["cell_type"] == "markdown"]
        before = own[:[source_of(cell) for cell in own].index(explain)]
        heading, solution = EXERCISE.search(task), SOLUTION.match(folded)
        assert heading
        assert solution, f"{name}, exercise {heading[1]}: the solution is not folded, or has no code."
        exercises.append(Exercise(int(heading[1]), heading[2], task, tuple(code_of(before)), explain,
                                  solution["prose"], solution["proof"]))
    return exercises


def run(source: str, namespace: dict[str, Any], place: str) -> None:
    """Run a piece of code; a failure names the notebook, the exercise and the line."""
    try:
        exec(compile(source, place, "exec"), namespace)
    except Exception as error:
        line = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == place][-1]
        pytest.fail(f"{place}, line {line}: {source.splitlines()[(line or 1) - 1].strip()}\n{error!r}", pytrace=False)


def asserted_numbers(source: str) -> set[float | str]:
    """Every number that stands in an assert of the code, in a text of it too."""
    found: set[float | str] = set()
    for statement in ast.walk(ast.parse(source)):
        if isinstance(statement, ast.Assert):
            for node in ast.walk(statement.test):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= numbers_in(node.value)
                elif isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value is not True:
                    found.add(float(node.value))
    return found


def numbers_in(text: str) -> set[float | str]:
    """The numbers of a text; article ids such as 003 stay as they are written. 2022-07-20 also gives its parts."""
    tokens = NUMBER.findall(text)
    return {token if re.fullmatch(r"0\d+", token) else float(token.replace(",", "")) for token in tokens}


def names_in(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def names_changed_by_the_reader(cells: Sequence[str]) -> set[str]:
    """Names given on a line marked "# change this", and all that are worked out from them."""
    changed: set[str] = set()
    for source in cells:
        marked = {number for number, line in enumerate(source.splitlines(), start=1) if "# change this" in line}
        for statement in ast.parse(source).body:
            is_marked = not marked.isdisjoint(range(statement.lineno, (statement.end_lineno or 0) + 1))
            if is_marked or names_in(statement, ast.Load) & changed:
                changed |= names_in(statement, ast.Store)
    return changed


def test_one_exercise_notebook_beside_each_main_notebook() -> None:
    assert sorted(path.stem for path in EXERCISES.glob("*.ipynb")) == sorted(NAMES)
    assert sorted(path.stem for path in MAIN.glob("*.ipynb")) == sorted(["00_start_here", *NAMES])


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name: str) -> None:
    header = source_of(read_cells(EXERCISES / f"{name}.ipynb")[0])
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", header, re.MULTILINE)
    assert header.startswith("# ")
    assert header.splitlines()[0].endswith("?")
    assert tuple(key for key, _ in rows) == HEADER_ROWS
    assert int(dict(rows)["Minutes"]) > 0
    linked = re.findall(r"\]\((.+?\.ipynb)\)", header)
    assert linked == [f"../{name}.ipynb"]
    assert (EXERCISES / linked[0]).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_starts_as_the_main_notebook_does(name: str) -> None:
    cells = read_cells(EXERCISES / f"{name}.ipynb")
    parameters, start = [cell for cell in cells if cell["cell_type"] == "code"][:2]
    values = {target.id: ast.literal_eval(statement.value) for statement in ast.parse(source_of(parameters)).body
              if isinstance(statement, ast.Assign) for target in statement.targets if isinstance(target, ast.Name)}
    assert parameters["metadata"] == {"tags": ["parameters"]}
    assert list(values) == ["corpus", "seed", "n_resamples"]
    assert (EXERCISES / values["corpus"]).resolve() == SEEDS
    assert source_of(start) == code_of(read_cells(MAIN / f"{name}.ipynb"))[1]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_stored_but_the_cells(name: str) -> None:
    cells = read_cells(EXERCISES / f"{name}.ipynb")
    assert [cell["id"] for cell in cells] == [f"ex{name[:2]}-{number:02d}" for number in range(len(cells))]
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("name", NAMES)
def test_exercises_are_predict_run_explain_and_a_solution(name: str) -> None:
    exercises = exercises_of(name)
    assert [exercise.number for exercise in exercises] in ([1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5])
    for exercise in exercises:
        place = f"{name}, exercise {exercise.number}"
        assert 0 < exercise.task.find("**Predict.** ") < exercise.task.find("**Run.** "), place
        assert exercise.explain.startswith("**Explain.** "), place
        assert exercise.cells, place
        assert exercise.prose, place
        assert "assert " in exercise.proof, place
    assert any("# change this" in cell for exercise in exercises for cell in exercise.cells)


@pytest.mark.parametrize("name", NAMES)
def test_code_is_thin(name: str) -> None:
    cells = code_of(read_cells(EXERCISES / f"{name}.ipynb"))
    solutions = [exercise.proof for exercise in exercises_of(name)]
    for source in [*cells, *solutions]:
        nodes = list(ast.walk(ast.parse(source)))
        imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        assert not any(isinstance(node, ast.For | ast.While | ast.FunctionDef | ast.Lambda) for node in nodes), source
        assert "re" not in imported, source
        assert len(source.splitlines()) <= (MAX_CELL_LINES if source in cells else MAX_SOLUTION_LINES), source
        assert max(map(len, source.splitlines())) <= MAX_LINE, source
    for source in cells:
        assert not any(isinstance(node, ast.comprehension) for node in ast.walk(ast.parse(source))), source


@pytest.mark.parametrize("name", NAMES)
def test_every_number_in_the_prose_is_asserted_by_the_solution(name: str) -> None:
    unproved = {}
    for exercise in exercises_of(name):
        task = exercise.task.partition("\n")[2]  # without the number of the exercise
        asked = {number for number in numbers_in(task + exercise.explain) if not isinstance(number, str)}
        unproved[exercise.number] = (asked | numbers_in(exercise.prose)) - asserted_numbers(exercise.proof)
    assert {number: missing for number, missing in unproved.items() if missing} == {}


def test_a_number_without_an_assert_would_be_found() -> None:
    prose = "In article 003, 1,115 words, 52 % and −0.13; on 2022-07-20."
    assert numbers_in(prose) == {"003", 1115, 52, 0.13, 2022, "07", 20}
    proof = "n = 52\nassert n == 1115 and article == '003'"
    assert numbers_in(prose) - asserted_numbers(proof) == {52, 0.13, 2022, "07", 20}


@pytest.mark.parametrize("name", NAMES)
def test_solutions_hold_whatever_the_reader_changed(name: str) -> None:
    exercises = exercises_of(name)
    changed = names_changed_by_the_reader([cell for exercise in exercises for cell in exercise.cells])
    for exercise in exercises:
        proof = ast.parse(exercise.proof)
        assert not (names_in(proof, ast.Load) - names_in(proof, ast.Store)) & changed, exercise.title


def test_what_hangs_on_a_changed_line_is_found() -> None:
    cells = ["word = 'a'  # change this\nn = 1", "uses = count(word)\nrate = uses / n\nn"]
    assert names_changed_by_the_reader(cells) == {"word", "uses", "rate"}


@pytest.fixture(scope="module")
def each_corpus_is_read_once() -> Iterator[None]:
    """A corpus is frozen: to read it once for all notebooks changes nothing but the time."""
    import framing.notebook

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(framing.notebook, "build_corpus", cache(framing.notebook.build_corpus))
        yield


@pytest.mark.parametrize("name", NAMES)
def test_runs_from_top_to_bottom_and_every_solution_holds(name: str, each_corpus_is_read_once: None) -> None:
    namespace: dict[str, Any] = {}
    parameters, *cells = code_of(read_cells(EXERCISES / f"{name}.ipynb"))
    run(parameters, namespace, f"{name}, parameters")
    namespace["corpus"] = str(SEEDS)
    for number, cell in enumerate(cells, start=2):
        run(cell, namespace, f"{name}, code cell {number}")
    for exercise in exercises_of(name):
        run(exercise.proof, namespace, f"{name}, solution {exercise.number}")
