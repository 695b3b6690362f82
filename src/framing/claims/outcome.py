"""What becomes of a claim under a variant: it holds, weakens or flips, by rules that are stated here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from framing.claims.basis import (
    Basis,
    articles_of_feature,
    orders,
    outlet_of_articles,
    outlets_of,
    place_of,
    sides,
    sizes,
)
from framing.claims.claim import INDICATOR, TONE, WORD, Claim

HOLDS, WEAKENS, FLIPS, NOT_ASKED = OUTCOMES = ("holds", "weakens", "flips", "not asked")
# Less than this share of what it was is less than half of a finding.
LEAST_SHARE = 0.5
# Fewer uses than this show nothing.
LEAST_USES = 2
# A word is distinctive while it is among so many of its outlet's: as many as a reader would look at.
N_DISTINCTIVE = 20
OUT_OF_SIGHT = "no longer among the first words of the outlet"
ONLY_ARTICLE = "the outlet's only article cannot be left out, the others can"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``estimate`` and ``count`` as the claim's own, under the variant, and the count of the rest.

    ``reason`` says why it is not "holds"; ``rank`` is a word's place among those of its outlet (1: most distinctive).
    """

    outcome: str
    estimate: float
    count: float
    count_of_rest: float
    reason: str
    rank: float = np.nan


def not_asked(reason: str) -> Outcome:
    """There is nothing to ask."""
    return Outcome(NOT_ASKED, np.nan, np.nan, np.nan, reason)


def ask_again(claim: Claim, basis: Basis | str) -> Outcome:
    """The claim's estimate on another basis, and what that makes of it.

    *flips*: no difference is left, or the opposite. *weakens*: less than LEAST_SHARE of the estimate, fewer than
    LEAST_USES, a word that is left out or no longer among the first N_DISTINCTIVE of its outlet. *not asked*: the
    variant changes nothing that the claim is made of, or the outlet has nothing to count.
    """
    if isinstance(basis, str):
        return not_asked(basis)
    if claim.outlet not in outlets_of(basis) or len(outlets_of(basis)) < 2:
        return not_asked("no article is left to compare")
    feature = place_of(basis, claim.feature)
    if feature is None:
        return _without_feature(claim)
    row = outlets_of(basis).index(claim.outlet)
    found = sides(basis, claim.outlet, feature)
    estimate = float(sizes(basis)[row, feature])
    if np.isnan(estimate):
        return not_asked("nothing is left to compare")
    count, count_of_rest = (found.totals if claim.kind == TONE else found.sums).tolist()
    verdict = judge(claim, estimate, count, count_of_rest)
    if verdict.outcome != HOLDS or claim.kind != WORD or claim.direction < 0:
        return verdict
    rank = 1 + int((np.nan_to_num(orders(basis)[row], nan=-np.inf) > orders(basis)[row, feature]).sum())
    if rank > N_DISTINCTIVE:
        return replace(verdict, outcome=WEAKENS, reason=OUT_OF_SIGHT, rank=rank)
    return replace(verdict, rank=rank)


def _without_feature(claim: Claim) -> Outcome:
    if claim.kind == INDICATOR:
        return not_asked("no second list has this category")
    return Outcome(WEAKENS, np.nan, np.nan, np.nan, "the word is left out")


def judge(claim: Claim, estimate: float, count: float, count_of_rest: float) -> Outcome:
    """The rules that need no more than a size and a number of uses."""
    if estimate * claim.direction <= 0:
        left = "no difference is left" if estimate == 0 else "the difference is the opposite"
        return Outcome(FLIPS, estimate, count, count_of_rest, left)
    if claim.direction > 0 and claim.kind in (WORD, INDICATOR) and count < LEAST_USES:
        return Outcome(WEAKENS, estimate, count, count_of_rest, "too few uses are left")
    if abs(estimate) < LEAST_SHARE * abs(claim.estimate):
        return Outcome(WEAKENS, estimate, count, count_of_rest, "less than half of the difference is left")
    return Outcome(HOLDS, estimate, count, count_of_rest, "")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What each article does to a claim when it is left out, the worst first.

    ``articles``: article_id, outcome, in how far it changes the estimate; of ``n_asked`` articles. ``own_is_only``: the
    outlet's only article cannot be left out.
    """

    worst: Outcome
    articles: tuple[tuple[str, Outcome], ...]
    n_asked: int
    own_is_only: bool


def leave_out_each(claim: Claim, basis: Basis, *, n_kept: int) -> LeftOut:
    """The claim without each article in turn, all of them asked; the ``n_kept`` that matter most are listed."""
    feature = place_of(basis, claim.feature)
    if feature is None:
        raise ValueError(f"The basis has no feature {claim.feature!r}, on which the claim was made.")
    of_article, total = articles_of_feature(basis, feature)
    is_own = outlet_of_articles(basis) == claim.outlet
    own_is_only, rest_is_only = is_own.sum() == 1, (~is_own).sum() == 1
    asked = np.flatnonzero((is_own & (not own_is_only)) | (~is_own & (not rest_is_only)))
    sums, totals = (_without_each(column, is_own)[asked] for column in (of_article, total))
    estimates = basis.size(sums[:, :, None], totals[:, :, None])[:, 0, 0]
    counts = totals if claim.kind == TONE else sums
    is_known = ~np.isnan(estimates)
    outcomes = [judge(claim, float(estimates[place]), *counts[place].tolist()) for place in np.flatnonzero(is_known)]
    ids = basis.counts.units["article_id"].to_numpy()[asked][is_known]
    # The less is left in the claim's direction, the more the claim rests on the article.
    ranked = sorted(range(len(ids)), key=lambda place: (
        -OUTCOMES.index(outcomes[place].outcome), outcomes[place].estimate * claim.direction, str(ids[place])))
    told = tuple((str(ids[place]), _noted(outcomes[place], own_is_only=bool(own_is_only))) for place in ranked[:n_kept])
    worst = told[0][1] if told else not_asked("no article can be left out")
    return LeftOut(worst, told, len(ids), bool(own_is_only))


def _noted(outcome: Outcome, *, own_is_only: bool) -> Outcome:
    """An outcome that holds only because the article that matters cannot be left out says so."""
    return replace(outcome, reason=ONLY_ARTICLE) if own_is_only and outcome.outcome == HOLDS else outcome


def _without_each(column: np.ndarray, is_own: np.ndarray) -> np.ndarray:
    """Sum of the outlet and of the rest without each article, (articles, 2)."""
    both = np.array([column[is_own].sum(), column[~is_own].sum()])
    taken = np.column_stack([np.where(is_own, column, 0.0), np.where(is_own, 0.0, column)])
    return both - taken
