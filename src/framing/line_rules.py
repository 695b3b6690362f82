"""Cleaning rules applied to the lines of one article: which lines does each rule claim?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from framing.cleaning_rule import Rule
from framing.plain_line import Claims, PlainLine, unclaimed

# A headline in a list of links may be long, but a line without an end that is longer than this is text.
MAX_WORDS_OF_A_SHORT_LINE = 25
# Most paragraphs are longer, most rules are for shorter lines.
CHARACTERS_OF_A_LONG_LINE = 150


def claim_by_rules(lines: Sequence[PlainLine], rules: Iterable[Rule], claims: Claims) -> Claims:
    """``claims`` and, for each line that a rule claims, its role and the rule's key.

    The rules are asked in their order and a line belongs to the first that claims it, so the work is
    linear in lines times rules.
    """
    claimed = dict(claims)
    for (form, _), group in groupby(rules, key=lambda rule: (rule.form, rule.key.partition(".")[0])):
        if form == "line":
            claimed |= _claim_lines(lines, tuple(group), claimed)
        else:
            for rule in group:
                claimed |= dict.fromkeys(_CLAIMS_OF_BLOCK[form](lines, rule, claimed), (rule.role, rule.key))
    return claimed


def _claim_lines(lines: Sequence[PlainLine], rules: tuple[Rule, ...], claims: Claims) -> Claims:
    """For each line the first rule that describes it.

    Nearly all lines of a body are described by none. That is found out first, by asking the rules together,
    which is several times faster than asking them one by one.
    """
    found: Claims = {}
    remaining = list(unclaimed(lines, claims))
    whole_text = "\n".join([lines[i].text for i in remaining]).lower()
    together = _join_rules(rules)
    words = [word for word in together.words if word in whole_text]
    for i in remaining:
        line = lines[i]
        is_long = len(line.text) > CHARACTERS_OF_A_LONG_LINE
        if (together.for_long_lines if is_long else together.for_short_lines).fullmatch(line.text):
            candidates = rules
        elif words and _has_any(line.text.lower(), words):
            candidates = together.rules_with_words
        else:
            continue
        rule = next((rule for rule in candidates if opens(line, rule)), None)
        if rule is not None:
            found[i] = (rule.role, rule.key)
    return found


@dataclass(frozen=True, slots=True)
class _JoinedRules:
    """A line that the pattern for its length does not match and that has no word is described by no rule."""

    for_short_lines: re.Pattern[str]
    for_long_lines: re.Pattern[str]
    rules_with_words: tuple[Rule, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=128)
def _join_rules(rules: tuple[Rule, ...]) -> _JoinedRules:
    without_words = [rule for rule in rules if not rule.contains]
    return _JoinedRules(
        for_short_lines=_join_patterns(without_words),
        for_long_lines=_join_patterns([r for r in without_words if r.max_characters > CHARACTERS_OF_A_LONG_LINE]),
        rules_with_words=tuple(rule for rule in rules if rule.contains),
        words=tuple(sorted({word for rule in rules for word in rule.contains})),
    )


def _join_patterns(rules: Sequence[Rule]) -> re.Pattern[str]:
    matches_nothing = "(?!)"
    # the line break ends a comment that a pattern may end with
    return re.compile("|".join(f"(?:{rule.pattern.pattern}\n)" for rule in rules) or matches_nothing, re.VERBOSE)


def _has_any(text: str, words: Sequence[str]) -> bool:
    for word in words:  # noqa: SIM110 - any() with a generator takes three times as long
        if word in text:
            return True
    return False


def opens(line: PlainLine, rule: Rule) -> bool:
    """Whether the rule's pattern describes the line."""
    return (
        len(line.text) <= rule.max_characters
        and (not rule.contains or _has_any(line.text.lower(), rule.contains))
        and rule.pattern.fullmatch(line.text) is not None
    )


def _claim_spans(lines: Sequence[PlainLine], rule: Rule, claims: Claims) -> list[int]:
    """From each opening line to the first closing line, unless the next opening line comes before it."""
    found: list[int] = []
    pending: list[int] = []
    for i in unclaimed(lines, claims):
        if opens(lines[i], rule):
            pending = [i]
        elif pending:
            pending.append(i)
            if len(pending) > rule.max_lines:
                pending = []
            elif len(lines[i].text) <= rule.max_characters and rule.closes and rule.closes.fullmatch(lines[i].text):
                found.extend(pending)
                pending = []
    return found


def _claim_short_lines(lines: Sequence[PlainLine], rule: Rule, claims: Claims) -> list[int]:
    """Each opening line and the run of short lines after it that do not end like a sentence."""
    found: list[int] = []
    n_left = 0
    for i in unclaimed(lines, claims):
        if opens(lines[i], rule):
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


def _claim_to_end(lines: Sequence[PlainLine], rule: Rule, claims: Claims) -> list[int]:
    """Everything from the first opening line that has enough text before it to be the end of an article."""
    n_words_before = 0
    remaining = list(unclaimed(lines, claims))
    for position, i in enumerate(remaining):
        if n_words_before >= rule.min_words_before and opens(lines[i], rule):
            return remaining[position:]
        n_words_before += lines[i].n_words
    return []


_CLAIMS_OF_BLOCK = {"span": _claim_spans, "short_lines": _claim_short_lines, "to_end": _claim_to_end}
