"""Which lines a rule could describe at all: found from what its pattern cannot do without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from framing.article_lines import HeldLines
from framing.characters import OTHER, TYPOGRAPHIC_MARK, Characters, find_strings
from framing.chunked import Chunked
from framing.cleaning_rule import Rule
from framing.known_chunks import Columns
from framing.pattern_needs import Clue, Need, one_letter_for_all, pattern_needs, word_clues
from framing.plain_line import N_RULE_BITS, fold_marks, without_unseen

SHARED_BIT = 1 << (N_RULE_BITS - 1)  # of the rules beyond those that have one of their own; every line has it
N_BITS = 64  # of a number: way w is bit w % 64 in row w // 64 of a table


class _Ways(NamedTuple):
    """The ways in which a line can meet a rule, in tables whose numbers have a bit for each of 64 ways.

    ``first``, ``second``, ``last`` (tables, codes): those that allow such a character; ``of_size`` (tables, sizes + 1):
    those that allow so many characters, ``sizes`` being where that changes; ``is_open`` (tables,): those that allow
    several words. ``rule_bits`` and ``groups``, one entry a way: of each group of clues a line must hold one.
    """

    first: np.ndarray
    second: np.ndarray
    last: np.ndarray
    sizes: np.ndarray
    of_size: np.ndarray
    is_open: np.ndarray
    rule_bits: tuple[np.uint64, ...]
    groups: tuple[tuple[tuple[int, ...], ...], ...]


def candidates_of_lines(rules: Sequence[Rule], chunked: Chunked, held: HeldLines, columns: Columns) -> np.ndarray:
    """For every line that holds text a number whose bits say which of the rules could describe it (uint64).

    A rule is ruled out for a line that meets the needs of none of its ways, or is too long for it. Rules beyond those
    given, and beyond those that have a bit of their own, share a bit that every line has.
    ``columns``: what ``clue_columns`` gives for ``chunked.distinct``.
    """
    found = np.full(len(held.piece), SHARED_BIT, np.uint64)
    ways = _ways(tuple(rules))
    allowed = _allowed_by_form(ways, chunked, held, columns)
    line, bounds = _lines_by_clue(chunked, held, columns, len(_numbers_of_clues(tuple(rules))))
    for way, (rule_bit, groups) in enumerate(zip(ways.rule_bits, ways.groups, strict=True)):
        table, bit = allowed[way // N_BITS], np.uint64(1 << way % N_BITS)
        holding = sorted((np.concatenate([line[bounds[clue]:bounds[clue + 1]] for clue in group]) for group in groups),
                         key=len)
        rows = holding[0] if holding else np.arange(len(found))
        rows = rows[(table[rows] & bit) > 0]
        for others in holding[1:]:
            holds = np.zeros(len(found), bool)
            holds[others] = True
            rows = rows[holds[rows]]
        found[rows] |= rule_bit
    return found


def _allowed_by_form(ways: _Ways, chunked: Chunked, held: HeldLines, columns: Columns) -> np.ndarray:
    """The ways that each line could meet if it held their clues, as bits: shape (tables, lines)."""
    first = columns["first_character"][chunked.chunk[held.first]]
    second = columns["second_character"][chunked.chunk[held.first]]
    second[(held.n_characters == 1) | held.has_unseen] = OTHER  # there is none, or nobody sees it
    last = columns["last_character"][chunked.chunk[held.last]]
    size = np.searchsorted(ways.sizes, held.n_characters, side="right")
    allowed = ways.first[:, first] & ways.second[:, second] & ways.last[:, last] & ways.of_size[:, size]
    allowed[:, (held.n_words > 1) & ~held.has_unseen] &= ways.is_open[:, None]
    return allowed


def _lines_by_clue(chunked: Chunked, held: HeldLines, columns: Columns, n_of_all: int
                   ) -> tuple[np.ndarray, Sequence[int]]:
    """The lines that hold each clue (rows of ``held``), some of them twice: of clue c from its bound to the next."""
    n_clues, clues = columns["n_clues"], columns["clue"]
    places = np.flatnonzero((n_clues > 0)[chunked.chunk])  # one in ten: only these are looked at
    line = np.searchsorted(held.first, places, side="right") - 1
    is_inside = places <= held.last[line]
    chunk, line = chunked.chunk[places[is_inside]], line[is_inside]
    n_here = n_clues[chunk]
    step = np.arange(n_here.sum()) - np.repeat(np.cumsum(n_here) - n_here, n_here)
    clue = clues[np.repeat((np.cumsum(n_clues) - n_clues)[chunk], n_here) + step]
    order = np.argsort(clue, kind="stable")
    return np.repeat(line, n_here)[order], np.append(0, np.cumsum(np.bincount(clue, minlength=n_of_all))).tolist()


def clue_columns(rules: Sequence[Rule], distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``first_character``, ``second_character`` (a space if there is none), ``last_character`` as
    codes; ``key``, a number that chunks share which differ only in case, the shape of marks and what is unseen; and
    ``n_clues``, of which each has an entry in ``clue``: its number."""
    text = without_unseen(fold_marks("\n".join(distinct)))
    cased, folded = (of_case.split("\n") if distinct else [] for of_case in (text, text.casefold()))
    chunk, clue = _find_clues(rules, cased, folded)
    return {"n_clues": np.bincount(chunk, minlength=len(distinct)).astype(np.int32),
            "clue": clue[np.argsort(chunk, kind="stable")].astype(np.uint16),
            "first_character": characters.first, "second_character": characters.codes[characters.starts + 1],
            "last_character": characters.last,
            "key": np.fromiter(map(hash, folded), np.int64, len(folded)).view(np.uint64)}


def _find_clues(rules: Sequence[Rule], cased: Sequence[str], folded: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The chunks that hold a clue, and the number of the clue."""
    numbers = _numbers_of_clues(tuple(rules))
    found = []
    for any_case, chunks in ((False, cased), (True, folded)):
        wanted = [clue for clue in numbers if clue.any_case == any_case]
        text = "\n".join(chunks)
        place, which = find_strings(one_letter_for_all(text) if any_case else text, [clue.text for clue in wanted])
        ends = np.cumsum(np.fromiter(map(len, chunks), np.int64, len(chunks)) + 1)
        clue = np.array([numbers[one] for one in wanted], np.int64)[which]
        found.append((np.searchsorted(ends, place, side="right"), clue))
    return np.concatenate([chunk for chunk, _ in found]), np.concatenate([clue for _, clue in found])


@lru_cache(maxsize=4)
def _ways(rules: tuple[Rule, ...]) -> _Ways:
    """The ways of all rules that have a bit of their own."""
    numbers = _numbers_of_clues(rules)
    ways = [(rule, np.uint64(bit), need)
            for rule, bit in rule_bits(rules).items() if bit != SHARED_BIT for need in needs_of(rule)]
    edges = sorted({size for rule, _, need in ways for size in (need.min_characters, rule.max_characters + 1)})
    sizes = np.array([0, *edges])  # what changes at an edge holds up to the next
    return _Ways(
        _as_bits([_table(need.first) for _, _, need in ways], OTHER + 1),
        _as_bits([_table(need.second) for _, _, need in ways], OTHER + 1),
        _as_bits([_table(need.last) for _, _, need in ways], OTHER + 1), np.array(edges, np.int64),
        _as_bits([(sizes >= need.min_characters) & (sizes <= rule.max_characters) for rule, _, need in ways],
                 len(sizes)),
        _as_bits([np.array([not need.is_one_word]) for _, _, need in ways], 1)[:, 0],
        tuple(bit for _, bit, _ in ways),
        tuple(tuple(tuple(numbers[clue] for clue in group) for group in need.clues) for _, _, need in ways))


def _as_bits(masks: Sequence[np.ndarray], length: int) -> np.ndarray:
    """Masks of one length as bits: shape (tables, length)."""
    found = np.zeros((-(-len(masks) // N_BITS), length), np.uint64)
    for number, mask in enumerate(masks):
        found[number // N_BITS, mask] |= np.uint64(1 << number % N_BITS)
    return found


def _table(codes: Iterable[int]) -> np.ndarray:
    table = np.zeros(OTHER + 1, bool)
    table[TYPOGRAPHIC_MARK:] = True
    table[list(codes)] = True
    return table


@lru_cache(maxsize=4)
def _numbers_of_clues(rules: tuple[Rule, ...]) -> Mapping[Clue, int]:
    """The clues that the ways of all rules ask for."""
    clues = dict.fromkeys(clue for rule in rules[:N_RULE_BITS - 1] for need in needs_of(rule)
                          for group in need.clues for clue in sorted(group))
    return {clue: number for number, clue in enumerate(clues)}


@cache
def needs_of(rule: Rule) -> tuple[Need, ...]:
    """What a line must have for the rule to describe it; the words of ``contains`` count as well."""
    words = (word_clues(rule.contains),) if rule.contains else ()
    return tuple(need._replace(clues=words + need.clues) for need in pattern_needs(rule.pattern))


def rule_bits(rules: Iterable[Rule]) -> Mapping[Rule, int]:
    """The bit of every rule in the numbers of ``candidates_of_lines``."""
    return {rule: 1 << min(number, N_RULE_BITS - 1) for number, rule in enumerate(rules)}
