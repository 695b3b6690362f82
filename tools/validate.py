"""Score every measure for which there is human coding, and print how well each does.

    PYTHONPATH=src python tools/validate.py GOLD_DIR [GOLD_DIR ...] [--only DATASET ...] [--write]

One module in tools/validity a data set: ``measure(folder)`` gives its rows, none if the folder lacks its file. With
--write the tables [[validity]] of the cards and VALIDITY.md are brought up to date; of absent data sets they stay.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import iter_modules

import pandas as pd

import validity
from framing.card import read_toml
from framing.validity import shipped_cards, short
from validity.cards import update_card
from validity.page import validity_page
from validity.row import Row

PAGE = Path(__file__).resolve().parents[1] / "VALIDITY.md"
Measure = Callable[[Path], list[Row]]


def measures() -> dict[str, Measure]:
    """What measures each data set, by its name: the modules of ``tools/validity`` that have a function ``measure``."""
    modules = {found.name: import_module(f"validity.{found.name}") for found in iter_modules(validity.__path__)}
    return {name: module.measure for name, module in sorted(modules.items()) if hasattr(module, "measure")}


def measure_all(folders: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """Each data set with its rows; none where no folder holds it."""
    for name, measure in measures().items():
        if not names or name in names:
            yield name, next((rows for folder in folders if (rows := measure(folder))), [])


def table_of(rows: Sequence[Row]) -> str:
    """The rows as a table to read in a terminal."""
    table = pd.DataFrame(rows, columns=Row._fields)
    table["interval"] = [f"{short(row.low)} to {short(row.high)}" if row.low is not None and row.high is not None
                         else "" for row in rows]
    for name in ("value", "floor", "human"):
        table[name] = ["" if value is None or value != value else short(value) for value in table[name]]
    first = [*Row._fields[:8], "interval"]
    return table[[*first, "floor", "human"]].to_string(index=False)


def write(rows: Sequence[Row]) -> list[str]:
    """Bring the cards and the page up to date. Returns what could not be written, and why."""
    cards, problems = shipped_cards(), []
    of_card = sorted(rows, key=lambda row: row.measure.split(".")[0])  # stable: rows keep their order
    for key, group in groupby(of_card, key=lambda row: row.measure.split(".")[0]):
        some = list(group)
        if key not in cards:
            problems.append(f"no card {key!r}: {', '.join(sorted({row.dataset for row in some}))} is not written")
        elif wrong := {row.version for row in some} - {read_toml(cards[key])["version"]}:
            problems.append(f"{key}: measured in version {', '.join(sorted(wrong))}, which is not the card's")
        else:
            update_card(cards[key], some)
    beside = PAGE.with_suffix(".md.new")
    beside.write_text(validity_page(), encoding="utf-8", newline="\n")
    beside.replace(PAGE)
    return problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and what was skipped. Returns the exit status."""
    options = _parser().parse_args(arguments)
    if missing := [str(folder) for folder in options.folders if not folder.is_dir()]:
        print(f"no such folder: {', '.join(missing)}", file=sys.stderr)
        return 1
    rows: list[Row] = []
    for name, found in measure_all(options.folders, options.only):
        rows += found
        print(f"{name}: {f'rows {len(found)}' if found else 'skipped, its file is in none of the folders'}", flush=True)
    print(f"\n{table_of(rows)}" if rows else "\nNothing was measured.")
    problems = write(rows) if options.write else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_DIR")
    parser.add_argument("--only", nargs="+", default=[], choices=sorted(measures()), metavar="DATASET")
    parser.add_argument("--write", action="store_true", help="update the cards and VALIDITY.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
