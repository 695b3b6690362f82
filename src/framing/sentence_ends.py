"""The rules that say whether a mark that may end a sentence does end it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from framing.abbreviations import NEVER_LAST, abbreviation_group, full_stop_ends
from framing.grouped_words import sentence_starters, words_of_group

# How far the rules look around a mark. Nothing longer is an abbreviation, or a name before "said"; the
# limit keeps the time proportional to the length of the text.
N_CHARACTERS_AROUND = 60

CONTINUING_MARKS = tuple(",;:%&/=+-–—)]}”")  # after these the sentence goes on, whatever follows
CAPITAL_INSIDE = re.compile(r"[a-z]{1,3}[A-Z]|[ae][ldnrst]-[A-Z]")  # names: iPhone  eBay  al-Assad
LONE_FULL_STOP = re.compile(r"\.(?!\s?\.)")  # after a space too many: (D-Calif.) . In April
WEB_ADDRESS = re.compile(r"@|://|www\.")
NAME = re.compile(r"(?:[ae][ldnrst]-)?[A-Z][\w-]*")
LIST_MARKER = re.compile(r"[•⁃▪●◦■►*–-]?\s*\(?(?:\d{1,3}|[^\W\d_])")

# A word that headlines in Title Case would write with a capital.
LOWER_CASE_WORD = re.compile(
    r"(?<![\w'’-])(?!(?:about|after|amid|from|into|over|than|under|with)\b)[a-z]{4,}"
)


class Stop(NamedTuple):
    """A mark that may end a sentence, with what the rules need to know of its surroundings.

    ``text[sentence_start:mark_start]`` is the sentence so far; ``end`` is the offset after the marks that
    close here. ``word`` stands before the mark, ``next_word`` after ``gap`` (white space) and ``lead``
    (opening marks, dashes, signs); ``before_capital`` says that the word after it begins with a capital.
    """

    sentence_start: int
    mark_start: int
    end: int
    word: str
    mark: str
    closers: str
    gap: str
    lead: str
    next_word: str
    before_capital: bool


def is_end(text: str, stop: Stop) -> bool:
    """Whether the sentence ends at this stop. Brackets, lists and bullets are not looked at here."""
    if _goes_on(stop):
        return False
    if is_ellipsis(stop.mark):
        return _ellipsis_ends(text, stop)
    if not stop.gap:
        return _ends_without_space(text, stop)
    if stop.mark != ".":
        return not _speaker_follows(text, stop) and not _is_name_with_mark(stop)
    return _full_stop_ends(text, stop)


def is_ellipsis(mark: str) -> bool:
    """Whether the mark stands for words left out: … ... . . . (but not . and not ?..)"""
    return mark[-1:] in ".…" and mark != "." and "?" not in mark and "!" not in mark


def _goes_on(stop: Stop) -> bool:
    """A comma, a dash or a word in lower case follows: (He left.) at noon | Yahoo! in | D.C. — The"""
    if stop.lead.startswith(CONTINUING_MARKS) or LONE_FULL_STOP.match(stop.lead):
        return True
    return stop.next_word[0].islower() and not CAPITAL_INSIDE.match(stop.next_word)


def _ellipsis_ends(text: str, stop: Stop) -> bool:
    """Four dots, and dots that stand at their word, end a sentence before a capital; three dots that
    stand free mark an omission, and end it only before a word that begins sentences (other than I)."""
    before = text[stop.mark_start - 1 : stop.mark_start]
    if before in ("[", "(") and stop.closers.startswith(("]", ")")):
        return False
    if not stop.gap and not _looks_like_start(stop):
        return False
    n_dots = stop.mark.count(".") + 3 * stop.mark.count("…")
    if n_dots >= 4 or stop.closers or not before.isspace():
        return True
    return stop.next_word != "I" and stop.next_word.lower() in sentence_starters()


def _ends_without_space(text: str, stop: Stop) -> bool:
    """A missing space: world.Today | 1,000.That | said.“We, but not U.S.A, Ph.D or Jane.Doe@example.com"""
    around = stop.word + stop.mark + text[stop.end : stop.end + N_CHARACTERS_AROUND].split(None, 1)[0]
    word = stop.word.rstrip(")]\"'”’%")
    if len(word) < 2 or not word[-2:].isalnum() or WEB_ADDRESS.search(around) or not _looks_like_start(stop):
        return False
    return word != stop.word or full_stop_ends(word, stop.next_word)


def _looks_like_start(stop: Stop) -> bool:
    """Today | A | PBS after a word in lower case; not the D of Ph.D or the COM of FOXNEWS.COM"""
    next_word = stop.next_word
    return next_word[0].isupper() and (
        len(next_word) == 1 or next_word[1].islower() or stop.word.rstrip(")]\"'”’%")[-2:].islower()
    )


def _speaker_follows(text: str, stop: Stop) -> bool:
    """Who spoke follows a quotation that is a question or exclamation: “Why?” President Biden asked"""
    if not stop.closers.strip(")]}"):
        return False
    speaker = _speaker().match(text, stop.end + len(stop.gap), stop.end + N_CHARACTERS_AROUND)
    if not speaker:
        return False
    is_name = speaker["first"].lower() not in sentence_starters()
    return is_name or (speaker["first"] == "I" and bool(speaker["pause"]))


@cache
def _speaker() -> re.Pattern[str]:
    """Smith said | President Joe Biden asked | Mr. van Dyke (R-Ky.) replied | I asked, but not "Smith said
    that ..." and "I said six", which are new sentences."""
    verbs = "|".join(sorted(words_of_group("speech_verb")))
    return re.compile(
        rf"""
        (?P<first> {NAME.pattern} ) \S* \s+
        (?: (?:[A-Z]\S* | \(\S+\) | van | von | der? | del | bin) \s+ ){{0,5}}?
        (?:{verbs}) \b (?! \s+(?:that|by)\b ) (?P<pause> [.,]? )
        """,
        re.VERBOSE,
    )


def _is_name_with_mark(stop: Stop) -> bool:
    """The mark belongs to a name: Yahoo! News"""
    is_name = abbreviation_group(stop.word) == "exclaimed" and stop.mark == "!"
    return is_name and stop.next_word.lower() not in sentence_starters()


def _full_stop_ends(text: str, stop: Stop) -> bool:
    if _is_list_marker(text, stop):
        return False
    if not (stop.word[-1].isalnum() or stop.word[-1] == "°"):
        return True  # a bracket, quotation mark or sign stands between the word and the full stop
    group = abbreviation_group(stop.word.rsplit("-", 1)[-1])
    if stop.closers.strip(")]}") and group not in NEVER_LAST:
        return True  # a quotation closes after the full stop: “So am I.” Smith left
    if group == "time" and _is_statement_of_time(text, stop):
        return False
    if not full_stop_ends(stop.word, stop.next_word, before_capital=stop.before_capital):
        return False
    is_plain = not group and (len(stop.word) > 1 or stop.word.isdigit())
    return is_plain or not _is_title_case(text)


def _is_list_marker(text: str, stop: Stop) -> bool:
    """The sentence so far is only the number or letter of a list item: 2. The second item"""
    if stop.mark_start - stop.sentence_start > 12:
        return False
    return LIST_MARKER.fullmatch(text[stop.sentence_start : stop.mark_start].strip()) is not None


def _is_statement_of_time(text: str, stop: Stop) -> bool:
    """The sentence so far has no verb yet: At 5 a.m. Mr. Smith ..."""
    words = text[stop.sentence_start : stop.mark_start].split(None, 5)
    return len(words) <= 5 and words[0].lower() in words_of_group("time_preposition")


@lru_cache(maxsize=1)  # asked again and again for the same text
def _is_title_case(text: str) -> bool:
    """In a Headline in Title Case, "In" and "To" after an abbreviation say nothing about its end."""
    return LOWER_CASE_WORD.search(text) is None
