"""The tables that others can build on: long CSV files, documented column by column in docs/tables.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from framing.compare import MIN_ARTICLES_TESTED, compare, corpus_support, describe, outlet_labels
from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.csv_files import write_csv
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.measures.frames import indicator_table
from framing.measures.frequency import RATE, count_articles_with, dispersion_dp
from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO
from framing.measures.tfidf import tfidf_by
from framing.measures.tone import TONE, count_tone, score_sentences, sentence_spread
from framing.problem import Problem
from framing.support import support_table

TONE_LEXICONS = ("vader", "pattern_en")
FUNCTIONAL_LEXICONS = ("hedges_boosters", "reporting_verbs", "loaded_wording", "actors")
# Up to this many articles every word is listed; above it, words in fewer than MIN_ARTICLES_TESTED articles
# are left out of words.csv and phrases.csv, where they would be nine rows in ten.
SMALL_CORPUS_ARTICLES = 50


def write_tables(corpus: Corpus, out: Path, *, seed: int, n_resamples: int,
                 on_progress: Callable[[str], None] = lambda name: None) -> tuple[Path, ...]:
    """Write every table into ``out``, each at once and whole. Returns the paths."""
    builders: Mapping[str, Callable[[], pd.DataFrame]] = {
        "articles": lambda: corpus.articles,
        "lines": lambda: corpus.lines,
        "sentences": lambda: sentence_table(corpus),
        "quotes": lambda: corpus.quotes,
        "words": lambda: word_table(corpus, seed=seed),
        "phrases": lambda: phrase_table(corpus),
        "frame_indicators": lambda: frame_table(corpus),
        "tone": lambda: tone_table(corpus, seed=seed, n_resamples=n_resamples),
        "support": lambda: support_table(corpus_support(corpus)),
        "problems": lambda: problem_table(corpus),
    }
    paths = []
    for name, build in builders.items():
        on_progress(name)
        paths.append(out / f"{name}.csv")
        write_csv(build(), paths[-1])
    return tuple(paths)


def sentence_table(corpus: Corpus) -> pd.DataFrame:
    """Sentences in the order sentence_id, article_id, part, voice, start, end, n_words, text, then the rest."""
    first = ["sentence_id", "article_id", "part", "voice", "start", "end", "n_words", "text"]
    return corpus.sentences[first + [name for name in corpus.sentences if name not in first]]


def word_table(corpus: Corpus, *, seed: int) -> pd.DataFrame:
    """One row a word and outlet: count, n_articles, rate, TF-IDF, keyness, dispersion, label, tests."""
    counts = count_words(corpus)
    table = _keyness_table(corpus, counts)
    if len(corpus.outlets) > 1:
        listed = counts.with_features(_is_listed(corpus, counts))
        found = compare(listed, LOG_ODDS, rng=np.random.default_rng(seed), n_resamples=0).table
        table[["label", "p", "p_adjusted"]] = found[["label", "p", "p_adjusted"]]
    return table


def phrase_table(corpus: Corpus) -> pd.DataFrame:
    """The same for runs of two and three words that occur at least twice; ranked, not tested.

    Phrases overlap ("the united", "united states", "the united states"): tests of them would count one
    difference many times.
    """
    counts = count_words(corpus, n_max=3)
    return _keyness_table(corpus, counts.with_features(np.array([" " in name for name in counts.features], bool)))


def _keyness_table(corpus: Corpus, counts: Counts) -> pd.DataFrame:
    is_listed = _is_listed(corpus, counts)
    listed = counts.with_features(is_listed)
    grouped = listed.sum_by("outlet")
    sums, totals = grouped.matrix.toarray(), grouped.totals
    columns = {
        "count": sums.astype(int),
        "n_articles": count_articles_with(listed).astype(int),
        "rate_per_1000_words": RATE(sums, totals),
        "tfidf": tfidf_by(counts)[:, is_listed],  # of the whole text, listed or not: rows have length 1
        "log_odds_z": LOG_ODDS(sums, totals),
        "log_ratio": LOG_RATIO(sums, totals),
        "g2": G2(sums, totals),
        "dp": np.stack([dispersion_dp(listed.select(outlet=outlet)) for outlet in grouped.units["outlet"]]),
    }
    table = pd.DataFrame({"feature": np.tile(listed.features, len(sums)),
                          "outlet": np.repeat(grouped.units["outlet"].to_numpy(), sums.shape[1])})
    for name, values in columns.items():
        table[name] = values.ravel()
    table["label"] = table["outlet"].map(outlet_labels(corpus))
    return table.assign(chi_square=CHI_SQUARE(sums, totals).ravel(), p=np.nan, p_adjusted=np.nan)


def _is_listed(corpus: Corpus, counts: Counts) -> np.ndarray:
    if len(corpus.articles) <= SMALL_CORPUS_ARTICLES:
        return np.ones(len(counts.features), bool)
    return count_articles_with(counts).sum(axis=0) >= MIN_ARTICLES_TESTED


def frame_table(corpus: Corpus) -> pd.DataFrame:
    """Frame indicators and the other category lists (hedges, reporting verbs, loaded wording, actors)."""
    keys = dict.fromkeys([*corpus.card.frame_lexicons, *FUNCTIONAL_LEXICONS])
    pieces = [indicator_table(corpus, find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder)))
              for key in keys]
    table = pd.concat(pieces, ignore_index=True)
    table["label"] = table["outlet"].map(outlet_labels(corpus))
    first = ["lexicon", "category", "outlet", "voice", "hits", "rate_per_1000_words", "share_of_sentences", "label"]
    return table[first + [name for name in table if name not in first]]


def tone_table(corpus: Corpus, *, seed: int, n_resamples: int, lexicons: tuple[str, ...] = TONE_LEXICONS
               ) -> pd.DataFrame:
    """Tone of every outlet by list, part and voice, "all" included. Documented in docs/tables.md."""
    rng = np.random.default_rng(seed)
    pieces = []
    for key in lexicons:
        scores = score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder))
        pieces.append(_tone_rows(corpus, scores, rng, n_resamples).assign(lexicon=key))
    table = pd.concat(pieces, ignore_index=True)
    first = ["lexicon", "outlet", "part", "voice", "mean", "coverage", "n_sentences", "low", "high", "label"]
    return table[first + [name for name in table if name not in first]]


def _tone_rows(corpus: Corpus, scores: pd.DataFrame, rng: np.random.Generator, n_resamples: int) -> pd.DataFrame:
    found = describe(count_tone(corpus, scores), TONE, rng=rng, n_resamples=n_resamples,
                     n_tested=corpus_support(corpus)[0].n_tested).table
    found[["quantity", "voice", "part"]] = found["feature"].str.split(" ", expand=True)
    by_quantity = {quantity: rows.set_index(["outlet", "voice", "part"])
                   for quantity, rows in found.groupby("quantity")}
    tone, scored, coverage = (by_quantity[name] for name in ("tone", "tone_scored", "coverage"))
    # A mean over sentences none of which holds a listed word is no neutral tone: it is no measurement.
    measured = tone[["estimate", "low", "high"]].where(scored["total"] > 0)
    return pd.DataFrame({
        "mean": measured["estimate"], "coverage": coverage["estimate"], "n_sentences": tone["total"].astype(int),
        "low": measured["low"], "high": measured["high"], "label": tone["label"],
        "mean_of_scored_sentences": scored["estimate"], "n_sentences_scored": scored["total"].astype(int),
        "n_words": coverage["total"].astype(int), "n_words_scored": coverage["count"].astype(int),
        "sd_between_sentences": sentence_spread(corpus, scores).reindex(tone.index),
    }).reset_index()


def problem_table(corpus: Corpus) -> pd.DataFrame:
    """Everything that was skipped or doubtful, one row each."""
    columns = list(Problem.__dataclass_fields__)
    return pd.DataFrame([problem.as_row() for problem in corpus.problems], columns=columns)
