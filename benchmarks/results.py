"""The tables that a reader sees, in Markdown: on the screen and in RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.articles import GROWTH_OF_WORD_TYPES
from benchmarks.bars import all_bars, exponent
from benchmarks.cases import CASES, SEEDS
from benchmarks.runs import Run, Runs, names_of_steps

RESULTS_FILE = Path(__file__).parent / "RESULTS.md"
OF_GROWTH = ("class_notebook", "ours", "ours_store", "ours_store_without_dear_steps")


@dataclass(frozen=True)
class Record:
    """All that the tables are made of. ``sizes``: number of articles -> articles, bytes and words of the input."""

    corpus: str
    command: str
    machine: Mapping[str, str]
    sizes: Mapping[int, Mapping[str, int]]
    found: Runs
    missing: Mapping[str, str]


def results_page(record: Record) -> str:
    """The whole page."""
    machine = "\n".join(f"- {name}: {value}" for name, value in record.machine.items())
    what = "\n".join(f"- `{case.key}`: {case.what}." for case in CASES.values())
    return "\n\n".join([
        "# Measured side by side", "Written by the command below; nothing here is typed by hand. Each case runs in "
        "fresh processes, the cases in turn (A B A B …). Seconds are medians over the rounds, with the smallest and "
        "the largest; a ratio is the median of the ratios of each round. Quote ratios: seconds are this machine's.",
        f"```\n{record.command}\n```", machine, "## Bars", bar_table(record), *main_tables(record),
        "## What each case does", what, "## The text", size_table(record),
        f"Corpus: {record.corpus}. Fewer articles are chosen by a hash of their ids. More are copies: in every line of "
        f"six words and more one word is replaced by a made-up one, from so many new words that the distinct words "
        f"grow as the {GROWTH_OF_WORD_TYPES}th power of all words, as they do in real news. Distinct "
        f"strings between blanks (words with their marks) grow more slowly than in real news: as the 0.3rd to 0.4th "
        f"power instead of the 0.58th. The same call makes the same bytes."]) + "\n"


def main_tables(record: Record) -> list[str]:
    """Whole processes, steps and growth."""
    return ["## Whole processes", case_table(record), "## Steps (seconds)", step_table(record),
            "## Growth (framing and the class notebook)", growth_table(record)]


def bar_table(record: Record) -> str:
    """One row a bar."""
    words = {size: made["words"] for size, made in record.sizes.items()}
    met = {True: "yes", False: "**no**", None: "–"}
    return _table(["what", "measured", "wanted", "met"],
                  ([bar.what, bar.measured, bar.wanted, met[bar.is_met]] for bar in all_bars(record.found, words)))


def case_table(record: Record) -> str:
    """One row a case and size."""
    return _table(["articles", "case", "runs", "wall s", "CPU s", "peak MB", "wall, in units of ours"],
                  _case_rows(record))


def _case_rows(record: Record) -> Iterator[Sequence[str]]:
    for size in [*sorted(record.sizes), 0]:
        for key, case in CASES.items():
            if runs := record.found.of(key, size):
                ratio = record.found.ratio(key, "ours", size, lambda run: run.wall_s)
                yield [_size(size), key, str(len(runs)), _spread([run.wall_s for run in runs]),
                       _number(median(run.cpu_s for run in runs)), f"{median(run.peak_mb for run in runs):,.0f}",
                       f"{ratio:.3g}" if ratio else ""]
            elif failed := [run for run in record.found.runs if (run.case, run.n_articles) == (key, size)]:
                yield [_size(size), key, f"failed: {failed[0].failed}", *[""] * 4]
            elif key in record.missing and (case.over == SEEDS) == (size == 0):
                yield [_size(size), key, f"absent: {record.missing[key]}", *[""] * 4]


def step_table(record: Record) -> str:
    """One row a case, size and step."""
    return _table(["articles", "case", "step", "seconds"], _step_rows(record))


def _step_rows(record: Record) -> Iterator[Sequence[str]]:
    for size in [*sorted(record.sizes), 0]:
        for key in CASES:
            runs = record.found.of(key, size)
            for name in names_of_steps(runs):
                yield [_size(size), key, name, _spread([run.steps.get(name, 0.0) for run in runs])]
            if len(names_of_steps(runs)) > 1:
                yield [_size(size), key, "**sum of the measures**", _spread(list(map(Run.measures_s, runs)))]


def growth_table(record: Record) -> str:
    """One row a case and size, each against the size before."""
    return _table(["case", "articles", "words", "wall s", "articles a second", "exponent over words", "peak MB"],
                  _growth_rows(record))


def _growth_rows(record: Record) -> Iterator[Sequence[str]]:
    words = {size: made["words"] for size, made in record.sizes.items()}
    for key in OF_GROWTH:
        sizes = [size for size in record.found.sizes(key) if size in words]
        for before, size in zip([0, *sizes], sizes, strict=False):
            wall = record.found.median(key, size, lambda run: run.wall_s) or 0.0
            peak = record.found.median(key, size, lambda run: run.peak_mb) or 0.0
            grown = exponent(record.found, words, key, before, size) if before else None
            yield [key, f"{size:,}", f"{words[size]:,}", _number(wall), f"{size / wall:,.0f}",
                   f"{grown:.2f}" if grown is not None else "", f"{peak:,.0f}"]


def size_table(record: Record) -> str:
    """One row a size."""
    return _table(["articles", "MB", "words at white space"],
                  ([f"{made['articles']:,}", f"{made['bytes'] / 1e6:,.1f}", f"{made['words']:,}"]
                   for _, made in sorted(record.sizes.items())))


def _table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _size(size: int) -> str:
    return f"{size:,}" if size else "the seeds"


def _spread(values: Sequence[float]) -> str:
    middle = _number(median(values))
    return middle if len(values) == 1 else f"{middle} ({_number(min(values))}–{_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
