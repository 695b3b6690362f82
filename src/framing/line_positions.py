"""The roles that a line has by its place: standfirst under the headline, subheading between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from framing.line_rules import is_text
from framing.plain_line import BULLET, Claims, Lines, PlainLine, unclaimed

MIN_WORDS_OF_A_STANDFIRST = 4
MAX_WORDS_OF_A_STANDFIRST = 40
# What must follow a standfirst: at least a sentence of text.
MIN_WORDS_OF_A_BODY = 8
MAX_WORDS_OF_A_SUBHEADING = 12
MAX_CHARACTERS_OF_A_SUBHEADING = 120


def claim_standfirst(lines: Lines, claims: Claims) -> Claims:
    """The short paragraph right under the headline, if something sets it apart from the body.

    Set apart: a blank line below and none above, or no end of a sentence, or a label (byline, section)
    below. A body paragraph that follows a headline after a blank line has none of these.
    """
    titles = [i for i, (role, _) in claims.items() if role == "title"]
    following = [i for i in lines if i > titles[0]] if titles else []
    if len(following) < 2 or following[0] in claims:
        return claims
    first, second = following[0], following[1]
    if not MIN_WORDS_OF_A_STANDFIRST <= lines[first].n_words <= MAX_WORDS_OF_A_STANDFIRST:
        return claims
    if not any(lines[i].n_words >= MIN_WORDS_OF_A_BODY and i not in claims for i in following[1:]):
        return claims
    boxed = first == titles[0] + 1 and second > first + 1
    above_label = claims.get(second, ("", ""))[0] == "label" and claims[second][1] != "generic.separator"
    if boxed or above_label or not lines[first].ends_like_a_sentence():
        return {**claims, first: ("standfirst", "position.standfirst")}
    return claims


def claim_subheadings(lines: Lines, claims: Claims, *, asked: Sequence[int] | None = None) -> Claims:
    """Short lines without the end of a sentence, between a line of body and a longer line of body.

    ``asked``: the lines that are short and may not end so, if somebody has looked.
    """
    if asked is not None and not asked:
        return claims
    claimed = dict(claims)
    body = unclaimed(lines, claims)
    following = dict(pairwise(body[1:]))  # neither the first nor the last line is between others
    for i in body if asked is None else asked:
        # Two in a row are never both: the first would need a line of text behind it.
        if i in following and _is_subheading(lines[i]) and is_text(lines[following[i]]):
            claimed[i] = ("subheading", "position.subheading")
    return claimed


def _is_subheading(line: PlainLine) -> bool:
    return (line.n_words <= MAX_WORDS_OF_A_SUBHEADING
            and len(line.text) <= MAX_CHARACTERS_OF_A_SUBHEADING
            and any(character.isalpha() for character in line.text)
            and not line.ends_like_a_sentence()
            and not BULLET.match(line.text))
