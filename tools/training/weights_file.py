"""Write a model as it ships: a table of whole hundredths that anybody can read, and a card with its checksum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.card import read_toml
from framing.lexicon import checksum
from framing.measures.learned_weights import HUNDREDTHS, WEIGHTS_FILE, LearnedWeights, as_weights
from training.gold import articles_hash


def rounded_rows(table: Mapping[str, np.ndarray]) -> list[list[str]]:
    """The rows of a table as they are written; words whose weights all round to zero are left out."""
    rows = [[word, *(str(cell) if cell else "" for cell in np.rint(np.asarray(weights) * HUNDREDTHS).astype(int))]
            for word, weights in table.items()]
    return [row for row in rows if any(row[1:]) or row[0].startswith("(")]


def as_shipped(table: Mapping[str, np.ndarray], columns: Sequence[str]) -> LearnedWeights:
    """The weights as they would be read back from their file."""
    return as_weights({"version": "unwritten"}, weights_text(table, columns))


def weights_text(table: Mapping[str, np.ndarray], columns: Sequence[str]) -> str:
    """The whole text of ``weights.tsv``: the same weights always give the same bytes."""
    lines = [["word", *columns], *rounded_rows(table)]
    return "".join("\t".join(line) + "\n" for line in lines)


def write_model(folder: Path, text: str, articles: Sequence[str], dataset: str, n_coded: int) -> str:
    """Write the table, and into the card its checksum and the articles; says whether anything changed."""
    path, card = folder / WEIGHTS_FILE, folder / "card.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    new = {"sha256": checksum(path), "trained_on": f"{n_coded:,} coded rows of {dataset}, "
           f"{len(set(articles)):,} articles", "articles_sha256": articles_hash(articles)}
    old = read_toml(card)
    card.write_text(_with_values(card.read_text(encoding="utf-8"), new), encoding="utf-8", newline="\n")
    return "as shipped" if all(old.get(key) == value for key, value in new.items()) else "CHANGED: raise its version"


def _with_values(text: str, values: Mapping[str, Any]) -> str:
    """The text of a card with the lines of some keys replaced."""
    lines = [next((f'{key} = "{value}"' for key, value in values.items() if line.startswith(f"{key} = ")), line)
             for line in text.split("\n")]
    return "\n".join(lines)
