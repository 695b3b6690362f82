"""From tokens to an attribution in characters of the text."""

from __future__ import annotations

from framing.attributions.found import DIRECT, INDIRECT, NOWHERE, PARTIAL, Found
from framing.attributions.noun_phrases import Span
from framing.attributions.tokens import Tokens

PUNCTUATION = frozenset(",;:-?")


def make_found(tokens: Tokens, content: Span, cue: Span, source: Span | None, stance: str, confidence: float,
               written: Span = NOWHERE) -> Found | None:
    """An attribution from tokens; marks at the ends of its content are left out. None if no content is left.

    ``source``: its tokens; or ``written``, its characters, if it stands elsewhere.
    """
    first, stop = content
    while first < stop and tokens.letters[first] in PUNCTUATION:
        first += 1
    while first < stop and tokens.letters[stop - 1] in PUNCTUATION:
        stop -= 1
    if first >= stop:
        return None
    letters = tokens.letters[first:stop]
    kind = DIRECT if not letters.strip("Q,-") else PARTIAL if "Q" in letters else INDIRECT
    spans = tokens.characters(first, stop), tokens.characters(*cue), tokens.characters(*source) if source else written
    ordered = sorted(spans)  # what is nowhere comes first
    if ordered[0][1] > ordered[1][0] or ordered[1][1] > ordered[2][0]:
        return None  # no sentence of English: a cue inside its own content
    return Found(*spans, kind, stance, confidence)
