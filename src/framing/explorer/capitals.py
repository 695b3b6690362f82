"""Which words look like names: those that are written with a capital where nothing else asks for one."""

from __future__ import annotations

import numpy as np

from framing.corpus import PARTS, Corpus

HEADLINE = PARTS.index("headline")


def capitalised_words(corpus: Corpus) -> set[str]:
    """Counted forms that begin with a capital in at least half of their uses inside sentences.

    The first word of a sentence and all words of headlines are left out: there a capital says nothing. What it cannot
    tell: a name that only stands there is missed; where all nouns have capitals (German) it takes nouns for names,
    and in scripts without capitals it finds none.
    """
    words, columns = corpus.words, corpus.sentence_columns
    is_inside = np.diff(words.sentence, prepend=-1) == 0
    is_inside &= columns.part[words.sentence] != HEADLINE
    begins = np.array([surface[:1].isupper() for surface in corpus.vocabulary.surfaces], bool)
    n_folded = len(corpus.vocabulary.folded)
    folded, surfaces = words.folded[is_inside], words.surface[is_inside]
    n_inside = np.bincount(folded, minlength=n_folded)
    n_capital = np.bincount(folded, weights=begins[surfaces], minlength=n_folded)
    return {corpus.vocabulary.folded[number] for number in np.flatnonzero((n_inside > 0) & (2 * n_capital >= n_inside))}
