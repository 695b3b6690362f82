"""What a claim is: one headline finding about one outlet against all others."""

from __future__ import annotations

import math
from dataclasses import dataclass

WORD, INDICATOR, TONE, QUOTED = KINDS = ("word", "frame indicator", "tone", "quoted words")
# What the size of a claim counts: rates differ by doublings, means and shares by subtraction.
UNITS = {
    WORD: "doublings of the rate against the rest",
    INDICATOR: "doublings of the rate against the rest",
    TONE: "difference of mean sentence scores (-1 to 1)",
    QUOTED: "difference of shares of words",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """An outlet does something more, or less, than all the others together.

    ``feature``: the word, "LEXICON CATEGORY", or what the kind has only one of. ``direction``: 1 (more, higher) or
    -1. ``estimate``: how much, in UNITS[kind], positive for more. ``value``, ``value_of_rest``: what is compared (uses
    per 1,000 words, mean score, share), resting on ``count`` of ``total`` words or sentences; of the outlet's
    ``n_articles`` articles ``n_articles_with`` hold the feature. ``label``: what the outlet's articles allow; a
    descriptive claim is about these articles only, an indicative one is a lead, an inferential one has survived the
    correction with ``p_adjusted``.
    """

    kind: str
    outlet: str
    feature: str
    direction: int
    estimate: float
    value: float
    value_of_rest: float
    count: float
    total: float
    n_articles_with: int
    n_articles: int
    label: str
    p_adjusted: float

    @property
    def times_as_often(self) -> float:
        """How many times as often as the rest, of rates that both sides have; else NaN."""
        is_of_rates = self.kind in (WORD, INDICATOR) and self.value > 0 and self.value_of_rest > 0
        return self.value / self.value_of_rest if is_of_rates else math.nan
