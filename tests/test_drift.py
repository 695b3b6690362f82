"""No number that no result produced: not in a notebook's text, not in a sentence's template, not on a page."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.html.number import SPECS, format_number
from page_numbers import NUMBER, PageNumber, page_numbers
from result_numbers import ResultNumbers, read_tables
from test_reports_of_seeds import PAGES

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "framing"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# What writes sentences for a reader. (Errors and the command line report on themselves.)
WRITERS = [SRC / "prose.py", *sorted(path for name in ("findings", "figures", "claims", "audit", "explorer")
                                     for path in (SRC / name).rglob("*.py"))]
# The explorer's sentences say how much of the tables it holds: tests/test_explorer.py counts that.
TELLING = tuple(name for name in PAGES if name != "explorer")
# A unit, a scale, a name: numbers that no corpus changes.
DEFINITIONS = re.compile("|".join((
    r"\b(?:per|in) 1,000\b", r"[−-]1 (?:to|and) \+?1\b", r"[−-]1 (?:\(\w+\)|harsh|negative)(?: (?:to|and)|,) 1\b",
    r"\b0 when\b", r"\bnear 1\b", r"\bfrom 0 \(", r"\bto 1 \(", r"\b0 (?:bits )?is\b", r"\b1 no word\b",
    r"\b0 same wording\b", r"\b0: neutral\b", r"\(0: ", r", 1: ", r"\b1 means\b", r"\b0 where\b",
    r"\bcounts as 0\b", r"\b1 agreement, 0 as\b",
    r"\babove 0 and\b", r"\b1 divided by\b", r"\bbelow 0\.001\b", r"\b95 ?%", r"\bSHA-256\b",
    r"\b[A-Z]\w+(?:, \w+)*(?: & \w+| et al\.)?,? \(?(?:19|20)\d\d\b")))
# In a notebook: another notebook, and the same definitions.
FACTS = ("| **Minutes**", "| **Needs**")
NAMES = re.compile(r"\bnotebooks? \d\d(?: to \d\d)?|\*\*\d\d [A-Z]|\((?:[A-Z]\w+ )+\d{4}\)|\b\d\d_\w+")


def test_a_notebook_says_no_number_that_its_code_does_not_hold() -> None:
    loose = [(path.name, number) for path in NOTEBOOKS for number in loose_numbers(json.loads(path.read_text("utf-8")))]
    assert loose == []


def loose_numbers(notebook: dict) -> list[str]:
    """Numbers in the text of a notebook that its code has not."""
    cells = notebook["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    held = {float(node.value) for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Constant) and type(node.value) in (int, float)}
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith(FACTS)]
    return [number for line in lines for number in NUMBER.findall(DEFINITIONS.sub("", NAMES.sub("", line)))
            if abs(as_float(number)) not in held]


def as_float(shown: str) -> float:
    return float(shown.replace(",", "").replace("−", "-"))


def test_a_number_put_into_a_notebook_by_hand_is_found() -> None:
    notebook = json.loads(NOTEBOOKS[3].read_text("utf-8"))
    notebook["cells"][4]["source"].append(" VOA used 37 indicators.")
    assert notebook["cells"][4]["cell_type"] == "markdown"
    assert loose_numbers(notebook) == ["37"]


def test_no_sentence_brings_its_own_number() -> None:
    written = [f"{path.name}:{line} {text!r}" for path in WRITERS if path.exists()
               for line, text in sentences_of(ast.parse(path.read_text("utf-8")))
               if NUMBER.search(DEFINITIONS.sub("", re.sub(r"\{[^}]*\}", "", text)))]
    assert written == []


def sentences_of(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The text of a module that is more than one word; comments and docstrings are not shown to a reader."""
    docstrings = {id(node.body[0].value) for node in ast.walk(module)
                  if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and node.body
                  and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_text and " " in node.value.strip():
            yield node.lineno, node.value


def test_no_constant_is_told_as_a_result() -> None:
    told = [f"{path.name}:{node.lineno}" for path in WRITERS if path.exists()
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "clause")
            and any(is_number_literal(value) for value in (*node.args, *(keyword.value for keyword in node.keywords)))]
    assert told == []


def is_number_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def test_one_place_writes_numbers() -> None:
    assert [path.name for path in SRC.rglob("*.py") if re.search("<data[ >]", ast_text(path))] == ["number.py"]


def ast_text(path: Path) -> str:
    """Its strings, without comments and docstrings."""
    module = ast.parse(path.read_text("utf-8"))
    documented = {ast.get_docstring(node, clean=False) for node in ast.walk(module)
                  if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))}
    return "\n".join(node.value for node in ast.walk(module)
                     if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in documented)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_is_the_exact_value_rounded(built: Path, name: str) -> None:
    exact = [number for number in numbers_of(built, name) if number.exact is not None]
    assert len(exact) >= 50
    assert [number for number in exact if not is_rounding(number)] == []


def numbers_of(folder: Path, name: str) -> list[PageNumber]:
    return page_numbers((folder / f"{name}.html").read_text(encoding="utf-8"))


def is_rounding(number: PageNumber) -> bool:
    """Whether the shown text is the exact value in some number of digits, or one of the special forms."""
    value = float(number.exact or "nan")
    n_decimals = len(number.shown.rstrip(" %").partition(".")[2])
    specs = (f",.{n_decimals}f", f"+,.{n_decimals}f", f".{n_decimals}g", ".1g", ".2g", ".3g", "g", "d", *SPECS)
    whole = [",d", "d"] if number.exact and number.exact.lstrip("-").isdigit() else []
    forms = {format_number(value, spec) for spec in specs if spec != "d"} | {
        format_number(int(value), spec) for spec in whole}
    return number.shown in forms


@pytest.fixture(scope="session")
def tables(built: Path) -> dict[str, pd.DataFrame]:
    return read_tables(built / "tables")


@pytest.fixture(scope="session")
def held(tables: dict[str, pd.DataFrame]) -> ResultNumbers:
    """The numbers of all tables, and those of each outlet's rows."""
    return ResultNumbers.of(tables)


@pytest.mark.parametrize("name", TELLING)
def test_every_number_of_a_sentence_is_in_a_table(built: Path, held: ResultNumbers, name: str) -> None:
    assert untraced(told_in_sentences(built, name), held) == []


def told_in_sentences(folder: Path, name: str) -> list[PageNumber]:
    return [number for number in numbers_of(folder, name) if number.exact is not None and number.is_in_sentence]


def untraced(numbers: list[PageNumber], held: ResultNumbers) -> list[str]:
    """Numbers that no table holds; of a sentence about one outlet, that no row of this outlet holds."""
    return [f"{number.shown} ({number.exact}): …{number.around}" for number in numbers
            if not held.hold(str(number.exact), number.around)]


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_of_a_result_has_a_number_without_its_value(
        built: Path, tables: dict[str, pd.DataFrame], name: str) -> None:
    named = set(NUMBER.findall(" ".join(map(str, tables["articles"].to_numpy().ravel()))))
    loose = [f"{number.shown}: …{number.around}" for number in numbers_of(built, name)
             if number.exact is None and number.is_in_sentence and number.is_in("framing-result")
             and number.shown not in named and not DEFINITIONS.search(number.around)]
    assert loose == []


def test_one_number_changed_by_hand_is_found(built: Path, held: ResultNumbers) -> None:
    """Every number of every sentence, one after the other: a hundredth more, or one more of a count."""
    told = [number for name in TELLING for number in told_in_sentences(built, name)]
    changed = [replace(number, exact=changed_by_hand(str(number.exact))) for number in told]
    missed = [number for number in changed if not untraced([number], held)]
    assert len(told) >= 100
    # A small count is in some table whatever it is changed to; a large one every second time, a measure hardly ever.
    for kind, is_of_kind, share in (("measure", is_measure, 0.02), ("large count", is_large, 0.5)):
        of_kind = [number for number in changed if is_of_kind(str(number.exact))]
        assert len([number for number in missed if number in of_kind]) <= share * len(of_kind), kind


def is_measure(exact: str) -> bool:
    return not exact.lstrip("-").isdigit()


def is_large(exact: str) -> bool:
    return not is_measure(exact) and abs(int(exact)) > 100


def changed_by_hand(exact: str) -> str:
    return str(int(exact) + 1) if exact.lstrip("-").isdigit() else format(float(exact) * 1.01, ".10g")


def test_one_number_of_a_table_changed_by_hand_is_found(built: Path, tables: dict[str, pd.DataFrame],
                                                        held: ResultNumbers) -> None:
    """A page of an earlier result: ten values that its tables show are others now, one at a time."""
    shown = [number for number in numbers_of(built, "02_compare_words")
             if number.exact and not number.is_in("framing-card")]
    words, told = tables["words"], {number.exact for number in shown}
    exact = words["log_odds_z"].map(lambda value: format(value, ".10g"))
    others = held.with_table("words", words.drop(columns="log_odds_z"))
    is_alone = ~words["log_odds_z"].round(6).duplicated(keep=False) & ~exact.map(lambda value: others.hold(value, ""))
    once = words.index[exact.isin(told) & is_alone]
    for row in np.random.default_rng(7).choice(once, 10, replace=False):
        changed = words.copy()
        changed.loc[row, "log_odds_z"] += 0.001
        of_word = [number for number in shown if number.exact == exact[row]]
        assert untraced(of_word, held) == []
        assert untraced(of_word, held.with_table("words", changed)) != []
