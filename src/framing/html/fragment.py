"""A piece of finished HTML, and the only way in which text becomes one."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# What no HTML page may hold: control characters (white space stays) and halves of surrogate pairs, which
# cannot be written as UTF-8. Scraped text has both.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Showable(Protocol):
    """Whatever a notebook shows as HTML: a Fragment, a Figure."""

    def _repr_html_(self) -> str: ...


Content = str | Showable


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML that is ready to be shown. Whoever makes one has escaped all that came from data."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __add__(self, other: Showable) -> Fragment:
        return Fragment(self.html + other._repr_html_())


def escape(text: object) -> str:
    """The text as it may stand in an element or an attribute; what cannot be printed becomes U+FFFD."""
    return html.escape(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(text)))


def isolate(text: object) -> str:
    """The text escaped, its writing direction kept to itself: a right-to-left name must not turn our words."""
    return f"<bdi>{escape(text)}</bdi>"


def content_html(content: Content | Sequence[Content]) -> str:
    """A text as paragraphs, anything else as it shows itself, several things one after the other."""
    if isinstance(content, str):
        return prose(content).html
    if isinstance(content, Sequence):
        return "".join(content_html(part) for part in content)
    return content._repr_html_()


def prose(text: str) -> Fragment:
    """Plain text as paragraphs; an empty line starts a new one. For sentences written from a result."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return Fragment("".join(f'<p class="framing-prose">{isolate(part)}</p>' for part in paragraphs if part))


def plural(n: int, noun: str) -> str:
    """The number with its noun: 1 article, 2 articles."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
