"""Which hits are to be read: some of each category, spread over the outlets, drawn with a seed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.audit.places import PlacedHit, audited_lists, hits_of, outlet_of_hits, place_hits
from framing.corpus import Corpus
from framing.hits import Hits


class DrawnHit(NamedTuple):
    """A hit to be read, one of ``n_drawn`` out of ``n_hits`` of its category in its outlet."""

    placed: PlacedHit
    n_drawn: int
    n_hits: int


def draw_hits(corpus: Corpus, *, per_category: int, seed: int) -> list[DrawnHit]:
    """Up to ``per_category`` hits of every category of every audited list, shared out over the outlets as evenly as
    their hits allow; inside an outlet each hit has the same chance. By list, category, outlet and place in the text."""
    rng = np.random.default_rng(seed)
    return [drawn for key in audited_lists(corpus)
            for drawn in _drawn_of(corpus, hits_of(corpus, key), per_category, rng)]


def _drawn_of(corpus: Corpus, hits: Hits, per_category: int, rng: np.random.Generator) -> list[DrawnHit]:
    outlets = outlet_of_hits(corpus, hits)
    drawn = []
    for category in range(len(hits.categories)):
        strata = [np.flatnonzero((hits.category == category) & (outlets == outlet))
                  for outlet in range(len(corpus.outlets))]
        for rows, n_drawn in zip(strata, share_out([len(rows) for rows in strata], per_category), strict=True):
            chosen = np.sort(rng.choice(rows, n_drawn, replace=False)) if n_drawn else rows[:0]
            drawn += [DrawnHit(placed, n_drawn, len(rows)) for placed in place_hits(corpus, hits, chosen)]
    return drawn


def share_out(sizes: Sequence[int], n_wanted: int) -> list[int]:
    """How many to take of groups of these sizes, ``n_wanted`` together or all there are: as evenly as they allow.

    What does not divide goes to the largest groups; of groups of one size, to the later ones.

    >>> share_out([1, 10, 3], 8)
    [1, 4, 3]
    """
    shares, left = [0] * len(sizes), n_wanted
    in_order = sorted(range(len(sizes)), key=lambda group: (sizes[group], group))
    for place, group in enumerate(in_order):
        shares[group] = min(sizes[group], left // (len(sizes) - place))
        left -= shares[group]
    return shares
