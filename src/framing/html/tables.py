"""A result's table as accessible HTML: caption, headers, aligned numbers, evidence under its row."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from framing.html.fragment import Fragment, escape, isolate

NOT_AVAILABLE = (
    '<span class="framing-missing" title="not available"><span aria-hidden="true">–</span>'
    '<span class="framing-hidden">not available</span></span>'
)
# Above this a table scrolls under its header instead of pushing the text apart.
LONG_TABLE_ROWS = 20
# Above this a table is printed in smaller letters: paper cannot scroll.
WIDE_TABLE_COLUMNS = 8
DEFAULT_FLOAT, DEFAULT_INTEGER = ",.2f", ",d"


def table(
    table: pd.DataFrame,
    *,
    caption: str,
    formats: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    row_header: str | None = None,
    evidence: Sequence[Fragment | None] | None = None,
) -> Fragment:
    """The table with a caption; its index is not shown.

    ``formats``: column -> Python format, e.g. ".1f", "+.2f", ".0%". ``headers``: column -> its name in plain
    words. ``row_header``: the column that names its row. ``evidence``: for each row what opens beneath it, or
    None. A missing value is shown as a dash and read out as "not available". Raises ValueError when one of
    these names a column that is not there, or when there is not one evidence per row.
    """
    formats, headers = formats or {}, headers or {}
    _check(table, named=[*formats, *headers, *([row_header] if row_header else [])], evidence=evidence)
    columns = [str(column) for column in table.columns]
    are_numbers = [
        pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in table.dtypes
    ]
    head = "".join(
        f'<th scope="col"{_class(is_number)}>{isolate(headers.get(name, name.replace("_", " ")))}</th>'
        for name, is_number in zip(columns, are_numbers, strict=True)
    )
    body: list[str] = []
    for number, row in enumerate(table.itertuples(index=False, name=None)):
        cells = zip(columns, row, are_numbers, strict=True)
        body.append(f"<tr>{''.join(_cell(*cell, formats, row_header) for cell in cells)}</tr>")
        body.append(_evidence_row(evidence[number] if evidence else None, n_columns=len(columns)))
    return _scrolling(caption, head=head, body="".join(body), size=table.shape)


def _scrolling(caption: str, *, head: str, body: str, size: tuple[int, int]) -> Fragment:
    """The parts put together, in a region that scrolls by mouse, finger or keyboard when it is too wide."""
    long = " framing-long" if size[0] > LONG_TABLE_ROWS else ""
    wide = " framing-wide" if size[1] > WIDE_TABLE_COLUMNS else ""
    return Fragment(
        f'<div class="framing-scroll{long}{wide}" role="group" tabindex="0" aria-label="Table: {escape(caption)}">'
        f'<table class="framing-table"><caption><span>{isolate(caption)}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(name: str, value: Any, is_number: bool, formats: Mapping[str, str], row_header: str | None) -> str:
    text = value.html if isinstance(value, Fragment) else format_value(value, formats.get(name))
    if name == row_header:
        return f'<th scope="row"{_class(is_number)}>{text}</th>'
    return f"<td{_class(is_number)}>{text}</td>"


def _evidence_row(evidence: Fragment | None, *, n_columns: int) -> str:
    if evidence is None:
        return ""
    return f'<tr class="framing-evidence-row"><td colspan="{n_columns}">{evidence.html}</td></tr>'


def format_value(value: Any, spec: str | None) -> str:
    """One value as escaped HTML: a real minus sign, thousands apart, a dash for what is missing."""
    if _is_missing(value):
        return NOT_AVAILABLE
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, numbers.Real):
        return _format_number(value, spec)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return isolate(format(value, spec) if spec else value)


def _format_number(value: numbers.Real, spec: str | None) -> str:
    is_integer = isinstance(value, numbers.Integral)
    if math.isinf(value):
        return "∞" if float(value) > 0 else "−∞"
    text = format(value, spec or (DEFAULT_INTEGER if is_integer else DEFAULT_FLOAT))
    is_zero_as_shown = not any(digit in text for digit in "123456789")
    return escape(text.replace("-", "" if is_zero_as_shown else "−"))


def _is_missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _class(is_number: bool) -> str:
    return ' class="framing-number"' if is_number else ""


def _check(table: pd.DataFrame, *, named: Sequence[str], evidence: Sequence[Fragment | None] | None) -> None:
    columns = list(table.columns)
    if len(set(columns)) < len(columns):
        raise ValueError(f"Every column needs a name of its own. There are: {', '.join(map(str, columns))}.")
    if unknown := sorted(set(named) - set(columns)):
        raise ValueError(f"No column {', '.join(unknown)}. There are: {', '.join(map(str, columns))}.")
    if evidence is not None and len(evidence) != len(table):
        raise ValueError(f"{len(evidence)} pieces of evidence for {len(table)} rows: give one, or None, per row.")
