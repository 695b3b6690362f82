"""The words of a sentence that stand in one voice, as text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.row_index import spread

# Marks that open or close a quotation belong to neither voice's wording. Single ones are apostrophes as well:
# those go at the ends only.
QUOTATION_MARKS = "“”„«»\""
SINGLE_MARKS = "‘’‚"


def texts_in_voice(corpus: Corpus, rows: Sequence[int] | np.ndarray, voice: str) -> list[str]:
    """What one voice says in each sentence: its runs of words with the punctuation after them, joined by spaces.

    ``rows``: rows in ``corpus.sentences``; ``voice``: "outlet" or "quoted". The other voice's words are left out
    without a trace, so grammar that runs over a quotation is lost: a negation before it, for one. A sentence
    without a word in that voice gives an empty text.
    """
    runs_of: dict[int, list[str]] = {int(row): [] for row in rows}
    for sentence, start, stop in zip(*_runs(corpus, np.fromiter(runs_of, np.int64), voice), strict=True):
        runs_of[sentence].append(_without_marks(corpus.text_between(sentence, start, stop)))
    return [" ".join(runs_of[int(row)]) for row in rows]


def _runs(corpus: Corpus, rows: np.ndarray, voice: str) -> tuple[list[int], list[int], list[int]]:
    """The runs of words in one voice, in order: sentence, and first and last character in the article.

    A run ends before the next word, so that its punctuation stays with it.
    """
    first = first_words(corpus)
    place = spread(first[rows], first[rows + 1] - first[rows])
    sentence, start = corpus.words.sentence[place], corpus.words.start[place]
    is_wanted = corpus.is_quoted(place) == (voice == "quoted")
    is_first = np.diff(sentence, prepend=-1) != 0
    is_last = np.append(is_first[1:], True)[:len(place)]
    begins = np.flatnonzero(is_wanted & (is_first | ~np.append(False, is_wanted)[:-1]))
    ends = np.flatnonzero(is_wanted & (is_last | ~np.append(is_wanted, False)[1:]))
    sentence = sentence[begins]
    stop = np.where(is_last[ends], corpus.sentence_columns.end[sentence], start.take(ends + 1, mode="clip"))
    return sentence.tolist(), start[begins].tolist(), stop.tolist()


@kept_with_first
def first_words(corpus: Corpus) -> np.ndarray:
    """Row of the first word of every sentence, and one past the last word."""
    return np.append(0, np.cumsum(corpus.sentence_columns.n_words))


def _without_marks(run: str) -> str:
    for mark in QUOTATION_MARKS:
        run = run.replace(mark, "")
    return run.strip().strip(SINGLE_MARKS).strip()
