"""What a largest difference opens: the two values it is the difference of, or the sentences with the word."""

from __future__ import annotations

import math
from typing import Any

from framing.corpus import Corpus
from framing.evidence import word_evidence
from framing.findings.word_cards import outlets_card
from framing.html import Card, clause, parts_card
from framing.measures.distance import DIVERGENCE
from framing.noise_floor.floor import OUTLETS


def largest_card(corpus: Corpus, row: Any) -> Card | None:
    """``row``: of ``NoiseFloor.table``."""
    if not math.isnan(row.value_higher):
        return _difference_card(row)
    if row.how == OUTLETS:
        return outlets_card(corpus, word=row.feature_of_largest)
    sizes = clause("Compared: {higher} ({n_higher:,d|word}) and {lower} ({n_lower:,d|word}).", higher=row.higher,
                   lower=row.lower, n_higher=int(row.n_higher), n_lower=int(row.n_lower))
    return word_evidence(corpus, row.feature_of_largest, outlet=row.outlet).card(
        f"{row.outlet}: “{row.feature_of_largest}”", basis=sizes)


def _difference_card(row: Any) -> Card:
    """The value of one pile less that of the other, with what each is out of; a distance is a sum."""
    spec = ".2f" if row.measure == "rate_per_1000_words" else ".4f"
    is_sum = row.measure == DIVERGENCE.key
    first, second, sign = ("words used more in ", "words used more in ", 1) if is_sum else ("", "less ", -1)
    parts = [(f"{first}{row.higher} (of {row.n_higher:,.0f} {row.counted_in})", row.value_higher),
             (f"{second}{row.lower} (of {row.n_lower:,.0f} {row.counted_in})", sign * row.value_lower)]
    what = ", ".join(filter(None, (row.family, row.feature_of_largest)))
    return parts_card(parts, title=f"{what}: {row.how}", counted=row.unit, spec=spec)
