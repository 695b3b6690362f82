"""Numbers as a reader sees them, each with its exact value beside it for whoever checks the page."""

from __future__ import annotations

import math
import numbers
from collections.abc import Callable
from typing import Any

import pandas as pd

from framing.html.fragment import Fragment, escape

NOT_AVAILABLE = (
    '<span class="framing-missing" title="not available"><span aria-hidden="true">–</span>'
    '<span class="framing-hidden">not available</span></span>'
)
DEFAULT_FLOAT, DEFAULT_INTEGER = ",.2f", ",d"
# Enough to tell two results apart, and the same on every machine: sums may differ in the last digits.
EXACT = ".10g"


def number(value: Any, spec: str | None = None) -> Fragment:
    """A number as ``<data value="exact">shown</data>``; what is missing as a dash that is read out.

    ``spec``: a Python format (",d", "+.2f"), "share" (a fraction as a percentage) or "p" (a p-value).
    """
    if is_missing(value):
        return Fragment(NOT_AVAILABLE)
    return Fragment(f'<data value="{exact(value)}">{escape(format_number(value, spec))}</data>')


def format_number(value: Any, spec: str | None) -> str:
    """As it is shown: a real minus sign, thousands apart, no sign before a zero."""
    if math.isinf(value):
        return "∞" if float(value) > 0 else "−∞"
    if spec in SPECS:
        return SPECS[spec](float(value))
    text = format(value, spec or (DEFAULT_INTEGER if isinstance(value, numbers.Integral) else DEFAULT_FLOAT))
    is_zero_as_shown = not any(digit in text for digit in "123456789")
    return text.lstrip("+-") if is_zero_as_shown else text.replace("-", "−")


def exact(value: Any) -> str:
    """The value itself, as a program reads it."""
    return str(int(value)) if isinstance(value, numbers.Integral) else format(float(value), EXACT)


def is_missing(value: Any) -> bool:
    """NaN, None and their kin."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def is_number(value: Any) -> bool:
    """Whether it is shown as a number: truth values are not."""
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and type(value).__name__ != "bool"


def _share(value: float) -> str:
    """A fraction as a whole percentage; below one per cent with one decimal."""
    return f"{100 * value:.1f} %" if 0 < value < 0.01 else f"{100 * value:.0f} %".replace("-", "−")


def _p_value(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"{value:.2g}"


SPECS: dict[str | None, Callable[[float], str]] = {"share": _share, "p": _p_value}
