"""The numbers that a reader of a page sees, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from framing.verify.pieces import EMPTY
from framing.verify.pieces import PRINTED as NUMBER

# What is quoted, marked, code, drawn or not shown: no claim of the page's.
NOT_OURS = {"q", "mark", "code", "pre", "style", "script", "svg", "title"}


@dataclass(frozen=True)
class PageNumber:
    """``exact``: the value beside it, None for a number that stands there as plain text."""

    shown: str
    exact: str | None
    place: tuple[str, ...]
    around: str

    def is_in(self, name: str) -> bool:
        """Whether it stands in an element of this name or class."""
        return name in self.place

    @property
    def is_in_sentence(self) -> bool:
        """A generated sentence of the page itself, not of a card that a number opens."""
        return (self.is_in("framing-prose") or self.is_in("framing-note")) and not self.is_in("framing-card")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, tuple[str, ...]]] = []
        self.exact: str | None = None
        self.found: list[PageNumber] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        given = dict(attrs)
        self.open.append((tag, (tag, *(given.get("class") or "").split())))
        if tag in ("p", "td", "th", "li", "figcaption"):
            self.text = ""
        if tag == "data":
            self.exact = given["value"]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag == "data":
            self.exact = None

    def handle_data(self, data: str) -> None:
        place = tuple(name for _, names in self.open for name in names)
        if NOT_OURS & set(place):
            return
        self.text = (self.text + data)[-80:]
        if self.exact is not None:
            self.found.append(PageNumber(data, self.exact, place, self.text))
        else:
            self.found += [PageNumber(found[0], None, place, self.text) for found in NUMBER.finditer(data)]


def page_numbers(html: str) -> list[PageNumber]:
    """All numbers of a page in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
