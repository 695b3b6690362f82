"""What a line must have for a pattern to describe it, read from the pattern: so that few lines are ever asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from framing.pattern_items import ALL_CHARACTERS, NO_WIDTH, SINGLE, Item, characters_of, read_pattern, width_of

# Ways through a pattern that are told apart; a pattern with more is taken as a whole.
MAX_WAYS = 12
# Groups of clues that are asked for on each way.
MAX_CLUES = 2
# What stands in too many words to rule anything out: few small letters, and the words of every text.
MIN_SMALL_LETTERS = 3
EVERYWHERE = frozenset(["the", "and", "for", "can", "from", "this"])


class Clue(NamedTuple):
    """Letters that stand side by side inside one word of the line; ``any_case``: in capitals or not (then they are
    given after ``fold_letters``)."""

    text: str
    any_case: bool


class Need(NamedTuple):
    """What a line has if a pattern describes it in one of its ways.

    ``first``, ``second``, ``last``: codes that these characters of it may have (ASCII; any other is allowed always);
    ``is_one_word``: it holds no blank; ``min_characters``; ``clues``: of each group the line holds one at least.
    """

    first: frozenset[int] = ALL_CHARACTERS
    second: frozenset[int] = ALL_CHARACTERS
    last: frozenset[int] = ALL_CHARACTERS
    is_one_word: bool = False
    min_characters: int = 0
    clues: tuple[frozenset[Clue], ...] = ()


def pattern_needs(pattern: re.Pattern[str]) -> tuple[Need, ...]:
    """One entry for each way in which the pattern can match a whole text: a text that it matches meets one of them.

    The pattern is read as Python itself reads it. What is not understood is not asked for.
    """
    parsed = read_pattern(pattern)
    return (Need(),) if parsed is None else tuple(map(_need, _ways(parsed)))


def _need(way: Sequence[Item]) -> Need:
    groups = sorted(filter(_is_telling, _clues(way)), key=_length_of_shortest, reverse=True)
    return Need(_edge(way), _second(way), _edge(way, backwards=True), not any(map(_may_be_blank, way)),
                width_of(way), tuple(groups[:MAX_CLUES]))


def _is_telling(clues: frozenset[Clue]) -> bool:
    return all((len(text) >= MIN_SMALL_LETTERS or not text.islower()) and text not in EVERYWHERE and text != "A"
               for text, _ in clues)


def _length_of_shortest(clues: frozenset[Clue]) -> tuple[int, int]:
    """Groups with longer clues, and with fewer of them, are met less often."""
    return min(len(clue.text) for clue in clues), -len(clues)


def _ways(items: list[Item]) -> list[list[Item]]:
    """The sequences that result if one branch is taken of each choice, as long as they are few."""
    ways = [items]
    while True:
        further = [way for one in ways for way in _first_choice_taken(one)]
        if len(further) > MAX_WAYS or len(further) == len(ways):
            return ways
        ways = further


def _first_choice_taken(items: list[Item]) -> Iterator[list[Item]]:
    place = next((number for number, item in enumerate(items) if item.kind == "BRANCH"), None)
    if place is None:
        yield items
        return
    for branch in items[place].parts:
        yield [*items[:place], *branch, *items[place + 1:]]


def _edge(items: Sequence[Item], *, backwards: bool = False) -> frozenset[int]:
    """Codes of the characters that what a sequence matches can begin with (backwards: end with)."""
    found: frozenset[int] = frozenset()
    for item in reversed(items) if backwards else items:
        found |= _edge_of_item(item, backwards)
        if item.min_width:
            break
    return found


def _second(items: Sequence[Item]) -> frozenset[int]:
    """Codes of the characters that can come second in what a sequence matches."""
    found: frozenset[int] = frozenset()
    for number, item in enumerate(items):
        rest = items[number + 1:]
        if item.kind in SINGLE:
            return found | _edge(rest)
        if item.kind == "BRANCH":
            return found.union(*(_second([*branch, *rest]) for branch in item.parts))
        if item.kind == "REPEAT":
            least, most = item.value
            for times in range(max(1, min(least, 2)), min(most, 2) + 1):
                found |= _second([*item.parts[0] * times, *rest])
            if least:
                return found
        elif item.kind not in NO_WIDTH:
            return ALL_CHARACTERS
    return found


def _edge_of_item(item: Item, backwards: bool) -> frozenset[int]:
    if item.kind in SINGLE:
        return characters_of(item.kind, item.value, any_case=item.any_case)
    if item.parts:
        return frozenset().union(*(_edge(part, backwards=backwards) for part in item.parts))
    return frozenset() if item.kind in NO_WIDTH else ALL_CHARACTERS


def _may_be_blank(item: Item) -> bool:
    """Whether the item can take a blank."""
    if item.kind in SINGLE:
        return ord(" ") in characters_of(item.kind, item.value, any_case=item.any_case)
    if item.parts:
        return any(_may_be_blank(one) for part in item.parts for one in part)
    return item.kind not in NO_WIDTH


def _clues(items: Sequence[Item]) -> list[frozenset[Clue]]:
    """Groups of clues: whatever the sequence matches holds one of each group."""
    found: list[frozenset[Clue]] = []
    run: list[tuple[str, bool]] = []
    for item in [*items, Item("END", None, False)]:
        if letter := _letter(item):
            run.append(letter)
            continue
        if run:
            text, any_case = "".join(one for one, _ in run), any(one for _, one in run)
            found.append(frozenset([Clue(fold_letters(text) if any_case else text, any_case)]))
            run = []
        found += _clues_inside(item)
    return found


def _clues_inside(item: Item) -> list[frozenset[Clue]]:
    if item.kind == "BRANCH":
        branches = [_clues(branch) for branch in item.parts]
        return [frozenset().union(*(max(one, key=_length_of_shortest) for one in branches))] if all(branches) else []
    return _clues(item.parts[0]) if item.kind == "REPEAT" and item.value[0] else []


def _letter(item: Item) -> tuple[str, bool] | None:
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
