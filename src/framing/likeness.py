"""Compare like with like: where outlets differ in genre, year or length as much as they differ by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

# Two outlets are unlike in genre or year when less than half of their articles could be paired off.
MIN_OVERLAP = 0.5
# Two outlets are unlike in length when one's typical article is more than twice as long.
MAX_LENGTH_RATIO = 2.0


@dataclass(frozen=True, slots=True)
class Unlikeness:
    """One property in which outlets differ: ``n_unlike`` of ``n_pairs`` pairs of outlets, and what each has."""

    trait: str
    n_unlike: int
    n_pairs: int
    values: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """The note as a sentence, written from the numbers."""
        values = "; ".join(f"{outlet}: {value}" for outlet, value in self.values[:8])
        more = f" (and {len(self.values) - 8} more)" if len(self.values) > 8 else ""
        return (f"{self.n_unlike} of {self.n_pairs} pairs of outlets differ in {self.trait} as much as they do "
                f"by name ({values}{more}). A difference between them can as well be one of {self.trait}.")


def like_with_like(articles: pd.DataFrame) -> tuple[Unlikeness, ...]:
    """The properties in which at least one pair of outlets is unlike: genre, year, length (in that order).

    ``articles``: columns outlet, genre, published, n_words. Genre and year compare how the articles are spread
    (overlap of the two distributions below one half is unlike; unknown is a value of its own); length compares
    the medians. It finds what the columns hold; other causes, such as the topic, it does not see.
    """
    years = articles["published"].str[:4].where(articles["published"] != "", "undated")
    checks = [
        _spread("genre", articles["outlet"], articles["genre"]),
        _spread("year", articles["outlet"], years),
        _length(articles),
    ]
    return tuple(check for check in checks if check.n_unlike)


def _spread(name: str, outlets: pd.Series, values: pd.Series) -> Unlikeness:
    shares = pd.crosstab(outlets, values, normalize="index")
    typical = tuple((str(outlet), str(row.idxmax())) for outlet, row in shares.iterrows())
    return _count(name, list(shares.index), typical,
                  lambda left, right: shares.loc[[left, right]].min().sum() < MIN_OVERLAP)


def _length(articles: pd.DataFrame) -> Unlikeness:
    medians = articles.groupby("outlet")["n_words"].median()
    typical = tuple((str(outlet), f"{value:,.0f} words") for outlet, value in medians.items())
    return _count("length", list(medians.index), typical,
                  lambda left, right: max(medians[left], medians[right]) > MAX_LENGTH_RATIO * min(medians[left],
                                                                                                medians[right]))


def _count(name: str, outlets: list, typical: tuple, is_unlike: Callable[[str, str], bool]) -> Unlikeness:
    pairs = list(combinations(outlets, 2))
    return Unlikeness(name, sum(bool(is_unlike(left, right)) for left, right in pairs), len(pairs), typical)
