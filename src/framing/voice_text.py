"""The words of a sentence that stand in one voice, as text."""

from __future__ import annotations

import numpy as np

from framing.corpus import Corpus

# Marks that open or close a quotation belong to neither voice's wording. Single ones are apostrophes as well:
# those go at the ends only.
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»\""))
SINGLE_MARKS = "‘’‚"


def text_in_voice(corpus: Corpus, sentence: int, voice: str) -> str:
    """What one voice says in a sentence: its runs of words with the punctuation after them, joined by spaces.

    ``sentence``: row in ``corpus.sentences``; ``voice``: "outlet" or "quoted". The other voice's words are
    left out without a trace, so grammar that runs over a quotation is lost: a negation before it, for one.
    """
    row = corpus.sentences.iloc[sentence]
    first, last = np.searchsorted(corpus.words.sentence, [sentence, sentence + 1])
    is_wanted = corpus.is_quoted()[first:last] == (voice == "quoted")
    starts, ends = corpus.words.start[first:last], corpus.words.end[first:last]
    following = np.concatenate([starts[1:], [row["end"]]])
    text, offset = row["text"], row["start"]
    changes = np.flatnonzero(np.diff(np.concatenate([[False], is_wanted, [False]]).astype(int)))
    runs = [text[starts[begin] - offset:_stop(ends, following, stop) - offset]
            for begin, stop in changes.reshape(-1, 2)]
    return " ".join(run.translate(QUOTATION_MARKS).strip().strip(SINGLE_MARKS).strip() for run in runs)


def _stop(ends: np.ndarray, following: np.ndarray, stop: int) -> int:
    """Where a run ends: before the next word, so that its punctuation stays with it."""
    return int(following[stop - 1]) if stop else int(ends[0])
