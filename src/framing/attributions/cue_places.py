"""Where cues and set phrases stand outside quotations, in all sentences of some texts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from framing.attributions.cues import Cue, CueAt, cue_forms
from framing.attributions.phrases import Phrase, PhraseAt, phrases_by_word
from framing.attributions.token_columns import TokenColumns
from framing.attributions.word_lists import words_of

AFTER_WHICH_NOUNS_STAND = "dp"  # the claim, of reports
SHARE_OF_CAPITALS_IN_HEADLINES = 0.7
MAX_CUES_OF_SENTENCE = 100  # no sentence has more; a row of ten thousand words would take minutes

Place = CueAt | PhraseAt


def find_places(columns: TokenColumns) -> Mapping[int, list[Place]]:
    """Of each sentence that has any: every place of a cue, the longest cue winning, and of the words of a set phrase.

    They are in order; tokens are counted from the first of the sentence. Whether a place is what it seems is decided
    by its neighbours.
    """
    places: defaultdict[int, list[Place]] = defaultdict(list)
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
    firsts, stops = columns.bounds
    skip = 0
    for number, sentence, is_noun in _possible_cues(columns):
        if number < skip:
            continue
        first, end = firsts[sentence], stops[sentence]
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
    at, sentence = _tokens_in(columns, cue_forms())
    letters, is_first = columns.letter_of[columns.kind], at == columns.first[sentence]
    is_noun = ~is_first & _is_one_of(letters[at - 1], AFTER_WHICH_NOUNS_STAND)
    is_noun &= ~columns.kinds_in(words_of("quantity"))[columns.kind[at - 1]]
    number = np.arange(len(at)) - np.searchsorted(sentence, sentence)
    kept = (number < MAX_CUES_OF_SENTENCE) & (~is_noun | columns.kinds_in(_forms_in_ing())[columns.kind[at]])
    kept &= _may_go_on(columns, at, cue_forms())
    kept[kept] = is_first[kept] | ~_is_one_of(letters[at[kept]], "N") | _is_in_capitals(columns)[sentence[kept]]
    return zip(at[kept].tolist(), sentence[kept].tolist(), is_noun[kept].tolist(), strict=True)


@cache
def _forms_in_ing() -> frozenset[str]:
    return frozenset(word for word, cues in cue_forms().items() if any(cue.form == "ing" for cue in cues))


def _find_phrases(columns: TokenColumns) -> Iterator[tuple[int, PhraseAt]]:
    by_word, low = phrases_by_word(), columns.low
    firsts, stops = columns.bounds
    at, sentence = _tokens_in(columns, by_word)
    before_that = _is_one_of(columns.letter_of[columns.kind].take(at + 1, mode="clip"), "T")
    before_that &= at + 1 < columns.stop[sentence]
    kept = (before_that | columns.kinds_in(_others_than_nouns())[columns.kind[at]]) & _may_go_on(columns, at, by_word)
    for number, sentence_, is_noun in zip(at[kept].tolist(), sentence[kept].tolist(), before_that[kept].tolist(),
                                          strict=True):
        first, end = firsts[sentence_], stops[sentence_]
        for phrase in by_word[low[number]]:
            stop = number + len(phrase.words)
            is_there = len(phrase.words) == 1 or (stop <= end and tuple(low[number:stop]) == phrase.words)
            if is_there and (is_noun or phrase.frame != "noun"):
                yield sentence_, PhraseAt(number - first, stop - first, phrase)


@cache
def _others_than_nouns() -> frozenset[str]:
    return frozenset(word for word, phrases in phrases_by_word().items()
                     if any(phrase.frame != "noun" for phrase in phrases))


def _tokens_in(columns: TokenColumns, words: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """The tokens that are one of some words, and their sentences."""
    at = np.flatnonzero(columns.kinds_in(words)[columns.kind])
    return at, np.searchsorted(columns.first, at, side="right") - 1


def _may_go_on(columns: TokenColumns, at: np.ndarray, by_word: Mapping[str, Sequence[Cue | Phrase]]) -> np.ndarray:
    """Mask over tokens that begin a cue or set phrase: it is one word, or a second word of any stands after it."""
    listed = [one.words for several in by_word.values() for one in several]
    is_second = columns.kinds_in({words[1] for words in listed if len(words) > 1})
    is_whole = columns.kinds_in({words[0] for words in listed if len(words) == 1})
    return is_whole[columns.kind[at]] | is_second[columns.kind.take(at + 1, mode="clip")]


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
