"""Whether a text is in another language than English: its sentences are then not read for who says what."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from framing.attributions.joined_texts import JoinedTexts
from framing.attributions.word_lists import group_pairs, words_of

LETTERS = re.compile(r"[^\W\d_]+")
N_CHARACTERS_READ = 1_000  # the beginning says it
MIN_FOREIGN_WORDS = 2  # "Le Pen" alone is no French
ENGLISH_GROUPS = frozenset({"determiner", "pronoun", "object_pronoun", "preposition", "coordinator", "that", "to",
                            "auxiliary", "contrast", "subordinator", "relative"})


def may_be_another_language(texts: JoinedTexts) -> np.ndarray:
    """Mask over the texts: those with a small word of other languages, or letters outside ASCII, at their beginning.

    Any other is in English by ``is_another_language``: two such words make a language, and the end of what is read
    may cut one of them alone.
    """
    starts, words = texts.text_start[:-1], texts.words
    stops = np.minimum(starts + N_CHARACTERS_READ, texts.text_start[1:])
    first, stop = np.searchsorted(words.start, [starts, stops])
    read = np.unique(np.concatenate([np.empty(0, np.int64), *map(words.form.__getitem__, map(slice, first, stop))]))
    is_foreign = np.zeros(len(words.forms), bool)
    is_foreign[[number for number in read.tolist() if _is_foreign(words.forms[number])]] = True
    foreign_words, letters = np.flatnonzero(is_foreign[words.form]), np.flatnonzero(texts.where("letter outside ASCII"))
    return (np.searchsorted(foreign_words, first) < np.searchsorted(foreign_words, stop)) | (
        np.searchsorted(letters, starts) < np.searchsorted(letters, stops))


def _is_foreign(word: str) -> bool:
    """Whether a word as written is or holds a small word of another language."""
    if word.isalpha():
        return word.lower() in words_of("foreign")
    return any(part.lower() in words_of("foreign") for part in LETTERS.findall(word))


def is_another_language(text: str) -> bool:
    """Whether the text has more frequent small words of other languages than of English, or mostly other letters.

    A text of a few names is taken for English. It tells languages of Europe apart from English, not from each other.
    """
    words = [word.lower() for word in LETTERS.findall(text[:N_CHARACTERS_READ])]
    letters = "".join(words)
    if not letters.isascii() and sum(len(word) for word in words if word.isascii()) < len(letters) / 3:
        return True
    n_foreign = sum(map(words_of("foreign").__contains__, words))
    return n_foreign >= MIN_FOREIGN_WORDS and n_foreign > sum(map(_english().__contains__, words))


@cache
def _english() -> frozenset[str]:
    return frozenset(word for word, group in group_pairs() if group in ENGLISH_GROUPS)
