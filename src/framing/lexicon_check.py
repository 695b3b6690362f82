"""What must be right about a word list before it is used: the shape of its card, and every line of its entries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from framing.problem import ERROR, FramingError, Problem
from framing.validity import check_validity

KINDS = ("categories", "functional", "actors", "tone")
REQUIRED_TEXTS = ("key", "title", "kind", "language", "licence", "source", "version", "sha256", "scale", "measures")
OPTIONAL_TEXTS = ("notice", "entries", "rules")
# Field -> whether a card must have it.
LISTS_OF_TEXTS = {"limits": True, "citations": False}
# Tables that may stand several times -> the texts that each must have.
TABLES = {"categories": ("key", "title", "question"), "examples": ("text",)}
HEADER = ["pattern", "category", "weight", "reason"]


def check_card(values: Mapping[str, Any], *, folder_name: str, place: str) -> list[Problem]:
    """Everything that is wrong with the shape of a card; ``place`` is how messages name the file."""
    known = [*REQUIRED_TEXTS, *OPTIONAL_TEXTS, *LISTS_OF_TEXTS, *TABLES, "validity"]
    required = [*REQUIRED_TEXTS, *(name for name, is_required in LISTS_OF_TEXTS.items() if is_required)]
    problems = [Problem(ERROR, f"The card lacks {name!r}.", file=place, next_step="Add it.")
                for name in required if name not in values]
    problems += [Problem(ERROR, f"A card has no key {name!r}.", file=place, allowed=", ".join(sorted(known)),
                         next_step="Rename or delete it.") for name in values if name not in known]
    problems += [Problem(ERROR, "The value has the wrong type.", file=place, column=name, value=str(value),
                         allowed=allowed, next_step="Correct the value.") for name, value, allowed in _misfits(values)]
    problems += check_validity(values.get("validity", []), place)
    if problems:
        return problems
    return [*_check_values(values, folder_name, place)]


def _misfits(values: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Field, value and what is allowed, for values of the wrong type."""
    for name in (*REQUIRED_TEXTS, *OPTIONAL_TEXTS):
        if not isinstance(values.get(name, ""), str):
            yield name, values[name], "a text in quotation marks"
    for name in LISTS_OF_TEXTS:
        value = values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield name, value, "a list of texts"
    for name, fields in TABLES.items():
        tables = values.get(name, [])
        if not isinstance(tables, list):
            yield name, tables, f"tables [[{name}]]"
            continue
        for table in tables:
            if not isinstance(table, dict) or not all(isinstance(table.get(field), str) for field in fields):
                yield name, table, f"a table [[{name}]] with the texts {', '.join(fields)}"
            elif name == "examples" and not _are_counts(table.get("counts")):
                yield name, table, "counts = { category = number, … }"


def _are_counts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(count, int | float) for count in value.values())


def _check_values(values: Mapping[str, Any], folder_name: str, place: str) -> Iterator[Problem]:
    categories = [category["key"] for category in values.get("categories", [])]
    if values["key"] != folder_name:
        yield Problem(ERROR, "The key is not the folder's name.", file=place, column="key", value=values["key"],
                      allowed=folder_name, next_step="Give both the same name.")
    if values["kind"] not in KINDS:
        yield Problem(ERROR, "This kind is not known.", file=place, column="kind", value=values["kind"],
                      allowed=", ".join(KINDS), next_step="Use one of them.")
    for key in sorted({key for key in categories if categories.count(key) > 1}):
        yield Problem(ERROR, "A category stands twice.", file=place, column="categories", value=key,
                      next_step="Rename or delete one.")
    for example in values.get("examples", []):
        for key in sorted(example["counts"].keys() - set(categories)):
            yield Problem(ERROR, "An example counts a category that the card lacks.", file=place, column="examples",
                          value=key, allowed=", ".join(categories), next_step="Correct the name.")


def read_rows(text: str, *, place: str) -> Iterator[tuple[str, str, float, str]]:
    """(pattern, category, weight, reason) of every line of TSV text; FramingError names the first bad line."""
    lines = text.splitlines()
    if not lines or lines[0].split("\t") != HEADER:
        raise FramingError(Problem(ERROR, "The first line is no header.", file=place, row=1,
                                   value=lines[0] if lines else "", allowed="<TAB>".join(HEADER),
                                   next_step="Write the names of the columns, separated by tabs."))
    weights = {"": 1.0}
    for number, line in enumerate(lines[1:], start=2):
        pattern, category, weight, reason = [*line.split("\t"), "", "", ""][:4]
        if weight not in weights and _is_number(weight):  # a list has few different ones
            weights[weight] = float(weight)
        if not pattern.strip("* ") or not category or weight not in weights:
            raise FramingError(Problem(ERROR, "This is no entry.", file=place, row=number, value=line,
                                       allowed="pattern<TAB>category<TAB>weight<TAB>reason",
                                       next_step="Mend or delete the line."))
        yield pattern, category, weights[weight], reason


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
