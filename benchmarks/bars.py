"""What is wanted, what was measured, and whether it is met."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.cases import MAX_ARTICLES_OF_PEERS
from benchmarks.runs import Quantity, Run, Runs

SCORE_CHECKS = ("sum_of_scores", "weighted_sum", "sum_of_squares")
OURS_UP_TO_KEYNESS = ("cleaning, sentences, words", "word counts", "lexicons", "keyness")
STORE = "ours_store_without_dear_steps"
QUANTEDA_STEPS = ("words", "counts", "lexicon", "keyness")


@dataclass(frozen=True, slots=True)
class Bar:
    """``is_met`` is None where nothing was measured."""

    what: str
    measured: str
    wanted: str
    is_met: bool | None


def all_bars(found: Runs, words: Mapping[int, int]) -> list[Bar]:
    """Every bar, in the order of the list of wishes. ``words``: number of articles -> words."""
    sizes = [size for size in sorted(words) if size <= MAX_ARTICLES_OF_PEERS]
    bars = [bar for size in sizes[-1:] for bar in _against_peers(found, size)]
    bars += [_at_least(f"{_n(size)}: whole process, against the class notebook",
                       found.ratio("class_notebook", "ours", size, wall), 12) for size in sizes[:-1]]
    return [*bars, *_archive(found), *_growth(found, words), *_small_case(found)]


def wall(run: Run) -> float:
    """Wall seconds of the whole process."""
    return run.wall_s


def steps_of(*names: str) -> Quantity:
    """Seconds of some steps together."""
    return lambda run: sum(run.steps.get(name, 0.0) for name in names)


def rate_of(count: str, step: str) -> Quantity:
    """What was counted in a second of a step."""
    return lambda run: run.counts[count] / run.steps[step]


def _against_peers(found: Runs, size: int) -> list[Bar]:
    measures: Quantity = Run.measures_s
    ratio = found.ratio
    peers = "class_notebook"
    return [
        _at_least(f"{_n(size)}: sum of the measures, against the class notebook",
                  ratio(peers, "ours", size, measures), 50),
        _at_least(f"{_n(size)}: whole process, against the class notebook", ratio(peers, "ours", size, wall), 35),
        _at_most(f"{_n(size)}: peak memory, as a share of the class notebook's",
                 ratio("ours", peers, size, lambda run: run.peak_mb), 0.6, ""),
        _at_most(f"{_n(size)}: all of our measures, as a share of scikit-learn's TF-IDF alone",
                 ratio("ours", "sklearn_tfidf", size, measures), 1, ""),
        *(_at_least(f"{_n(size)}: words, sentences, counts, lexicons, keyness, against {case} with 2 threads",
                    ratio(case, "ours", size, steps_of(*QUANTEDA_STEPS), steps_of(*OURS_UP_TO_KEYNESS)), wanted)
          for case, wanted in (("quanteda_default", 10), ("quanteda_fasterword", 4))),
        *(_same(_at_least(f"{_n(size)}: VADER's tone of a sentence, numbered chunks, against {package}",
                          ratio("tone_ours", case, size, rate_of("sentences", "score")), wanted),
                found, "tone_ours", case, size, SCORE_CHECKS)
          for case, package, wanted in (("tone_vadersentiment", "vaderSentiment", 25), ("tone_nltk", "NLTK", 70))),
        _same(_at_least(f"{_n(size)}: lexicons per article and sentence, numbered corpus, against a naive loop",
                        ratio("lexicons_naive", "lexicons_ours", size, steps_of("lexicons")), 200),
              found, "lexicons_naive", "lexicons_ours", size, ("hits", "sentences_touched")),
        *(_at_most(f"{_n(size)}: 1,000 resamples of the two largest outlets, {terms}",
                   found.median("resamples_ours", size, steps_of(f"1,000 resamples, {terms}")), wanted, " s")
          for terms, wanted in (("2,000 terms", 0.5), ("all terms", 3))),
    ]


def _archive(found: Runs, size: int = 37_500) -> list[Bar]:
    def peak(run: Run) -> float:
        return run.peak_mb

    with_all = found.median("ours_store", size, wall)
    return [_at_most(f"{_n(size)}: everything but attributions and tone toward actors, through the store",
                     found.median(STORE, size, wall), 25, " s"),
            _at_most(f"{_n(size)}: peak memory of all processes of the store", found.median(STORE, size, peak), 1536,
                     " MB"),
            Bar(f"{_n(size)}: with attributions and tone toward actors", f"{with_all:.3g} s" if with_all else
                "not measured", "a speed of their own", None)]


def _growth(found: Runs, words: Mapping[int, int]) -> list[Bar]:
    sizes = [size for size in found.sizes(STORE) if size >= MAX_ARTICLES_OF_PEERS]
    first, last = (sizes[0], sizes[-1]) if len(sizes) > 1 else (0, 0)
    between = f"{_n(first)} to {_n(last)}" if last else "10,000 articles and more"
    memory = [found.median(STORE, size, lambda run: run.peak_mb) for size in (first, last)]
    return [_at_most(f"{between}: exponent of the store's time over words",
                     exponent(found, words, STORE, first, last), 1.05, ""),
            _at_most(f"{between}: growth of the store's peak memory",
                     memory[1] / memory[0] if memory[0] and memory[1] else None, 1.3, " times")]


def exponent(found: Runs, words: Mapping[int, int], case: str, first: int, last: int) -> float | None:
    """How wall time grows with words: 1 is linear."""
    times = [found.median(case, size, wall) for size in (first, last)]
    if not all(times) or first == last:
        return None
    return math.log(times[1] / times[0]) / math.log(words[last] / words[first])  # type: ignore[operator]


def _small_case(found: Runs) -> list[Bar]:
    whole = steps_of("whole command")
    return [_at_most("five articles: framing tables, whole process", found.median("tables_seeds", 0, whole), 1.0, " s"),
            _at_most("five articles: framing tables, as a share of the imports of four usual libraries",
                     found.ratio("tables_seeds", "imports", 0, whole), 1, ""),
            _at_most("five articles: seven reports, as a share of papermill two at a time",
                     found.ratio("reports_seeds", "papermill", 0, whole), 1 / 3, "")]


def _at_least(what: str, value: float | None, wanted: float) -> Bar:
    return _bar(what, value, f"≥ {wanted:g} times", " times", lambda number: number >= wanted)


def _at_most(what: str, value: float | None, wanted: float, unit: str) -> Bar:
    return _bar(what, value, f"≤ {wanted:.3g}{unit}" if wanted < 1000 else f"≤ {wanted:,.0f}{unit}", unit,
                lambda number: number <= wanted)


def _bar(what: str, value: float | None, wanted: str, unit: str, fits: Callable[[float], bool]) -> Bar:
    if value is None:
        return Bar(what, "not measured", wanted, None)
    return Bar(what, (f"{value:,.0f}" if value >= 100 else f"{value:.3g}") + unit, wanted, fits(value))


def _same(bar: Bar, found: Runs, case: str, other: str, size: int, names: tuple[str, ...]) -> Bar:
    """The bar with a word on whether both counted the same."""
    left, right = ([run.counts.get(name) for run in found.of(one, size)[:1] for name in names] for one in (case, other))
    if bar.is_met is None:
        return bar
    agreement = "same values" if left == right else "values differ"
    return Bar(bar.what, f"{bar.measured}; {agreement}", bar.wanted, bar.is_met)


def _n(size: int) -> str:
    return f"{size:,} articles"
