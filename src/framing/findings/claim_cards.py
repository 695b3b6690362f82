"""What the numbers of a claim open: its sentences, all outlets side by side, the counts under a variant."""

from __future__ import annotations

import numpy as np

from framing.claims.basis import Basis, articles_of_feature, place_of
from framing.claims.claim import INDICATOR, QUOTED, TONE, WORD, Claim
from framing.claims.outcome import Outcome
from framing.claims.variants import AS_STATED, bases_of
from framing.corpus import Corpus
from framing.evidence import hit_evidence, n_sentences_shown, word_evidence
from framing.findings.frame_findings import category_titles
from framing.findings.overview_rows import N_QUOTED, N_SHOWN
from framing.findings.tone_findings import place_card
from framing.findings.voice_cards import quoted_words_card
from framing.hits import find_hits
from framing.html import Card, clause, parts_card
from framing.kept import kept_with_first
from framing.lexicon import load_lexicon
from framing.tally import TONE_LEXICONS

# More outlets than this are added up in one line.
MAX_PARTS = 12
COUNTED = {WORD: "uses", INDICATOR: "hits", TONE: "sentences", QUOTED: "quoted words"}


def claim_card(corpus: Corpus, claim: Claim) -> Card | None:
    """The sentences behind the number of a claim, as many as the overview shows; None where it is an absence.

    Where the number stands in the overview as well, the card is the same and is not written twice.
    """
    if claim.kind == TONE:
        return _tone_card(corpus, claim.outlet)
    if claim.kind == QUOTED:
        return quoted_words_card(corpus, claim.outlet, n_shown=N_QUOTED)
    n_shown = min(N_SHOWN, n_sentences_shown(corpus))
    if claim.kind == WORD:
        return word_evidence(corpus, claim.feature, outlet=claim.outlet, n_shown=n_shown).card(
            f"{claim.outlet}: “{claim.feature}”", basis=clause("Counted in {n:,d|word}.", n=int(claim.total)))
    key, category = claim.feature.split(" ", 1)
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    found = hit_evidence(corpus, find_hits(corpus, lexicon), category, outlet=claim.outlet, n_shown=n_shown)
    return found.card(f"{claim.outlet}: {category_titles(lexicon)[category]}", counted="hit")


def _tone_card(corpus: Corpus, outlet: str) -> Card | None:
    lexicons = [load_lexicon(key, corpus_folder=corpus.folder) for key in TONE_LEXICONS]
    return place_card(corpus, lexicons, outlet, "own words")


@kept_with_first
def outlets_card(corpus: Corpus, claim: Claim) -> Card:
    """What every outlet has of it: those of the others together are what the claim is compared with."""
    basis = bases_of(corpus)[AS_STATED][claim.kind]
    assert isinstance(basis, Basis), "a claim was made on it"
    of_article, total = articles_of_feature(basis, place_of(basis, claim.feature) or 0)
    counted = total if claim.kind == TONE else of_article
    outlets = basis.counts.units["outlet"].to_numpy(object)
    parts = [(outlet, int(counted[outlets == outlet].sum())) for outlet in corpus.outlets]
    ranked = sorted(parts, key=lambda part: (-part[1], part[0])) if len(parts) > MAX_PARTS else parts
    if len(ranked) > MAX_PARTS:
        ranked = [*ranked[:MAX_PARTS], ("other outlets", sum(n for _, n in ranked[MAX_PARTS:]))]
    return parts_card(ranked, title=f"All outlets: {name_of(corpus, claim)}", counted=COUNTED[claim.kind])


def outcome_card(corpus: Corpus, claim: Claim, outcome: Outcome, how: str) -> Card | None:
    """The counts on both sides under a variant; None where nothing could be counted."""
    if np.isnan(outcome.count):
        return None
    return parts_card([(claim.outlet, int(outcome.count)), ("all others", int(outcome.count_of_rest))],
                      title=f"{claim.outlet}, {name_of(corpus, claim)} – {how}", counted=COUNTED[claim.kind])


def name_of(corpus: Corpus, claim: Claim) -> str:
    """The claim's feature in plain words."""
    if claim.kind == WORD:
        return f"“{claim.feature}”"
    if claim.kind == INDICATOR:
        key, category = claim.feature.split(" ", 1)
        return category_titles(load_lexicon(key, corpus_folder=corpus.folder))[category]
    return "tone of its own words" if claim.kind == TONE else "words inside quotation marks"
