"""Check on real articles that the tests and intervals of a report keep what they promise.

    PYTHONPATH=src python tools/calibrate.py CORPUS_FOLDER [--outlet NAME] [--runs 200] [--per-side N] [--summary]

Only articles of one outlet are used, so that every difference there is was made here:

A. Null: the articles are split at random into two pretended outlets, again and again. A word that survives
   correction is a false alarm.
B. Planted: in one half a word is used two or three times as often. A word that does not survive is missed.
C. Intervals: a few articles are drawn from all of them. An interval should hold the rate of all of them.
D. Summary (with --summary, instead of the others): the same null splits; a summary that states anything, of words,
   frame indicators, tone or quotations, is a false alarm.

Words are counted once; every run is a sum of rows of that table and then what a report does with it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from framing.corpus import build_corpus
from framing.counts import Counts
from framing.measures.frequency import rate_per_1000_words
from framing.problem import FramingError
from framing.support import ALPHA
from framing.uncertainty import bootstrap_interval
from framing.versions import installed_versions
from pretended_outlets import PLANTED, add_even_word, compare_halves, count_outlet, deal, repeat_word, uses_of
from pretended_summary import Pretended, columns_of, count_stated, pretend

# The sizes of the bar: 12 against 12 for planted words, and for the null beside all that there are.
PER_SIDE = 12
FACTORS = (2, 3)
N_PLANTED_RUNS = 50
# Uses per article in the half where nothing is planted.
BASE_USES = (1, 2, 3, 4, 5, 8, 12)
COVERAGE_SIZES = (3, 5, 8, 10, 20, 50)
N_COVERAGE_RUNS = 300
N_RESAMPLES = 1000
# Articles of each half whose summary is looked at, beside --per-side and all that there are; splits of a piece of work.
SUMMARY_SIZES = (12, 30)
SPLITS_AT_ONCE = 10
# Words whose intervals are looked at, by the share of articles that hold them.
BANDS = {"words in half of the articles or more": (0.5, 1.01), "in a quarter to a half": (0.25, 0.5),
         "in a tenth to a quarter": (0.1, 0.25)}


def null_row(counts: Counts, n_per_side: int, *, n_runs: int, seed: int) -> dict[str, object]:
    """In how many runs any word survived, with the exact binomial 95 % interval of that share."""
    rng = np.random.default_rng([seed, n_per_side])
    outcomes = [compare_halves(deal(counts, n_per_side, rng), rng) for _ in range(n_runs)]
    n_alarms = sum(bool(outcome.survivors) for outcome in outcomes)
    return {"articles": f"{n_per_side} v {n_per_side}", "label": outcomes[0].label,
            "words tested": np.median([outcome.n_tested for outcome in outcomes]), "runs": n_runs,
            "with a survivor": n_alarms, **_share("share", n_alarms, n_runs), "nominal": ALPHA}


def planted_row(counts: Counts, word: str, uses: float, *, n_per_side: int, n_runs: int, seed: int
                ) -> dict[str, object]:
    """In which share of the runs a word survived at each factor.

    An existing word keeps its own clustering in articles; PLANTED is a new word that is spread evenly.
    """
    rates = uses_of(counts, word) / counts.totals[:, 0] if word != PLANTED else np.array([np.nan])
    row: dict[str, object] = {
        "word": word, "uses an article": uses, "spread (sd/mean)": rates.std() / rates.mean(),
        "share of articles": np.nan if word == PLANTED else (rates > 0).mean()}
    for factor in FACTORS:
        rng = np.random.default_rng([seed, factor, round(1000 * uses)])
        n_found = sum(_is_found(counts, word, uses, factor, n_per_side, rng) for _ in range(n_runs))
        row |= _share(f"{factor}x", n_found, n_runs)
    return row


def _is_found(counts: Counts, word: str, uses: float, factor: int, n_per_side: int, rng: np.random.Generator) -> bool:
    """One run. Articles are drawn anew, so that now and then a word is in too few of them to be planted."""
    dealt = deal(counts, n_per_side, rng)
    if word == PLANTED:
        dealt = add_even_word(dealt, uses, factor, rng)
    elif word in dealt.features:
        dealt = repeat_word(dealt, word, factor)
    return word in compare_halves(dealt, rng).survivors


def choose_words(counts: Counts) -> list[tuple[str, float]]:
    """For each base rate the word nearest to it and its uses per article, among those of half of the articles."""
    uses = np.asarray(counts.matrix.sum(axis=0)).ravel() / len(counts.units)
    held = np.bincount(counts.matrix.indices, minlength=len(uses)) / len(counts.units)
    candidates = np.flatnonzero(held >= 0.5)
    if not len(candidates):
        return []
    nearest = [candidates[np.argmin(np.abs(np.log(uses[candidates] / wanted)))] for wanted in BASE_USES]
    return [(str(counts.features[word]), float(uses[word])) for word in dict.fromkeys(nearest)]


def coverage_row(counts: Counts, n_articles: int, *, n_runs: int, seed: int) -> dict[str, object]:
    """How often an interval from so many articles held the rate of all articles.

    Articles are drawn with replacement: all of the outlet's stand for endlessly many of the same kind. Shares
    are means over words; the runs of different words are not independent, so no interval is given.
    """
    held = np.bincount(counts.matrix.indices, minlength=len(counts.features)) / len(counts.units)
    shares = {}
    for name, (low, high) in BANDS.items():
        picked = np.flatnonzero((held >= low) & (held < high))
        rng = np.random.default_rng([seed, n_articles])
        coverage = _coverage(counts.matrix[:, picked].toarray(), counts.totals, n_articles, n_runs, rng)
        shares[name] = coverage.mean() if len(picked) else np.nan
    return {"articles": n_articles, "runs": n_runs, **shares, "nominal": 0.95}


def _coverage(sums: np.ndarray, totals: np.ndarray, n_articles: int, n_runs: int, rng: np.random.Generator
              ) -> np.ndarray:
    """Share of runs in which the interval of each feature holds its true rate."""
    truth = rate_per_1000_words(sums.sum(axis=0), totals.sum(axis=0))
    n_held = np.zeros(sums.shape[1])
    for _ in range(n_runs):
        drawn = rng.integers(len(sums), size=n_articles)
        low, high = bootstrap_interval(sums[drawn], totals[drawn], np.zeros(n_articles, int), rate_per_1000_words,
                                       n_resamples=N_RESAMPLES, rng=rng)
        n_held += (low[0] <= truth) & (truth <= high[0])
    return n_held / n_runs


def _share(name: str, k: int, n: int) -> dict[str, object]:
    """A share of runs, and its exact binomial (Clopper-Pearson) 95 % interval."""
    interval = stats.binomtest(k, n).proportion_ci(method="exact")
    return {name: k / n, f"{name}, 95 %": f"{interval.low:.3f} to {interval.high:.3f}"}


def main(arguments: Sequence[str] | None = None) -> int:
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
    counts = count_outlet(corpus, outlet)
    pretended = pretend(corpus, outlet) if options.summary else None
    print(f"corpus    {corpus.card.name}, sha256 {corpus.sha256}\n"
          f"outlet    {outlet}: {len(counts.units)} articles of {counts.totals.mean():,.0f} words on average, "
          f"{len(counts.features):,} different content words\n"
          f"seed      {options.seed}\n"
          "versions  " + ", ".join(f"{name} {version}" for name, version in installed_versions().items()))
    with ProcessPoolExecutor(options.jobs) as pool:
        lines = report(counts, options, pool) if pretended is None else summary_report(pretended, options, pool)
        for line in lines:
            print(line, flush=True)
    return 0


def report(counts: Counts, options: argparse.Namespace, pool: Executor) -> Iterator[str]:
    """The tables, piece by piece as they are worked out. Every row draws by itself: any number of jobs, one result."""
    most = len(counts.units) // 2
    per_side = min(options.per_side, most)
    planted = partial(planted_row, counts, n_per_side=per_side, n_runs=options.planted_runs, seed=options.seed)
    words = [*choose_words(counts), *((PLANTED, float(uses)) for uses in BASE_USES)]
    # All are under way at once; the largest begins first.
    null = [pool.submit(null_row, counts, size, n_runs=options.runs, seed=options.seed)
            for size in sorted({per_side, most}, reverse=True)][::-1]
    found = [pool.submit(planted, word, uses) for word, uses in words]
    held = [pool.submit(coverage_row, counts, size, n_runs=options.coverage_runs, seed=options.seed)
            for size in COVERAGE_SIZES]
    yield "\nA. Null: one outlet split at random. Share of runs in which any word survives correction:\n"
    yield _text(null)
    yield (f"\nB. Planted: {per_side} v {per_side} articles, a word used 2 or 3 times as often in one half. Share of "
           f"{options.planted_runs} runs in which it survives\n   correction; {PLANTED} is a new word spread evenly:\n")
    yield _text(found)
    yield "\nC. Intervals: share of runs in which a 95 % interval from so many articles holds the rate of all:\n"
    yield _text(held)


def summary_report(pretended: Pretended, options: argparse.Namespace, pool: Executor) -> Iterator[str]:
    """The table of the summary: each split draws by its own number, any number of jobs gives one result."""
    most = pretended.n_articles // 2
    sizes = sorted({min(options.per_side, most), *(size for size in SUMMARY_SIZES if size < most), most})
    numbers = range(1000 * options.seed, 1000 * options.seed + options.runs)
    under_way = {size: [pool.submit(count_stated, pretended, size, numbers[first:first + SPLITS_AT_ONCE])
                        for first in range(0, options.runs, SPLITS_AT_ONCE)] for size in sizes}
    yield ("\nD. Summary: one outlet split at random. Number of runs in which anything survives correction; in which "
           "the\n   summary states anything once the variants have been asked; and in which it states something of a "
           "kind:\n")
    rows = []
    for size, parts in under_way.items():
        columns = columns_of([part.result() for part in parts])
        rows.append({"articles": f"{size} v {size}", "runs": options.runs, **columns,
                     **_share("share", int(str(columns["any is stated"])), options.runs), "nominal": ALPHA})
    yield pd.DataFrame(rows).to_string(index=False, float_format=lambda value: f"{value:.3g}")


def _text(rows: Sequence[Future[dict[str, object]]]) -> str:
    table = pd.DataFrame([row.result() for row in rows])
    return table.to_string(index=False, na_rep="", float_format=lambda value: f"{value:.3g}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="CORPUS_FOLDER")
    parser.add_argument("--outlet", default="", help="default: the one with most articles")
    parser.add_argument("--summary", action="store_true", help="look at what the summary states, and nothing else")
    parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")
    for option, default, meaning in (("--runs", 200, "null splits of each size"),
                                     ("--per-side", PER_SIDE, "articles of each half"),
                                     ("--planted-runs", N_PLANTED_RUNS, "runs for each planted word and factor"),
                                     ("--coverage-runs", N_COVERAGE_RUNS, "runs for each number of articles"),
                                     ("--jobs", os.cpu_count() or 1, "rows worked out at a time")):
        parser.add_argument(option, type=int, default=default, metavar="N", help=f"{meaning} (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
