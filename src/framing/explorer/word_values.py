"""The numbers of every word in every outlet, before any is chosen: those of notebook 02."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare import compare
from framing.corpus import Corpus
from framing.counts import count_words
from framing.explorer.capitals import capitalised_words
from framing.features import content_words, name_words
from framing.hits import find_hits
from framing.kept import kept_with_first
from framing.lexicon import load_lexicon
from framing.measures.frequency import dispersion_dp
from framing.measures.keyness import LOG_ODDS
from framing.result import Result


@dataclass(frozen=True, eq=False)  # itself only, so that what is worked out from it can be kept
class WordValues:
    """``result``: weighted log-odds of every word, names included; ``dispersion`` and ``is_name`` have one entry a
    word, in the order of ``words``."""

    result: Result
    words: np.ndarray
    dispersion: np.ndarray
    is_name: np.ndarray


@kept_with_first
def rows_of_outlets(values: WordValues) -> dict[str, pd.DataFrame]:
    """Outlet -> its rows of the result, one a word, in the order of ``words``."""
    return {outlet: values.result.of(outlet).reset_index(drop=True) for outlet in values.result.outlets}


def word_values(corpus: Corpus, *, seed: int, n_resamples: int) -> WordValues:
    """Log-odds, dispersion and names of all words but function words and bare numbers.

    The same call, seed and resamples as the first comparison of notebook 02, so the same numbers. A word is taken for
    a name if the corpus's list of actors covers it, or if it is mostly written with a capital inside sentences.
    """
    content = content_words(corpus, count_words(corpus))
    result = compare(content, LOG_ODDS, rng=np.random.default_rng(seed), n_resamples=n_resamples)
    actors = find_hits(corpus, load_lexicon("actors", corpus_folder=corpus.folder))
    names = name_words(corpus, actors) | capitalised_words(corpus)
    return WordValues(result, content.features, dispersion_dp(content),
                      np.array([word in names for word in content.features.tolist()], bool))
