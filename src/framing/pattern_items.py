"""A pattern as Python itself reads it: a sequence of items, each with what it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

ALL_CHARACTERS = frozenset(range(128))
CATEGORIES = {"DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda letter: letter.isalnum() or letter == "_"}
SINGLE = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}
NO_WIDTH = {"AT", "ASSERT", "ASSERT_NOT"}


class Item(NamedTuple):
    """A piece of a parsed pattern, whether case counts in it, the characters that it takes at least, and what it is
    made of: the branches of a choice, or the one sequence that is repeated."""

    kind: str
    value: Any
    any_case: bool
    min_width: int = 0
    parts: tuple[list[Item], ...] = ()


def read_pattern(pattern: re.Pattern[str]) -> list[Item] | None:
    """Its items in order; None if this Python does not show them."""
    try:
        # Not public, but the only reader of patterns there is.
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:
        return None
    parsed = _parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)
    return _items(parsed, bool(pattern.flags & re.IGNORECASE))


def _items(parsed: Iterable[tuple[Any, Any]], any_case: bool) -> list[Item]:
    """The pieces of a sequence, groups that stand in it resolved."""
    found: list[Item] = []
    for name, value in parsed:
        kind = str(name)
        if kind == "SUBPATTERN":
            _, added, removed, inner = value
            found += _items(inner, (any_case or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
        elif kind == "ATOMIC_GROUP":
            found += _items(value, any_case)
        elif kind == "BRANCH":
            branches = tuple(_items(branch, any_case) for branch in value[1])
            found.append(Item(kind, None, any_case, min(map(width_of, branches)), branches))
        elif kind.endswith("_REPEAT"):
            repeated = _items(value[2], any_case)
            found.append(Item("REPEAT", value[:2], any_case, value[0] * width_of(repeated), (repeated,)))
        else:
            found.append(Item(kind, value, any_case, int(kind in SINGLE)))
    return found


def width_of(items: Sequence[Item]) -> int:
    """Characters that a sequence takes at least."""
    return sum(item.min_width for item in items)


def characters_of(kind: str, value: Any, *, any_case: bool) -> frozenset[int]:
    """The characters of ASCII that an item for one character fits, by their codes; more rather than less."""
    if kind == "ANY":
        return ALL_CHARACTERS
    if kind == "NOT_LITERAL":
        return ALL_CHARACTERS - {value}
    members = [("LITERAL", value)] if kind == "LITERAL" else [(str(name), one) for name, one in value]
    found = {code for name, one in members for code in _members(name, one)}
    if any(name == "NEGATE" for name, _ in members):
        return ALL_CHARACTERS - found
    if any_case:
        letters = {chr(code).lower() for code in found} | {chr(code).upper() for code in found}
        found |= {ord(letter) for letter in letters if len(letter) == 1}
        if not found <= ALL_CHARACTERS:  # a few letters of ASCII are the other case of letters beyond it
            found |= {code for code in ALL_CHARACTERS if chr(code).isalpha()}
    return frozenset(found & ALL_CHARACTERS)


def _members(name: str, value: Any) -> Iterable[int]:
    if name == "LITERAL":
        return [value]
    if name == "RANGE":
        return range(value[0], min(value[1], 0x250) + 1)
    if name == "CATEGORY":
        return _category(str(value).removeprefix("CATEGORY_"))
    return []


@cache
def _category(kind: str) -> Sequence[int]:
    fits = CATEGORIES[kind.removeprefix("NOT_")]
    return [code for code in ALL_CHARACTERS if bool(fits(chr(code))) != kind.startswith("NOT_")]
