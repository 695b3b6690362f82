"""Claims as sentences, under the label that they were made under, and what became of each when it was asked again."""

from __future__ import annotations

import math
from collections.abc import Sequence

from framing.claims.claim import INDICATOR, QUOTED, TONE, WORD, Claim
from framing.claims.outcome import FLIPS, HOLDS, WEAKENS, Outcome
from framing.claims.panel import Asked
from framing.claims.variants import VARIANTS, WITHOUT_ARTICLE
from framing.corpus import Corpus
from framing.findings.audit_marks import BELOW, category_precision
from framing.findings.claim_cards import claim_card, name_of, outcome_card, outlets_card
from framing.findings.claim_floor import floor_clause
from framing.findings.word_cards import outlet_words_card
from framing.html import Card, Fragment, clause, listed, number, opening, parts_card, say
from framing.lexicon import load_lexicon
from framing.noise_floor.floor import NoiseFloor
from framing.support import DESCRIPTIVE, INFERENTIAL
from framing.tally import TONE_LEXICONS

TITLES = {variant.key: variant.title for variant in VARIANTS}


def claim_sentence(corpus: Corpus, asked: Asked, floor: NoiseFloor) -> Fragment:
    """The claim, whether it holds in every other way to ask (the panel has the numbers), and its noise floor."""
    weakening = asked.of(WEAKENS)
    kept = clause("It holds in every other way to ask.")
    if weakening:
        kept = clause("It weakens under {ways}.", ways=listed([f"“{TITLES[key]}”" for key in weakening]))
    return say("{claim} {kept}{only} {floor}", claim=claim_clause(corpus, asked.claim), kept=kept,
               only=only_article(asked), floor=floor_clause(asked.claim, floor))


def only_article(asked: Asked) -> str:
    """Where a claim rests on one article, that it does."""
    return " It rests on the outlet's only article." if asked.left_out.own_is_only else ""


def claim_clause(corpus: Corpus, claim: Claim) -> Fragment:
    """What is found, with its numbers; a descriptive claim begins with what it is about."""
    inner = {WORD: _of_rate, INDICATOR: _of_rate, TONE: _of_tone, QUOTED: _of_quoted}[claim.kind](corpus, claim)
    about = "In these articles, " if claim.label == DESCRIPTIVE else ""
    p = clause(" (p {p:p} after correction)", p=claim.p_adjusted) if claim.label == INFERENTIAL else Fragment("")
    return clause("{about}{inner}{p}.", about=about, inner=inner, p=p)


def _of_rate(corpus: Corpus, claim: Claim) -> Fragment:
    what = clause("uses {word}", word=name_of(corpus, claim)) if claim.kind == WORD else clause(
        "has indicators of “{category}” ({list})", category=name_of(corpus, claim), list=_list_title(corpus, claim))
    return clause("{outlet} {what}{times}: {n} in {words}, {rate:.1f} per 1,000 against {rest} ({articles})",
                  outlet=claim.outlet, what=what, times=_times(claim), n=_number(corpus, claim), rate=claim.value,
                  words=_words(corpus, claim), rest=_rest(corpus, claim, ".1f"), articles=_articles(claim))


def _times(claim: Claim) -> Fragment:
    """How many times as often, where both sides have it at all."""
    if not math.isnan(claim.times_as_often):
        return clause(" {times:.1f} times as often as the others", times=claim.times_as_often)
    return clause(", and the others do not" if claim.direction > 0 else " not at all, and the others do")


def _of_tone(corpus: Corpus, claim: Claim) -> Fragment:
    title = load_lexicon(TONE_LEXICONS[0]).card.title.split(":")[0]
    return clause("the wording of {outlet} in its own voice is {direction} than that of the others: {value:+.2f} by "
                  "{list} over {n} sentences of the body, against {rest}", outlet=claim.outlet, list=title,
                  direction="kinder" if claim.direction > 0 else "harsher", value=claim.value,
                  n=_number(corpus, claim), rest=_rest(corpus, claim, "+.2f"))


def _of_quoted(corpus: Corpus, claim: Claim) -> Fragment:
    return clause("{outlet} puts {direction} of its words inside quotation marks than the others: {value:share} ({n} "
                  "of {words}), against {rest}", outlet=claim.outlet, words=_words(corpus, claim),
                  direction="more" if claim.direction > 0 else "fewer", value=claim.value, n=_number(corpus, claim),
                  rest=_rest(corpus, claim, "share"))


def _list_title(corpus: Corpus, claim: Claim) -> str:
    """The list; and that too few of the category's hits are right, where an audit found so."""
    key, category = claim.feature.split(" ", 1)
    title = load_lexicon(key, corpus_folder=corpus.folder).card.title
    found = category_precision(corpus, key).get(category)
    return f"{title}; {BELOW} in the audit of its hits" if found and found.is_below else title


def _number(corpus: Corpus, claim: Claim) -> Fragment:
    return opening(number(int(claim.count)), claim_card(corpus, claim))


def _words(corpus: Corpus, claim: Claim) -> Fragment:
    return clause("{n} words", n=opening(number(int(claim.total)), outlet_words_card(corpus, claim.outlet)))


def _rest(corpus: Corpus, claim: Claim, spec: str) -> Fragment:
    return opening(number(claim.value_of_rest, spec), outlets_card(corpus, claim))


def _articles(claim: Claim) -> Fragment:
    return clause("in {k} of {n:,d|article}", k=claim.n_articles_with, n=claim.n_articles)


def kept_clause(corpus: Corpus, asked: Asked) -> Fragment:
    """In how many ways it holds; where it weakens or flips, and why."""
    tried = [key for outcome in (HOLDS, WEAKENS, FLIPS) for key in asked.of(outcome)]
    if not tried:
        return Fragment("It could not be asked in any other way.")
    card = parts_card([(TITLES[key], 1) for key in asked.of(HOLDS)], counted="holds",
                      title=f"{asked.claim.outlet}, {name_of(corpus, asked.claim)}: where it holds")
    return clause("It holds in {n} of {tried:d} other ways to ask{weakens}{flips}.{only}", tried=len(tried),
                  only=only_article(asked),
                  n=opening(number(len(asked.of(HOLDS))), card if asked.of(HOLDS) else None),
                  weakens=_named(corpus, asked, WEAKENS, "; it weakens under "),
                  flips=_named(corpus, asked, FLIPS, "; it flips under "))


def _named(corpus: Corpus, asked: Asked, outcome: str, beginning: str) -> Fragment:
    keys = asked.of(outcome)
    return clause("{beginning}{variants}", beginning=beginning, variants=listed(
        [_variant(corpus, asked, key) for key in keys])) if keys else Fragment("")


def _variant(corpus: Corpus, asked: Asked, key: str) -> Fragment:
    """The variant by name, opening its counts, and what is left."""
    found = asked.outcomes[key]
    return clause("{how} ({reason})", how=opening(how_of(asked, key), variant_card(corpus, asked, key)),
                  reason=found.reason)


def how_of(asked: Asked, key: str) -> str:
    """The variant in words; of articles left out the one that matters most."""
    if key == WITHOUT_ARTICLE and asked.left_out.articles:
        return f"“{TITLES[key]}”: {asked.left_out.articles[0][0]}"
    return f"“{TITLES[key]}”"


def variant_card(corpus: Corpus, asked: Asked, key: str) -> Card | None:
    """The counts of both sides under a variant."""
    found: Outcome = asked.outcomes[key]
    return outcome_card(corpus, asked.claim, found, how_of(asked, key))


def whole_sentence(corpus: Corpus, panel: Sequence[Asked]) -> Fragment:
    """How many claims hold, weaken and flip, each number opening their names."""
    flipping = [asked for asked in panel if asked.of(FLIPS)]
    weakening = [asked for asked in panel if asked.of(WEAKENS) and not asked.of(FLIPS)]
    holding = [asked for asked in panel if not asked.of(WEAKENS) and not asked.of(FLIPS)]

    def opened(chosen: Sequence[Asked], title: str) -> Fragment:
        parts = [(f"{asked.claim.outlet}: {name_of(corpus, asked.claim)}", 1) for asked in chosen]
        return opening(number(len(chosen)), parts_card(parts, title=title, counted="findings") if parts else None)

    return say("Of {n} headline findings {holding} hold in every way in which they could be asked, {weakening} weaken "
               "in some, and {flipping} flip in at least one: those are not stated.",
               n=opened(panel, "All headline findings"), holding=opened(holding, "Hold in every way"),
               weakening=opened(weakening, "Weaken in some way"),
               flipping=opened(flipping, "Flip in at least one way"))
