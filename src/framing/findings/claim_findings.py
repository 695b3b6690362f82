"""What may be said in a few sentences, and the panel that decides it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.claims.claim import QUOTED, TONE, Claim
from framing.claims.outcome import FLIPS, HOLDS, NOT_ASKED
from framing.claims.panel import Asked, robustness_panel
from framing.claims.variants import VARIANTS, WITHOUT_ARTICLE
from framing.compare import corpus_support
from framing.corpus import Corpus
from framing.findings.claim_cards import claim_card, name_of
from framing.findings.claim_sentences import claim_sentence, kept_clause, variant_card, whole_sentence
from framing.html import (
    Fragment,
    clause,
    folded,
    for_index,
    four_beats,
    listed,
    number,
    opening,
    outcome_mark,
    say,
    table,
)
from framing.noise_floor.floor import noise_floor
from framing.support import DESCRIPTIVE, INDICATIVE, INFERENTIAL

# More sentences are no summary, and more rows no grid; the rest stands in tables/robustness.csv.
N_IN_SUMMARY, N_IN_GRID = 24, 40
# How the row of a finding is called.
MORE_AND_LESS = {TONE: ("kinder", "harsher"), QUOTED: ("more", "fewer")}
NAMES = {TONE: "own words", QUOTED: "quoted words"}
ABOUT = {
    DESCRIPTIVE: "about these articles only (nothing was tested, and other articles of an outlet may say the opposite)",
    INDICATIVE: "leads, which the panel lists and the summary does not state",
    INFERENTIAL: "differences that survive a correction over all kinds of claims, all outlets and all words",
}


def show_summary(corpus: Corpus, *, seed: int) -> Fragment:
    """The headline findings that no other way to do the analysis turns round."""
    panel = robustness_panel(corpus, seed=seed)
    stated = [asked for asked in panel if asked.is_stated]
    told = told_first(first_of_kind(stated), N_IN_SUMMARY)
    floor = noise_floor(corpus, seed=seed)
    labels = sorted({row.label for row in corpus_support(corpus)})
    return for_index(four_beats(
        question="What can be said in a few sentences?",
        method=["The largest differences between each outlet and all others together, of four kinds: single words "
                "(function words and names left out), frame indicators, tone of the outlet's own words, words inside "
                "quotation marks. Each was asked again in other ways (other word lists, other settings, raw text, one "
                "article less); what turns round in any of them is not stated. A difference within the noise floor is "
                "also found where no outlet makes it.",
                say("The findings of outlets that are {labels}.", labels=listed([
                    clause("{label} are {about}", label=label, about=ABOUT[label]) for label in labels]))],
        result=[claim_sentence(corpus, asked, floor) for asked in told] + _how_many(stated, told, panel),
        caveat="Largest is not most important, and every way to ask reads the same articles: a difference of topic, "
               "genre or date holds in all of them."))


def first_of_kind(panel: Sequence[Asked]) -> list[Asked]:
    """Of each outlet and kind the first: a summary is short."""
    first = {(asked.claim.outlet, asked.claim.kind): asked for asked in reversed(panel)}
    return [asked for asked in panel if first[asked.claim.outlet, asked.claim.kind] is asked]


def told_first(panel: Sequence[Asked], n_told: int) -> list[Asked]:
    """At most so many, taking turns between the outlets: the first finding of each, then the second."""
    seen: dict[str, int] = {}
    turns = []
    for place, asked in enumerate(panel):
        seen[asked.claim.outlet] = seen.get(asked.claim.outlet, 0) + 1
        turns.append((seen[asked.claim.outlet], place))
    return [panel[place] for place in sorted(place for _, place in sorted(turns)[:n_told])]


def _how_many(stated: Sequence[Asked], told: Sequence[Asked], panel: Sequence[Asked]) -> list[Fragment]:
    if not panel:
        return [say("No difference is large enough to be told, or survives the correction: nothing is stated.")]
    if not stated:
        return [say("None of {n:d} headline findings may be stated.", n=len(panel))]
    if len(told) < len(stated):
        return [say("Told are {n:d} of {all:d} findings that may be stated, of each outlet and kind the first; all "
                    "stand in tables/robustness.csv.", n=len(told), all=len(stated))]
    return []


def show_robustness(corpus: Corpus, *, seed: int) -> Fragment:
    """Claims as rows, other ways to do the analysis as columns; beneath it what is not stated, and why."""
    panel = robustness_panel(corpus, seed=seed)
    if not panel:
        shown: list[Fragment] = [say("There is no headline finding to ask again.")]
    else:
        told = told_first(panel, N_IN_GRID)
        shown = [whole_sentence(corpus, panel), _grid(corpus, told), *_not_stated(corpus, panel)]
    ways = [clause("{title}: {meaning}", title=variant.title, meaning=variant.meaning) for variant in VARIANTS]
    return four_beats(
        question="Would another analysis have said the same?",
        method=["Every headline finding is asked again with each choice made otherwise. It flips where no difference "
                "or the opposite one is left. It weakens where less than half of the difference is left, or too few "
                "uses, or where a word is no longer among the first of its outlet. Else it holds. An outlet’s only "
                "article cannot be left out (“only others”): such a finding is about that article.",
                folded([say("{way}.", way=way) for way in ways], summary="What each column does otherwise")],
        result=shown,
        caveat="A finding that holds everywhere does not hang on one of these choices; it may hang on one that is not "
               "here. All ways read the same articles, and none of them is a test.")


def _grid(corpus: Corpus, panel: Sequence[Asked]) -> Fragment:
    rows = [[_name(corpus, asked.claim), *(_cell(corpus, asked, variant.key) for variant in VARIANTS),
             "yes" if asked.is_stated else "no"] for asked in panel]
    columns = ["finding", *(variant.title for variant in VARIANTS), "may be stated"]
    return table(pd.DataFrame(rows, columns=columns), row_header="finding",
                 caption="Headline findings, and what becomes of each when it is asked in another way")


def _name(corpus: Corpus, claim: Claim) -> Fragment:
    more, less = MORE_AND_LESS.get(claim.kind, ("more", "less"))
    return clause("{outlet}: {direction} {name} ({n})", outlet=claim.outlet, name=NAMES.get(claim.kind) or name_of(
        corpus, claim), direction=more if claim.direction > 0 else less,
                  n=opening(number(int(claim.count)), claim_card(corpus, claim)))


def _cell(corpus: Corpus, asked: Asked, key: str) -> Fragment:
    """The outcome; what weakens or flips opens the counts that are left."""
    outcome = asked.outcomes[key].outcome
    if key == WITHOUT_ARTICLE and asked.left_out.own_is_only and outcome == HOLDS:
        return clause("{mark} (only others)", mark=outcome_mark(outcome))
    if outcome in (NOT_ASKED, HOLDS):
        return outcome_mark(outcome)
    return opening(outcome_mark(outcome), variant_card(corpus, asked, key))


def _not_stated(corpus: Corpus, panel: Sequence[Asked]) -> list[Fragment]:
    """What may not be stated: what flips, and mere leads."""
    flipping = [asked for asked in panel if asked.of(FLIPS)]
    leads = [asked for asked in panel if not asked.is_stated and not asked.of(FLIPS)]
    shown = [say("Not stated, because it flips: {name}. {sentence}", name=_name(corpus, asked.claim),
                 sentence=kept_clause(corpus, asked)) for asked in flipping[:N_IN_GRID]]
    if leads:
        shown.append(say("Not stated, because too few articles allow no test: {names}.", names=listed(
            [_name(corpus, asked.claim) for asked in leads[:N_IN_GRID]])))
    return shown
