"""Which lines a rule could describe at all: found from what its pattern cannot do without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
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
N_BITS = 64  # of a number: clue c of a line is bit c % 64 in column c // 64
Bits = tuple[tuple[int, np.uint64], ...]  # bits by column


class _Way(NamedTuple):
    """A way in which a line can meet a rule, as bits and tables: see ``Need``."""

    bit: np.uint64
    max_characters: int
    need: Need
    first: np.ndarray
    last: np.ndarray
    clues: tuple[Bits, ...]


def candidates_of_lines(rules: Sequence[Rule], chunked: Chunked, held: HeldLines, columns: Columns) -> np.ndarray:
    """For every line that holds text a number whose bits say which of the rules could describe it (uint64).

    A rule is ruled out for a line that meets the needs of none of its ways, or is too long for it. Rules beyond those
    given, and beyond those that have a bit of their own, share a bit that every line has.
    ``columns``: what ``clue_columns`` gives for ``chunked.distinct``.
    """
    found = np.zeros(len(held.piece), np.uint64)
    clues = _clues_of_lines(chunked, held, columns)
    first = columns["first_character"][chunked.chunk[held.first]]
    last = columns["last_character"][chunked.chunk[held.last]]
    for way in _ways(tuple(rules)):
        meets = way.first[first] & way.last[last] & (held.n_characters <= way.max_characters)
        meets &= held.n_characters >= way.need.min_characters
        if way.need.is_one_word:
            meets &= (held.n_words == 1) | held.has_unseen
        for group in way.clues:
            meets &= reduce(or_, ((clues[number] & bits) > 0 for number, bits in group))
        found[meets] |= way.bit
    return found | np.uint64(SHARED_BIT)


def _clues_of_lines(chunked: Chunked, held: HeldLines, columns: Columns) -> np.ndarray:
    """The clues that each line holds, as bits: shape (columns, lines)."""
    has_clues, bits = columns["has_clues"], columns["clue_bits"]
    places = np.flatnonzero(has_clues[chunked.chunk])  # one in ten: only these are looked at
    piece = np.searchsorted(chunked.bounds, places, side="right") - 1
    first = np.flatnonzero(np.diff(piece, prepend=-1) > 0)
    found = np.zeros((len(chunked.bounds), bits.shape[1]), np.uint64)
    if len(first):
        row = (np.cumsum(has_clues, dtype=np.int32) - 1)[chunked.chunk[places]]
        found[piece[first]] = np.bitwise_or.reduceat(bits[row], first, axis=0)
    return np.ascontiguousarray(found[held.piece].T)


def clue_columns(rules: Sequence[Rule], distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``has_clues``; its ``first_character`` and ``last_character`` as codes; and ``key``, a number
    that chunks share which differ only in case, the shape of marks and what is unseen. One row a chunk with clues:
    ``clue_bits``."""
    text = without_unseen(fold_marks("\n".join(distinct)))
    cased, folded = (of_case.split("\n") if distinct else [] for of_case in (text, text.casefold()))
    bits = _clue_bits(rules, cased, folded)
    has_clues = np.bitwise_or.reduce(bits, axis=1) > 0
    return {"has_clues": has_clues, "clue_bits": bits[has_clues],
            "first_character": characters.first, "last_character": characters.last,
            "key": np.fromiter(map(hash, folded), np.int64, len(folded)).view(np.uint64)}


def _clue_bits(rules: Sequence[Rule], cased: Sequence[str], folded: Sequence[str]) -> np.ndarray:
    """The clues that each chunk holds, as bits: shape (chunks, columns)."""
    numbers = _numbers_of_clues(tuple(rules))
    bits = np.zeros((len(cased), len(numbers) // N_BITS + 1), np.uint64)
    for any_case, chunks in ((False, cased), (True, folded)):
        wanted = [clue for clue in numbers if clue.any_case == any_case]
        text = "\n".join(chunks)
        place, which = find_strings(one_letter_for_all(text) if any_case else text, [clue.text for clue in wanted])
        ends = np.cumsum(np.fromiter(map(len, chunks), np.int64, len(chunks)) + 1)
        clue = np.array([numbers[one] for one in wanted], np.int64)[which]
        np.bitwise_or.at(bits, (np.searchsorted(ends, place, side="right"), clue // N_BITS),
                         np.uint64(1) << (clue % N_BITS).astype(np.uint64))
    return bits


@lru_cache(maxsize=4)
def _ways(rules: tuple[Rule, ...]) -> list[_Way]:
    """The ways of all rules that have a bit of their own."""
    numbers = _numbers_of_clues(rules)
    return [
        _Way(np.uint64(bit), rule.max_characters, need, _table(need.first), _table(need.last),
             tuple(_bits_of(numbers[clue] for clue in group) for group in need.clues))
        for rule, bit in rule_bits(rules).items() if bit != SHARED_BIT for need in needs_of(rule)]


def _bits_of(clues: Iterable[int]) -> Bits:
    bits: dict[int, int] = {}
    for clue in clues:
        bits[clue // N_BITS] = bits.get(clue // N_BITS, 0) | 1 << clue % N_BITS
    return tuple((column, np.uint64(of_column)) for column, of_column in bits.items())


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
