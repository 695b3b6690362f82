"""Cleaning rules applied to the lines of one article: which lines does each rule claim?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from itertools import groupby
from operator import or_

from framing.cleaning_rule import Rule
from framing.plain_line import Claims, PlainLine, unclaimed

# A headline in a list of links may be long, but a line without an end that is longer than this is text.
MAX_WORDS_OF_A_SHORT_LINE = 25


def claim_by_rules(lines: Sequence[PlainLine], rules: Iterable[Rule], claims: Claims, bits: Mapping[Rule, int]
                   ) -> Claims:
    """``claims`` and, for each line that a rule claims, its role and the rule's key.

    The rules are asked in their order and a line belongs to the first that claims it, so the work is
    linear in lines times rules. ``bits``: the bit of each rule in ``PlainLine.candidates``.
    """
    claimed = dict(claims)
    for (form, _), group in groupby(rules, key=lambda rule: (rule.form, rule.key.partition(".")[0])):
        if form == "line":
            claimed |= _claim_lines(lines, tuple(group), claimed, bits)
        else:
            for rule in group:
                opening = {i for i in unclaimed(lines, claimed) if opens(lines[i], rule, bits)}
                if opening:
                    found = _CLAIMS_OF_BLOCK[form](lines, rule, claimed, opening)
                    claimed |= dict.fromkeys(found, (rule.role, rule.key))
    return claimed


def _claim_lines(lines: Sequence[PlainLine], rules: Sequence[Rule], claims: Claims, bits: Mapping[Rule, int]) -> Claims:
    """For each line the first rule that describes it."""
    found: Claims = {}
    pairs = [(bits[rule], rule) for rule in rules]
    any_of_them = reduce(or_, (bit for bit, _ in pairs))
    for i in unclaimed(lines, claims):
        candidates = lines[i].candidates & any_of_them
        if candidates:
            for bit, rule in pairs:
                if candidates & bit and opens(lines[i], rule, bits):
                    found[i] = (rule.role, rule.key)
                    break
    return found


def _has_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def opens(line: PlainLine, rule: Rule, bits: Mapping[Rule, int]) -> bool:
    """Whether the rule's pattern describes the line."""
    return (
        line.candidates & bits[rule] != 0
        and len(line.text) <= rule.max_characters
        and (not rule.contains or _has_any(line.text.lower(), rule.contains))
        and rule.pattern.fullmatch(line.text) is not None
    )


def _claim_spans(lines: Sequence[PlainLine], rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
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


def _claim_short_lines(lines: Sequence[PlainLine], rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
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


def _claim_to_end(lines: Sequence[PlainLine], rule: Rule, claims: Claims, opening: Set[int]) -> list[int]:
    """Everything from the first opening line that has enough text before it to be the end of an article."""
    n_words_before = 0
    remaining = list(unclaimed(lines, claims))
    for position, i in enumerate(remaining):
        if n_words_before >= rule.min_words_before and i in opening:
            return remaining[position:]
        n_words_before += lines[i].n_words
    return []


_CLAIMS_OF_BLOCK = {"span": _claim_spans, "short_lines": _claim_short_lines, "to_end": _claim_to_end}
