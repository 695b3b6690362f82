"""Tables of words and phrases, outlet by outlet: every measure of keyness beside counts, dispersion and tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from framing.compare import outlet_tests
from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.features import content_words
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.measures.distance import distance_table
from framing.measures.frequency import RATE, dispersion_of
from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO
from framing.measures.tfidf import tfidf
from framing.outlet_tests import NO_TESTS, OutletTests, is_telling
from framing.tally import Tally, articles_holding, as_tally, holding_of
from framing.tally_support import is_in_enough_articles, tally_labels, tally_support

# Up to this many articles every word is listed in every outlet; above it, words in fewer than MIN_ARTICLES_TESTED
# articles are left out, where they would be nine rows in ten, and rows that tell nothing (``is_telling``).
SMALL_CORPUS_ARTICLES = 50
# A phrase must stand in one article of so many: phrases grow with the text much faster than words do.
ARTICLES_PER_PHRASE = 500
COLUMNS = ["feature", "outlet", "count", "n_articles", "rate_per_1000_words", "tfidf", "log_odds_z", "log_ratio", "g2",
           "dp", "label", "chi_square", "p", "p_adjusted"]


def word_table(texts: Corpus | Tally, *, seed: int) -> pd.DataFrame:
    """One row a word and outlet: count, n_articles, rate, TF-IDF, keyness, dispersion, label, tests."""
    return pd.concat(word_pieces(texts, seed=seed), ignore_index=True)


def word_pieces(texts: Corpus | Tally, *, seed: int, n_jobs: int = 1) -> Iterator[pd.DataFrame]:
    """``word_table`` outlet by outlet: of an archive it is never held whole. ``n_jobs``: threads of the tests."""
    tally = as_tally(texts)
    articles, holding = tally.counts["words"].articles(), articles_holding(tally)
    tests: Mapping[str, tuple[str, OutletTests]] = {}
    if len(tally.outlets) > 1:
        tests = outlet_tests(articles, LOG_ODDS, rng=np.random.default_rng(seed),
                             n_tested=tally_support(tally)[0].n_tested, n_jobs=n_jobs)
    # Words that are not listed stay beside the others: they are few cells, and a copy of an archive's is large.
    return _pieces(tally, _Sums.of(articles.sum_by("outlet"), articles, holding), _is_listed(tally, holding), tests)


def phrase_table(corpus: Corpus) -> pd.DataFrame:
    """The same for runs of two and three words that occur at least twice; ranked, not tested.

    Phrases overlap ("the united", "united states", "the united states"): tests of them would count one
    difference many times.
    """
    return pd.concat(phrase_pieces(corpus), ignore_index=True)


def phrase_pieces(corpus: Corpus) -> Iterator[pd.DataFrame]:
    """``phrase_table`` outlet by outlet: of many articles it is never held whole."""
    words = count_words(corpus, n_max=3)
    phrases = words.with_features(np.array([" " in name for name in words.features], bool))
    tally, holding = as_tally(corpus), holding_of(phrases)
    in_articles = np.asarray(holding.matrix.sum(axis=0)).ravel()
    is_listed = _is_listed(tally, holding) & (in_articles * ARTICLES_PER_PHRASE >= len(tally.articles))
    sums = _Sums.of(phrases.sum_by("outlet"), phrases.with_features(is_listed).articles(), holding, is_listed)
    return _pieces(tally, sums, np.ones(int(is_listed.sum()), bool), {})


def wording_distances(corpus: Corpus) -> pd.DataFrame:
    """How far apart every two outlets' wording is, with the names of actors and without; function words left out.

    Columns: left, right, names ("included", "left out"), divergence (bits, 0 to 1), n_words_left, n_words_right. Read
    it only against other pairs of like length: short texts are far from everything.
    """
    words = count_words(corpus)
    actors = find_hits(corpus, load_lexicon("actors", corpus_folder=corpus.folder))
    kept = {"included": content_words(corpus, words), "left out": content_words(corpus, words, names=actors)}
    pieces = [distance_table(counts, with_words=False).assign(names=names) for names, counts in kept.items()]
    return pd.concat(pieces, ignore_index=True)[["left", "right", "names", "divergence", "n_words_left",
                                                 "n_words_right"]]


@dataclass(frozen=True)
class _Sums:
    """What all rows are worked out of, all but ``articles`` by outlet: counts of the features, articles that hold
    them, TF-IDF of the whole text (of length 1 with all features, kept or not)."""

    by_outlet: Counts
    n_holding: sparse.csr_array
    tfidf: sparse.csr_array
    articles: Counts
    outlet_of_article: np.ndarray

    @classmethod
    def of(cls, by_outlet: Counts, articles: Counts, holding: Counts, is_kept: np.ndarray | None = None) -> _Sums:
        """``by_outlet``, ``holding``: of all features; ``articles``: of those that are kept (None: all)."""
        outlet = pd.Index(by_outlet.units["outlet"]).get_indexer(pd.Index(articles.units["outlet"]))
        weights = tfidf(by_outlet)
        if is_kept is not None:
            by_outlet, holding = by_outlet.with_features(is_kept), holding.with_features(is_kept)
            weights = sparse.csr_array(weights[:, is_kept])
        return cls(by_outlet, holding.sum_by("outlet").matrix, weights, articles, outlet)

    def dispersion(self, outlet: int) -> np.ndarray:
        """How evenly each feature is spread over the articles of one outlet."""
        rows = np.flatnonzero(self.outlet_of_article == outlet)
        return dispersion_of(self.articles.matrix[rows], self.articles.totals[rows, 0])


def _pieces(tally: Tally, sums: _Sums, is_listed: np.ndarray, tests: Mapping[str, tuple[str, OutletTests]]
            ) -> Iterator[pd.DataFrame]:
    labels, is_small = tally_labels(tally), len(tally.articles) <= SMALL_CORPUS_ARTICLES
    every = np.asarray(sums.by_outlet.matrix.sum(axis=0)).ravel()
    for number, outlet in enumerate(sums.by_outlet.units["outlet"]):
        label, tested = tests.get(outlet, (labels[outlet], NO_TESTS))
        own, total = _row(sums.by_outlet.matrix, number), sums.by_outlet.totals
        is_shown = is_listed if is_small else is_listed & is_telling(own, total[number], every, total.sum())
        rows = np.flatnonzero(is_shown)
        columns = _rows_of_outlet(sums, number, rows, every) | {"label": label} | _tests_at(rows, tested, len(own))
        yield pd.DataFrame({name: columns[name] for name in COLUMNS})


def _rows_of_outlet(sums: _Sums, number: int, rows: np.ndarray, every: np.ndarray) -> dict[str, np.ndarray | str]:
    """Rows of one outlet, for the features of these numbers: it against all others together."""
    own, total = _row(sums.by_outlet.matrix, number)[rows], sums.by_outlet.totals
    pair = np.stack([own, every[rows] - own])
    totals = np.array([total[number], total.sum(axis=0) - total[number]])
    has_others = len(total) > 1  # without others there is no pair, and nothing is distinctive
    pair, totals = (pair, totals) if has_others else (pair[:1], totals[:1])
    return {
        "feature": sums.by_outlet.features[rows], "outlet": sums.by_outlet.units["outlet"].iloc[number],
        "count": own.astype(int), "n_articles": _row(sums.n_holding, number)[rows].astype(int),
        "rate_per_1000_words": RATE(pair, totals)[0], "tfidf": _row(sums.tfidf, number)[rows],
        "log_odds_z": LOG_ODDS(pair, totals)[0], "log_ratio": LOG_RATIO(pair, totals)[0], "g2": G2(pair, totals)[0],
        "dp": sums.dispersion(number)[rows], "chi_square": CHI_SQUARE(pair, totals)[0]}


def _row(matrix: sparse.csr_array, number: int) -> np.ndarray:
    return matrix[[number]].toarray()[0]


def _tests_at(rows: np.ndarray, tested: OutletTests, n_features: int) -> dict[str, np.ndarray]:
    columns = {}
    for name in ("p", "p_adjusted"):
        columns[name] = np.full(n_features, np.nan)
        columns[name][tested.features] = getattr(tested, name)
    return {name: values[rows] for name, values in columns.items()}


def _is_listed(tally: Tally, holding: Counts) -> np.ndarray:
    if len(tally.articles) <= SMALL_CORPUS_ARTICLES:
        return np.ones(len(holding.features), bool)
    return is_in_enough_articles(holding)
