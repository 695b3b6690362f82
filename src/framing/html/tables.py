"""A result's table as accessible HTML: caption, headers, aligned numbers, evidence under its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.html.card import opening
from framing.html.fragment import Card, Fragment, escape, isolate, joined
from framing.html.number import is_missing, is_number, number

# Above this a table scrolls under its header instead of pushing the text apart.
LONG_TABLE_ROWS = 20
# Above this a table is printed in smaller letters: paper cannot scroll.
WIDE_TABLE_COLUMNS = 8


def table(
    table: pd.DataFrame,
    *,
    caption: str,
    formats: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    row_header: str | None = None,
    evidence: Sequence[Fragment | None] | None = None,
    opens: Sequence[Mapping[str, Card | None]] | None = None,
) -> Fragment:
    """The table with a caption; its index is not shown.

    ``formats``: column -> Python format, e.g. ".1f", "+.2f", ".0%". ``headers``: column -> its name in plain
    words. ``row_header``: the column that names its row. ``evidence``: for each row what opens beneath it, or
    None. ``opens``: for each row the cards that its cells open, by column. A missing value is shown as a dash and
    read out as "not available". Raises ValueError when one of these names a column that is not there, or when there
    is not one evidence, or one set of cards, per row.
    """
    formats, headers = formats or {}, headers or {}
    named = [*formats, *headers, *([row_header] if row_header else []), *(name for row in opens or () for name in row)]
    _check(table, named=named, per_row={"pieces of evidence": evidence, "sets of cards": opens})
    columns = [str(column) for column in table.columns]
    are_numbers = [
        pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in table.dtypes
    ]
    head = "".join(
        f'<th scope="col"{_class(is_number)}>{isolate(headers.get(name, name.replace("_", " ")))}</th>'
        for name, is_number in zip(columns, are_numbers, strict=True)
    )
    body: list[Fragment] = []
    for place, row in enumerate(table.itertuples(index=False, name=None)):
        cards = opens[place] if opens else {}
        cells = [_cell(value, kind, formats.get(name), is_header=name == row_header, card=cards.get(name))
                 for name, value, kind in zip(columns, row, are_numbers, strict=True)]
        body += [Fragment("<tr>"), *cells, Fragment("</tr>"),
                 _evidence_row(evidence[place] if evidence else None, n_columns=len(columns))]
    return _scrolling(caption, head=head, body=joined(body), size=table.shape)


def _scrolling(caption: str, *, head: str, body: Fragment, size: tuple[int, int]) -> Fragment:
    """The parts put together, in a region that scrolls by mouse, finger or keyboard when it is too wide."""
    long = " framing-long" if size[0] > LONG_TABLE_ROWS else ""
    wide = " framing-wide" if size[1] > WIDE_TABLE_COLUMNS else ""
    return Fragment(
        f'<div class="framing-scroll{long}{wide}" role="group" tabindex="0" aria-label="Table: {escape(caption)}">'
        f'<table class="framing-table"><caption><span>{isolate(caption)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body.html}</tbody></table></div>",
        body.cards,
    )


def _cell(value: Any, is_numeric: bool, spec: str | None, *, is_header: bool, card: Card | None) -> Fragment:
    shown = opening(format_value(value, spec), card)
    tag, scope = ("th", ' scope="row"') if is_header else ("td", "")
    return Fragment(f"<{tag}{scope}{_class(is_numeric)}>{shown.html}</{tag}>", shown.cards)


def _evidence_row(evidence: Fragment | None, *, n_columns: int) -> Fragment:
    if evidence is None:
        return Fragment("")
    return Fragment(f'<tr class="framing-evidence-row"><td colspan="{n_columns}">{evidence.html}</td></tr>',
                    evidence.cards)


def format_value(value: Any, spec: str | None) -> Fragment:
    """One value: a Fragment as it is, numbers with their exact value, a dash for what is missing, text escaped."""
    if isinstance(value, Fragment):
        return value
    if is_missing(value) or is_number(value):
        return number(value, spec)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return Fragment("yes" if value else "no")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return Fragment(isolate(format(value, spec) if spec else value))


def _class(is_number: bool) -> str:
    # Short, because a page has thousands of them; the style sheet knows it inside our tables only.
    return ' class="n"' if is_number else ""


def _check(table: pd.DataFrame, *, named: Sequence[str], per_row: Mapping[str, Sequence[Any] | None]) -> None:
    columns = list(table.columns)
    if len(set(columns)) < len(columns):
        raise ValueError(f"Every column needs a name of its own. There are: {', '.join(map(str, columns))}.")
    if unknown := sorted(set(named) - set(columns)):
        raise ValueError(f"No column {', '.join(unknown)}. There are: {', '.join(map(str, columns))}.")
    for what, given in per_row.items():
        if given is not None and len(given) != len(table):
            raise ValueError(f"{len(given)} {what} for {len(table)} rows: give one, or None, per row.")
