"""Words as a basis of claims, under every way of choosing which words take part."""

from __future__ import annotations

from functools import partial

import numpy as np

from framing.claims.basis import Basis
from framing.claims.name_spans import name_forms
from framing.claims.word_lists import longer_function_words
from framing.corpus import Corpus
from framing.counts import Counts
from framing.features import function_words
from framing.measures.difference import CAREFUL_LOG_RATIO
from framing.measures.keyness import LOG_ODDS, PRIOR_WORDS, log_odds
from framing.measures.measure import Measure
from framing.tally import as_tally

PRIORS = {"weaker_prior": PRIOR_WORDS / 10, "stronger_prior": PRIOR_WORDS * 10}


def stated_words(corpus: Corpus) -> Basis:
    """Content words without names, out of all words: what the claims are made from."""
    return _basis(_articles(corpus), function_words() | name_forms(corpus))


def with_function_words(corpus: Corpus) -> Basis:
    """Function words compete with the others."""
    return _basis(_articles(corpus), name_forms(corpus))


def with_longer_list(corpus: Corpus) -> Basis:
    """More words count as function words."""
    return _basis(_articles(corpus), longer_function_words() | name_forms(corpus))


def with_names(corpus: Corpus) -> Basis:
    """Names compete with the others."""
    return _basis(_articles(corpus), function_words())


def with_prior(corpus: Corpus, key: str) -> Basis:
    """The words are put in order by log-odds with another prior."""
    n_words = PRIORS[key]
    order = Measure(f"{LOG_ODDS.key}_{key}", LOG_ODDS.title, LOG_ODDS.unit, LOG_ODDS.caveat,
                    partial(log_odds, prior_words=n_words), is_contrast=True)
    return _basis(_articles(corpus), function_words() | name_forms(corpus), order)


def of_other_text(text: Corpus, names: frozenset[str]) -> Basis:
    """Words of another reading of the same articles; ``names`` found in the cleaned text."""
    return _basis(_articles(text), function_words() | names)


def in_own_voice(corpus: Corpus) -> Basis:
    """Only words outside quotation marks, out of all of these."""
    words = as_tally(corpus).counts["words"].select(voice="outlet").articles()
    return _basis(words, function_words() | name_forms(corpus))


def _articles(corpus: Corpus) -> Counts:
    return as_tally(corpus).counts["words"].articles()


def _basis(words: Counts, left_out: frozenset[str], order: Measure = LOG_ODDS) -> Basis:
    kept = np.array([word not in left_out and not word.isdecimal() for word in words.features.tolist()], bool)
    return Basis(words.with_features(kept), CAREFUL_LOG_RATIO, order, per=1000)
