"""Attributions as they are read in plain words, one sentence at a time: what the arrays must equal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from framing.attributions.cue_places import Place
from framing.attributions.cues import CueAt, cue_forms
from framing.attributions.known_speakers import Lists
from framing.attributions.name_runs import NAME
from framing.attributions.people import Run, name_of, surname
from framing.attributions.phrases import PhraseAt, phrases_by_word
from framing.attributions.tokens import LETTER_OF_MARK, Tokens, letter_of, low_of
from framing.attributions.word_lists import words_of
from framing.words import WORD

TOKEN = re.compile(rf"(?P<dash>--+)|(?P<word>{WORD.pattern})|(?P<mark>[^\w\s])", re.VERBOSE)
CHUNK = re.compile(r"\S+")


def read_tokens(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens of ``text[start:end]``. ``quotes``: outermost quotations of the text, in order."""
    tokens: list[tuple[str, str, int, int]] = []
    place = start
    number = bisect_right(quotes, (start, -1))
    if number and quotes[number - 1][1] > start:
        number -= 1
    while place < end:
        is_last = number >= len(quotes) or quotes[number][0] >= end
        stop = end if is_last else max(quotes[number][0], place)
        tokens += _tokens_of_piece(text, place, stop)
        if is_last:
            break
        place = min(quotes[number][1], end)
        tokens.append(("“”", "Q", stop, place))
        number += 1
    lows, letters, starts, ends = zip(*tokens, strict=True) if tokens else ((), (), (), ())
    return Tokens(text, list(lows), "".join(letters), list(starts), list(ends))


def _tokens_of_piece(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    return [(low, letter, first + match.start(), first + match.end())
            for first, chunk in ((start + chunk.start(), chunk[0]) for chunk in CHUNK.finditer(text[start:end]))
            for match in TOKEN.finditer(chunk) for low, letter in [_read_token(match)] if letter]


def _read_token(match: re.Match[str]) -> tuple[str, str]:
    token = match[0]
    if match.lastgroup == "word":
        return low_of(token), letter_of(token)
    return token, "-" if match.lastgroup == "dash" else LETTER_OF_MARK.get(token[0], "")


def find_places(tokens: Tokens) -> list[Place]:
    """The cues and set phrases of a sentence."""
    return sorted([*_find_cues(tokens), *_find_phrases(tokens)], key=lambda at: at.first)


def _find_cues(tokens: Tokens) -> list[CueAt]:
    forms, low, subjects = cue_forms(), tokens.low, words_of("quantity")
    found = []
    skip = 0
    for number in [number for number, word in enumerate(low) if word in forms][:100]:
        word = low[number]
        if number < skip or (number and tokens.letters[number] == "N" and _is_name(tokens)):
            continue
        before = number - 1
        is_noun = number > 0 and tokens.letters[before] in ("d", "p") and low[before] not in subjects
        for cue in forms[word]:
            stop = number + len(cue.words)
            if tuple(low[number:stop]) == cue.words and (cue.form == "ing" or not is_noun):
                found.append(CueAt(number, stop, cue))
                skip = stop
                break
    return found


def _is_name(tokens: Tokens) -> bool:
    first_letters = [tokens.text[start] for start in tokens.starts]
    return sum(map(str.isupper, first_letters)) < 0.7 * sum(map(str.isalpha, first_letters))


def _find_phrases(tokens: Tokens) -> list[PhraseAt]:
    by_word, low = phrases_by_word(), tokens.low
    return [PhraseAt(number, number + len(phrase.words), phrase)
            for number, word in enumerate(low) if word in by_word for phrase in by_word[word]
            if (phrase.frame != "noun" or tokens.letters[number + 1:number + 2] == "T")
            and tuple(low[number:number + len(phrase.words)]) == phrase.words]


def find_named(text: str, quotes: Sequence[tuple[int, int]], lists: Lists) -> list[Run]:
    """The runs of capitals of a text that are a full name, a surname of one there, or in the list of speakers."""
    runs = []
    for match in NAME.finditer(text):
        is_quoted = any(start <= match.start() < end for start, end in quotes)
        runs.append(Run(*match.span(), is_quoted, *name_of(match[0], lists.country_words, lists.organisation_words)))
    surnames = {surname(run.name) for run in runs if " " in run.name}
    return [run for run in runs if " " in run.name or (
        not run.is_quoted and (run.name in surnames or run.name in lists.speakers))]
