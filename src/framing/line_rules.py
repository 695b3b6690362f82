"""Cleaning rules applied to the lines of one article: which lines does each rule claim?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple

from framing.cleaning_rule import Rule
from framing.plain_line import Claims, Lines, PlainLine, unclaimed

# A headline in a list of links may be long, but a line without an end that is longer than this is text.
MAX_WORDS_OF_A_SHORT_LINE = 25


class Step(NamedTuple):
    """Rules that are asked together, in order, by their bit in ``PlainLine.candidates``; ``bits``: all of them."""

    form: str
    rules: Mapping[int, tuple[Rule, ...]]
    bits: int


def steps_of(rules: Iterable[Rule], bits: Mapping[Rule, int]) -> tuple[Step, ...]:
    """The rules in their order: neighbours in one file that describe single lines together, every other by itself."""
    steps = []
    for (form, _), group in groupby(rules, key=lambda rule: (rule.form, rule.key.partition(".")[0])):
        members = list(group)
        for together in [members] if form == "line" else [[rule] for rule in members]:
            by_bit = {bit: tuple(rule for rule in together if bits[rule] == bit)
                      for bit in dict.fromkeys(bits[rule] for rule in together)}
            steps.append(Step(form, by_bit, reduce(or_, by_bit)))
    return tuple(steps)


def claim_by_rules(lines: Lines, steps: Sequence[Step], claims: Claims, *, asked: Sequence[int] | None = None
                   ) -> Claims:
    """``claims`` and, for each line that a rule claims, its role and the rule's key.

    ``asked``: the lines that a rule could describe, if somebody has looked.

    The rules are asked in their order and a line belongs to the first that claims it, so the work is
    linear in lines times rules.
    """
    if asked is not None and not asked:
        return claims
    claimed = dict(claims)
    candidates = [(i, lines[i]) for i in (lines if asked is None else asked)]
    of_any = reduce(or_, (line.candidates for _, line in candidates), 0)
    for step in steps:
        if not of_any & step.bits:
            continue
        opened = [(i, _first_that_opens(line, step)) for i, line in candidates
                  if line.candidates & step.bits and i not in claimed]
        opening = {i: rule for i, rule in opened if rule}
        if opening and step.form == "line":
            claimed |= {i: (rule.role, rule.key) for i, rule in opening.items()}
        elif opening:
            rule = next(iter(step.rules.values()))[0]
            found = _CLAIMS_OF_BLOCK[step.form](lines, rule, claimed, opening.keys())
            claimed |= dict.fromkeys(found, (rule.role, rule.key))
    return claimed


def _first_that_opens(line: PlainLine, step: Step) -> Rule | None:
    """The first rule whose pattern describes the line."""
    text, lower, candidates = line.text, "", line.candidates & step.bits
    while candidates:
        bit = candidates & -candidates  # the lowest: bits rise in the order of the rules
        candidates -= bit
        for rule in step.rules[bit]:
            if len(text) > rule.max_characters:
                continue
            if rule.contains:
                lower = lower or text.lower()
                if not _has_any(lower, rule.contains):
                    continue
            if rule.pattern.fullmatch(text):
                return rule
    return None


def _has_any(text: str, words: Sequence[str]) -> bool:
    for word in words:  # noqa: SIM110 - asked half a million times an archive: any() takes three times as long
        if word in text:
            return True
    return False


def _claim_spans(lines: Lines, rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
    """From each opening line to the first closing line, unless the next opening line comes before it."""
    found: list[int] = []
    pending: list[int] = []
    for i in unclaimed(lines, claims):
        if i in opening:
            pending = [i]
        elif pending:
            pending.append(i)
            if len(pending) > rule.max_lines:
                pending = []
            elif len(lines[i].text) <= rule.max_characters and rule.closes and rule.closes.fullmatch(lines[i].text):
                found.extend(pending)
                pending = []
    return found


def _claim_short_lines(lines: Lines, rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
    """Each opening line and the run of short lines after it that do not end like a sentence."""
    found: list[int] = []
    n_left = 0
    for i in unclaimed(lines, claims):
        if i in opening:
            found.append(i)
            n_left = rule.max_lines - 1
        elif n_left and not is_text(lines[i]):
            found.append(i)
            n_left -= 1
        else:
            n_left = 0
    return found


def is_text(line: PlainLine) -> bool:
    """Whether the line reads as a sentence or paragraph, not as a headline, name or link."""
    return line.n_words > MAX_WORDS_OF_A_SHORT_LINE or line.ends_like_a_sentence()


def _claim_to_end(lines: Lines, rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
    """Everything from the first opening line that has enough text before it to be the end of an article."""
    n_words_before = 0
    remaining = unclaimed(lines, claims)
    for position, i in enumerate(remaining):
        if n_words_before >= rule.min_words_before and i in opening:
            return remaining[position:]
        n_words_before += lines[i].n_words
    return []


_CLAIMS_OF_BLOCK = {"span": _claim_spans, "short_lines": _claim_short_lines, "to_end": _claim_to_end}
