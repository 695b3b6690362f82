"""Reads the word lists of this package: tables of words, each with its group and the reason why it is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framing.problem import ERROR, FramingError, Problem

FOLDER = Path(__file__).parent


def read_table(path: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of a tab-separated table, as many cells as there are columns. Lines that begin with # are comments.

    Raises FramingError when the header or a row has other columns, naming the row.
    """
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rows = [(number, tuple(cell.strip() for cell in line.split("\t"))) for number, line in enumerate(lines, start=1)
            if line.strip() and not line.startswith("#")]
    if not rows or rows[0][1] != columns:
        raise FramingError(Problem(ERROR, "The header of the table is another.", file=path.name, row=1,
                                   value="\t".join(rows[0][1]) if rows else "", allowed="<tab>".join(columns),
                                   next_step="Write the header as it is allowed, and put tabs between the cells."))
    for number, row in rows[1:]:
        if len(row) > len(columns):
            raise FramingError(Problem(ERROR, f"The row has {len(row)} cells, the header {len(columns)}.",
                                       file=path.name, row=number, next_step="Take the tabs too many out."))
    return [row + ("",) * (len(columns) - len(row)) for _, row in rows[1:]]


@cache
def words_of(group: str) -> frozenset[str]:
    """The words of one group of ``grammar_words.tsv``, e.g. ``setting``."""
    words = frozenset(word for word, its_group in group_pairs() if its_group == group)
    if not words:
        raise ValueError(f"No group {group!r}. There are: {', '.join(sorted({name for _, name in group_pairs()}))}.")
    return words


@cache
def group_pairs() -> tuple[tuple[str, str], ...]:
    """Every word of ``grammar_words.tsv`` with its group; a word may be in several."""
    return tuple((word, group) for word, group, _ in
                 read_table(FOLDER / "grammar_words.tsv", ("word", "group", "reason")))
