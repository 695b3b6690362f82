"""A claim beside what is found where no outlet makes a difference."""

from __future__ import annotations

from framing.claims.claim import INDICATOR, QUOTED, TONE, WORD, Claim
from framing.html import Fragment, clause
from framing.measures.frequency import RATE
from framing.measures.measure import Measure
from framing.measures.sourcing import QUOTED_SHARE
from framing.measures.tone import TONE as MEAN_TONE
from framing.noise_floor.compared import QUOTATION_MARKS, WORDS
from framing.noise_floor.floor import Floor, NoiseFloor
from framing.noise_floor.largest import ALL
from framing.tally import TONE_LEXICONS

SPECS = {WORD: ".1f", INDICATOR: ".1f", TONE: ".2f", QUOTED: "share"}


def floor_of_claim(claim: Claim, floor: NoiseFloor) -> Floor | None:
    """The floor of what the claim compares; of a word that of all words together. None where there is none."""
    measured: dict[str, tuple[Measure, str, str]] = {
        WORD: (RATE, WORDS, ALL), INDICATOR: (RATE, *_list_and_category(claim)),
        TONE: (MEAN_TONE, TONE_LEXICONS[0], "body outlet"), QUOTED: (QUOTED_SHARE, QUOTATION_MARKS, "quoted")}
    return floor.of(*measured[claim.kind])


def is_above(claim: Claim, floor: Floor) -> bool:
    """Whether the outlet differs from the others by more than is found where no outlet makes a difference."""
    return abs(claim.value - claim.value_of_rest) > floor.largest


def floor_clause(claim: Claim, floor: NoiseFloor) -> Fragment:
    """Whether the difference is above the noise floor, and how large that is."""
    found = floor_of_claim(claim, floor)
    if found is None:
        return Fragment("Its noise floor is not known.")
    above = "above" if is_above(claim, found) else "within"
    return clause(f"It is {above} the noise floor ({{size:{SPECS[claim.kind]}}}{{unit}}, {{how}}).", size=found.largest,
                  unit=" per 1,000" if claim.kind in (WORD, INDICATOR) else "", how=found.how)


def _list_and_category(claim: Claim) -> tuple[str, str]:
    key, _, category = claim.feature.partition(" ")
    return key, category
