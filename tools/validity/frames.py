"""Generic news frames: sentences to which one coder answered the five questions of the list, yes or no."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from framing.lexicon import load_lexicon
from framing.lexicon_counts import count_lexicon
from validity.gold import read_lines
from validity.resample import auc, with_interval
from validity.row import Row


def measure(folder: Path) -> list[Row]:
    """AUC of hits for each category; intervals by drawing sentences again, each of an article of its own."""
    sentences = read_lines(folder, "frames.own")
    if not sentences:
        return []
    lexicon = load_lexicon("generic_frames")
    counts = count_lexicon([sentence["text"] for sentence in sentences], lexicon)
    articles = [sentence["article"] for sentence in sentences]
    rows = []
    for category in lexicon.categories:
        holds = np.array([sentence[category.key] for sentence in sentences], bool)
        found = with_interval(auc(counts[category.key].to_numpy(), holds), articles)
        rows.append(Row("frames", "yes to the coder's question about the sentence", f"{lexicon.key}.{category.key}",
                        lexicon.card.version, len(sentences), "news sentences by one coder", "AUC", *found, None, None))
    return rows
