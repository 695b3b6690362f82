"""Quotations that no cue reports: they go on under the speaker before, or belong to the subject of their sentence."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from itertools import islice

from framing.attributions.found import DIRECT, NOWHERE, PARTIAL, Found
from framing.attributions.noun_phrases import can_speak, clause_subject
from framing.attributions.quotation_shape import ends_a_statement, is_title
from framing.attributions.reading import Paragraph, Reading
from framing.attributions.tokenised_text import TokenisedText
from framing.attributions.tokens import Tokens
from framing.words import WORD

Span = tuple[int, int]

MIN_WORDS_OF_QUOTATION = 4  # fewer may be a name, a term or a distance, if nobody is said to say them
AFTER_QUOTATION, NEXT_PARAGRAPH, SUBJECT = 0.85, 0.6, 0.45
SUBJECT_AND_VERB = re.compile(r"Q(?P<subject>h|d?[nN]{1,4})r?(?P<verb>[ev])(?![eg])")


def add_loose_quotations(article: TokenisedText, paragraph: Paragraph, loose: Sequence[Span], found: list[Found], *,
                         has_speaker_before: bool) -> list[Found]:
    """The attributions of a paragraph with those of its quotations that no cue reports, in order.

    ``has_speaker_before``: whether an earlier paragraph holds an attribution, whose speaker can go on.
    """
    added = sorted(found, key=_place)
    if not loose:
        return added
    reading = article.reading
    short = {quote for quote in loose if _is_short(reading.text[slice(*quote)])}
    for quote in sorted(loose, key=lambda quote: (quote in short, quote)):
        number = reading.sentence_at(paragraph, quote[0])
        sentence = paragraph[:2] if number is None else (reading.starts[number], reading.ends[number])
        has_earlier = bool(added) and added[0].content[1] <= quote[0]
        one = None
        if quote[0] == sentence[0]:
            one = _with_verb_after(article, paragraph, quote) or _alone(
                reading, quote, added, is_short=quote in short, has_speaker_before=has_speaker_before)
        if not one and quote in short:
            one = _beside_another(quote, sentence, added)
        elif not one and not is_title(reading.text[slice(*quote)]):
            one = _of_subject(article.tokens_of(number, sentence), quote,
                              continues=has_earlier or has_speaker_before)
        if one:
            insort(added, one, key=_place)
    return added


def _is_short(quotation: str) -> bool:
    """Whether it has so few words that it may be no quotation."""
    return len([*islice(WORD.finditer(quotation), MIN_WORDS_OF_QUOTATION)]) < MIN_WORDS_OF_QUOTATION


def _place(found: Found) -> int:
    return found.content[0]


def _alone(reading: Reading, quote: Span, found: list[Found], *, is_short: bool, has_speaker_before: bool
           ) -> Found | None:
    """A quotation that is a sentence by itself, or begins one."""
    if is_short and not ends_a_statement(reading.text[slice(*quote)]):
        return None
    if found and found[0].content[1] <= quote[0]:
        return Found(quote, NOWHERE, NOWHERE, DIRECT, "neutral", AFTER_QUOTATION, continues=True)
    after = next((one for one in found if one.content[0] >= quote[1]), None)
    if after and after.kind == DIRECT and after.source != NOWHERE:
        return after._replace(content=quote, cue=NOWHERE, confidence=NEXT_PARAGRAPH)
    return Found(quote, NOWHERE, NOWHERE, DIRECT, "neutral", NEXT_PARAGRAPH, continues=has_speaker_before)


def _beside_another(quote: Span, sentence: Span, found: list[Found]) -> Found | None:
    """A few words in marks: somebody's only where the sentence, or the one before, quotes in parts as well."""
    earlier = [one for one in found if one.content[1] <= quote[0]]
    if earlier and earlier[-1].kind == PARTIAL:
        return Found(quote, NOWHERE, NOWHERE, PARTIAL, "neutral", SUBJECT, continues=True)
    after = next((one for one in found if quote[1] <= one.content[0] < sentence[1]), None)
    if after and after.kind == PARTIAL and after.continues:
        return after._replace(content=quote)
    return None


def _of_subject(tokens: Tokens, quote: Span, *, continues: bool) -> Found:
    """A quotation inside the outlet's sentence: its subject's, if that can speak, else the last speaker's."""
    subject = clause_subject(tokens, 0, len(tokens.letters)) if tokens.letters[:1] in ("N", "h", "d") else None
    if subject and can_speak(tokens, subject) and tokens.ends[subject[1] - 1] <= quote[0]:
        return Found(quote, NOWHERE, tokens.characters(*subject), PARTIAL, "neutral", SUBJECT)
    return Found(quote, NOWHERE, NOWHERE, PARTIAL, "neutral", SUBJECT, continues=continues)


def _with_verb_after(article: TokenisedText, paragraph: Paragraph, quote: Span) -> Found | None:
    """“…,” the judge prodded: a subject and a verb in -ed after a quotation, though the verb is in no list."""
    if not ends_a_statement(article.reading.text[slice(*quote)]):
        return None
    # The sentence in which the quotation ends: there it is the first token.
    last = article.reading.sentence_at(paragraph, quote[1] - 1)
    tokens = article.tokens_of(last, (quote[0], paragraph.end))
    match = SUBJECT_AND_VERB.match(tokens.letters)
    if not match or not can_speak(tokens, match.span("subject")):
        return None
    return Found(quote, tokens.characters(*match.span("verb")), tokens.characters(*match.span("subject")), DIRECT,
                 "neutral", AFTER_QUOTATION)
