"""What a tally can bear: the same labels as those of the corpus that it comes from."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from framing.compare import MIN_ARTICLES_TESTED
from framing.counts import Counts
from framing.support import Support, supports
from framing.tally import Tally, articles_holding


@lru_cache(maxsize=8)
def tally_support(tally: Tally) -> tuple[Support, ...]:
    """What every outlet against the rest can bear, when all words in enough articles are tested together.

    Articles count, also where groups of them are the units: an outlet whose articles are grouped has hundreds, so
    that neither number changes its label.
    """
    n_tested = int(is_in_enough_articles(articles_holding(tally)).sum())
    return supports(tally.articles["outlet"].tolist(), n_tested=n_tested)


def tally_labels(tally: Tally) -> dict[str, str]:
    """Outlet -> what it against the rest can bear."""
    return {row.outlet: row.label for row in tally_support(tally)}


def is_in_enough_articles(holding: Counts) -> np.ndarray:
    """Mask of the features that a test would count: in at least MIN_ARTICLES_TESTED articles."""
    return np.asarray(holding.matrix.sum(axis=0)).ravel() >= MIN_ARTICLES_TESTED
