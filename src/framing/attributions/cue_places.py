"""Where cues and set phrases stand outside quotations, in all sentences of some texts at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from framing.attributions.cues import CueAt, cue_forms
from framing.attributions.phrases import PhraseAt, phrases_by_word
from framing.attributions.token_columns import TokenColumns
from framing.attributions.word_lists import words_of

AFTER_WHICH_NOUNS_STAND = "dp"  # the claim, of reports
SHARE_OF_CAPITALS_IN_HEADLINES = 0.7
MAX_CUES_OF_SENTENCE = 100  # no sentence has more; a row of ten thousand words would take minutes

Place = CueAt | PhraseAt


def find_places(columns: TokenColumns) -> list[list[Place]]:
    """For each sentence every place of a cue, the longest cue winning, and of the words of a set phrase, in order.

    Tokens are counted from the first of the sentence. Whether it is a cue or a set phrase is decided by its neighbours.
    """
    places: list[list[Place]] = [[] for _ in columns.bounds]
    for sentence, cue in _find_cues(columns):
        places[sentence].append(cue)
    with_phrases = set()
    for sentence, phrase in _find_phrases(columns):
        places[sentence].append(phrase)
        with_phrases.add(sentence)
    for sentence in with_phrases:
        places[sentence].sort(key=lambda at: at.first)
    return places


def _find_cues(columns: TokenColumns) -> Iterator[tuple[int, CueAt]]:
    forms, low = cue_forms(), columns.low
    skip = 0
    for number, sentence, is_noun in _possible_cues(columns):
        if number < skip:
            continue
        first, end = columns.bounds[sentence]
        for cue in forms[low[number]]:
            stop = number + len(cue.words)
            is_there = len(cue.words) == 1 or (stop <= end and tuple(low[number:stop]) == cue.words)
            if is_there and (cue.form == "ing" or not is_noun):
                yield sentence, CueAt(number - first, stop - first, cue)
                skip = stop
                break


def _possible_cues(columns: TokenColumns) -> Iterator[tuple[int, int, bool]]:
    """Token and sentence of words that begin a cue, and whether what stands before makes a noun of it. Names are left
    out, and nouns unless they end in -ing."""
    forms = cue_forms()
    at, sentence = _tokens_that(columns, forms.__contains__)
    letters, is_first = columns.letter_of[columns.kind], at == columns.first[sentence]
    is_noun = ~is_first & _is_one_of(letters[at - 1], AFTER_WHICH_NOUNS_STAND)
    is_noun &= ~_kinds_that(columns, words_of("quantity").__contains__)[columns.kind[at - 1]]
    may_be_noun = _kinds_that(columns, lambda low: any(cue.form == "ing" for cue in forms.get(low, ())))
    number = np.arange(len(at)) - np.searchsorted(sentence, sentence)
    kept = (number < MAX_CUES_OF_SENTENCE) & (~is_noun | may_be_noun[columns.kind[at]])
    kept[kept] = is_first[kept] | ~_is_one_of(letters[at[kept]], "N") | _is_in_capitals(columns)[sentence[kept]]
    return zip(at[kept].tolist(), sentence[kept].tolist(), is_noun[kept].tolist(), strict=True)


def _find_phrases(columns: TokenColumns) -> Iterator[tuple[int, PhraseAt]]:
    by_word, low = phrases_by_word(), columns.low
    at, sentence = _tokens_that(columns, by_word.__contains__)
    before_that = _is_one_of(columns.letter_of[columns.kind].take(at + 1, mode="clip"), "T")
    before_that &= at + 1 < columns.stop[sentence]
    others = _kinds_that(columns, lambda low: any(phrase.frame != "noun" for phrase in by_word.get(low, ())))
    kept = before_that | others[columns.kind[at]]
    for number, sentence_, is_noun in zip(at[kept].tolist(), sentence[kept].tolist(), before_that[kept].tolist(),
                                          strict=True):
        first, end = columns.bounds[sentence_]
        for phrase in by_word[low[number]]:
            stop = number + len(phrase.words)
            is_there = len(phrase.words) == 1 or (stop <= end and tuple(low[number:stop]) == phrase.words)
            if is_there and (is_noun or phrase.frame != "noun"):
                yield sentence_, PhraseAt(number - first, stop - first, phrase)


def _tokens_that(columns: TokenColumns, test: Callable[[str], bool]) -> tuple[np.ndarray, np.ndarray]:
    """The tokens whose lower case passes a test, and their sentences."""
    at = np.flatnonzero(_kinds_that(columns, test)[columns.kind])
    return at, np.searchsorted(columns.first, at, side="right") - 1


def _kinds_that(columns: TokenColumns, test: Callable[[str], bool]) -> np.ndarray:
    return np.fromiter(map(test, columns.lows), bool, len(columns.lows))


def _is_one_of(letters: np.ndarray, wanted: str) -> np.ndarray:
    return np.isin(letters, list(wanted.encode()))


def _is_in_capitals(columns: TokenColumns) -> np.ndarray:
    """Mask over the sentences: headlines in Title Case, in which every verb has a capital.

    Elsewhere a capital inside a sentence makes a name: "United States".
    """
    n_capitals, n_letters = (_count(columns, columns.texts.table(test)) for test in (str.isupper, str.isalpha))
    return n_capitals >= SHARE_OF_CAPITALS_IN_HEADLINES * n_letters


def _count(columns: TokenColumns, passes: np.ndarray) -> np.ndarray:
    """How many tokens of each sentence begin with one of some characters."""
    before = np.concatenate([[0], np.cumsum(passes[columns.texts.codes[columns.start]])])
    return before[columns.stop] - before[columns.first]
