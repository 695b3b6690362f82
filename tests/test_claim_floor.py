"""A claim beside the noise floor."""

from __future__ import annotations

import pytest

from framing.claims.claim import INDICATOR, QUOTED, TONE, WORD
from framing.claims.panel import robustness_panel
from framing.corpus import Corpus
from framing.findings.claim_floor import floor_clause, floor_of_claim, is_above
from framing.noise_floor.floor import noise_floor


def test_each_kind_of_claim_has_the_floor_of_what_it_compares(seed_corpus: Corpus) -> None:
    floor = noise_floor(seed_corpus, seed=7)
    table = floor.table[floor.table["is_floor"]].set_index(["measure", "family", "feature"])["largest_difference"]
    seen = set()
    for claim in (asked.claim for asked in robustness_panel(seed_corpus, seed=7)):
        expected = {WORD: ("rate_per_1000_words", "words", "all"),
                    INDICATOR: ("rate_per_1000_words", *claim.feature.split(" ", 1)),
                    TONE: ("mean_sentence_tone", "vader", "body outlet"),
                    QUOTED: ("share_of_quoted_words", "quotation marks", "quoted")}[claim.kind]
        found = floor_of_claim(claim, floor)
        assert found is not None
        assert found.largest == pytest.approx(table.loc[expected])
        seen.add(claim.kind)
    assert seen == {WORD, INDICATOR, TONE, QUOTED}


def test_within_and_above_by_hand(seed_corpus: Corpus) -> None:
    """Of the seeds: 20.4 indicators per 1,000 words against 5.5, where halves of an article differ by 9.6 at most."""
    floor = noise_floor(seed_corpus, seed=7)
    claims = {(asked.claim.outlet, asked.claim.kind): asked.claim for asked in robustness_panel(seed_corpus, seed=7)}
    distrust = claims["RS/ECFR", INDICATOR]
    found = floor_of_claim(distrust, floor)
    assert found is not None
    assert distrust.value - distrust.value_of_rest > found.largest > 5
    assert is_above(distrust, found)
    assert "above the noise floor" in floor_clause(distrust, floor).html
    harsher = claims["The Week", TONE]
    tone = floor_of_claim(harsher, floor)
    assert tone is not None
    assert abs(harsher.value - harsher.value_of_rest) < tone.largest
    assert "within the noise floor" in floor_clause(harsher, floor).html
