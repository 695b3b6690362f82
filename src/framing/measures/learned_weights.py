"""Weights that were learned from human coding: a readable table a model, with a card, a checksum and no code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.card import read_toml
from framing.lexicon import checksum
from framing.measures.mention_words import MentionWords
from framing.problem import ERROR, FramingError, Problem

MODEL_FOLDER = Path(__file__).parents[1] / "models"
WEIGHTS_FILE = "weights.tsv"
# Weights are written as whole numbers of hundredths.
HUNDREDTHS = 100


@dataclass(frozen=True, eq=False)
class LearnedWeights:
    """``table`` (words + 1, columns): what a word adds; its last row, of words that are not in it, is zero."""

    card: dict[str, Any]
    columns: tuple[str, ...]
    row_of: dict[str, int]
    table: np.ndarray

    @property
    def version(self) -> str:
        return str(self.card["version"])

    def rows(self, words: MentionWords) -> np.ndarray:
        """Row of the table for each word."""
        unknown = len(self.row_of)
        return np.array([self.row_of.get(word, unknown) for word in words.distinct], np.int64)[words.word]

    def of(self, word: str) -> np.ndarray:
        """The weights of one word of the table."""
        return self.table[self.row_of[word]]


@cache
def load_weights(key: str) -> LearnedWeights:
    """A shipped model by its key. Raises FramingError if the table is not the one the card was written for."""
    folder = MODEL_FOLDER / key
    card, path = read_toml(folder / "card.toml"), folder / WEIGHTS_FILE
    if checksum(path) != card["sha256"]:
        raise FramingError(Problem(ERROR, f"The checksum of {path.name} is {checksum(path)}.",
                                   file=f"models/{key}/card.toml", column="sha256", value=str(card["sha256"]),
                                   next_step="Restore the file, or train again: python tools/train_tone.py."))
    return as_weights(card, path.read_text(encoding="utf-8"))


def as_weights(card: dict[str, Any], text: str) -> LearnedWeights:
    """Weights from their table as written: the word first, then whole hundredths, empty for none."""
    columns = tuple(text[:text.index("\n")].split("\t")[1:])
    rows = pd.read_csv(StringIO(text), sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False, index_col=False,
                       na_values=dict.fromkeys(columns, ""), dtype=dict.fromkeys(columns, np.float32))
    table = np.zeros((len(rows) + 1, len(columns)), np.float32)
    table[:-1] = np.nan_to_num(rows[list(columns)].to_numpy())
    return LearnedWeights(card, columns, {word: number for number, word in enumerate(rows["word"].tolist())},
                          table / HUNDREDTHS)
