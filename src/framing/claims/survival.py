"""Which differences survive when all kinds of claims, all outlets and all features are corrected for together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from framing.claims.basis import Basis
from framing.claims.claim import INDICATOR, KINDS, QUOTED, TONE, WORD
from framing.compare import is_tested, outlet_tests
from framing.permutation import MAX_PERMUTATIONS, permutation_ps
from framing.support import ALPHA
from framing.uncertainty import adjust_p

# Half of what a table's corrected p must reach: the summary is where a false alarm costs most. Where nothing differs it
# then states something in one case of forty at most, so that a count of such cases stays below one in twenty.
LEVEL = ALPHA / 2
# A family: one kind of claim about one outlet. Inside it, feature number -> p corrected over the family.
Family = tuple[str, str]


def surviving(bases: Mapping[str, Basis | str], outlets: Sequence[str], *, rng: np.random.Generator
              ) -> dict[Family, dict[int, float]]:
    """For each kind and outlet the features that differ, with their corrected p. ``outlets``: those that can be tested.

    Whole articles are permuted. Each family is corrected by itself (Benjamini-Hochberg over its features); then the
    families are corrected for each other, as in benjamini2014selective: a family counts if its smallest
    corrected p survives Benjamini-Hochberg over all families, and inside it the level is LEVEL times the share of
    families that count. Where nothing differs anywhere, any claim at all is made with a chance of at most LEVEL.
    """
    n_families = len(KINDS) * (1 if _is_mirrored(bases) else len(outlets))
    families = {(kind, outlet): p for kind in KINDS if isinstance(basis := bases[kind], Basis)
                for outlet, p in _tests(kind, basis, outlets, n_families, rng).items()}
    if _is_mirrored(bases):  # of two outlets both contrasts are one: to count it twice would correct twice
        families = {family: p for family, p in families.items() if family[1] == outlets[0]}
    if not families:
        return {}
    smallest = np.array([min(p.values(), default=1.0) for p in families.values()])
    n_counting = int((adjust_p(smallest) <= LEVEL).sum())
    level = LEVEL * n_counting / len(families)
    return {family: {feature: p for feature, p in of_family.items() if p <= level}
            for family, of_family in families.items()}


def _is_mirrored(bases: Mapping[str, Basis | str]) -> bool:
    basis = bases[WORD]
    return isinstance(basis, Basis) and basis.counts.units["outlet"].nunique() == 2


def _tests(kind: str, basis: Basis, outlets: Sequence[str], n_families: int, rng: np.random.Generator
           ) -> dict[str, dict[int, float]]:
    """Outlet -> feature number -> p corrected over the features of the kind.

    What a family must reach if it alone differs is drawn for, as far as draws can tell it.
    """
    if kind in (WORD, INDICATOR):
        can_be_told = int(is_tested(basis.counts).sum()) / MAX_PERMUTATIONS
        found = outlet_tests(basis.counts, basis.order, rng=rng, n_tested=None,
                             level=min(LEVEL, max(LEVEL / n_families, can_be_told)))
        return {outlet: dict(zip(found[outlet][1].features.tolist(), found[outlet][1].p_adjusted.tolist(), strict=True))
                for outlet in outlets}
    assert kind in (TONE, QUOTED)
    return _tests_of_one_feature(basis, outlets, n_families, rng)


def _tests_of_one_feature(basis: Basis, outlets: Sequence[str], n_families: int, rng: np.random.Generator
                          ) -> dict[str, dict[int, float]]:
    has_text = basis.counts.totals[:, 0] > 0
    of_article = basis.counts.units["outlet"].to_numpy(object)[has_text]
    is_left = of_article == np.array(outlets, object)[:, None]
    can = is_left.any(axis=1) & ~is_left.all(axis=1)
    if not can.any():
        return {}
    found = permutation_ps(sparse.csr_array(basis.counts.matrix[has_text]), basis.counts.totals[has_text], is_left[can],
                           basis.order, rng=rng, resolution=LEVEL / n_families)
    named = [outlet for outlet, asked in zip(outlets, can, strict=True) if asked]
    return {outlet: {0: float(p[0])} for outlet, p in zip(named, found, strict=True) if not np.isnan(p[0])}
