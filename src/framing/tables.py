"""The tables that others can build on: long CSV files, documented column by column in docs/tables.md.

Those that count are functions of a tally; those that show text (lines, sentences, quotes) or runs of words
(phrases) need the corpus itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from framing.compare import compare, describe
from framing.corpus import Corpus
from framing.counts import Counts, count_words
from framing.csv_files import write_csv
from framing.measures.actor_tone import TONE_TOWARD
from framing.measures.frames import indicator_rows
from framing.measures.frequency import RATE, dispersion_dp
from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO
from framing.measures.tfidf import tfidf_by
from framing.measures.tone import TONE, sentence_spread
from framing.problem import Problem
from framing.support import support_table
from framing.tally import FUNCTIONAL_LEXICONS, TONE_LEXICONS, Tally, articles_holding, as_tally, holding_of
from framing.tally_support import is_in_enough_articles, tally_labels, tally_support

# Up to this many articles every word is listed; above it, words in fewer than MIN_ARTICLES_TESTED articles
# are left out of words.csv and phrases.csv, where they would be nine rows in ten.
SMALL_CORPUS_ARTICLES = 50

TableBuilders = Mapping[str, Callable[[], pd.DataFrame]]


def write_tables(corpus: Corpus, out: Path, *, seed: int, n_resamples: int,
                 on_progress: Callable[[str], None] = lambda name: None) -> tuple[Path, ...]:
    """Write every table into ``out``, each at once and whole. Returns the paths."""
    counted = counted_tables(as_tally(corpus), seed=seed, n_resamples=n_resamples)
    builders: TableBuilders = {
        "articles": counted["articles"],
        "lines": lambda: corpus.lines,
        "sentences": lambda: sentence_table(corpus),
        "quotes": lambda: corpus.quotes,
        "words": counted["words"],
        "phrases": lambda: phrase_table(corpus),
        **{name: build for name, build in counted.items() if name not in ("articles", "words")},
    }
    return write_each(builders, out, on_progress=on_progress)


def counted_tables(tally: Tally, *, seed: int, n_resamples: int) -> TableBuilders:
    """The tables that need no text, by name."""
    return {
        "articles": lambda: tally.articles,
        "words": lambda: word_table(tally, seed=seed),
        "frame_indicators": lambda: frame_table(tally),
        "tone": lambda: tone_table(tally, seed=seed, n_resamples=n_resamples),
        "tone_toward": lambda: tone_toward_table(tally, seed=seed, n_resamples=n_resamples),
        "support": lambda: support_table(tally_support(tally)),
        "problems": lambda: problem_table(tally),
    }


def write_each(builders: TableBuilders, out: Path, *, on_progress: Callable[[str], None] = lambda name: None
               ) -> tuple[Path, ...]:
    """Build each table and write it into ``out``. Returns the paths."""
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


def word_table(texts: Corpus | Tally, *, seed: int) -> pd.DataFrame:
    """One row a word and outlet: count, n_articles, rate, TF-IDF, keyness, dispersion, label, tests."""
    tally = as_tally(texts)
    holding = articles_holding(tally)
    table = _keyness_table(tally, tally.counts["words"], holding)
    if len(tally.outlets) > 1:
        listed = tally.counts["words"].with_features(_is_listed(tally, holding))
        found = compare(listed, LOG_ODDS, rng=np.random.default_rng(seed), n_resamples=0,
                        n_tested=tally_support(tally)[0].n_tested).table
        table[["label", "p", "p_adjusted"]] = found[["label", "p", "p_adjusted"]]
    return table


def phrase_table(corpus: Corpus) -> pd.DataFrame:
    """The same for runs of two and three words that occur at least twice; ranked, not tested.

    Phrases overlap ("the united", "united states", "the united states"): tests of them would count one
    difference many times.
    """
    words = count_words(corpus, n_max=3)
    phrases = words.with_features(np.array([" " in name for name in words.features], bool))
    return _keyness_table(as_tally(corpus), phrases, holding_of(phrases))


def _keyness_table(tally: Tally, counts: Counts, holding: Counts) -> pd.DataFrame:
    is_listed = _is_listed(tally, holding)
    listed = counts.with_features(is_listed)
    grouped = listed.sum_by("outlet")
    sums, totals = grouped.matrix.toarray(), grouped.totals
    columns = {
        "count": sums.astype(int),
        "n_articles": holding.with_features(is_listed).sum_by("outlet").matrix.toarray().astype(int),
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
    table["label"] = table["outlet"].map(tally_labels(tally))
    return table.assign(chi_square=CHI_SQUARE(sums, totals).ravel(), p=np.nan, p_adjusted=np.nan)


def _is_listed(tally: Tally, holding: Counts) -> np.ndarray:
    if len(tally.articles) <= SMALL_CORPUS_ARTICLES:
        return np.ones(len(holding.features), bool)
    return is_in_enough_articles(holding)


def frame_table(texts: Corpus | Tally) -> pd.DataFrame:
    """Frame indicators and the other category lists (hedges, reporting verbs, loaded wording, actors)."""
    tally = as_tally(texts)
    pieces = [indicator_rows(tally.counts[f"hits {key}"], tally.counts[f"sentences {key} {voice}"], key, voice)
              for key in tally.category_lexicons for voice in ("outlet", "quoted", "all")]
    table = pd.concat(pieces, ignore_index=True)
    table["label"] = table["outlet"].map(tally_labels(tally))
    first = ["lexicon", "category", "outlet", "voice", "hits", "rate_per_1000_words", "share_of_sentences", "label"]
    return table[first + [name for name in table if name not in first]]


def tone_table(texts: Corpus | Tally, *, seed: int, n_resamples: int, lexicons: tuple[str, ...] = TONE_LEXICONS
               ) -> pd.DataFrame:
    """Tone of every outlet by list, part and voice, "all" included. Documented in docs/tables.md."""
    tally, rng = as_tally(texts), np.random.default_rng(seed)
    table = pd.concat([_tone_rows(tally, key, rng, n_resamples).assign(lexicon=key) for key in lexicons],
                      ignore_index=True)
    first = ["lexicon", "outlet", "part", "voice", "mean", "coverage", "n_sentences", "low", "high", "label"]
    return table[first + [name for name in table if name not in first]]


def _tone_rows(tally: Tally, key: str, rng: np.random.Generator, n_resamples: int) -> pd.DataFrame:
    counts = tally.counts[f"tone {key}"]
    found = describe(counts, TONE, rng=rng, n_resamples=n_resamples, n_tested=tally_support(tally)[0].n_tested).table
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
        "sd_between_sentences": sentence_spread(counts, tally.counts[f"squares {key}"]).reindex(tone.index),
    }).reset_index()


def tone_toward_table(texts: Corpus | Tally, *, seed: int, n_resamples: int) -> pd.DataFrame:
    """Tone toward each actor that is mentioned, by outlet, part and voice. Documented in docs/tables.md."""
    tally = as_tally(texts)
    found = describe(tally.counts["tone_toward"], TONE_TOWARD, rng=np.random.default_rng(seed), n_resamples=n_resamples,
                     n_tested=tally_support(tally)[0].n_tested).table
    found[["quantity", "actor", "part", "voice"]] = found["feature"].str.split(" ", expand=True)
    by_quantity = {quantity: rows.set_index(["outlet", "actor", "part", "voice"])
                   for quantity, rows in found.groupby("quantity")}
    value, rules = by_quantity["value"], by_quantity["rules"]
    shares = {f"share_{name}": by_quantity[name]["estimate"] for name in ("negative", "neutral", "positive")}
    table = pd.DataFrame({"mean": value["estimate"], "low": value["low"], "high": value["high"], **shares,
                          "n_mentions": value["total"].astype(int), "n_articles": value["n_articles"].astype(int),
                          "label": value["label"], "mean_by_rules": rules["estimate"]})
    return table[table["n_mentions"] > 0].reset_index()


def problem_table(texts: Corpus | Tally) -> pd.DataFrame:
    """Everything that was skipped or doubtful, one row each."""
    columns = list(Problem.__dataclass_fields__)
    return pd.DataFrame([problem.as_row() for problem in texts.problems], columns=columns)


__all__ = ["FUNCTIONAL_LEXICONS", "TONE_LEXICONS", "counted_tables", "frame_table", "phrase_table",
           "problem_table", "sentence_table", "tone_table", "tone_toward_table", "word_table", "write_each",
           "write_tables"]
