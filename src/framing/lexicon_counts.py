"""How often a word list finds something in plain texts, without a corpus folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from framing.counts import count_hits
from framing.hits import find_hits
from framing.lexicon import Lexicon, load_lexicon
from framing.plain_text import checked_texts, corpus_of_texts
from framing.problem import ERROR, FramingError, Problem
from framing.words import find_words


def count_lexicon(texts: Iterable[str], key: str | Lexicon, *, corpus_folder: Path | None = None) -> pd.DataFrame:
    """Hits of each category in each text: one row a text, one column a category, and ``n_words``.

    Matching is that of ``find_hits``: whole words inside one sentence, a word counted once in a category. Hits are
    weighted where the list has weights. A text without words has zeros; a rate out of no words is yours to leave out.
    Nothing is cleaned and no voice is told apart. ``key``: a list that is shipped, one of the lists in
    ``corpus_folder``, or a loaded list. Says how often words of a list occur, not whether the text means it.
    Raises FramingError for a list without categories (tone), an unknown key, and a value that is no text.

    >>> count_lexicon(["Nobody doubts it.", ""], "hedges_boosters")["n_words"].tolist()
    [3, 0]
    """
    lexicon = key if isinstance(key, Lexicon) else load_lexicon(key, corpus_folder=corpus_folder)
    if not lexicon.categories:
        raise FramingError(Problem(ERROR, f"The list {lexicon.key!r} has no categories to count.",
                                   value=lexicon.card.kind, allowed="a list of categories",
                                   next_step="Use score_tone for lists of tone."))
    found = checked_texts(texts)
    names = [category.key for category in lexicon.categories]
    counted, n_words = np.zeros((len(found), len(names))), np.zeros(len(found), int)
    if any(find_words(text) for text in found):  # a corpus of no words is an error, a list of empty texts is none
        corpus = corpus_of_texts(found)
        by_text = count_hits(corpus, find_hits(corpus, lexicon)).sum_by("article_id")
        rows = by_text.units["article_id"].astype(int)
        counted[rows], n_words[rows] = by_text.matrix.toarray(), by_text.totals[:, 0]
    is_weighted = any(entry.weight != 1 for entry in lexicon.entries)
    return pd.DataFrame(counted if is_weighted else counted.astype(int), columns=names).assign(n_words=n_words)
