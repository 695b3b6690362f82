"""Every claim under every variant, and which of them may be stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from framing.claims.basis import Basis
from framing.claims.claim import UNITS, Claim
from framing.claims.outcome import FLIPS, LeftOut, Outcome, ask_again, leave_out_each
from framing.claims.selection import find_claims
from framing.claims.variants import AS_STATED, VARIANTS, WITHOUT_ARTICLE, Bases, bases_of
from framing.compare import outlet_labels
from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.support import INDICATIVE

# Of the articles left out in turn, those that matter most are listed; all are asked.
N_ARTICLES_LISTED = 5


@dataclass(frozen=True)
class Asked:
    """One claim with what became of it: an outcome for every variant, and the articles that matter most."""

    claim: Claim
    outcomes: Mapping[str, Outcome]
    left_out: LeftOut

    @property
    def is_stated(self) -> bool:
        """Whether a summary may state it: no variant flips it, and it is no mere lead."""
        return self.claim.label != INDICATIVE and not self.of(FLIPS)

    def of(self, outcome: str) -> tuple[str, ...]:
        """Keys of the variants with this outcome."""
        return tuple(key for key, found in self.outcomes.items() if found.outcome == outcome)


@kept_with_first
def robustness_panel(corpus: Corpus, *, seed: int) -> tuple[Asked, ...]:
    """The headline findings of a corpus, each asked again in every other way. ``seed``: of the permutations.

    How to read it: a claim that holds everywhere does not hang on a choice of the analyst. It cannot tell whether the
    outlets differ, or only their topics: every variant reads the same articles.
    """
    return ask_all(bases_of(corpus), outlet_labels(corpus), seed=seed)


def ask_all(bases: Mapping[str, Bases], labels: Mapping[str, str], *, seed: int) -> tuple[Asked, ...]:
    """The same from bases: variant -> kind -> basis."""
    return tuple(_asked(claim, bases) for claim in find_claims(bases[AS_STATED], labels, seed=seed))


def _asked(claim: Claim, bases: Mapping[str, Bases]) -> Asked:
    stated = bases[AS_STATED][claim.kind]
    assert isinstance(stated, Basis), "a claim was made on it"
    left_out = leave_out_each(claim, stated, n_kept=N_ARTICLES_LISTED)
    outcomes = {variant.key: left_out.worst if variant.key == WITHOUT_ARTICLE
                else ask_again(claim, bases[variant.key][claim.kind]) for variant in VARIANTS}
    return Asked(claim, outcomes, left_out)


COLUMNS = ["claim", "kind", "outlet", "feature", "direction", "estimate", "unit", "value", "value_of_rest",
           "times_as_often", "count", "total", "n_articles_with", "n_articles", "label", "p_adjusted", "is_stated",
           "variant", "outcome", "estimate_under_variant", "count_under_variant", "rank_under_variant", "article_id",
           "reason"]


def panel_table(panel: tuple[Asked, ...]) -> pd.DataFrame:
    """One row a claim and variant; of articles left out, one for each of those that matter most."""
    rows = []
    for number, asked in enumerate(panel, start=1):
        claim = asked.claim
        stated = [number, claim.kind, claim.outlet, claim.feature, "more" if claim.direction > 0 else "less",
                  claim.estimate, UNITS[claim.kind], claim.value, claim.value_of_rest, claim.times_as_often,
                  claim.count, claim.total, claim.n_articles_with, claim.n_articles, claim.label, claim.p_adjusted,
                  asked.is_stated]
        for key, outcome in asked.outcomes.items():
            left_out = asked.left_out.articles if key == WITHOUT_ARTICLE else ()
            rows += [[*stated, key, found.outcome, found.estimate, found.count, found.rank, article, found.reason]
                     for article, found in left_out or (("", outcome),)]
    return pd.DataFrame(rows, columns=COLUMNS)


