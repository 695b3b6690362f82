"""Words set off as a paragraph of their own, without marks: "In a statement, Lee said:" and then what she said."""

from __future__ import annotations

from framing.attributions.cues import CueAt
from framing.attributions.found import DIRECT, Found
from framing.attributions.noun_phrases import Span, can_speak, subject_before
from framing.attributions.reading import POSSIBLE_MARK
from framing.attributions.tokenised_text import TokenisedText
from framing.attributions.tokens import Tokens
from framing.attributions.word_lists import words_of
from framing.words import find_words

OF_A_BLOCK = 0.5  # page furniture may stand between: the way of setting is lost in plain text
MIN_WORDS_OF_BLOCK = 8  # fewer are mostly a heading or an item of a list
# What may stand between the cue and the colon: to whom, when and where; no further verb.
BEFORE_THE_COLON = frozenset("pdnNyrtohTc:,")
MAX_TOKENS_BEFORE_THE_COLON = 12
CAN_SAY = frozenset({"after", "quote", "clause"})


def found_of_block(article: TokenisedText, number: int, taken: int) -> list[Found]:
    """A paragraph as somebody's words, if the one before introduces it and it has no marks of its own.

    ``number``: that of the paragraph, after one that ends with a colon. ``taken``: up to which character the
    introduction is used by other attributions.
    """
    text = article.reading.text
    introduction, paragraph = article.reading.paragraphs[number - 1:number + 1]
    last = introduction.stop - 1
    if last < introduction.first:
        return []
    start, end = paragraph.start, paragraph.start + len(text[paragraph.start:paragraph.end].rstrip())
    if POSSIBLE_MARK.match(text, start) or text[start:end].endswith(":") \
            or len(find_words(text[start:end])) < MIN_WORDS_OF_BLOCK:
        return []
    tokens = article.tokens(last)
    cues = [at for at in article.places(last) if isinstance(at, CueAt) and _ends_introduction(tokens, at)]
    if not cues or tokens.starts[cues[-1].first] < taken:
        return []
    cue, subject = cues[-1], subject_before(tokens, cues[-1].first)
    if not subject or not can_speak(tokens, subject[0]) or _is_narrator(tokens, subject[0]):
        return []
    return [Found((start, end), tokens.characters(cue.first, cue.stop), tokens.characters(*subject[0]), DIRECT,
                  cue.cue.stance, OF_A_BLOCK)]


def _ends_introduction(tokens: Tokens, at: CueAt) -> bool:
    rest = tokens.letters[at.stop:]
    is_verb = at.cue.form in ("s", "past") or (at.cue.form == "base" and tokens.letters[at.first - 1:at.first] == "h")
    return (bool(CAN_SAY & at.cue.frames) and is_verb and len(rest) <= MAX_TOKENS_BEFORE_THE_COLON
            and set(rest) <= BEFORE_THE_COLON and "below" not in tokens.low[at.stop:])


def _is_narrator(tokens: Tokens, subject: Span) -> bool:
    return tokens.low[subject[0]].partition("'")[0] in words_of("narrator")
