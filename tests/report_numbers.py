"""The numbers of a report's page as its HTML has them: in which table, under which heading, opened or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from framing.verify.pieces import EMPTY


@dataclass(frozen=True)
class TableNumber:
    """One number in a table of a Result: the exact value, where it stands, and whether its cell opens anything.

    ``first``: the value of the first number of its cell; the others say what it is out of.
    """

    value: str
    first: str
    caption: str
    column: str
    is_opened: bool


@dataclass
class _Table:
    caption: str = ""
    columns: list[str] = field(default_factory=list)
    place: int = -1
    in_cell: list[str] = field(default_factory=list)
    cell_opens: bool = False
    is_in_result: bool = False


class _Reader(HTMLParser):
    """Walks through a page with the stack of open elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tables: list[_Table] = []
        self.found: list[TableNumber] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag in EMPTY:
            return
        self.open.append((tag, about.get("class") or ""))
        if tag == "table":
            self.tables.append(_Table(is_in_result=self._is_inside("framing-result") and not
                                      self._is_inside("framing-card")))
        elif tag == "tr" and self.tables:
            self.tables[-1].place = -1
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].place += 1
            self.tables[-1].in_cell, self.tables[-1].cell_opens = [], False
            if self._is_within("thead"):
                self.tables[-1].columns.append("")
        elif tag == "data" and self.tables and self.tables[-1].is_in_result:
            self.tables[-1].in_cell.append(about["value"] or "")
        elif tag == "button" and self.tables:
            self.tables[-1].cell_opens = True

    def handle_data(self, data: str) -> None:
        if self.tables and self._is_within("caption"):
            self.tables[-1].caption += data
        elif self.tables and self._is_within("thead"):
            self.tables[-1].columns[-1] += data

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in ("td", "th") and self.tables and self.tables[-1].in_cell:
            table = self.tables[-1]
            column = table.columns[table.place]
            self.found += [TableNumber(value, table.in_cell[0], table.caption, column, table.cell_opens)
                           for value in table.in_cell]
            table.in_cell = []
        elif tag == "table":
            self.tables.pop()

    def _is_inside(self, name: str) -> bool:
        return any(name in classes.split() for _, classes in self.open)

    def _is_within(self, tag: str) -> bool:
        return any(name == tag for name, _ in self.open)


def table_numbers(page: str) -> list[TableNumber]:
    """All numbers in the tables of a page's Result beats, in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    return reader.found
