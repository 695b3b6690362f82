"""Sentences with numbers in them: a template and a result, so that no number can drift from its table."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from typing import Any

from framing.html.fragment import Fragment, escape, isolate, joined
from framing.html.number import is_missing, is_number, number

# A number that opens something is a button, and a line may break on both sides of one: keep its brackets and commas.
BUTTON_WITH_MARKS = re.compile(
    r'(?<!together">)(?<!together">\()(?:\({one}|{one}(?=[),.;:]))[),.;:]*'.replace(
        "{one}", r"<button\b(?:(?!</button>).)*</button>"))


def say(template: str, **values: Any) -> Fragment:
    """A paragraph; see ``clause``."""
    inner = clause(template, **values)
    return Fragment(f'<p class="framing-prose">{inner.html}</p>', inner.cards)


def clause(template: str, **values: Any) -> Fragment:
    """The template with its values, ready to stand in a sentence or a cell.

    ``{n}``, ``{rate:.1f}``, ``{part:share}``: a number with its format (see ``number``). ``{n:|article}`` or
    ``{n:,d|article}``: with its noun, which takes an s unless the number is 1. A Fragment goes in as it is, so
    that a number may open its sentences; any other value is text, and escaped. Raises KeyError for a value that is
    not given.
    """
    pieces: list[Fragment] = []
    for literal, name, spec, _ in string.Formatter().parse(template):
        pieces.append(Fragment(escape(literal)))
        if name is not None:
            pieces.append(_piece(values[name], spec or ""))
    whole = joined(pieces)
    return Fragment(BUTTON_WITH_MARKS.sub(r'<span class="framing-together">\g<0></span>', whole.html), whole.cards)


def _piece(value: Any, spec: str) -> Fragment:
    if isinstance(value, Fragment):
        return value
    if not is_number(value) and not is_missing(value):
        return Fragment(isolate(format(value, spec)))
    form, _, noun = spec.partition("|")
    shown = number(value, form or None)
    return shown if not noun else joined((shown, Fragment(escape(f" {noun}" if value == 1 else f" {noun}s"))))


def listed(items: Sequence[str | Fragment] | Iterable[str | Fragment], *, nothing: str = "none") -> Fragment:
    """Items in a row: a, b and c."""
    pieces = [item if isinstance(item, Fragment) else Fragment(isolate(item)) for item in items]
    if not pieces:
        return Fragment(escape(nothing))
    words: list[Fragment] = []
    for place, piece in enumerate(pieces):
        between = "" if place == 0 else " and " if place == len(pieces) - 1 else ", "
        words += [Fragment(between), piece]
    return joined(words)
