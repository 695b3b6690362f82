"""Moral foundations in news: sentences with the moral events that coders found in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from framing.lexicon import load_lexicon
from framing.lexicon_counts import count_lexicon
from validity.gold import read_lines
from validity.resample import auc, with_interval
from validity.row import Row

# Category of the list -> the coded events of both sides of the foundation.
EVENTS = {"care_harm": ("care", "harm"), "fairness_cheating": ("fairness", "cheating"),
          "loyalty_betrayal": ("loyalty", "betrayal"), "authority_subversion": ("authority", "subversion"),
          "sanctity_degradation": ("purity", "degradation")}


def measure(folder: Path) -> list[Row]:
    """AUC of hits per word for each foundation; intervals by drawing articles again."""
    sentences = read_lines(folder, "emona.sentences")
    if not sentences:
        return []
    card = load_lexicon("moral_foundations").card
    counts = count_lexicon([sentence["text"] for sentence in sentences], card.key)
    articles = [sentence["article"] for sentence in sentences]
    rows = []
    for category, events in EVENTS.items():
        holds = np.array([any(sentence[event] for event in events) for sentence in sentences])
        found = with_interval(auc(counts[category].to_numpy(), holds), articles)
        rows.append(Row("emona", "moral foundation of an event in the sentence", f"{card.key}.{category}",
                        card.version, len(sentences), "news sentences", "AUC", *found, None, None))
    return rows
