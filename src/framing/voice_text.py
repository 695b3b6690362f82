"""The words of a sentence that stand in one voice, as text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.corpus import Corpus

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
    words = corpus.words
    is_wanted = (corpus.is_quoted() == (voice == "quoted")) & np.isin(words.sentence, rows)
    is_first = np.diff(words.sentence, prepend=-1) != 0
    is_last = np.append(is_first[1:], True)[: len(words)]
    first = np.flatnonzero(is_wanted & (is_first | ~np.append(False, is_wanted)[:-1]))
    last = np.flatnonzero(is_wanted & (is_last | ~np.append(is_wanted, False)[1:]))
    sentence = words.sentence[first]
    stop = np.where(is_last[last], corpus.sentence_columns.end[sentence], words.start.take(last + 1, mode="clip"))
    return sentence.tolist(), words.start[first].tolist(), stop.tolist()


def _without_marks(run: str) -> str:
    for mark in QUOTATION_MARKS:
        run = run.replace(mark, "")
    return run.strip().strip(SINGLE_MARKS).strip()
