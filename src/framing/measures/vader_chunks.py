"""What each distinct chunk of text is to VADER: all the work on characters, done once a chunk."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, count, repeat
from typing import NamedTuple

import numpy as np

from framing.characters import OTHER, Characters, table_of
from framing.measures.vader_words import IDIOMS, MARKS_TAKEN_OFF, NEGATIONS, STRENGTHENING, WEAKENING, WEAKENING_PAIRS

# Traits of a chunk, each a bit. A trait in capitals in its comment goes by the word as written, others by lower case.
IS_WORD = 1  # longer than one character: VADER sees no other
LISTED = 2  # in the list of valences
SCORED = 4  # listed, and no booster
CAPITALS = 8
STRENGTHENS = 16
WEAKENS = 32
NEGATES = 64
BUT = 128
LEAST = 256
AT_OR_VERY = 512
KIND = 1024
OF = 2048
NEVER = 4096  # AS WRITTEN
SO_OR_THIS = 8192  # AS WRITTEN
KEY_OF_PHRASE = 16384  # AS WRITTEN: the longest word of a phrase (the last of them), which is its rarest

# As VADER compares: these words in any case ...
TRAITS_OF_LOWER = {"but": BUT, "least": LEAST, "at": AT_OR_VERY, "kind": KIND, "of": OF}
TRAITS_OF_LOWER |= dict.fromkeys(NEGATIONS, NEGATES) | dict.fromkeys(WEAKENING, WEAKENS)
TRAITS_OF_LOWER |= dict.fromkeys(STRENGTHENING, STRENGTHENS) | {"very": STRENGTHENS | AT_OR_VERY}
# ... and these only as they are written here.
TRAITS_AS_WRITTEN = {"never": NEVER, "so": SO_OR_THIS, "this": SO_OR_THIS}
PHRASES = [phrase.split() for phrase in (*IDIOMS, *WEAKENING_PAIRS)]
KEY_PLACES = [phrase.index(max(reversed(phrase), key=len)) for phrase in PHRASES]
TRAITS_AS_WRITTEN |= {phrase[place]: KEY_OF_PHRASE for phrase, place in zip(PHRASES, KEY_PLACES, strict=True)}
# Key of a phrase -> a word beside it in the phrase: whether before (-1) or after it (1), and which.
NEXT_TO_KEY = {phrase[place]: (1, phrase[place + 1]) if place + 1 < len(phrase) else (-1, phrase[place - 1])
               for phrase, place in zip(PHRASES, KEY_PLACES, strict=True)}
CALLS_OR_ASKS = 32768  # holds "!" or "?", also as a chunk of its own
ANY_AS_WRITTEN = NEVER | SO_OR_THIS | KEY_OF_PHRASE
ALL_TRAITS = 32767

PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")
IS_PUNCTUATION = table_of(string.punctuation)
IS_MARK = table_of("".join(mark for mark in MARKS_TAKEN_OFF if len(mark) == 1))
IS_REPEATED = table_of("".join(marks for marks in MARKS_TAKEN_OFF if len(marks) > 1))

# Codes of characters with letters in lower case.
LOWER = np.array([ord(chr(code).lower()) if code < 128 else code for code in range(OTHER + 1)], np.uint8)
# So many numbers stand for how words look that few words fit by chance.
N_SIGNATURES = (1 << 20) - 3


class VaderChunks(NamedTuple):
    """One entry a distinct chunk.

    ``words``: the chunk, where the rules or the list may know it without the mark that VADER takes off; ``numbers``: of
    a scored word, the same in every chunk that holds it ("bad", "bad."), else -1; ``traits``: bits, see the top of this
    file; ``valences``: as listed, 0.0 for others; ``exclamations`` and ``questions``: how many of these marks it has.
    """

    words: np.ndarray
    numbers: np.ndarray
    traits: np.ndarray
    valences: np.ndarray
    exclamations: np.ndarray
    questions: np.ndarray


class VaderList(NamedTuple):
    """The words that chunks are looked up among. ``traits_of``, ``valence_of``: of words in lower case;
    ``signatures``: mask over all, true for those of these words.

    ``number_of``: of scored words as they are written, in the order in which they were met.
    """

    traits_of: Mapping[str, int]
    valence_of: Mapping[str, float]
    signatures: np.ndarray
    number_of: Callable[[str], int]

    @classmethod
    def of(cls, valence_of: Mapping[str, float]) -> VaderList:
        traits_of = _traits_of_words(valence_of)
        wanted = Characters.of([word for word in traits_of if word and " " not in word])
        signatures = np.zeros(N_SIGNATURES, bool)
        signatures[_signatures(wanted, wanted.starts, wanted.lengths)] = True
        numbers, new = dict[str, int](), count()
        return cls(traits_of, valence_of, signatures, lambda word: numbers.setdefault(word, next(new)))


def describe_chunks(distinct: Sequence[str], known: VaderList) -> VaderChunks:
    """What VADER needs to know of each chunk. Apostrophes are taken as they are: fold them first."""
    characters = Characters.of(distinct)
    marks = _marks_to_take(characters)
    may_be = _may_be_one_of(known.signatures, characters, marks)
    words = _take_marks_off(distinct, marks, may_be)
    traits, valences = _look_up(words, may_be, known)
    traits[characters.lengths > 1] |= IS_WORD
    traits[characters.count(characters.find("n't")) > 0] |= NEGATES
    is_lower_case = (characters.codes >= ord("a")) & (characters.codes <= ord("z"))
    has_lower_case = np.maximum.reduceat(is_lower_case, characters.starts) if len(words) else np.empty(0, bool)
    for chunk in np.flatnonzero(~has_lower_case).tolist():
        traits[chunk] |= CAPITALS * words[chunk].isupper()
    exclamations, questions = (characters.count(characters.codes == ord(mark)).astype(np.int32) for mark in "!?")
    traits[exclamations + questions > 0] |= CALLS_OR_ASKS
    numbers, scored = np.full(len(words), -1, np.int32), np.flatnonzero(traits & SCORED)
    numbers[scored] = [known.number_of(words[chunk]) for chunk in scored.tolist()]
    return VaderChunks(np.array(words, object), numbers, traits, valences, exclamations, questions)


class _Marks(NamedTuple):
    """Masks over the chunks: a mark is taken off before the word, after it, or there are several to be looked at."""

    first: np.ndarray
    last: np.ndarray
    more: np.ndarray


def _marks_to_take(characters: Characters) -> _Marks:
    n_marks = characters.count(IS_PUNCTUATION[characters.codes])
    has_one, first, last = (n_marks == 1) & (characters.lengths > 2), characters.first, characters.last
    return _Marks(has_one & IS_MARK[first], has_one & IS_MARK[last],
                  (n_marks > 1) & (IS_REPEATED[first] | IS_REPEATED[last]))


def _may_be_one_of(signatures: np.ndarray, characters: Characters, marks: _Marks) -> np.ndarray:
    """Mask over the chunks: false where the word of a chunk is none of those wanted, in any case of letters.

    Its length, first three characters and last one tell nearly all others apart.
    """
    length = characters.lengths - marks.first - marks.last
    fits = signatures[_signatures(characters, characters.starts + marks.first, length)]
    # Beyond ASCII a letter's other case may be of ASCII, or longer.
    return fits | marks.more | (characters.count(characters.codes == OTHER) > 0)


def _signatures(characters: Characters, start: np.ndarray, length: np.ndarray) -> np.ndarray:
    """A number below N_SIGNATURES for each word that begins and is long as said, the same in any case of letters."""
    number = length
    for step in (0, np.minimum(1, length - 1), np.minimum(2, length - 1), length - 1):
        number = number * len(LOWER) + LOWER[characters.codes[start + step]]
    return number % N_SIGNATURES


def _take_marks_off(chunks: Sequence[str], marks: _Marks, may_be: np.ndarray) -> list[str]:
    """The words of the chunks that may be in a list. Nearly all have one mark at most."""
    words = list(chunks)
    for chunk in np.flatnonzero(marks.last & may_be).tolist():
        words[chunk] = words[chunk][:-1]
    for chunk in np.flatnonzero(marks.first & may_be).tolist():
        words[chunk] = words[chunk][1:]
    for chunk in np.flatnonzero(marks.more).tolist():
        words[chunk] = take_marks_off(words[chunk])
    return words


def take_marks_off(chunk: str) -> str:
    """The word of a chunk: without the marks before or after it, if nothing else in it is punctuation."""
    word = chunk.strip(string.punctuation)
    if len(word) < 2 or PUNCTUATION.search(word):
        return chunk
    before, _, after = chunk.partition(word)
    return word if (before in MARKS_TAKEN_OFF and not after) or (after in MARKS_TAKEN_OFF and not before) else chunk


def _traits_of_words(valence_of: Mapping[str, float]) -> dict[str, int]:
    """Word, in lower case -> traits, for the words of the list and those of the rules."""
    traits_of = dict.fromkeys(valence_of, LISTED | SCORED)
    for word, trait in chain(TRAITS_OF_LOWER.items(), TRAITS_AS_WRITTEN.items()):
        traits_of[word] = traits_of.get(word, 0) | trait
    for word in STRENGTHENING | WEAKENING:
        traits_of[word] &= ALL_TRAITS ^ SCORED
    return dict.fromkeys(chain.from_iterable(PHRASES), 0) | traits_of


def _look_up(words: Sequence[str], may_be: np.ndarray, known: VaderList) -> tuple[np.ndarray, np.ndarray]:
    """Traits and valences of the words, as far as they are in a list."""
    traits, valences = np.zeros(len(words), np.uint16), np.zeros(len(words))
    candidates = np.flatnonzero(may_be)
    lower = {chunk: words[chunk].lower() for chunk in candidates.tolist()}
    traits[candidates] = np.fromiter(map(known.traits_of.get, lower.values(), repeat(0)), np.uint16, len(candidates))
    for chunk in np.flatnonzero(traits & ANY_AS_WRITTEN).tolist():
        traits[chunk] &= ALL_TRAITS ^ (ANY_AS_WRITTEN * (words[chunk] != lower[chunk]))
    listed = np.flatnonzero(traits & LISTED)
    valences[listed] = [known.valence_of[lower[chunk]] for chunk in listed.tolist()]
    return traits, valences
