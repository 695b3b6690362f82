"""Which lines a rule could describe at all: found from the letters that its pattern cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from framing.characters import Characters, find_strings
from framing.chunked import Chunked
from framing.cleaning_rule import Rule
from framing.known_chunks import Columns
from framing.plain_line import INVISIBLE, N_RULE_BITS, fold_marks

# What case folding leaves apart but a pattern without case takes as one.
SAME_LETTER = str.maketrans({"İ": "i", "ı": "i", **dict.fromkeys(INVISIBLE, "")})
SHARED_BIT = 1 << (N_RULE_BITS - 1)  # of the rules beyond those that have one of their own; every line has it

Clues = frozenset[str]


def candidates_of_lines(rules: Sequence[Rule], lines: Chunked, columns: Columns) -> np.ndarray:
    """For every line a number whose bits say which of the rules could describe it (uint64).

    A rule is ruled out for a line that is too long for it, and for one in which no chunk holds any of its clues.
    ``columns``: what ``clue_columns`` gives for ``lines.distinct``.
    """
    always = _union(rule_bits(rules)[rule] for rule in _rules_by_clue(tuple(rules)).get("", ()))
    found = np.where(np.diff(lines.bounds) > 0, np.uint64(always), np.uint64(0))
    places = np.flatnonzero((columns["mask"] > 0)[lines.chunk])  # one in ten: only these are looked at
    piece = lines.piece[places]
    first = np.flatnonzero(np.diff(piece, prepend=-1) > 0)
    if len(first):
        found[piece[first]] |= np.bitwise_or.reduceat(columns["mask"][lines.chunk[places]], first)
    n_visible = np.append(0, np.cumsum((columns["n_visible"] + 1)[lines.chunk]))[lines.bounds]
    return found & _long_enough(rules, np.diff(n_visible) - 1)


def clue_columns(rules: Sequence[Rule], distinct: Sequence[str], characters: Characters) -> Columns:
    """One entry a chunk: ``mask``, the bits of the rules that it is a clue to; ``n_visible``, its characters without
    those that nobody sees; ``length``, all its characters."""
    others = np.flatnonzero(~characters.is_ascii).tolist()
    n_visible = characters.lengths.astype(np.int32)
    n_visible[others] -= np.array([sum(map(distinct[number].count, INVISIBLE)) for number in others], np.int32)
    return {"mask": _masks(rules, distinct, others), "n_visible": n_visible,
            "length": characters.lengths.astype(np.int32)}


def _masks(rules: Sequence[Rule], distinct: Sequence[str], others: Sequence[int]) -> np.ndarray:
    """For every chunk the bits of the rules that it is a clue to. ``others``: those that are not plain ASCII."""
    bits = rule_bits(rules)
    folded = " ".join(distinct).lower().split(" ") if distinct else []
    for number, chunk in zip(others, _folded(" ".join(distinct[number] for number in others)).split(" "), strict=False):
        folded[number] = chunk
    together = "\n".join(folded)
    ends = np.cumsum(np.fromiter(map(len, folded), np.int64, len(folded)) + 1)
    masks = np.zeros(len(folded), np.uint64)
    places_of = find_strings(together, [clue for clue in _rules_by_clue(tuple(rules)) if clue])
    for clue, places in places_of.items():
        of_clue = np.uint64(_union(bits[rule] for rule in _rules_by_clue(tuple(rules))[clue]))
        masks[np.searchsorted(ends, places, side="right")] |= of_clue
    return masks


def _long_enough(rules: Sequence[Rule], n_characters: np.ndarray) -> np.ndarray:
    """For every line the bits of the rules that are made for lines as long as this one."""
    bits = rule_bits(rules)
    allowed = np.full(len(n_characters), (1 << 64) - 1, np.uint64)
    for length in sorted({rule.max_characters for rule in rules}):
        too_short = _union(bits[rule] for rule in rules if rule.max_characters == length) & ~SHARED_BIT
        allowed[n_characters > length] &= np.uint64(~too_short & ((1 << 64) - 1))
    return allowed


def _union(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def rule_bits(rules: Iterable[Rule]) -> Mapping[Rule, int]:
    """The bit of every rule in the numbers of ``candidates_of_lines``."""
    return {rule: 1 << min(number, N_RULE_BITS - 1) for number, rule in enumerate(rules)}


@lru_cache(maxsize=4)
def _rules_by_clue(rules: tuple[Rule, ...]) -> Mapping[str, list[Rule]]:
    """Clue -> the rules that it points to; "" for those that may describe a line without any clue."""
    found: dict[str, list[Rule]] = {}
    for number, rule in enumerate(rules):
        clues = clues_of(rule) if number < N_RULE_BITS - 1 else None
        for clue in sorted(clues) if clues else [""]:
            found.setdefault(clue, []).append(rule)
    return found


@cache
def clues_of(rule: Rule) -> Clues | None:
    """Strings, one of which stands (case folded, inside a chunk) in every line that the rule describes.

    None if nothing is known: then every line must be asked. The words of ``contains`` count as well.
    """
    words = frozenset(max(word.split(), key=len) for word in rule.contains) if rule.contains else None
    return _better(words, pattern_clues(rule.pattern))


def pattern_clues(pattern: re.Pattern[str]) -> Clues | None:
    """The same for a pattern that must match a whole text, read from its parse tree."""
    try:
        # Not public, but the only reader of patterns there is; without it nothing is known.
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:
        return None
    return _needed(list(_parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)), "")


def _better(left: Clues | None, right: Clues | None) -> Clues | None:
    """The set whose shortest clue is longer: it will be met less often."""
    if left is None or right is None:
        return left if right is None else right
    return max(left, right, key=lambda clues: (min(map(len, clues)), -len(clues)))


def _needed(items: list, run: str) -> Clues | None:
    """Clues of a sequence; ``run``: the letters that stand right before it."""
    best: Clues | None = None
    for name, value in items:
        kind = str(name)
        letter = _letter(kind, value)
        if letter:
            run += letter
            continue
        inner = _inside(kind, value, run)
        best = _better(best, _better(_as_clues(run), inner))
        run = ""
    return _better(best, _as_clues(run))


def _inside(kind: str, value, run: str) -> Clues | None:
    """Clues of an item that is no letter."""
    if kind == "SUBPATTERN":
        return _needed(list(value[3]), run)
    if kind == "ATOMIC_GROUP":
        return _needed(list(value), run)
    if kind == "BRANCH":
        found = [_needed(list(branch), run) for branch in value[1]]
        return frozenset().union(*found) if all(found) else None  # type: ignore[arg-type]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] >= 1:
        return _needed(list(value[2]), run)
    return None


def _letter(kind: str, value) -> str:
    """The letter that an item stands for, also one written in both cases: [Cc]"""
    codes = [value] if kind == "LITERAL" else []
    if kind == "IN" and all(str(name) == "LITERAL" for name, _ in value):
        codes = [code for _, code in value]
    letters = {_folded(chr(code)) for code in codes}
    return letters.pop() if len(letters) == 1 and not any(letter.isspace() for letter in letters) else ""


def _as_clues(run: str) -> Clues | None:
    folded = _folded(run)
    return frozenset([folded]) if folded else None


def _folded(text: str) -> str:
    """Without case, curly quotes and what nobody sees."""
    return text.lower() if text.isascii() else fold_marks(text).translate(SAME_LETTER).casefold()
