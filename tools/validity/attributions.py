"""Scores find_attributions on articles in which one person has marked every attribution.

usage: PYTHONPATH=src:tools python -m validity.attributions FOLDER

FOLDER holds attributions.own.jsonl, one article a line: ``article_id``, ``set``, ``text``, ``attributions``, each with
``content``, ``cue`` and ``source`` (start and end in characters, -1 where there is none), ``kind`` and ``speakers``
(names that count as right; "" nobody is named; "?" left open, not scored). A folder without the file gives no rows.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.attributions.find import find_attributions
from framing.attributions.found import DIRECT
from framing.attributions.reading import read_text
from framing.attributions.word_lists import FOLDER
from framing.words import find_words
from validity.row import Row

FILE = "attributions.own.jsonl"
STANDS_FOR = {
    "seed": "the five seeds, used while the rules were made",
    "a": "six US articles, used while the rules were made",
    "b": "seven US articles, first look: no rule was made or changed on their account",
}
N_RESAMPLES, SEED = 1000, 7
VERSION = tomllib.loads((FOLDER / "card.toml").read_text(encoding="utf-8"))["version"]


class Counted(NamedTuple):
    """What is counted in one article; counts add, so that a set of articles is their sum."""

    found_and_coded: int
    found: int
    coded: int
    marked_and_coded: int
    marked: int
    outlet_words_kept: int
    outlet_words: int
    direct_right: int
    direct: int
    speaker_right: int
    speaker: int
    direct_covered: int
    direct_coded: int


def measure(folder: Path) -> list[Row]:
    """The figures of every set of articles in the file, in its order; none if the folder lacks it."""
    path = folder / FILE
    if not path.is_file():
        return []
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    sets = dict.fromkeys(article["set"] for article in articles)
    return [row for name in sets for row in _rows(name, [one for one in articles if one["set"] == name])]


def _rows(name: str, articles: list[Mapping[str, Any]]) -> Iterable[Row]:
    counted = np.array([count_article(article) for article in articles], float)
    n_attributions = sum(len(article["attributions"]) for article in articles)
    for metric, (function, floor) in METRICS.items():
        low, high = _interval(counted, function)
        total = Counted(*counted.sum(axis=0))
        yield Row(f"own coding, {name}", STANDS_FOR.get(name, name), "attributions", VERSION,
                  n_attributions, f"attributions in {len(articles)} articles", metric, function(total), low, high,
                  floor(total) if floor else None, None)


def count_article(article: Mapping[str, Any]) -> Counted:
    """The counts of one article, by word."""
    text, coded = article["text"], article["attributions"]
    found = find_attributions(text)
    words = np.array(find_words(text))
    is_coded = _inside(words, [one["content"] for one in coded])
    spans = found[["content_start", "content_end"]].to_numpy().tolist()
    is_found, is_marked = _inside(words, spans), _inside(words, read_text(text).quotes)
    direct = found.loc[found["kind"] == DIRECT, ["content_start", "content_end"]].to_numpy().tolist()
    right = [_share(words, span, is_coded) >= 0.5 for span in direct]
    speakers = [_is_right(one, found, words, is_found) for one in coded if one["speakers"] != ["?"]]
    covered = [_share(words, one["content"], is_found) >= 0.5 for one in coded if one["kind"] == DIRECT]
    judged = [one for one in speakers if one is not None]
    return Counted(int((is_found & is_coded).sum()), int(is_found.sum()), int(is_coded.sum()),
                   int((is_marked & is_coded).sum()), int(is_marked.sum()), int((~is_found & ~is_coded).sum()),
                   int((~is_coded).sum()), sum(right), len(right), sum(judged), len(judged), sum(covered), len(covered))


def _inside(words: np.ndarray, spans: Iterable[tuple[int, int]]) -> np.ndarray:
    inside = np.zeros(len(words), bool)
    for start, end in spans:
        inside |= (words[:, 0] >= start) & (words[:, 1] <= end)
    return inside


def _share(words: np.ndarray, span: tuple[int, int], is_among: np.ndarray) -> float:
    inside = _inside(words, [span])
    return float(is_among[inside].mean()) if inside.any() else 0.0


def _is_right(coded: Mapping[str, Any], found: pd.DataFrame, words: np.ndarray, is_found: np.ndarray) -> bool | None:
    """Whether the speaker is right; None where less than half of the content was found."""
    if _share(words, coded["content"], is_found) < 0.5:
        return None
    start, end = coded["content"]
    overlap = np.minimum(found["content_end"], end) - np.maximum(found["content_start"], start)
    best = found.iloc[int(overlap.to_numpy().argmax())]
    if coded["speakers"] == [""]:
        return best["speaker"] == "" or best["role"] == "unnamed"
    return any(_surname(name) == _surname(best["speaker"]) for name in coded["speakers"])


def _surname(name: str) -> str:
    return name.replace("-", " ").rpartition(" ")[2].casefold()


def _f1(right: float, found: float, coded: float) -> float:
    return 2 * right / (found + coded) if found + coded else np.nan


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else np.nan


Figure = Callable[[Counted], float]
METRICS: dict[str, tuple[Figure, Figure | None]] = {
    "token F1 of contents": (lambda c: _f1(c.found_and_coded, c.found, c.coded),
                             lambda c: _f1(c.marked_and_coded, c.marked, c.coded)),
    "token precision of contents": (lambda c: _ratio(c.found_and_coded, c.found),
                                    lambda c: _ratio(c.marked_and_coded, c.marked)),
    "token recall of contents": (lambda c: _ratio(c.found_and_coded, c.coded),
                                 lambda c: _ratio(c.marked_and_coded, c.coded)),
    "precision of direct speech": (lambda c: _ratio(c.direct_right, c.direct), None),
    "recall of direct speech": (lambda c: _ratio(c.direct_covered, c.direct_coded), None),
    "share of speakers right": (lambda c: _ratio(c.speaker_right, c.speaker), None),
    "balanced accuracy of voice": (lambda c: (_ratio(c.found_and_coded, c.coded)
                                              + _ratio(c.outlet_words_kept, c.outlet_words)) / 2, lambda c: 0.5),
}


def _interval(counted: np.ndarray, function: Figure) -> tuple[float, float]:
    """95 % interval by resampling articles; resamples in which there is nothing to judge are left out."""
    drawn = np.random.default_rng(SEED).integers(0, len(counted), (N_RESAMPLES, len(counted)))
    values = [function(Counted(*counted[rows].sum(axis=0))) for rows in drawn]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)


def markdown_table(rows: Iterable[Row]) -> str:
    """The figures as the table of docs/voices.md: a line a set, a column a metric with interval and [floor]."""
    by_set: dict[tuple[str, int, str], dict[str, str]] = {}
    for row in rows:
        cell = f"{row.value:.2f} ({row.low:.2f} to {row.high:.2f})".replace("0.", ".")
        floor = f" [{row.floor:.2f}]".replace("0.", ".") if row.floor is not None else ""
        by_set.setdefault((row.stands_for, row.n, row.unit), {})[row.metric] = cell + floor
    lines = [["texts", "n", *METRICS], ["---"] * (2 + len(METRICS))]
    lines += [[stands_for, f"{n} {unit}", *cells.values()] for (stands_for, n, unit), cells in by_set.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Print every figure. Returns the exit code."""
    rows = measure(Path(sys.argv[1])) if len(sys.argv) == 2 else []
    if not rows:
        print(__doc__)
        return 2
    print(markdown_table(rows), end="\n\n")
    for row in rows:
        floor = f"  floor {row.floor:.2f}" if row.floor is not None else ""
        print(f"{row.dataset:15} {row.metric:28} {row.value:.2f} [{row.low:.2f}, {row.high:.2f}]{floor}  "
              f"n = {row.n} {row.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
