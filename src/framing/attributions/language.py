"""Whether a text is in another language than English: its sentences are then not read for who says what."""

from __future__ import annotations

import re
from functools import cache

from framing.attributions.word_lists import group_pairs, words_of

LETTERS = re.compile(r"[^\W\d_]+")
N_CHARACTERS_READ = 1_000  # the beginning says it
MIN_FOREIGN_WORDS = 2  # "Le Pen" alone is no French
ENGLISH_GROUPS = frozenset({"determiner", "pronoun", "object_pronoun", "preposition", "coordinator", "that", "to",
                            "auxiliary", "contrast", "subordinator", "relative"})


def is_another_language(text: str) -> bool:
    """Whether the text has more frequent small words of other languages than of English, or mostly other letters.

    A text of a few names is taken for English. It tells languages of Europe apart from English, not from each other.
    """
    words = [word.lower() for word in LETTERS.findall(text[:N_CHARACTERS_READ])]
    n_letters = sum(map(len, words))
    if n_letters and sum(len(word) for word in words if word.isascii()) < n_letters / 3:
        return True
    n_foreign = sum(word in words_of("foreign") for word in words)
    return n_foreign >= MIN_FOREIGN_WORDS and n_foreign > sum(word in _english() for word in words)


@cache
def _english() -> frozenset[str]:
    return frozenset(word for word, group in group_pairs() if group in ENGLISH_GROUPS)
