"""A cleaning rule: the lines it describes, the role they get, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

ROLES = (
    "title", "standfirst", "subheading", "body", "caption", "teaser",
    "repeated_title", "label", "note", "promotion", "related", "blank",
)  # fmt: skip
# "blank" is not for a rule to give: a line is blank, or it is not.
RULE_ROLES = tuple(role for role in ROLES if role != "blank")

FORMS = {
    "line": "the lines that the pattern describes",
    "span": "from a line of the pattern to the next line of 'closes', at most max_lines on; nothing without it",
    "short_lines": "a line of the pattern and the lines after it that are no sentences, at most max_lines",
    "to_end": "from a line of the pattern to the end, once min_words_before words of text have come before it",
}
# Longer lines are never matched unless a rule says so. It keeps a rule for one-line boxes away from
# paragraphs, and bounds the work a pattern can make.
DEFAULT_MAX_CHARACTERS = 400
DEFAULT_MAX_LINES = 8
# More than any standfirst, less than the shortest news item: what comes before must be an article.
DEFAULT_MIN_WORDS_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Example:
    """A few lines and the role that each must get from the rules of its file and the generic ones."""

    lines: tuple[str, ...]
    roles: tuple[str, ...]


# eq=False: two rules are the same only if they are one object, which makes them quick to look up.
@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One reason to give lines a role. ``key`` is "<outlet key>.<rule key>", as it is shown in ``Line.rule``.

    A line is looked at only if it has at most ``max_characters`` and, in lower case, one of ``contains`` (if any
    are given): the words without which the pattern cannot match, so that few lines cost a search.
    ``pattern`` (and ``closes``) must describe a whole line, after white space is folded to single blanks
    and curly quotes to straight ones. ``form`` says which lines the rule claims: see ``FORMS``.
    """

    key: str
    role: str
    why: str
    pattern: re.Pattern[str]
    form: str = "line"
    closes: re.Pattern[str] | None = None
    contains: tuple[str, ...] = ()
    max_lines: int = DEFAULT_MAX_LINES
    max_characters: int = DEFAULT_MAX_CHARACTERS
    min_words_before: int = DEFAULT_MIN_WORDS_BEFORE
    examples: tuple[Example, ...] = ()
