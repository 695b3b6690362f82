"""A page as pieces: each sentence, cell, caption and drawing with its place and the numbers in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from framing.verify.piece import SLOT, Number, Piece
from framing.verify.points import point_pieces

# A number as it is printed: thousands apart, a decimal point, a real or a plain minus sign.
PRINTED = re.compile(r"(?<![\w.,])[+−-]?\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What does not come from the corpus: links to what else was built, code, and what the browser needs.
NOT_COMPARED_TAGS = {"footer", "header", "nav", "script", "style"}
NOT_COMPARED_CLASSES = {"built", "code", "framing-close", "skip"}
BLOCKS = {"caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "label", "legend", "p", "pre", "q", "summary",
          "td", "text", "th"}
HEADINGS = {"h1": 0, "h2": 1, "h3": 2}
# What a browser shows or reads out though it is no text of the page.
SPOKEN = ("alt", "title", "placeholder")
LEFT_OUT = "…"
POINTS_SCRIPT = {"type": "application/json", "id": "words"}


@dataclass(slots=True)
class _Text:
    """The text of an open element."""

    tag: str
    pieces: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)

    def add(self, text: str, *, exact: str | None, is_quoted: bool) -> None:
        if exact is not None:
            self.numbers.append(Number(exact, text))
            self.pieces.append(SLOT)
        elif is_quoted:
            self.pieces.append(text)
        else:
            self.numbers += [Number("", found) for found in PRINTED.findall(text)]
            self.pieces.append(PRINTED.sub(SLOT, text))

    @property
    def template(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def name(self) -> str:
        """As the place of something else, which must not be another place when a number in its name is another."""
        return self.template.replace(SLOT, LEFT_OUT)


def without_numbers(text: str) -> str:
    return PRINTED.sub(LEFT_OUT, text)


def page_pieces(page: str) -> list[Piece]:
    """All pieces of a page in their order; those of a page that is not well formed as far as they can be told."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Follows a page from above to below and keeps where it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._open: list[tuple[str, bool]] = []  # with whether it hides what is in it from the comparison
        self._texts: list[_Text] = []
        self._headings = ["", "", ""]
        self._card, self._figure, self._caption = "", "", ""
        self._columns: list[str] = []
        self._cells: list[_Text] = []
        self._exact: str | None = None
        self._drawing: Any = None
        self._points: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if tag == "script" and POINTS_SCRIPT.items() <= given.items():
            self._points = []
        is_hidden = tag in NOT_COMPARED_TAGS or bool(NOT_COMPARED_CLASSES & classes)
        if tag not in EMPTY:
            self._open.append((tag, is_hidden))
        if self._is_hidden:
            return
        if tag == "svg":
            self._drawing = hashlib.sha256()
        if self._drawing is not None:
            self._drawing.update((self.get_starttag_text() or "").encode("utf-8", "replace"))
        if "framing-card" in classes:
            self._card = without_numbers(given.get("aria-label", ""))
        if given.get("aria-label", "").startswith("Figure"):
            self._figure = without_numbers(given["aria-label"].partition(": ")[2])
        if tag == "data":
            self._exact = given.get("value", "")
        self._start(tag)
        for name in (*SPOKEN, *(["aria-label"] if tag == "svg" else [])):
            if given.get(name):
                self._note(name, given[name])

    def _start(self, tag: str) -> None:
        if tag in BLOCKS:
            self._texts.append(_Text(tag))
        if tag == "table":
            self._caption, self._columns = "", []
        if tag == "tr":
            self._cells = []

    def handle_data(self, data: str) -> None:
        if self._points is not None:
            self._points.append(data)
        if self._is_hidden:
            return
        if self._drawing is not None:
            self._drawing.update(data.encode("utf-8", "replace"))
        if not self._texts:
            if data.strip():
                self._note("text", data)
            return
        self._texts[-1].add(data, exact=self._exact, is_quoted=self._is_quoted)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        if tag == "script" and self._points is not None:
            self.found += point_pieces("".join(self._points))
            self._points = None
        was_hidden = self._is_hidden
        while self._open.pop()[0] != tag:
            pass
        if was_hidden:
            return
        if tag == "data":
            self._exact = None
        elif tag == "svg" and self._drawing is not None:
            self.found.append(Piece(self._place(), "drawing", self._drawing.hexdigest()))
            self._drawing = None
        elif tag == "tr":
            self._end_row()
        elif tag == "figure":
            self._figure = ""
        elif tag == "div" and not any(name == "div" for name, _ in self._open):
            self._card = ""
        if tag in BLOCKS and self._texts and self._texts[-1].tag == tag:
            self._end_text(self._texts.pop())

    def _end_text(self, text: _Text) -> None:
        if text.tag in HEADINGS:
            self._headings[HEADINGS[text.tag]:] = [text.name, *[""] * (2 - HEADINGS[text.tag])]
        if text.tag in ("td", "th"):
            self._cells.append(text)
        elif text.template:
            if text.tag == "caption":
                self._caption = text.name
            self.found.append(Piece(self._place(), text.tag, text.template, tuple(text.numbers)))

    def _end_row(self) -> None:
        if not self._columns:
            self._columns = [cell.name for cell in self._cells]
        row = " | ".join(cell.template for cell in self._cells)
        name = next((cell.name for cell in self._cells if cell.template), "")
        for number, cell in enumerate(self._cells):
            column = self._columns[number] if number < len(self._columns) else ""
            if cell.template:
                place = (*self._place(), name, column)
                self.found.append(Piece(place, "cell", cell.template, tuple(cell.numbers), row))
        self._cells = []

    def _note(self, kind: str, words: str) -> None:
        text = _Text(kind)
        text.add(words, exact=None, is_quoted=self._is_quoted)
        if text.template:
            self.found.append(Piece(self._place(), kind, text.template, tuple(text.numbers)))

    def _place(self) -> tuple[str, ...]:
        heading = self._card or next((name for name in reversed(self._headings) if name), "")
        is_in_table = any(name == "table" for name, _ in self._open)
        return tuple(part for part in (heading, self._figure, self._caption if is_in_table else "") if part)

    @property
    def _is_hidden(self) -> bool:
        return any(is_hidden for _, is_hidden in self._open)

    @property
    def _is_quoted(self) -> bool:
        """Whether it is an article's text, or says where one stands: its numbers are not ours."""
        names = [name for name, _ in self._open]
        return "q" in names or ("li" in names and bool(self._card))
