"""Where cues and set phrases stand outside quotations, in all sentences of some texts at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from framing.attributions.cues import Cue, CueAt, cue_forms
from framing.attributions.phrases import Phrase, PhraseAt, phrases_by_word
from framing.attributions.token_columns import TokenColumns
from framing.attributions.word_lists import words_of

AFTER_WHICH_NOUNS_STAND = "dp"  # the claim, of reports
SHARE_OF_CAPITALS_IN_HEADLINES = 0.7
MAX_CUES_OF_SENTENCE = 100  # no sentence has more; a row of ten thousand words would take minutes

Place = CueAt | PhraseAt
Listed = Callable[[], Mapping[str, Sequence[Cue | Phrase]]]


class _Possible(NamedTuple):
    """Tokens at which something may begin, and a mark of each; those of sentence s are from ``bounds[s]`` to before
    ``bounds[s + 1]``."""

    tokens: list[int]
    marks: list[bool]
    bounds: list[int]

    def rows_of(self, sentence: int) -> tuple[int, int]:
        return self.bounds[sentence], self.bounds[sentence + 1]


@dataclass(frozen=True, eq=False)
class CuePlaces:
    """The cues and set phrases of all sentences: arrays say where some may begin, each is looked at when asked for."""

    columns: TokenColumns
    cues: _Possible
    phrases: _Possible

    @classmethod
    def of(cls, columns: TokenColumns) -> CuePlaces:
        return cls(columns, _possible_cues(columns), _possible_phrases(columns))

    def may_hold(self) -> np.ndarray:
        """Mask over the sentences: those in which a cue or a set phrase may stand."""
        return (np.diff(self.cues.bounds) > 0) | (np.diff(self.phrases.bounds) > 0)

    def of_sentence(self, sentence: int) -> list[Place]:
        """Every place of a cue in a sentence, the longest cue winning, and of the words of a set phrase, in order.

        Tokens are counted from the first of the sentence. Whether a place is what it seems is decided by its
        neighbours.
        """
        cues = self._cues(sentence, *self.cues.rows_of(sentence))
        phrases = self._phrases(sentence, *self.phrases.rows_of(sentence))
        return sorted([*cues, *phrases], key=lambda at: at.first) if phrases else cues

    def _cues(self, sentence: int, first_row: int, stop_row: int) -> list[Place]:
        found: list[Place] = []
        if first_row == stop_row:
            return found
        low, (firsts, stops) = self.columns.low, self.columns.bounds
        first, end = firsts[sentence], stops[sentence]
        skip = first
        for row in range(first_row, stop_row):
            number, is_noun = self.cues.tokens[row], self.cues.marks[row]
            if number < skip:
                continue
            for cue in cue_forms()[low[number]]:
                stop = number + len(cue.words)
                if _stand_at(low, number, end, cue.words) and (cue.form == "ing" or not is_noun):
                    found.append(CueAt(number - first, stop - first, cue))
                    skip = stop
                    break
        return found

    def _phrases(self, sentence: int, first_row: int, stop_row: int) -> list[Place]:
        found: list[Place] = []
        if first_row == stop_row:
            return found
        low, (firsts, stops) = self.columns.low, self.columns.bounds
        first, end = firsts[sentence], stops[sentence]
        for row in range(first_row, stop_row):
            number, is_before_that = self.phrases.tokens[row], self.phrases.marks[row]
            for phrase in phrases_by_word()[low[number]]:
                stop = number + len(phrase.words)
                if _stand_at(low, number, end, phrase.words) and (is_before_that or phrase.frame != "noun"):
                    found.append(PhraseAt(number - first, stop - first, phrase))
        return found


def _stand_at(low: Sequence[str], number: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether words of which the first is known to stand at a token stand there whole, before the sentence ends."""
    stop = number + len(words)
    return len(words) == 1 or (stop <= end and tuple(low[number:stop]) == words)


def _possible_cues(columns: TokenColumns) -> _Possible:
    """Words that begin a cue, and whether what stands before makes a noun of it. Names are left out, and nouns unless
    they end in -ing."""
    at, sentence = _tokens_in(columns, cue_forms().keys())
    letters, is_first = columns.letter_of[columns.kind], at == columns.first[sentence]
    is_noun = ~is_first & _is_one_of(letters[at - 1], AFTER_WHICH_NOUNS_STAND)
    is_noun &= ~columns.kinds_in(words_of("quantity"))[columns.kind[at - 1]]
    number = np.arange(len(at)) - np.searchsorted(sentence, sentence)
    kept = (number < MAX_CUES_OF_SENTENCE) & (~is_noun | columns.kinds_in(_forms_in_ing())[columns.kind[at]])
    kept &= _may_go_on(columns, at, cue_forms)
    kept[kept] = is_first[kept] | ~_is_one_of(letters[at[kept]], "N") | _is_in_capitals(columns)[sentence[kept]]
    return _by_sentence(columns, at[kept], is_noun[kept], sentence[kept])


def _possible_phrases(columns: TokenColumns) -> _Possible:
    """Words that begin a set phrase, and whether "that" stands after each, which nouns need."""
    at, sentence = _tokens_in(columns, phrases_by_word().keys())
    before_that = _is_one_of(columns.letter_of[columns.kind].take(at + 1, mode="clip"), "T")
    before_that &= at + 1 < columns.stop[sentence]
    kept = before_that | columns.kinds_in(_others_than_nouns())[columns.kind[at]]
    kept &= _may_go_on(columns, at, phrases_by_word)
    return _by_sentence(columns, at[kept], before_that[kept], sentence[kept])


def _by_sentence(columns: TokenColumns, at: np.ndarray, marks: np.ndarray, sentence: np.ndarray) -> _Possible:
    bounds = np.searchsorted(sentence, np.arange(len(columns.first) + 1))
    return _Possible(at.tolist(), marks.tolist(), bounds.tolist())


@cache
def _forms_in_ing() -> frozenset[str]:
    return frozenset(word for word, cues in cue_forms().items() if any(cue.form == "ing" for cue in cues))


@cache
def _others_than_nouns() -> frozenset[str]:
    return frozenset(word for word, phrases in phrases_by_word().items()
                     if any(phrase.frame != "noun" for phrase in phrases))


def _tokens_in(columns: TokenColumns, words: Set[str]) -> tuple[np.ndarray, np.ndarray]:
    """The tokens that are one of some words, and their sentences."""
    at = np.flatnonzero(columns.kinds_in(words)[columns.kind])
    return at, np.searchsorted(columns.first, at, side="right") - 1


def _may_go_on(columns: TokenColumns, at: np.ndarray, listed: Listed) -> np.ndarray:
    """Mask over tokens that begin a cue or set phrase: it is one word, or a second word of any stands after it."""
    whole, second = (columns.kinds_in(words) for words in _whole_and_second(listed))
    return whole[columns.kind[at]] | second[columns.kind.take(at + 1, mode="clip")]


@cache
def _whole_and_second(listed: Listed) -> tuple[frozenset[str], frozenset[str]]:
    """The words that are a cue or set phrase by themselves, and those that stand second in one."""
    several = [one.words for ones in listed().values() for one in ones]
    return (frozenset(words[0] for words in several if len(words) == 1),
            frozenset(words[1] for words in several if len(words) > 1))


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
