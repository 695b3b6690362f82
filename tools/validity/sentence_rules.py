"""Where a sentence ends: hand-made rules, each a text with its right sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from framing.sentences import split_sentences
from validity.cards import version_of
from validity.gold import read_lines
from validity.resample import share, with_interval
from validity.row import Row

STANDS_FOR = "where sentences end"
PUNKT = 0.46  # share of rules right by NLTK's Punkt, as reported with the rules


def measure(folder: Path) -> list[Row]:
    """Share of rules all of whose sentences are right; intervals by drawing rules again."""
    rules = read_lines(folder, "sentence_rules.rules")
    if not rules:
        return []
    right = [expected == found for expected, found in map(sentences_of, rules)]
    found = with_interval(share(np.array(right), np.ones(len(rules))), [rule["id"] for rule in rules])
    return [Row("sentence_rules", STANDS_FOR, "sentences", version_of("sentences"), len(rules), "hand-made rules",
                "share right", *found, PUNKT, None)]


def sentences_of(rule: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The sentences as they should be, and as split_sentences finds them, white space normalised."""
    text = rule["text"].replace('\\"', '"')  # some files hold quotation marks escaped twice
    found = [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
    return [" ".join(sentence.replace('\\"', '"').split()) for sentence in rule["sentences"]], found
