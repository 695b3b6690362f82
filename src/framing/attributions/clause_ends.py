"""Where the content of an attribution ends, and what stands between a cue and its content."""

from __future__ import annotations

from functools import cache

from framing.attributions.cues import CueAt
from framing.attributions.tokens import Tokens
from framing.attributions.word_lists import words_of

MAX_TOKENS_OF_SETTING, MAX_TOKENS_BEFORE_THAT = 8, 18
# Side clauses that are told by the outlet, not by the source, when they follow a short content.
BEGINS_A_TIME = frozenset({"last", "this", "next", "late"})
IS_SETTING = frozenset("pdnNyrot")
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})


def skip_setting(tokens: Tokens, place: int) -> int:
    """The token after what says when, where or to whom something was said: "on Friday", "in a statement"."""
    letters, low, n_tokens = tokens.letters, tokens.low, len(tokens.letters)
    if place >= n_tokens:
        return place
    if letters[place] in "pyrt" or low[place] in BEGINS_A_TIME:
        that = letters.find("T", place, place + MAX_TOKENS_BEFORE_THAT)
        if that >= 0 and IS_SETTING.issuperset(letters[place:that]):
            return that
    elif letters[place - 1] != "y":
        return place  # nearly always
    while place < n_tokens:
        if letters[place] in "yr" or (letters[place - 1] == "y" and (low[place] in PARTS_OF_DAY or
                                                                     low[place].isdigit())):
            place += 1
            continue
        end = _end_of_setting(tokens, place)
        if end == place:
            break
        place = end
    return place


def _end_of_setting(tokens: Tokens, place: int) -> int:
    """The token after one "in a statement", or ``place`` if none begins there."""
    letters, low = tokens.letters, tokens.low
    if letters[place] in "nd" and low[place] in BEGINS_A_TIME and place + 1 < len(letters) \
            and (letters[place + 1] == "y" or low[place + 1] in words_of("setting")) \
            and letters[place + 2:place + 3] not in ("x", "v"):  # said this week would be hard
        return place + 2
    if letters[place] not in "pt":
        return place
    end = place + 1
    while end < len(letters) and letters[end] in "dnNye" and end - place <= MAX_TOKENS_OF_SETTING:
        end += 1
        if letters[place] == "t" and low[end - 1] not in words_of("audience"):
            continue
        if letters[end - 1] == "y" or low[end - 1] in _places_of_speech():
            while end < len(letters) and (letters[end] == "y" or low[end] in words_of("setting") or
                                          (low[end].isdigit() and letters[end - 1] == "y")):
                end += 1
            return end
    return end if low[place] == "on" and end > place + 1 and letters[place + 1:end].strip("N") == "" else place


def skip_person(tokens: Tokens, place: int) -> int:
    """The token after the person who is told or asked something."""
    letters, low, n_tokens = tokens.letters, tokens.low, len(tokens.letters)
    if place >= n_tokens:
        return place
    if letters[place] == "o" or (low[place] == "her" and place + 1 < n_tokens and letters[place + 1] not in "nN"):
        return place + 1
    end = place
    if letters[end] == "d":
        end += 1
        while end < n_tokens and letters[end] in "nN" and end - place < 5:
            end += 1
        return end
    if letters[end] == "N":
        while end < n_tokens and letters[end] == "N":
            end += 1
        return end if end == n_tokens or letters[end] != "n" or low[end] not in words_of("audience") else end + 1
    return end + 1 if letters[end] == "n" else end


def end_of_clause(tokens: Tokens, first: int, later: list[CueAt]) -> int:
    """Where a reported clause ends: with the sentence, or before the next thing somebody says."""
    letters = tokens.letters
    for at in later:
        before = at.first - 1
        if before <= first:
            continue
        if letters[before] == "," and at.cue.form == "ing":
            return before
        comma = letters.rfind(",", first, at.first)
        if comma > first and at.first - comma <= 9 and comma + 1 < at.first \
                and (letters[comma + 1] in "cb" or tokens.low[comma + 1] in words_of("outlets_own")) \
                and set(letters[comma + 2:at.first]) & set("Nnhd") \
                and not set(letters[comma + 1:at.first]) & set("vQ,gw"):
            return comma
    semicolon = letters.find(";", first)
    return semicolon if semicolon >= 0 and any(at.first > semicolon for at in later) else len(letters)


def end_of_object(tokens: Tokens, first: int, later: list[CueAt]) -> int:
    """Where an object or an infinitive ends: at the first comma, side clause or further verb of saying."""
    letters, low = tokens.letters, tokens.low
    starts = {at.first for at in later}
    for place in range(first + 1, len(letters)):
        letter = letters[place]
        if letter in ",;:-?" and not _inside_list(tokens, place):
            return place
        is_side_clause = low[place] in words_of("outlets_own") and place > first + 1
        if is_side_clause and not (low[place] == "as" and _says_what(tokens, place)):
            return place
        if letter in "bcp" and (place + 1 in starts or (letter == "b" and low[place] == "but")):
            return place
        if letter == "Q" and place + 1 in starts:
            return place + 1
    return len(letters)


def _says_what(tokens: Tokens, place: int) -> bool:
    """ "as a counterbalance", "as “dead”", "such as": no side clause."""
    if place and tokens.low[place - 1] in ("such", "well"):
        return True
    following = place + 1
    if following >= len(tokens.low):
        return False
    return tokens.low[following] in words_of("after_as") or tokens.letters[following] in "Qg"


def _inside_list(tokens: Tokens, place: int) -> bool:
    """A comma between the members of a list: a short phrase and then "and"."""
    letters = tokens.letters
    if letters[place] != ",":
        return False
    end = place + 1
    while end < len(letters) and letters[end] in "dnNeg" and end - place < 6:
        end += 1
    return end < len(letters) and end > place + 1 and (letters[end] == "c" or letters[end:end + 2] == ",c")


@cache
def _places_of_speech() -> frozenset[str]:
    return words_of("setting") | words_of("audience")
