"""Tone of the outlet's own words, and quoted words, as a basis of claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from framing.claims.basis import Basis
from framing.corpus import Corpus
from framing.counts import Counts
from framing.measures.difference import DIFFERENCE
from framing.measures.sourcing import count_quoted_words
from framing.tally import TONE_LEXICONS, as_tally

OWN_TONE, QUOTED_SHARE = "own words in the body", "words inside quotation marks"


def own_tone(corpus: Corpus, key: str = TONE_LEXICONS[0]) -> Basis:
    """Mean sentence tone of the outlet's own words in the body, by a tone list."""
    counts = as_tally(corpus).counts[f"tone {key}"]
    tone, scored = (_one(counts, f"{quantity} outlet body", OWN_TONE) for quantity in ("tone", "tone_scored"))
    # An outlet none of whose sentences holds a listed word is not neutral: it is not measured.
    outlets = tone.units["outlet"]
    is_measured = scored.totals[:, 0] > 0
    is_measured = outlets.isin(outlets[is_measured]).to_numpy()
    return Basis(replace(tone, totals=np.where(is_measured[:, None], tone.totals, 0.0)), DIFFERENCE, DIFFERENCE)


def quoted_share(corpus: Corpus, feature: str = "quoted") -> Basis:
    """Words inside quotation marks ("quoted"), or only those of quotations of more than three words ("quotation")."""
    return Basis(_one(count_quoted_words(corpus).articles(), feature, QUOTED_SHARE), DIFFERENCE, DIFFERENCE)


def _one(counts: Counts, feature: str, name: str) -> Counts:
    chosen = counts.with_features(counts.features == feature)
    return replace(chosen, features=np.array([name], object))
