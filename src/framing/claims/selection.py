"""Which findings are headlines: chosen by one rule for each kind, under the label that the corpus allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from framing.claims.basis import Basis, orders, outlets_of, sides, sizes, values
from framing.claims.claim import INDICATOR, KINDS, QUOTED, TONE, WORD, Claim
from framing.claims.survival import surviving
from framing.support import INFERENTIAL


class Least(NamedTuple):
    """What a finding must reach to be a headline where nothing is tested: how many are told of an outlet, the least
    number of uses (words, sentences), the least size."""

    n_told: int
    n_uses: int
    size: float


# Without a test nothing but size and number keeps trifles out. Three uses are the fewest that are not two; twice the
# rate for a single word, one and a half times for a list; 0.05 is where VADER's authors end what they call neutral.
LEAST = {WORD: Least(2, 3, 1.0), INDICATOR: Least(1, 5, 0.585), TONE: Least(1, 10, 0.05), QUOTED: Least(1, 10, 0.05)}
# Of what survives a correction so many are told of an outlet and kind, those farthest from the rest first.
N_TOLD_TESTED = 3


def find_claims(bases: Mapping[str, Basis | str], labels: Mapping[str, str], *, seed: int) -> tuple[Claim, ...]:
    """The headline findings of every outlet against the rest, in the order of outlets and kinds.

    ``bases``: kind -> basis, as stated; ``labels``: outlet -> what its articles allow. An inferential outlet: only what
    survives the correction over all kinds, outlets and features (``surviving``). Any other: what is largest; of a
    descriptive outlet that is a claim about these articles, of an indicative one a lead. Of two outlets only the side
    with more is told: the other is the same difference.
    """
    outlets = [outlet for outlet, label in labels.items() if label == INFERENTIAL]
    survivors = surviving(bases, outlets, rng=np.random.default_rng(seed)) if outlets else {}
    found: list[Claim] = []
    for outlet, label in labels.items():
        for kind in KINDS:
            basis = bases[kind]
            if isinstance(basis, Basis) and len(outlets_of(basis)) > 1 and outlet in outlets_of(basis):
                known = _of_mirror(survivors, kind, outlet, len(labels)) if label == INFERENTIAL else None
                found += _claims(basis, kind, outlet, label, known, is_pair=len(labels) == 2)
    return tuple(found)


def _of_mirror(survivors: Mapping[tuple[str, str], Mapping[int, float]], kind: str, outlet: str, n_outlets: int
               ) -> Mapping[int, float]:
    """What survives of an outlet; of two outlets the one contrast that was tested is that of both."""
    if n_outlets == 2:
        return next((found for (of_kind, _), found in survivors.items() if of_kind == kind), {})
    return survivors.get((kind, outlet), {})


def _claims(basis: Basis, kind: str, outlet: str, label: str, survivors: Mapping[int, float] | None, *, is_pair: bool
            ) -> Iterator[Claim]:
    row = outlets_of(basis).index(outlet)
    size, order = sizes(basis)[row], orders(basis)[row]
    chosen = _largest(basis, kind, outlet, size, order) if survivors is None else _farthest(survivors, order)
    for feature in chosen:
        if not np.isnan(size[feature]) and size[feature] != 0 and (size[feature] > 0 or not is_pair):
            found = sides(basis, outlet, feature)
            own, rest = values(basis, found)
            yield Claim(kind, outlet, str(basis.counts.features[feature]), 1 if size[feature] > 0 else -1,
                        float(size[feature]), float(own), float(rest), _count(kind, found.sums[0], found.totals[0]),
                        float(found.totals[0]), found.n_articles_with, found.n_articles, label,
                        np.nan if survivors is None else survivors[feature])


def _count(kind: str, own_sum: float, own_total: float) -> float:
    """What was counted: uses, or the sentences that a mean rests on."""
    return float(own_total if kind == TONE else own_sum)


def _largest(basis: Basis, kind: str, outlet: str, size: np.ndarray, order: np.ndarray) -> list[int]:
    """The features that come first and reach LEAST: of words and indicators those used more, of the others either."""
    least = LEAST[kind]
    is_either = kind in (TONE, QUOTED)
    with np.errstate(invalid="ignore"):
        is_large = (np.abs(size) if is_either else size) >= least.size
    ranked = np.flatnonzero(is_large)
    ranked = ranked[np.argsort(-np.abs(order[ranked]), kind="stable")]
    told: list[int] = []
    for feature in ranked.tolist():
        found = sides(basis, outlet, feature)
        n = found.totals.min() if is_either else found.sums[0]
        if n >= least.n_uses:
            told.append(feature)
        if len(told) == least.n_told:
            break
    return told


def _farthest(survivors: Mapping[int, float], order: np.ndarray) -> Sequence[int]:
    ranked = sorted(survivors, key=lambda feature: (-abs(order[feature]), feature))
    return ranked[:N_TOLD_TESTED]
