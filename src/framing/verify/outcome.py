"""What a check of a report came to, and how it is told: as lines for a reader, or as data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from framing.html.fragment import UNPRINTABLE
from framing.verify.comparison import Comparison, Moved, Reworded
from framing.verify.differences import Difference

# Of each kind of difference; the rest is counted, and all of them are in the data (--json).
N_SHOWN = 20
N_NAMES = 10
MAX_LETTERS, MAX_PLACE_LETTERS = 200, 120


@dataclass(frozen=True, slots=True)
class Outcome:
    """``versions``: name, in the file, here. ``is_as_built``: the file has the hash that it was given when built."""

    report: Path
    corpus: Path
    comparison: Comparison
    articles: Difference
    settings: Difference
    notebooks: Difference
    versions: tuple[tuple[str, str, str], ...]
    is_as_built: bool

    @property
    def is_same(self) -> bool:
        """Nothing differs: neither what the page says nor what it was made of."""
        return self.comparison.is_same and self.has_same_input and self.is_as_built

    @property
    def has_same_input(self) -> bool:
        return not (self.articles or self.settings or self.notebooks or self.versions)

    def lines(self, n_shown: int = N_SHOWN) -> Iterator[str]:
        """For a reader, the verdict first."""
        found = self.comparison
        if self.is_same:
            yield (f"Same: {found.n_numbers:,} numbers in {found.n_texts:,} places of {self.report} are those of a "
                   f"rerun on {self.corpus}.")
            return
        yield f"Not the same: {self.report}, compared with a rerun on {self.corpus}."
        yield from self._input_lines()
        yield self._file_line()
        yield from _number_lines(found, n_shown)
        yield from _other_lines(found, n_shown, with_words=self.has_same_input)

    def _input_lines(self) -> Iterator[str]:
        for what, difference in (("Articles", self.articles), ("Files of the corpus folder", self.settings),
                                 ("Notebooks", self.notebooks)):
            if difference:
                yield f"{what} differ: {_named(difference)}."
        for name, in_file, here in self.versions:
            yield f"Versions differ: {_plain(name)} {_plain(in_file)} in the report, {_plain(here)} here."
        if self.has_same_input:
            yield "Corpus, notebooks, versions and parameters are those that the report names."

    def _file_line(self) -> str:
        if not self.is_as_built:
            return "The file was edited after it was built: it has not the hash that it was given."
        if self.has_same_input and not self.comparison.is_same:
            return "Nothing that the report names accounts for it: the file, and what it says of itself, was edited."
        return "The file is as it was built."

    def as_data(self) -> dict[str, Any]:
        """Everything, for a program; NaN as None."""
        data = asdict(self) | {"report": str(self.report), "corpus": str(self.corpus), "is_same": self.is_same}
        for moved in data["comparison"]["moved"]:
            moved["difference"] = None if math.isnan(moved["difference"]) else moved["difference"]
        return data


def _number_lines(found: Comparison, n_shown: int) -> Iterator[str]:
    n_moved = len(found.moved)
    if not (n_moved or found.lost or found.added):
        yield f"All {found.n_numbers:,} numbers are the same."
        return
    yield f"Moved: {n_moved:,} of {found.n_numbers:,} numbers{_shown(n_moved, n_shown)}."
    yield from (f"  {_place(moved.place)}: {_change(moved)}" for moved in found.moved[:n_shown])
    for title, numbers in (("Only in the file", found.lost), ("Only in the rerun", found.added)):
        if numbers:
            yield f"{title}: {len(numbers):,} numbers{_shown(len(numbers), n_shown)}."
            yield from (f"  {_place(place)}: {_plain(shown)}" for place, shown in numbers[:n_shown])


def _other_lines(found: Comparison, n_shown: int, *, with_words: bool) -> Iterator[str]:
    """Words and drawings. Which words is told where nothing but an edit can have changed them."""
    n = len(found.reworded)
    if n:
        yield f"Other words: in {n:,} places{_shown(n, n_shown) if with_words else ''}."
        yield from (f"  {_place(one.place)}: {_words(one)}" for one in found.reworded[:n_shown] if with_words)
    if found.n_redrawn:
        yield f"Drawings that differ: {found.n_redrawn:,}."


def _change(moved: Moved) -> str:
    by = "" if math.isnan(moved.difference) else f" ({moved.difference:+.6g})".replace("-", "−")
    return f"{_plain(moved.file)} → {_plain(moved.rerun)}{by}"


def _words(one: Reworded) -> str:
    if not (one.file and one.rerun):
        return f"only in the {'file' if one.file else 'rerun'}: {_cut(one.file or one.rerun)}"
    return f"{_cut(one.file)} → {_cut(one.rerun)}"


def _named(difference: Difference) -> str:
    if not difference.is_known:
        return "the hash of all of them is another one"
    return "; ".join(f"{what} {_names(names)}" for what, names in (
        ("changed", difference.changed), ("missing", difference.missing), ("new", difference.new)) if names)


def _names(names: Sequence[str]) -> str:
    rest = f" and {len(names) - N_NAMES:,} more" if len(names) > N_NAMES else ""
    return ", ".join(map(_plain, names[:N_NAMES])) + rest


def _shown(n: int, n_shown: int) -> str:
    return f", the first {n_shown:,} shown" if n > n_shown else ""


def _place(place: Sequence[str]) -> str:
    return " › ".join(_cut(part, MAX_PLACE_LETTERS) for part in place)


def _cut(text: str, n_letters: int = MAX_LETTERS) -> str:
    return _plain(text if len(text) <= n_letters else text[:n_letters - 1] + "…")


def _plain(text: str) -> str:
    """In one line, without what a terminal would obey."""
    return " ".join(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())
