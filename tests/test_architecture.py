"""The house as it is drawn: text goes one way, nothing left of the figures draws, and no file holds two ideas."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "framing"
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))

# Which way imports go: a module may import from its own layer and from those before it, never from a later one.
# A package stands for all its modules. Inside a layer imports must not go in circles (a test below).
LAYERS = (
    {"problem", "article", "versions", "kept", "row_index", "long_columns", "column_sums",
     "freed_memory"},
    {"card", "dates", "csv_files"},
    {"validity"},
    {"article_rows", "read"},
    {"cleaning_rule", "outlet_check", "outlets"},
    {"words", "plain_line", "line_rules", "line_positions", "line_titles", "line_repeats", "repeated_lines", "clean",
     "string_numbers", "characters", "chunk_shapes", "chunked", "known_chunks", "article_lines", "pattern_items",
     "pattern_needs", "line_clues", "line_signs"},
    {"rule_examples", "archive"},
    {"grouped_words", "abbreviations", "sentence_ends", "sentences"},
    {"quote_marks", "quotes"},
    {"pieces"},
    {"numbering", "vocabulary"},
    {"text_blocks"},
    {"corpus_tables"},
    {"corpus"},
    {"attributions"},
    {"plain_text"},
    {"lexicon_check", "own_lexicons", "lexicon"},
    {"word_places"},
    {"word_runs"},
    {"hits"},
    {"audit"},
    {"counts", "corpus_units", "features", "voice_text", "span_words"},
    {"lexicon_counts", "loaded_words"},
    {"mentions"},
    {"measures"},
    {"support", "likeness", "uncertainty", "choices", "piles", "far_choices", "drawn_piles", "permutation"},
    {"result", "outlet_tests"},
    {"compare"},
    {"tally", "joined_units", "counts_sum"},
    {"tally_sums", "tally_support", "claims", "noise_floor"},
    {"html", "svg", "figure"},
    {"evidence", "voice_evidence", "mention_evidence"},
    {"figures", "tables", "word_tables"},
    {"store"},
    {"findings", "explorer", "notebook", "check", "new"},
    {"share"},
    {"report"},
    {"verify"},
    {"cli", "cli_options", "later_imports", "__init__"},
    {"__main__"},
)
FIRST_DRAWING = next(number for number, names in enumerate(LAYERS) if "figure" in names)
SLOW_LIBRARIES = {"nltk", "sklearn", "seaborn", "matplotlib"}
MAX_LINES = 250
MAX_BODY_LINES = 30
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "core"}

MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts): path
    for path in sorted(SRC.rglob("*.py"))
    if "__pycache__" not in path.parts
}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_names(nodes) -> set[str]:
    """Dotted names that import statements among the nodes name, "from x import y" giving x and x.y."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that this test can read them"
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def libraries(nodes) -> set[str]:
    """Top-level packages that import statements among the nodes name."""
    return {name.split(".")[0] for name in imported_names(nodes)}


def at_module_level(tree: ast.Module) -> list[ast.stmt]:
    """Statements that run on import: also inside if and try, but not inside functions; not for types alone."""
    found, waiting = [], list(tree.body)
    while waiting:
        node = waiting.pop()
        is_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types:
            continue
        found.append(node)
        waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler)]
    return found


def place_of(module: str) -> str:
    """The name under which LAYERS knows a module: its package, or itself."""
    return module.split(".")[0]


def layer_of(module: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if place_of(module) in names)


def own_imports(name: str) -> set[str]:
    """Modules of the library that a module imports anywhere in it."""
    wanted = {
        text.removeprefix("framing.")
        for text in imported_names(ast.walk(tree_of(MODULES[name])))
        if text.startswith("framing.")
    }
    return {module for module in wanted if module in MODULES or f"{module}.__init__" in MODULES}


def test_every_module_has_its_place_and_every_place_a_module():
    placed = set().union(*LAYERS)
    assert sum(map(len, LAYERS)) == len(placed)
    there = {place_of(name) for name in MODULES}
    assert sorted(there - placed) == [], "give the new module its place in LAYERS"
    assert sorted(placed - there) == [], "no such module any more: take it out of LAYERS"


def test_imports_go_one_way():
    back = [(name, other) for name in MODULES for other in own_imports(name) if layer_of(other) > layer_of(name)]
    assert back == []


def test_no_imports_go_in_circles():
    imports = {
        name: {other if other in MODULES else f"{other}.__init__" for other in own_imports(name)} - {name}
        for name in MODULES
        if name != "__init__"
    }
    done: set[str] = set()
    while len(done) < len(imports):
        free = {name for name in imports if name not in done and imports[name] <= done}
        assert free, f"in a circle: {sorted(set(imports) - done)}"
        done |= free


def test_nothing_left_of_the_figures_draws():
    left = {
        name: libraries(ast.walk(tree_of(path))) for name, path in MODULES.items() if layer_of(name) < FIRST_DRAWING
    }
    assert len(left) > 40
    assert [name for name, imported in left.items() if imported & {"matplotlib", "seaborn"}] == []


def test_slow_libraries_are_imported_where_they_are_used():
    on_import = {name: libraries(at_module_level(tree_of(path))) & SLOW_LIBRARIES for name, path in MODULES.items()}
    assert {name: imported for name, imported in on_import.items() if imported} == {}


def modules_after(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after running the code."""
    script = (
        f"import sys\nsys.path.insert(0, {str(ROOT / 'src')!r})\n{code}\nimport json\nprint(json.dumps([*sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, timeout=120)
    return {name.split(".")[0] for name in json.loads(run.stdout)}


def test_importing_the_library_costs_nothing():
    assert not modules_after("import framing") & {*SLOW_LIBRARIES, "pandas", "numpy", "scipy"}


def test_building_and_comparing_draws_nothing():
    assert not modules_after("import framing\nframing.compare, framing.build_corpus, framing.RATE") & SLOW_LIBRARIES


def test_every_public_name_is_there():
    missing = []
    for name in framing.__all__:
        try:
            getattr(framing, name)
        except (AttributeError, ImportError) as error:
            missing.append(f"{name}: {error}")
    assert missing == []
    assert set(framing.__all__) <= set(dir(framing))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        framing.nothing  # noqa: B018


def test_files_are_short():
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: n for name, n in sizes.items() if n > MAX_LINES} == {}


def test_files_are_named_for_what_they_hold():
    assert [name for name in MODULES if NAMES_THAT_SAY_NOTHING & set(re.split(r"[._]", name))] == []


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its first statement after the docstring to its last."""
    body = function.body[1:] if ast.get_docstring(function) is not None and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def test_functions_are_short():
    sizes = {
        f"{name}.{node.name}": body_lines(node)
        for name, path in MODULES.items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(sizes) > 300
    assert {name: n for name, n in sizes.items() if n > MAX_BODY_LINES} == {}


def identifiers(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name)
    return names


def test_a_table_is_never_called_df():
    assert [name for name, path in MODULES.items() if {"df", "dfs"} & identifiers(tree_of(path))] == []


def test_a_table_is_never_called_df_in_notebooks():
    assert len(NOTEBOOKS) >= 7
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        assert not {"df", "dfs"} & identifiers(ast.parse(code)), path.name


def test_only_the_command_line_prints():
    prints = [
        (name, node.lineno)
        for name, path in MODULES.items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert [place for place in prints if place[0] != "cli"] == []


def test_citations_in_the_code_are_in_the_references():
    references = set(
        re.findall(r"^@\w+\{\s*([^,\s]+)", (ROOT / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    cited = {
        key
        for path in MODULES.values()
        for key in re.findall(r"\b[a-z]+(?:19|20)\d\d[a-z]+\b", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert cited <= references
