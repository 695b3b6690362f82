"""What a corpus can bear: how many articles an outlet has decides what may be said about it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd

DESCRIPTIVE, INDICATIVE, INFERENTIAL = "descriptive", "indicative", "inferential"
LABELS = (DESCRIPTIVE, INDICATIVE, INFERENTIAL)

# The level that a corrected p-value must reach. Convention, stated in every table that uses it.
ALPHA = 0.05

# Below 5 articles there are at most 35 different resamples of an outlet's articles (4 give 35, 5 give 126):
# an interval from them has visible steps and covers far less than it says. tools/calibrate.py prints the coverage.
MIN_ARTICLES_FOR_INTERVALS = 5
# Below 10 articles one unusual article is more than a tenth of everything the outlet says.
MIN_ARTICLES_FOR_TESTS = 10

MEANING = {
    DESCRIPTIVE: "These numbers describe these texts. They cannot show a difference between outlets: "
                 "no intervals, no tests, no ranking of outlets.",
    INDICATIVE: "Enough articles for intervals by resampling articles, too few for a test that survives "
                "correction over the vocabulary. Differences are leads to follow, not findings.",
    INFERENTIAL: "Enough articles for intervals by resampling articles and for tests with correction. "
                 "What a test cannot exclude is another cause: genre, date, topic or author.",
}


@dataclass(frozen=True, slots=True)
class Support:
    """What one contrast (an outlet against all others) can bear.

    ``smallest_p``: the smallest p-value that an exact two-sided permutation of whole articles could reach (see
    the function of that name). ``n_tested``: words that a test would be corrected for.
    ``n_needed``: how many words would have to reach that smallest p together for any to survive
    Benjamini-Hochberg. ``label``: descriptive, indicative or inferential; ``reason`` says why.
    """

    contrast: str
    outlet: str
    n_articles_left: int
    n_articles_right: int
    smallest_p: float
    n_tested: int
    n_needed: int
    label: str
    reason: str


# Whole numbers of choices get thousands of digits; past this many articles a float says enough.
MAX_EXACT_ARTICLES = 1_000


def smallest_p(n_left: int, n_right: int) -> float:
    """One over the number of ways in which ``n_left`` of all articles can be chosen; twice that for equal sides.

    With 2 of 5 articles it is 1/10: whatever the texts hold, no exact test of whole articles can go lower. With
    2 of 4 it is 2/6: choosing the other two gives the same difference with the other sign, and a test that
    asks for a difference in either direction counts both.
    """
    n = n_left + n_right
    if n > MAX_EXACT_ARTICLES:
        n_choices = math.exp(min(700.0, math.lgamma(n + 1) - math.lgamma(n_left + 1) - math.lgamma(n_right + 1)))
    else:
        n_choices = math.comb(n, n_left)
    return (2 if n_left == n_right else 1) / n_choices


def contrast_support(outlet: str, n_left: int, n_right: int, *, n_tested: int) -> Support:
    """The support of one outlet against the rest, when ``n_tested`` words would be tested together."""
    p = smallest_p(n_left, n_right)
    n_needed = max(1, math.ceil(p * n_tested / ALPHA - 1e-9))
    label, reason = _judge(n_left, n_right, p, n_needed)
    return Support(f"{outlet} against the rest", outlet, n_left, n_right, p, n_tested, n_needed, label, reason)


def _judge(n_left: int, n_right: int, p: float, n_needed: int) -> tuple[str, str]:
    fewest = min(n_left, n_right)
    if fewest == 0:
        return DESCRIPTIVE, "there is nothing to compare with"
    if fewest == 1:
        return DESCRIPTIVE, "outlet and article cannot be told apart where there is one article"
    if p > ALPHA:
        return DESCRIPTIVE, f"no exact test of whole articles can go below p = {p:.3g}"
    if fewest < MIN_ARTICLES_FOR_INTERVALS:
        return DESCRIPTIVE, f"{fewest} articles on one side are too few to resample"
    if fewest < MIN_ARTICLES_FOR_TESTS:
        return INDICATIVE, f"{fewest} articles on one side: one of them can carry a difference"
    if n_needed > 1:
        return INDICATIVE, f"{n_needed} words would have to reach the smallest p together"
    return INFERENTIAL, "an article-level test can survive correction over the vocabulary"


def supports(outlets: Sequence[str], *, n_tested: int, names: Sequence[str] | None = None) -> tuple[Support, ...]:
    """The support of every outlet against the rest; ``outlets`` names the outlet of each article.

    ``names``: the outlets to report on, also those that have no article; else all, in sorted order.
    """
    n_articles = Counter(outlets)
    return tuple(contrast_support(name, n_articles[name], n_articles.total() - n_articles[name], n_tested=n_tested)
                 for name in (sorted(n_articles) if names is None else names))


def weakest(labels: Sequence[str]) -> str:
    """The most careful of several labels: what may be said of all of them together."""
    return min(labels, key=LABELS.index, default=DESCRIPTIVE)


def support_table(rows: Sequence[Support]) -> pd.DataFrame:
    """Supports as a table, one row a contrast."""
    return pd.DataFrame([asdict(row) for row in rows])
