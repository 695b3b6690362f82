"""Word lists that users own and nobody may pass on: LIWC .dic, quanteda YAML, Lexicoder .lc3, plain CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.problem import ERROR, FramingError, Problem

# (pattern, category, weight)
Entry = tuple[str, str, float]

# A category line of a .dic file: number, white space, name.
DIC_CATEGORY = re.compile(r"\s*(?P<number>\d+)\s+(?P<name>\S.*?)\s*")
# An entry of a .dic file: the pattern (which may hold spaces), then its category numbers.
DIC_ENTRY = re.compile(r"\s*(?P<pattern>\S.*?)(?P<numbers>(?:\s+\d+)+)\s*")


def read_own_lexicon(path: Path) -> tuple[Entry, ...]:
    """The entries of a list in one of the formats of OWN_FORMATS, in the order of the file.

    Patterns use ``*`` as these programs do. Nested categories of YAML are joined by a dot. Raises FramingError,
    naming file, row and value, for what cannot be read: nothing of a list is left out silently.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, None, f"bytes {error.object[error.start:error.end + 3].hex(' ')}", "UTF-8") from error
    entries = tuple(OWN_FORMATS[path.suffix.lower()](text, path))
    if not entries:
        raise _unreadable(path, None, "", "at least one entry")
    return entries


def _read_dic(text: str, path: Path) -> Iterator[Entry]:
    """LIWC: categories between two lines of "%", then a pattern and its category numbers on each line."""
    lines = text.splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise _unreadable(path, 1, lines[0] if lines else "", "two lines '%' around the list of categories")
    names = {}
    for number, line in enumerate(lines[marks[0] + 1:marks[1]], start=marks[0] + 2):
        if line.strip():
            if not (match := DIC_CATEGORY.fullmatch(line)):
                raise _unreadable(path, number, line, "number<TAB>name")
            names[match["number"]] = match["name"]
    for number, line in enumerate(lines[marks[1] + 1:], start=marks[1] + 2):
        if not line.strip():
            continue
        match = DIC_ENTRY.fullmatch(line)
        unknown = [key for key in match["numbers"].split() if key not in names] if match else []
        if not match or unknown:
            raise _unreadable(path, number, line, f"pattern, then numbers among {', '.join(names)}")
        yield from ((match["pattern"], names[key], 1.0) for key in match["numbers"].split())


def _read_yaml(text: str, path: Path) -> Iterator[Entry]:
    """quanteda: categories as keys, patterns as lists; categories may be nested."""
    import yaml

    try:
        # The base loader keeps every scalar a text: "no" is a word here, not a truth value.
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _unreadable(path, mark.line + 1 if mark else None, str(error), "YAML") from error
    if not isinstance(content, Mapping):
        raise _unreadable(path, 1, str(content)[:80], "categories as keys, patterns as lists")
    yield from _yaml_entries(content, (), path)


def _yaml_entries(content: Any, category: tuple[str, ...], path: Path) -> Iterator[Entry]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from _yaml_entries(value, (*category, str(key)), path)
    elif isinstance(content, list):
        for value in content:
            yield from _yaml_entries(value, category, path)
    elif content:
        yield str(content), ".".join(category), 1.0


def _read_lc3(text: str, path: Path) -> Iterator[Entry]:
    """Lexicoder: a line "+CATEGORY", then its patterns, one a line."""
    category = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("+"):
            category = line[1:].strip()
        elif line.strip():
            if not category:
                raise _unreadable(path, number, line, "a line '+CATEGORY' before the first pattern")
            yield line.strip(), category, 1.0


def _read_csv(text: str, path: Path) -> Iterator[Entry]:
    """Columns pattern and category, and weight if there are weights."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"pattern", "category"} <= set(rows.fieldnames or ()):
        raise _unreadable(path, 1, ", ".join(rows.fieldnames or ()), "columns pattern, category and, if any, weight")
    for number, row in enumerate(rows, start=2):
        try:
            weight = float(row.get("weight") or 1)
        except ValueError as error:
            raise _unreadable(path, number, str(row["weight"]), "a number as weight") from error
        if not row["pattern"] or not row["category"]:
            raise _unreadable(path, number, str(row), "a pattern and a category")
        yield row["pattern"], row["category"], weight


OWN_FORMATS: Mapping[str, Callable[[str, Path], Iterator[Entry]]] = {
    ".dic": _read_dic, ".yml": _read_yaml, ".yaml": _read_yaml, ".lc3": _read_lc3, ".csv": _read_csv}


def _unreadable(path: Path, row: int | None, value: str, allowed: str) -> FramingError:
    return FramingError(Problem(ERROR, "This word list cannot be read.", file=path.name, row=row, value=value,
                                allowed=allowed, next_step="Mend the line, or save the list in another format: "
                                                           f"{', '.join(OWN_FORMATS)}."))
