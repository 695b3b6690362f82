"""What a summary says of two pretended outlets, made of articles of one: everything it states there is chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.claims.basis import Basis, dealt
from framing.claims.claim import KINDS
from framing.claims.panel import Asked, ask_all
from framing.claims.variants import Bases, bases_of
from framing.compare import is_tested
from framing.corpus import Corpus
from framing.counts import Counts
from framing.support import supports
from framing.tally import as_tally
from pretended_outlets import LEFT, RIGHT


class Pretended(NamedTuple):
    """All that a summary is made of, for the articles of one outlet: bases of every variant, and all words."""

    bases: Mapping[str, Bases]
    words: Counts

    @property
    def n_articles(self) -> int:
        return len(self.words.units)


def pretend(corpus: Corpus, outlet: str) -> Pretended:
    """What one outlet's articles are summarised from. Names and raw lines are found in the whole corpus."""
    words = as_tally(corpus).counts["words"].select(outlet=outlet).articles()
    own = pd.Series(outlet, index=words.units["article_id"])
    return Pretended(_dealt(bases_of(corpus), own), words)


def split(pretended: Pretended, n_per_side: int, *, seed: int) -> tuple[str, tuple[Asked, ...]]:
    """One split at random: the label that its articles allow, and the panel of its claims."""
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(pretended.n_articles)[:2 * n_per_side]
    ids = pretended.words.units["article_id"].iloc[chosen]
    sides = pd.Series(np.repeat([LEFT, RIGHT], n_per_side), index=ids)
    n_tested = int(is_tested(Counts(pretended.words.matrix[chosen], pretended.words.units.iloc[chosen],
                                    pretended.words.features, pretended.words.totals[chosen], "words")).sum())
    labels = {row.outlet: row.label for row in supports(sides.tolist(), n_tested=n_tested)}
    return labels[LEFT], ask_all(_dealt(pretended.bases, sides), labels, seed=int(rng.integers(2**31)))


def _dealt(bases: Mapping[str, Bases], articles: pd.Series) -> Mapping[str, Bases]:
    return {variant: {kind: dealt(basis, articles) if isinstance(basis, Basis) else basis
                      for kind, basis in of_variant.items()} for variant, of_variant in bases.items()}


class Stated(NamedTuple):
    """Of some splits: how many there were by label, had any claim before the variants, state any, by kind."""

    labels: Counter[str]
    n_with_claim: int
    n_stated: int
    kinds: Counter[str]


def count_stated(pretended: Pretended, n_per_side: int, seeds: range) -> Stated:
    """Splits of one size, one for each seed."""
    labels: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    n_with_claim = n_stated = 0
    for seed in seeds:
        label, panel = split(pretended, n_per_side, seed=seed)
        stated = {asked.claim.kind for asked in panel if asked.is_stated}
        labels[label] += 1
        kinds.update(stated)
        n_with_claim += bool(panel)
        n_stated += bool(stated)
    return Stated(labels, n_with_claim, n_stated, kinds)


def columns_of(parts: list[Stated]) -> dict[str, object]:
    """Several counts added, as columns of a row."""
    labels = sum((part.labels for part in parts), Counter())
    kinds = sum((part.kinds for part in parts), Counter())
    return {"label": ", ".join(sorted(labels)), "any survives": sum(part.n_with_claim for part in parts),
            "any is stated": sum(part.n_stated for part in parts), **{kind: kinds[kind] for kind in KINDS}}
