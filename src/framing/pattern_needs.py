"""What a line must have for a pattern to describe it, read from the pattern: so that few lines are ever asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

# Ways through a pattern that are told apart; a pattern with more is taken as a whole.
MAX_WAYS = 12
# Groups of clues that are asked for on each way.
MAX_CLUES = 2
# What stands in too many words to rule anything out: few small letters, and the words of every text.
MIN_SMALL_LETTERS = 3
EVERYWHERE = frozenset(["the", "and", "for", "can", "from", "this"])

ALL_CHARACTERS = frozenset(range(128))
CATEGORIES = {"DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda letter: letter.isalnum() or letter == "_"}
SINGLE = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}
NO_WIDTH = {"AT", "ASSERT", "ASSERT_NOT"}


class Clue(NamedTuple):
    """Letters that stand side by side inside one word of the line; ``any_case``: in capitals or not (then they are
    given after ``fold_letters``)."""

    text: str
    any_case: bool


class Need(NamedTuple):
    """What a line has if a pattern describes it in one of its ways.

    ``first``, ``last``: codes that its first and last character may have (ASCII; any other is allowed always);
    ``is_one_word``: it holds no blank; ``min_characters``; ``clues``: of each group the line holds one at least.
    """

    first: frozenset[int] = ALL_CHARACTERS
    last: frozenset[int] = ALL_CHARACTERS
    is_one_word: bool = False
    min_characters: int = 0
    clues: tuple[frozenset[Clue], ...] = ()


class _Item(NamedTuple):
    """A piece of a parsed pattern, and whether case counts in it."""

    kind: str
    value: Any
    any_case: bool


def pattern_needs(pattern: re.Pattern[str]) -> tuple[Need, ...]:
    """One entry for each way in which the pattern can match a whole text: a text that it matches meets one of them.

    The pattern is read as Python itself reads it. What is not understood is not asked for.
    """
    try:
        # Not public, but the only reader of patterns there is; without it nothing is known.
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:
        return (Need(),)
    parsed = _parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)
    return tuple(map(_need, _ways(_items(parsed, bool(pattern.flags & re.IGNORECASE)))))


def _need(way: Sequence[_Item]) -> Need:
    groups = sorted(filter(_is_telling, _clues(way)), key=_length_of_shortest, reverse=True)
    return Need(_edge(way), _edge(way, backwards=True), not any(map(_may_be_blank, way)), sum(map(_min_width, way)),
                tuple(groups[:MAX_CLUES]))


def _is_telling(clues: frozenset[Clue]) -> bool:
    return all((len(text) >= MIN_SMALL_LETTERS or not text.islower()) and text not in EVERYWHERE and text != "A"
               for text, _ in clues)


def _length_of_shortest(clues: frozenset[Clue]) -> tuple[int, int]:
    """Groups with longer clues, and with fewer of them, are met less often."""
    return min(len(clue.text) for clue in clues), -len(clues)


def _items(parsed: Iterable[tuple[Any, Any]], any_case: bool) -> list[_Item]:
    """The pieces of a sequence, groups that stand in it resolved."""
    found: list[_Item] = []
    for name, value in parsed:
        if str(name) == "SUBPATTERN":
            _, added, removed, inner = value
            found += _items(inner, (any_case or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
        elif str(name) == "ATOMIC_GROUP":
            found += _items(value, any_case)
        else:
            found.append(_Item(str(name), value, any_case))
    return found


def _ways(items: list[_Item]) -> list[list[_Item]]:
    """The sequences that result if one branch is taken of each choice, as long as they are few."""
    ways = [items]
    while True:
        further = [way for one in ways for way in _first_choice_taken(one)]
        if len(further) > MAX_WAYS or len(further) == len(ways):
            return ways
        ways = further


def _first_choice_taken(items: list[_Item]) -> Iterator[list[_Item]]:
    place = next((number for number, item in enumerate(items) if item.kind == "BRANCH"), None)
    if place is None:
        yield items
        return
    for branch in _branches(items[place]):
        yield [*items[:place], *branch, *items[place + 1:]]


def _branches(item: _Item) -> list[list[_Item]]:
    return [_items(branch, item.any_case) for branch in item.value[1]]


def _repeated(item: _Item) -> list[_Item] | None:
    """What an item repeats, if it is a repeat."""
    return _items(item.value[2], item.any_case) if item.kind.endswith("_REPEAT") else None


def _edge(items: Sequence[_Item], *, backwards: bool = False) -> frozenset[int]:
    """Codes of the characters that what a sequence matches can begin with (backwards: end with)."""
    found: frozenset[int] = frozenset()
    for item in reversed(items) if backwards else items:
        found |= _edge_of_item(item, backwards)
        if _min_width(item):
            break
    return found


def _edge_of_item(item: _Item, backwards: bool) -> frozenset[int]:
    if item.kind in SINGLE:
        return characters_of(item.kind, item.value, any_case=item.any_case)
    if item.kind == "BRANCH":
        return frozenset().union(*(_edge(branch, backwards=backwards) for branch in _branches(item)))
    inner = _repeated(item)
    if inner is not None:
        return _edge(inner, backwards=backwards)
    return frozenset() if item.kind in NO_WIDTH else ALL_CHARACTERS


def _min_width(item: _Item) -> int:
    """Characters that an item takes at least."""
    if item.kind in SINGLE:
        return 1
    if item.kind == "BRANCH":
        return min(sum(map(_min_width, branch)) for branch in _branches(item))
    inner = _repeated(item)
    return 0 if inner is None else item.value[0] * sum(map(_min_width, inner))


def _may_be_blank(item: _Item) -> bool:
    """Whether the item can take a blank."""
    if item.kind in SINGLE:
        return ord(" ") in characters_of(item.kind, item.value, any_case=item.any_case)
    if item.kind == "BRANCH":
        return any(_may_be_blank(one) for branch in _branches(item) for one in branch)
    inner = _repeated(item)
    return item.kind not in NO_WIDTH if inner is None else any(map(_may_be_blank, inner))


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
        kind = str(value).removeprefix("CATEGORY_")
        fits = CATEGORIES[kind.removeprefix("NOT_")]
        return [code for code in ALL_CHARACTERS if bool(fits(chr(code))) != kind.startswith("NOT_")]
    return []


def _clues(items: Sequence[_Item]) -> list[frozenset[Clue]]:
    """Groups of clues: whatever the sequence matches holds one of each group."""
    found: list[frozenset[Clue]] = []
    run: list[tuple[str, bool]] = []
    for item in [*items, _Item("END", None, False)]:
        if letter := _letter(item):
            run.append(letter)
            continue
        if run:
            text, any_case = "".join(one for one, _ in run), any(one for _, one in run)
            found.append(frozenset([Clue(fold_letters(text) if any_case else text, any_case)]))
            run = []
        found += _clues_inside(item)
    return found


def _clues_inside(item: _Item) -> list[frozenset[Clue]]:
    if item.kind == "BRANCH":
        branches = [_clues(branch) for branch in _branches(item)]
        return [frozenset().union(*(max(one, key=_length_of_shortest) for one in branches))] if all(branches) else []
    inner = _repeated(item)
    return [] if inner is None or not item.value[0] else _clues(inner)


def _letter(item: _Item) -> tuple[str, bool] | None:
    """The letter that an item stands for, and whether in any case: also one written in both cases, [Cc]"""
    if item.kind == "LITERAL":
        letters = {chr(item.value)}
    elif item.kind == "IN" and all(str(name) == "LITERAL" for name, _ in item.value):
        letters = {chr(code) for _, code in item.value}
    else:
        return None
    if len({letter.lower() for letter in letters}) != 1 or any(letter.isspace() for letter in letters):
        return None
    return min(letters), item.any_case or len(letters) > 1


@cache
def word_clues(words: tuple[str, ...]) -> frozenset[Clue]:
    """The same of words, in lower case, one of which stands in the line: of each its longest part without a blank."""
    return frozenset(Clue(fold_letters(max(word.split(), key=len)), any_case=True) for word in words)


def fold_letters(text: str) -> str:
    """Without case, as far as a pattern without case looks."""
    return one_letter_for_all(text.casefold())


def one_letter_for_all(text: str) -> str:
    """What case folding leaves apart but a pattern without case takes as one."""
    return text.replace("İ", "i").replace("ı", "i")
