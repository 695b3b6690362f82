"""Lines that a page shows twice: excerpts above the text, captions set under and behind a picture, slips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.plain_line import Claims, Lines, fold_words, unclaimed

N_LINES_TO_SEARCH_FOR_A_TEASER = 8
# Fewer words can recur by chance ("he said on Tuesday"); eight in a row do not.
MIN_WORDS_OF_A_REPEAT = 8
# Fewer may be a slip of the scraper.
MIN_PAIRS_OF_A_GALLERY = 3

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def claim_teasers(lines: Lines, claims: Claims, *, known_once: Sequence[int] = ()) -> Claims:
    """Lines before the body whose words come again, verbatim, inside a longer line: an excerpt set on top.

    ``known_once``: the first lines of some length, as far as their words are known not to come again.
    """
    if known_once and known_once[0] not in claims:  # the shorter lines above it are no excerpts
        return claims
    claimed = dict(claims)
    remaining = unclaimed(lines, claims)
    rest = ""
    end = 0
    for i in remaining[:N_LINES_TO_SEARCH_FOR_A_TEASER]:
        if i in known_once:
            break
        if lines[i].n_words >= MIN_WORDS_OF_A_REPEAT:
            rest = rest or "\n".join([lines[number].text for number in remaining]) + "\n"
            if not _stands_inside_a_line(lines[i].text.rstrip(".… "), rest, end + len(lines[i].text) + 1):
                break
            claimed[i] = ("teaser", "position.teaser")
        end += len(lines[i].text) + 1
    return claimed


def _stands_inside_a_line(excerpt: str, rest: str, start: int) -> bool:
    """Whether ``excerpt`` is in ``rest[start:]`` as a part of a line, with words before or after it."""
    found = rest.find(excerpt, start)
    if found < 0 or not excerpt:
        return False
    line_start, line_end = rest.rfind("\n", 0, found) + 1, rest.find("\n", found)
    return len(fold_words(rest[line_start:line_end])) > len(fold_words(excerpt))


def claim_copies(lines: Lines, claims: Claims) -> Claims:
    """Lines that are an earlier line again, word for word: a page that shows one paragraph twice.

    The second one is cut. Both are, as captions, where a page sets a text under a picture and behind it: the line
    comes twice running, at the top of the page with the year of the picture, or again and again in a gallery.
    """
    remaining = unclaimed(lines, claims)
    first_of: dict[str, int] = {}
    copies: list[tuple[int, int]] = []
    for position, i in enumerate(remaining):
        if lines[i].n_words >= MIN_WORDS_OF_A_REPEAT:
            first = first_of.setdefault(lines[i].text, position)
            if first != position:
                copies.append((first, position))
    pairs = {second for first, second in copies if second == first + 1}
    claimed = dict(claims)
    for first, second in copies:
        is_picture = second in pairs and (
            len(pairs) >= MIN_PAIRS_OF_A_GALLERY or (first == 0 and _YEAR.search(lines[remaining[0]].text))
        )
        claimed[remaining[second]] = ("caption", "position.twice") if is_picture else ("teaser", "position.copy")
        if is_picture:
            claimed[remaining[first]] = ("caption", "position.twice")
    return claimed
