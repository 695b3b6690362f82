"""A piece of finished HTML, and the only way in which text becomes one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

# What no HTML page may hold: control characters (white space stays) and halves of surrogate pairs, which
# cannot be written as UTF-8. Scraped text has both.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Letters written from right to left, and the marks that turn the direction of what follows.
CAN_TURN_DIRECTION = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Showable(Protocol):
    """Whatever a notebook shows as HTML: a Fragment, a Figure."""

    def _repr_html_(self) -> str: ...


Content = str | Showable


class Card(NamedTuple):
    """What a number opens: finished HTML under an id that follows from it, so that equal cards are one."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML that is ready to be shown. Whoever makes one has escaped all that came from data.

    ``cards``: what its numbers open; shown once, after the rest, because a paragraph cannot hold them.
    """

    html: str
    cards: tuple[Card, ...] = ()

    def _repr_html_(self) -> str:
        return self.html + "".join(card.html for card in dict.fromkeys(self.cards))

    def __add__(self, other: Showable) -> Fragment:
        return joined((self, other))


def joined(parts: Iterable[Showable]) -> Fragment:
    """Several things one after the other, their cards after all of them."""
    html: list[str] = []
    cards: list[Card] = []
    for part in parts:
        html.append(part.html if isinstance(part, Fragment) else part._repr_html_())
        cards += part.cards if isinstance(part, Fragment) else ()
    return Fragment("".join(html), tuple(dict.fromkeys(cards)))


def escape(text: object) -> str:
    """The text as it may stand in an element or an attribute; what cannot be printed becomes U+FFFD."""
    return html.escape(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(text)))


def isolate(text: object) -> str:
    """The text escaped, its writing direction kept to itself: a right-to-left name must not turn our words."""
    shown = escape(text)
    return f"<bdi>{shown}</bdi>" if CAN_TURN_DIRECTION.search(shown) else shown


def content(shown: Content | Sequence[Content]) -> Fragment:
    """A text as paragraphs, anything else as it shows itself, several things one after the other."""
    if isinstance(shown, str):
        return prose(shown)
    if isinstance(shown, Sequence):
        return joined(content(part) for part in shown)
    return shown if isinstance(shown, Fragment) else Fragment(shown._repr_html_())


def prose(text: str) -> Fragment:
    """Plain text as paragraphs; an empty line starts a new one. For sentences written from a result."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return Fragment("".join(f'<p class="framing-prose">{isolate(part)}</p>' for part in paragraphs if part))


def plural(n: int, noun: str) -> str:
    """The number with its noun: 1 article, 2 articles."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
