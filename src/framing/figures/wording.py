"""The sentences around a chart: numbers as text, what the extremes are, what the corpus can bear."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from framing.support import DESCRIPTIVE, INDICATIVE, INFERENTIAL, LABELS

# What a chart says under each label. Descriptive numbers are never put into an order of outlets.
LABEL_SENTENCES = {
    DESCRIPTIVE: "These {size}; descriptive: no interval.",
    INDICATIVE: "{size}; indicative: leads to follow, not findings.",
    INFERENTIAL: "{size}; inferential: another cause (genre, date, topic, author) is not excluded.",
}
INTERVAL_SENTENCE = "Coloured lines with end caps: 95% intervals from resampling whole articles."
# Names that an alt text or caption lists before it only counts them.
MAX_NAMES_LISTED = 4


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands apart and a real minus sign; "not available" where there is none."""
    if math.isnan(value):
        return "not available"
    text = f"{value:z,.{decimals}f}"
    return text.replace("-", "−")


def cell_text(value: float, decimals: int) -> str:
    """A number that is not below zero, for a cell: "–" where there is none, "<0.1" where it only rounds to zero."""
    if math.isnan(value):
        return "–"
    least = 10.0 ** -decimals
    return f"<{number(least, decimals)}" if 0 < value < least / 2 else number(value, decimals)


def decimals_for(values: Iterable[float]) -> int:
    """Decimals that keep two digits of the largest value: 1 for 12.3, 2 for 0.42, 3 for 0.042, at most 4."""
    largest = max((abs(value) for value in values if not math.isnan(value)), default=0.0)
    if largest == 0:
        return 1
    return min(4, max(1, 1 - math.floor(math.log10(largest))))


def value_range(values: Sequence[float], names: Sequence[str], *, decimals: int, unit: str = "",
                subject: str = "Values") -> str:
    """The smallest and the largest value with their names; the first of equals is named.

    E.g. "Values run from 0.2 per 1,000 words (Conflict, VOA) to 9.1 per 1,000 words (Morality, The Week)."
    """
    present = [(value, name) for value, name in zip(values, names, strict=True) if not math.isnan(value)]
    if not present:
        return f"{subject}: none could be measured."
    unit = f" {unit}" if unit else ""
    lowest, highest = min(present, key=lambda pair: pair[0]), max(present, key=lambda pair: pair[0])
    if lowest[0] == highest[0]:
        return f"{subject}: all {number(lowest[0], decimals)}{unit}."
    return (f"{subject} run from {number(lowest[0], decimals)}{unit} ({lowest[1]}) "
            f"to {number(highest[0], decimals)}{unit} ({highest[1]}).")


def label_sentence(table: pd.DataFrame, *, size: str) -> str:
    """What the corpus can bear, from the columns ``outlet`` and ``label``; ``size`` is e.g. "3,412 words".

    Where outlets differ, it says which outlets (or how many) have which label. A table without labels makes no
    claim beyond its texts.
    """
    if "label" not in table:
        return f"These {size}; no interval."
    label_of = table.drop_duplicates("outlet").set_index("outlet")["label"]
    labels = [label for label in LABELS if (label_of == label).any()]
    if len(labels) < 2:
        sentence = LABEL_SENTENCES[labels[0] if labels else DESCRIPTIVE]
        return sentence.format(size=size)
    pieces = (f"{label} for {listed([str(name) for name in label_of.index[label_of == label]], 'outlets')}"
              for label in labels)
    missing = " Descriptive numbers have no interval." if DESCRIPTIVE in labels else ""
    return f"{size}; {'; '.join(pieces)}.{missing}"


def listed(names: Sequence[str], noun: str) -> str:
    """The names with commas and "and"; above MAX_NAMES_LISTED their number and what they are."""
    if len(names) > MAX_NAMES_LISTED:
        return f"{len(names)} {noun}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def count_of(n: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 category, 5 categories."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
