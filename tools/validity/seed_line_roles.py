"""What each line of the five seeds is, read and coded by one person."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from framing.corpus import build_corpus
from validity.cards import version_of
from validity.resample import share, with_interval
from validity.row import Row

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def measure(folder: Path) -> list[Row]:
    """Share of lines with the right role; intervals by drawing pages again. Floor: every line is taken for body."""
    path = folder / "seed_line_roles.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as table:
        coded = {(row["file"], int(row["line"])): row["role"] for row in csv.DictReader(table)}
    lines = build_corpus(SEEDS).lines
    given = dict(zip(zip(lines["file"], lines["line"], strict=True), lines["role"], strict=True))
    right = np.array([given.get(place) == role for place, role in coded.items()])
    found = with_interval(share(right, np.ones(len(right))), [file for file, _ in coded])
    return [Row("seed_line_roles", "roles of the lines of a page", "cleaning", version_of("cleaning"), len(coded),
                "lines of the five pages for which the rules were written", "share right", *found,
                np.mean([role == "body" for role in coded.values()]).item(), None)]
