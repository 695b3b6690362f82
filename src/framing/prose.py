"""Sentences with numbers, written from results, so that no number in the prose can drift from its table."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from framing.result import Result
from framing.support import ALPHA, DESCRIPTIVE, INFERENTIAL


def count_of(n: float, noun: str) -> str:
    """A number with its noun: 1 article, 1,655 articles."""
    return f"{int(n):,} {noun}" if int(n) == 1 else f"{int(n):,} {noun}s"


def percent(value: float) -> str:
    """A share as a whole percentage; below one per cent with one decimal; NaN as "not measured"."""
    if math.isnan(value):
        return "not measured"
    return f"{100 * value:.1f} %" if 0 < value < 0.01 else f"{100 * value:.0f} %"


def p_value(value: float) -> str:
    """A p-value as it is written: 0.2, 0.031, or "below 0.001"."""
    return "below 0.001" if value < 0.001 else f"{value:.2g}"


def listing(items: Sequence[str]) -> str:
    """Items in a row: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


def top_words_sentence(result: Result, outlet: str, *, n_words: int = 5) -> str:
    """The words with the highest value of one outlet, as strong as its label allows."""
    rows = result.of(outlet)
    rows = rows[rows["estimate"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(n_words)
    if rows.empty:
        return f"{outlet}: no word stands out."
    words = listing([f"“{row.feature}” ({int(row.count_)})" for row in rows.rename(columns={"count": "count_"})
                     .itertuples()])
    label = rows["label"].iloc[0]
    if label == DESCRIPTIVE:
        return f"{outlet}: used more in these texts than in the others are {words}; the number of uses in brackets."
    surviving = result.of(outlet)
    n_surviving = int((surviving["p_adjusted"] <= ALPHA).sum()) if "p_adjusted" in surviving else 0
    if label == INFERENTIAL:
        n_tested = int(surviving["p"].notna().sum())
        return (f"{outlet}: farthest from the other outlets are {words}. Of {count_of(n_tested, 'word')} tested, "
                f"{n_surviving:,} differ after correction (Benjamini–Hochberg, {ALPHA:g}).")
    return f"{outlet}: leads to follow are {words}; too few articles for a test that survives correction."


def top_indicator_sentence(table: pd.DataFrame, outlet: str, titles: dict[str, str]) -> str:
    """The category with the highest rate in one outlet; ``table`` holds one lexicon and voice "all"."""
    rows = table[(table["outlet"] == outlet) & (table["voice"] == "all") & (table["hits"] > 0)]
    if rows.empty:
        return f"{outlet}: no indicator of any category was found."
    row = rows.sort_values(["rate_per_1000_words", "category"], ascending=[False, True]).iloc[0]
    return (f"{outlet}: most indicators belong to “{titles[row['category']]}”: {count_of(row['hits'], 'hit')} in "
            f"{count_of(row['n_words'], 'word')} ({row['rate_per_1000_words']:.1f} per 1,000), in "
            f"{percent(row['share_of_sentences'])} of {count_of(row['n_sentences'], 'sentence')}.")


def tone_sentence(table: pd.DataFrame, outlet: str, lexicon_titles: dict[str, str]) -> str:
    """The outlet's own voice by every list, with coverage; and whether the lists agree about its sign."""
    rows = table[(table["outlet"] == outlet) & (table["part"] == "body") & (table["voice"] == "outlet")]
    parts = []
    for row in rows.itertuples():
        interval = "" if math.isnan(row.low) else f", interval {row.low:+.2f} to {row.high:+.2f}"
        value = "not measured" if math.isnan(row.mean) else f"{row.mean:+.2f}"
        parts.append(f"{value} by {lexicon_titles[row.lexicon]} ({percent(row.coverage)} of {row.n_words:,} words "
                     f"listed{interval})")
    signs = {row.mean > 0 for row in rows.itertuples() if not math.isnan(row.mean) and row.mean != 0}
    agreement = "" if len(parts) < 2 else (" The two lists disagree about its sign." if len(signs) > 1
                                           else " The two lists agree about its sign.")
    return f"{outlet}, own voice: mean sentence tone {listing(parts)}.{agreement}"


def distance_sentence(table: pd.DataFrame) -> str:
    """The nearest and the farthest pair of outlets, with the caveat of length in numbers."""
    ordered = table.sort_values(["divergence", "left", "right"], kind="stable")
    near, far = ordered.iloc[0], ordered.iloc[-1]
    if len(ordered) == 1:
        return (f"{near['left']} and {near['right']} are {near['divergence']:.2f} bits apart (0: same wording, 1: no "
                f"word in common), with {near['n_words_left']:,} and {near['n_words_right']:,} words.")
    return (f"Between {ordered['divergence'].iloc[0]:.2f} bits ({near['left']} and {near['right']}, "
            f"{near['n_words_left']:,} and {near['n_words_right']:,} words) and {far['divergence']:.2f} bits "
            f"({far['left']} and {far['right']}, {far['n_words_left']:,} and {far['n_words_right']:,} words) lie "
            f"{count_of(len(ordered), 'pair')}; 0 is the same wording, 1 no word in common.")
