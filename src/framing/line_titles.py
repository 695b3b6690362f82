"""Lines that say what the metadata say: the headline, wherever it is repeated, and the names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.article import Article
from framing.line_rules import is_text
from framing.plain_line import BULLET, Claims, Lines, PlainLine, fold_words, unclaimed

# A headline stands at the top: after a few labels and captions, never after a paragraph.
N_LINES_TO_SEARCH = 8
MAX_WORDS_BEFORE_A_TITLE = 40
MAX_CHARACTERS_OF_A_TITLE = 300
MAX_WORDS_OF_A_GUESSED_TITLE = 20
# Shared words over all words: lets one word of six differ, as when a headline is edited.
MIN_LIKENESS = 0.7
# A site's name before or behind the headline has no more words.
MAX_ADDED_WORDS = 4
MAX_WORDS_OF_A_BYLINE = 16
# What a row of articles gives as author when nobody is named.
NO_AUTHOR = frozenset({"", "unknown", "none", "staff", "anonymous"})


def claim_given_title(lines: Lines, wanted: tuple[str, ...], *, asked: Sequence[int] | None = None) -> Claims:
    """The line that is the title of the article's metadata, or nearly, and later lines that repeat it.

    ``wanted``: its words. ``asked``: the lines near enough to the top and short enough, if somebody has looked.
    """
    if not wanted or (asked is not None and not asked):
        return {}
    words_of_title = {*wanted}
    words = {i: fold_words(lines[i].text) for i in (_lines_at_the_top(lines, len(wanted)) if asked is None else asked)
             if _shares_words(lines[i].text, words_of_title) and not BULLET.match(lines[i].text)}
    same = [i for i in words if words[i] == wanted]
    near = [i for i in words if not lines[i].ends_like_a_sentence() and _is_nearly_the_title(words[i], wanted)]
    return _claim_title_at(lines, (same or near)[0], "position.title", {}) if same or near else {}


def _lines_at_the_top(lines: Lines, n_words_of_title: int) -> Iterator[int]:
    for i in list(lines)[:N_LINES_TO_SEARCH]:
        if lines[i].n_words > MAX_WORDS_BEFORE_A_TITLE:
            return
        if lines[i].n_words <= 2 * n_words_of_title + MAX_ADDED_WORDS:
            yield i


def claim_guessed_title(lines: Lines, claims: Claims) -> Claims:
    """With no title in the metadata: the first line left, if it is short and does not end like a sentence."""
    first, *others = [*unclaimed(lines, claims), -1]
    if not others or not any(is_text(lines[i]) for i in others if i >= 0):
        return claims
    line = lines[first]
    ends = line.ends_like_a_sentence() and not line.text.endswith(("?", "?'", '?"'))
    if 3 <= line.n_words <= MAX_WORDS_OF_A_GUESSED_TITLE and not ends and not BULLET.match(line.text):
        return _claim_title_at(lines, first, "position.first_short_line", claims)
    return claims


def _shares_words(text: str, wanted: set[str]) -> bool:
    """Whether enough of the words may stand in the line for it to be the title or nearly: most lines have too few."""
    folded = text.casefold().replace("'", "")
    return sum(word in folded for word in wanted) >= min(MIN_LIKENESS * len(wanted), len(wanted) - MAX_ADDED_WORDS)


def _is_nearly_the_title(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """A word or two edited, or the site's name put before or after."""
    shorter, longer = sorted((words, wanted), key=len)
    if len(shorter) < 4 or len(longer) - len(shorter) > MAX_ADDED_WORDS:
        return False
    extended = shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    return extended or len({*shorter} & {*longer}) / len({*shorter} | {*longer}) >= MIN_LIKENESS


def _claim_title_at(lines: Lines, title: int, rule: str, claims: Claims) -> Claims:
    claimed = {**claims, title: ("title", rule)}
    words = fold_words(lines[title].text)
    for i in unclaimed(lines, claimed):
        if (i > title and (not words or lines[i].may_begin_with(words[0]))
                and len(lines[i].text) <= MAX_CHARACTERS_OF_A_TITLE and fold_words(lines[i].text) == words):
            claimed[i] = ("repeated_title", "position.repeated_title")
    return claimed


def claim_names(lines: Lines, article: Article, names: Sequence[str], claims: Claims, *,
                asked: Sequence[int] | None = None) -> Claims:
    """Lines that are nothing but the outlet's name or the author's, and the byline above the outlet's name.

    ``asked``: the lines that may be made of such names, if somebody has looked.
    """
    if asked is not None and not asked:
        return claims
    claimed = dict(claims)
    outlets = {fold_words(name) for name in (article.outlet, *names)}
    author = {*fold_words(article.author)} if article.author.strip().casefold() not in NO_AUTHOR else set()
    first, second, *_ = [*unclaimed(lines, claims), -1, -1]
    for i in lines if asked is None else asked:
        if i in claims or not _may_be_byline(lines[i]):
            continue
        words = fold_words(lines[i].text)
        if words in outlets:
            claimed[i] = ("label", "metadata.outlet")
            if i == second and _may_be_byline(lines[first]) and not is_text(lines[first]):
                claimed[first] = ("label", "metadata.byline")
        elif len(words) >= 2 and author and {*words} - {"by", "and"} <= author and len({*words} & author) >= 2:
            claimed[i] = ("label", "metadata.author")
    return claimed


def _may_be_byline(line: PlainLine) -> bool:
    return line.n_words <= MAX_WORDS_OF_A_BYLINE and len(line.text) <= MAX_CHARACTERS_OF_A_TITLE
