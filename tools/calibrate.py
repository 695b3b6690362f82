"""Check on real articles that the tests and intervals of a report keep what they promise.

    PYTHONPATH=src python tools/calibrate.py CORPUS_FOLDER [--outlet NAME] [--runs 200] [--seed 7] [--per-side N]

Only articles of one outlet are used, so that every difference there is was made here:

A. Null: the articles are split at random into two pretended outlets, again and again. A word that survives
   correction is a false alarm.
B. Planted: in one half a word is used two or three times as often. A word that does not survive is missed.
C. Intervals: a few articles are drawn from all of them. An interval should hold the rate of all of them.

Words are counted once; every run is a sum of rows of that table and then what a report does with it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse, stats

from framing.compare import compare
from framing.corpus import Corpus, build_corpus
from framing.counts import Counts, count_words
from framing.features import content_words
from framing.measures.frequency import rate_per_1000_words
from framing.measures.keyness import LOG_ODDS
from framing.problem import FramingError
from framing.support import ALPHA
from framing.uncertainty import bootstrap_interval
from framing.versions import installed_versions

LEFT, RIGHT = "left", "right"
PLANTED = "(planted)"
# The sizes of the bar: 12 against 12 for planted words, and for the null beside all that there are.
PER_SIDE = 12
FACTORS = (2, 3)
N_PLANTED_RUNS = 50
# Uses per article in the half where nothing is planted.
BASE_USES = (1, 2, 3, 4, 5, 8, 12)
COVERAGE_SIZES = (3, 5, 8, 10, 20, 50)
N_COVERAGE_RUNS = 300
N_RESAMPLES = 1000
# Words whose intervals are looked at, by the share of articles that hold them.
COMMON, MIDDLING, RARE = (0.5, 1.01), (0.25, 0.5), (0.1, 0.25)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one comparison of two pretended outlets gave."""

    survivors: tuple[str, ...]
    n_tested: int
    label: str


def count_outlet(corpus: Corpus, outlet: str) -> Counts:
    """Content words of an outlet's articles, one row an article: what notebook 02 compares."""
    return content_words(corpus, count_words(corpus).select(outlet=outlet)).articles()


def deal(counts: Counts, n_per_side: int, rng: np.random.Generator) -> Counts:
    """Articles drawn at random, the first half of them as outlet "left", the others as "right"."""
    chosen = rng.permutation(len(counts.units))[:2 * n_per_side]
    matrix = counts.matrix[chosen]
    occurring = np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0
    units = counts.units.iloc[chosen].reset_index(drop=True)
    units = units.assign(outlet=np.repeat([LEFT, RIGHT], n_per_side))
    return Counts(sparse.csr_array(matrix[:, occurring]), units, counts.features[occurring], counts.totals[chosen],
                  counts.counted_in)


def compare_halves(counts: Counts, rng: np.random.Generator) -> Outcome:
    """Exactly the comparison of a report, without its intervals."""
    rows = compare(counts, LOG_ODDS, rng=rng, n_resamples=0).of(LEFT)
    survivors = rows.loc[rows["p_adjusted"] <= ALPHA, "feature"]
    return Outcome(tuple(survivors), int(rows["p"].notna().sum()), str(rows["label"].iloc[0]))


def repeat_word(counts: Counts, word: str, factor: int) -> Counts:
    """The counts after each use of a word in the left articles was written ``factor`` times instead of once.

    Where in the article the repetitions stand does not matter: only counts are compared.
    """
    column = int(np.flatnonzero(counts.features == word)[0])
    uses = counts.matrix[:, [column]].toarray()[:, 0]
    added = np.where(counts.units["outlet"] == LEFT, (factor - 1) * uses, 0)
    places = sparse.csr_array((added, (np.arange(len(added)), np.full(len(added), column))),
                              shape=counts.matrix.shape)
    return Counts(sparse.csr_array(counts.matrix + places), counts.units, counts.features,
                  counts.totals + added[:, None], counts.counted_in)


def add_even_word(counts: Counts, uses_per_article: float, factor: int, rng: np.random.Generator) -> Counts:
    """The counts with a new word that stands anywhere with the same chance, ``factor`` times it in the left articles.

    Its numbers vary by chance only (Poisson), in proportion to the length of the article: no real word is as even.
    """
    lengths = counts.totals[:, 0] / counts.totals.mean()
    factors = np.where(counts.units["outlet"] == LEFT, factor, 1)
    added = rng.poisson(uses_per_article * lengths * factors).astype(float)
    matrix = sparse.csr_array(sparse.hstack([counts.matrix, sparse.csr_array(added[:, None])], format="csr"))
    return Counts(matrix, counts.units, np.append(counts.features, PLANTED), counts.totals + added[:, None],
                  counts.counted_in)


def null_table(counts: Counts, sizes: Sequence[int], *, n_runs: int, seed: int) -> pd.DataFrame:
    """One row a size: in how many runs any word survived, with the exact binomial 95 % interval of that share."""
    rows = []
    for n_per_side in sizes:
        rng = np.random.default_rng([seed, n_per_side])
        outcomes = [compare_halves(deal(counts, n_per_side, rng), rng) for _ in range(n_runs)]
        n_alarms = sum(bool(outcome.survivors) for outcome in outcomes)
        rows.append({"articles": f"{n_per_side} v {n_per_side}", "label": outcomes[0].label,
                     "words tested": np.median([outcome.n_tested for outcome in outcomes]), "runs": n_runs,
                     "with a survivor": n_alarms, **_share("share", n_alarms, n_runs), "nominal": ALPHA})
    return pd.DataFrame(rows)


def planted_table(counts: Counts, n_per_side: int, *, n_runs: int, seed: int) -> pd.DataFrame:
    """One row a planted word: in which share of the runs it survived at each factor.

    Existing words keep their own clustering in articles; beside each stands a new word of the same base rate
    that is spread evenly.
    """
    rows = []
    for word, uses in [(word, _uses_of(counts, word).mean()) for word in choose_words(counts)]:
        rates = _uses_of(counts, word) / counts.totals[:, 0]
        rows.append({"word": word, "uses": uses, "articles": (rates > 0).mean(), "spread": rates.std() / rates.mean()})
    rows += [{"word": PLANTED, "uses": float(uses), "articles": np.nan, "spread": np.nan} for uses in BASE_USES]
    for row in rows:
        for factor in FACTORS:
            rng = np.random.default_rng([seed, factor, round(1000 * row["uses"])])
            n_found = sum(_is_found(counts, row, factor, n_per_side, rng) for _ in range(n_runs))
            row |= _share(f"{factor}x", n_found, n_runs)
    return pd.DataFrame(rows).rename(columns={"uses": "uses an article", "articles": "share of articles",
                                              "spread": "spread (sd/mean)"})


def _is_found(counts: Counts, row: dict, factor: int, n_per_side: int, rng: np.random.Generator) -> bool:
    """One run. Articles are drawn anew, so that now and then a word is in too few of them to be planted."""
    dealt = deal(counts, n_per_side, rng)
    if row["word"] == PLANTED:
        dealt = add_even_word(dealt, row["uses"], factor, rng)
    elif row["word"] in dealt.features:
        dealt = repeat_word(dealt, row["word"], factor)
    return row["word"] in compare_halves(dealt, rng).survivors


def choose_words(counts: Counts) -> list[str]:
    """For each base rate the word nearest to it, among those that at least half of the articles hold."""
    uses = np.asarray(counts.matrix.sum(axis=0)).ravel() / len(counts.units)
    held = np.bincount(counts.matrix.indices, minlength=len(uses)) / len(counts.units)
    candidates = np.flatnonzero(held >= COMMON[0])
    if not len(candidates):
        return []
    nearest = [candidates[np.argmin(np.abs(np.log(uses[candidates] / wanted)))] for wanted in BASE_USES]
    return [str(counts.features[word]) for word in dict.fromkeys(nearest)]


def _uses_of(counts: Counts, word: str) -> np.ndarray:
    return counts.matrix[:, np.flatnonzero(counts.features == word)].toarray()[:, 0]


def coverage_table(counts: Counts, sizes: Sequence[int], *, n_runs: int, seed: int) -> pd.DataFrame:
    """One row a number of articles: how often an interval from so many held the rate of all articles.

    Articles are drawn with replacement: all of the outlet's stand for endlessly many of the same kind. Shares
    are means over words; the runs of different words are not independent, so no interval is given.
    """
    held = np.bincount(counts.matrix.indices, minlength=len(counts.features)) / len(counts.units)
    bands = {"words in half of the articles or more": COMMON, "in a quarter to a half": MIDDLING,
             "in a tenth to a quarter": RARE}
    picked = [np.flatnonzero((held >= low) & (held < high)) for low, high in bands.values()]
    columns = np.concatenate(picked)
    sums, totals = counts.matrix[:, columns].toarray(), counts.totals
    truth = rate_per_1000_words(sums.sum(axis=0), totals.sum(axis=0))
    ends = np.cumsum([0, *map(len, picked)])
    rows = []
    for n_articles in sizes:
        rng = np.random.default_rng([seed, n_articles])
        holds = _mean_coverage(sums, totals, truth, n_articles, n_runs, rng)
        shares = {name: holds[first:last].mean() if last > first else np.nan
                  for name, first, last in zip(bands, ends[:-1], ends[1:], strict=True)}
        rows.append({"articles": n_articles, "runs": n_runs, **shares, "nominal": 0.95})
    return pd.DataFrame(rows)


def _mean_coverage(sums: np.ndarray, totals: np.ndarray, truth: np.ndarray, n_articles: int, n_runs: int,
                   rng: np.random.Generator) -> np.ndarray:
    """Share of runs in which the interval of each feature holds its true rate."""
    n_held = np.zeros(sums.shape[1])
    one_group = np.zeros(n_articles, int)
    for _ in range(n_runs):
        drawn = rng.integers(len(sums), size=n_articles)
        low, high = bootstrap_interval(sums[drawn], totals[drawn], one_group, rate_per_1000_words,
                                       n_resamples=N_RESAMPLES, rng=rng)
        n_held += (low[0] <= truth) & (truth <= high[0])
    return n_held / n_runs


def _share(name: str, k: int, n: int) -> dict[str, object]:
    """A share of runs, and its exact binomial (Clopper-Pearson) 95 % interval."""
    interval = stats.binomtest(k, n).proportion_ci(method="exact")
    return {name: k / n, f"{name}, 95 %": f"{interval.low:.3f} to {interval.high:.3f}"}


def main(arguments: Sequence[str] | None = None, *, show: Callable[[str], None] = print) -> int:
    """Print the three tables. Returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        corpus = build_corpus(options.folder)
    except FramingError as error:
        print(error, file=sys.stderr)
        return 1
    n_articles = corpus.articles["outlet"].value_counts().sort_index()
    outlet = options.outlet or str(n_articles.idxmax())
    if n_articles.get(outlet, 0) < 4:
        print(f"{outlet!r} has {n_articles.get(outlet, 0)} articles; 4 are needed. There are: "
              f"{', '.join(n_articles.index)}.", file=sys.stderr)
        return 1
    for line in report(corpus, outlet, options):
        show(line)
    return 0


def report(corpus: Corpus, outlet: str, options: argparse.Namespace) -> Iterator[str]:
    """The text, piece by piece as it is worked out."""
    counts = count_outlet(corpus, outlet)
    most = len(counts.units) // 2
    per_side = min(options.per_side, most)
    yield f"corpus    {corpus.card.name}, sha256 {corpus.sha256}"
    yield (f"outlet    {outlet}: {len(counts.units)} articles of {counts.totals.mean():,.0f} words on average, "
           f"{len(counts.features):,} different content words in the corpus")
    yield f"seed      {options.seed}"
    yield "versions  " + ", ".join(f"{name} {version}" for name, version in installed_versions().items())
    yield "\nA. Null: one outlet split at random. Share of runs in which any word survives correction:\n"
    yield _text(null_table(counts, sorted({per_side, most}), n_runs=options.runs, seed=options.seed))
    yield (f"\nB. Planted: {per_side} v {per_side} articles, a word used 2 or 3 times as often in one half. Share of "
           f"{options.planted_runs} runs in which it survives\n   correction; {PLANTED} is a new word spread evenly:\n")
    yield _text(planted_table(counts, per_side, n_runs=options.planted_runs, seed=options.seed))
    yield "\nC. Intervals: share of runs in which a 95 % interval from so many articles holds the rate of all:\n"
    yield _text(coverage_table(counts, COVERAGE_SIZES, n_runs=options.coverage_runs, seed=options.seed))


def _text(table: pd.DataFrame) -> str:
    return table.to_string(index=False, na_rep="", float_format=lambda value: f"{value:.3g}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="CORPUS_FOLDER")
    parser.add_argument("--outlet", default="", help="default: the one with most articles")
    parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")
    for option, default, meaning in (("--runs", 200, "null splits of each size"),
                                     ("--per-side", PER_SIDE, "articles of each half"),
                                     ("--planted-runs", N_PLANTED_RUNS, "runs for each planted word and factor"),
                                     ("--coverage-runs", N_COVERAGE_RUNS, "runs for each number of articles")):
        parser.add_argument(option, type=int, default=default, metavar="N", help=f"{meaning} (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
