"""What claims of one kind are estimated from: counts by article, and a measure of an outlet against the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from framing.counts import Counts
from framing.kept import kept_with_first
from framing.measures.measure import Measure, ratio


@dataclass(frozen=True, eq=False)  # a basis is itself only, so that what is worked out from it can be kept
class Basis:
    """``counts``: one row an article. ``size``: how large a difference is; ``order``: which comes first, and is tested.

    ``per``: by what a ratio of the counts is multiplied to be read (1,000 words).
    """

    counts: Counts
    size: Measure
    order: Measure
    per: float = 1.0

    def __post_init__(self) -> None:
        ids = self.counts.units["article_id"].tolist()
        if len(set(ids)) < len(ids):
            raise ValueError("A basis has one row an article: sum the counts by article first.")


class Sides(NamedTuple):
    """One feature in an outlet and in all others: sums, totals, and of the outlet's articles those that hold it."""

    sums: np.ndarray
    totals: np.ndarray
    n_articles_with: int
    n_articles: int


@kept_with_first
def outlets_of(basis: Basis) -> tuple[str, ...]:
    """The outlets that have an article here, in the order of the rows of ``sizes`` and ``orders``."""
    return tuple(sorted(set(outlet_of_articles(basis).tolist())))


@kept_with_first
def sizes(basis: Basis) -> np.ndarray:
    """``basis.size`` of every outlet and feature, (outlets, features)."""
    return basis.size(*_sums_by_outlet(basis))


@kept_with_first
def orders(basis: Basis) -> np.ndarray:
    """``basis.order`` of every outlet and feature, (outlets, features)."""
    return basis.order(*_sums_by_outlet(basis))


@kept_with_first
def _sums_by_outlet(basis: Basis) -> tuple[np.ndarray, np.ndarray]:
    grouped = basis.counts.sum_by("outlet")
    return grouped.matrix.toarray(), grouped.totals


def place_of(basis: Basis, feature: str) -> int | None:
    """Number of a feature, or None."""
    return _places(basis).get(feature)


@kept_with_first
def _places(basis: Basis) -> dict[str, int]:
    return {str(feature): number for number, feature in enumerate(basis.counts.features)}


def articles_of_feature(basis: Basis, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Sum and total of a feature in every article, in the order of ``basis.counts.units``."""
    by_feature, of_article = _by_feature(basis), np.zeros(len(basis.counts.totals))
    cells = slice(*by_feature.indptr[number:number + 2])
    of_article[by_feature.indices[cells]] = by_feature.data[cells]
    return of_article, basis.counts.totals[:, 0 if basis.counts.totals.shape[1] == 1 else number]


@kept_with_first
def _by_feature(basis: Basis) -> sparse.csr_array:
    return sparse.csr_array(basis.counts.matrix.T)


@kept_with_first
def outlet_of_articles(basis: Basis) -> np.ndarray:
    """The outlet of every article, in the order of ``basis.counts.units``."""
    return basis.counts.units["outlet"].to_numpy(object)


def sides(basis: Basis, outlet: str, number: int) -> Sides:
    """A feature in the outlet and in the rest."""
    of_article, total = articles_of_feature(basis, number)
    is_own = outlet_of_articles(basis) == outlet
    return Sides(np.array([of_article[is_own].sum(), of_article[~is_own].sum()]),
                 np.array([total[is_own].sum(), total[~is_own].sum()]), int((of_article[is_own] != 0).sum()),
                 int((total[is_own] > 0).sum()))


def values(basis: Basis, found: Sides) -> np.ndarray:
    """What is compared: the value in the outlet and in the rest."""
    return basis.per * ratio(found.sums, found.totals)


def dealt(basis: Basis, articles: pd.Series) -> Basis:
    """The same for some articles only, under other outlets. ``articles``: outlet by article_id."""
    units = basis.counts.units
    rows = np.flatnonzero(units["article_id"].isin(articles.index).to_numpy())
    renamed = units.iloc[rows].reset_index(drop=True)
    renamed = renamed.assign(outlet=articles.loc[renamed["article_id"]].to_numpy(object))
    counts = Counts(basis.counts.matrix[rows], renamed, basis.counts.features, basis.counts.totals[rows],
                    basis.counts.counted_in)
    return Basis(counts, basis.size, basis.order, basis.per)
