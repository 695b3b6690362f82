"""Whether a full stop after an abbreviation, an initial or a number also ends the sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from framing.grouped_words import group_of_abbreviation, sentence_starters, words_of_group

NEVER_LAST = frozenset({"title", "link"})  # "Sen. Smith", "Iran vs. Iraq": something always follows
DOTTED_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # U.S (its last dot is the full stop in question)
NUMBER = re.compile(r"\.?\d[\d.]*")  # 2016  3.5  .5
NOT_IN_A_WORD = re.compile(r"[^\w.°]+")


def full_stop_ends(word: str, next_word: str, *, before_capital: bool = False) -> bool:
    """Whether the full stop between two words ends a sentence.

    ``word`` stands before the full stop, without it and without marks before it; ``next_word`` is the first
    word after it, without apostrophes, and does not begin in lower case. ``before_capital``: the word after
    ``next_word`` begins with a capital.

    An ordinary word ends its sentence. Titles never do; "No." only if no number follows; a.m. and p.m.
    unless a time zone or a day follows. Every other abbreviation, and a single letter, ends it if the next
    word is one that begins sentences ("in the U.S. How ..." but "the U.S. Government"): that last decision
    is Punkt's (Kiss & Strunk 2006), with the library's own lists in place of a trained model.

    Wrong by design: "in the U.S. Obama said" is not split, for "the U.S. Obama knew" looks the same.
    Source: kiss2006unsupervised.
    """
    word = word.rsplit("-", 1)[-1]  # D-Conn  R-Ky
    group = abbreviation_group(word)
    if group == "plain_word" or (word.isalpha() and len(word) > 1 and not group):
        return True
    if group in NEVER_LAST:
        return False
    if group == "before_number":
        return not next_word[:1].isdigit()
    if group == "time":
        return not next_word[:1].isdigit() and next_word not in words_of_group("time_follower")
    if before_capital and next_word.lower() in words_of_group("question_verb"):
        return False
    form = "U.S" if group == "acronym" else NOT_IN_A_WORD.sub("", word)
    return punkt_breaks(form, next_word)


@lru_cache(maxsize=100_000)
def abbreviation_group(word: str) -> str:
    """The group of an abbreviation, written without its last dot; empty if it is none.

    An entry in lower case stands for any case (a single letter only for itself); one with a capital only
    for itself (the state "Ill.", not "ill."), a title also for the title all in capitals. Dotted letters that
    are not listed are an acronym.
    """
    groups = group_of_abbreviation()
    group = groups.get(word)
    if not group and len(word) > 1:
        group = groups.get(word.lower())
    if not group and groups.get(word.capitalize()) == "title" and word.isupper():
        group = "title"
    return group or ("acronym" if DOTTED_LETTERS.fullmatch(word) else "")


@lru_cache(maxsize=100_000)
def punkt_breaks(word: str, next_word: str) -> bool:
    """Punkt's decision about ``word. next_word``, knowing our abbreviations and our sentence starters.

    An abbreviation ends the sentence too if a sentence starter with a capital follows. So does an initial, or if
    nothing with a case follows ("Plan B. 2016 was"), unless it is also listed ("v."). A number does not before
    lower case; any other word always does. Punkt's other evidence, which words stand together and in which case,
    is learnt from a corpus that we do not have. Source: kiss2006unsupervised, sections 4.1.1, 4.2 and 4.3.
    """
    word = word.rpartition("..")[2]  # what follows an ellipsis is a word of its own
    begins_sentences = next_word[0].isupper() and next_word.removesuffix(".").lower() in sentence_starters()
    is_listed = word.lower() in abbreviations_in_lower_case()
    if len(word) == 1 and word.isalpha():
        has_case = next_word[0].isupper() or next_word[0].islower()
        return not is_listed and (begins_sentences or not has_case)
    if is_listed:
        return begins_sentences
    return not (NUMBER.fullmatch(word) and next_word[0].islower())


@cache
def abbreviations_in_lower_case() -> frozenset[str]:
    """The listed ones, without their last dot: what is not among them in any case of letters has no group by a list."""
    return frozenset(word.lower() for word in group_of_abbreviation())
