"""What a file of cleaning rules must hold, and what to do when it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.cleaning_rule import FORMS, ROLES, RULE_ROLES
from framing.problem import ERROR, Problem

FILE_FIELDS = ("key", "names", "about", "rules")
RULE_FIELDS = (
    "key", "role", "why", "pattern", "form", "closes", "contains",
    "max_lines", "max_characters", "min_words_before", "examples",
)  # fmt: skip
NUMBER_FIELDS = ("max_lines", "max_characters", "min_words_before")


def check_rule_file(path: Path, table: Mapping[str, object]) -> Iterable[Problem]:
    """Everything that is wrong with a file's content; nothing if it can be used."""
    yield from _check_fields(path, "", table, FILE_FIELDS, required=("key", "names", "rules"))
    if "key" in table and table["key"] != path.stem:
        yield _wrong(path, "key", table["key"], repr(path.stem), "Give the file and its key the same name.")
    if "names" in table and not _is_list_of_text(table["names"]):
        yield _wrong(path, "names", table["names"], "a list of names", "List the outlet's names as in articles.csv.")
    entries = table.get("rules", [])
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        yield _wrong(path, "rules", entries, "[[rules]] tables", "Write each rule as [[rules]].")
        return
    keys = [str(entry.get("key", number)) for number, entry in enumerate(entries, start=1)]
    for key, entry in zip(keys, entries, strict=True):
        if keys.count(key) > 1:
            yield _wrong(path, f"rules.{key}", key, "every key once", "Rename one of the two rules.")
        yield from _check_rule(path, f"rules.{key}", entry)


def _check_rule(path: Path, place: str, entry: Mapping[str, object]) -> Iterable[Problem]:
    yield from _check_fields(path, place, entry, RULE_FIELDS, required=("key", "role", "why", "pattern", "examples"))
    for name, allowed in (("role", RULE_ROLES), ("form", tuple(FORMS))):
        if name in entry and entry[name] not in allowed:
            yield _wrong(path, f"{place}.{name}", entry[name], ", ".join(allowed), "Use one of these.")
    for name in ("pattern", "closes"):
        if name in entry:
            yield from _check_pattern(path, f"{place}.{name}", entry[name])
    for name in NUMBER_FIELDS:
        number = entry.get(name, 1)
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            yield _wrong(path, f"{place}.{name}", number, "a whole number", "Write a number without quotes.")
    words = entry.get("contains", [])
    if not _is_list_of_text(words) or str(words).lower() != str(words):
        yield _wrong(path, f"{place}.contains", words, "a list of words in lower case", "Mend the list.")
    if (entry.get("form") == "span") != ("closes" in entry):
        next_step = "Add 'closes', the pattern of the last line, or take it out."
        yield _wrong(path, f"{place}.closes", entry.get("closes", ""), 'with form = "span", and only then', next_step)
    yield from _check_examples(path, f"{place}.examples", entry.get("examples"))


def _check_fields(
    path: Path, place: str, table: Mapping[str, object], fields: tuple[str, ...], *, required: tuple[str, ...]
) -> Iterable[Problem]:
    for name in table:
        if name not in fields:
            yield _wrong(path, f"{place}.{name}".lstrip("."), name, ", ".join(fields), "Mend the field's name.")
    for name in required:
        if name not in table:
            yield _wrong(path, place or path.name, "", f"a field {name!r}", f"Add {name!r}.")


def _check_pattern(path: Path, place: str, pattern: object) -> Iterable[Problem]:
    try:
        compiled = re.compile(str(pattern), re.VERBOSE)
    except (re.error, OverflowError, RecursionError) as error:
        yield _wrong(path, place, pattern, "a regular expression (verbose)", f"Mend it: {error}.")
        return
    if not isinstance(pattern, str) or compiled.fullmatch(""):
        allowed = "a pattern that an empty line does not match"
        yield _wrong(path, place, pattern, allowed, "Write blanks as [ ]; an unescaped # starts a comment.")


def _check_examples(path: Path, place: str, examples: object) -> Iterable[Problem]:
    allowed = f"tables with 'lines' and 'roles', two lists of the same length; roles: {', '.join(ROLES)}"
    for example in examples if isinstance(examples, list) and examples else [None]:
        lines, roles = (example.get("lines"), example.get("roles")) if isinstance(example, dict) else (None, None)
        usable = isinstance(lines, list) and isinstance(roles, list) and 0 < len(lines) == len(roles)
        usable = usable and all(isinstance(line, str) for line in lines or ()) and {*map(str, roles or ())} <= {*ROLES}
        if not usable:
            yield _wrong(path, place, example, allowed, "Give each line of the example its role.")


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _wrong(path: Path, column: str, value: object, allowed: str, next_step: str) -> Problem:
    return Problem(
        severity=ERROR,
        message="This file of cleaning rules cannot be used.",
        file=str(path),
        column=column,
        value=str(value),
        allowed=allowed,
        next_step=next_step,
    )
