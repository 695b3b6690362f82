"""The voices of a corpus: one row an attribution, with corrections by hand where there are any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.attributions.corpus_texts import CorpusTexts, texts_of_corpus
from framing.attributions.corrections import CORRECTED_FILE, Corrected, correct_voices
from framing.attributions.find import Attribution, attribution_rows
from framing.attributions.joined_texts import count_words
from framing.attributions.merged_names import merge_names
from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.pieces import PARTS, SOURCES

# A corpus's own lists of roles, countries and speakers stand in this folder of it.
OWN_LISTS = "speakers"

LEDGER_COLUMNS = ("outlet", "article_id", "position", "content", "n_words", "kind", "cue", "stance", "source",
                  "speaker", "role", "country", "confidence", "part", "start", "end", "offsets_in", "corrected")


OF_ROWS = ("kind", "stance", "source", "speaker", "role", "country", "confidence")


def voices_ledger(corpus: Corpus) -> pd.DataFrame:
    """Every attribution of a corpus, one row each, in the order of articles and of their text.

    ``position`` counts the attributions of an article from 1. ``content``, ``cue`` and ``source`` are as written
    (cue and source are empty where none is written), ``n_words`` counts the content's words. ``kind``, ``stance``,
    ``speaker``, ``role``, ``country`` and ``confidence`` are those of ``find_attributions``; a speaker who has only
    a surname in one article takes the full name that the other articles give, if they give one only. ``start`` and
    ``end`` are the content's characters in the raw text (``offsets_in`` "text") or in the title column ("title").

    A file ``voices.corrected.csv`` in the corpus folder wins over what was found; ``corrected`` marks its rows.
    ``corrected_voices`` says how many there are and which of its rows could not be used.
    """
    return corrected_voices(corpus).table.copy()


@kept_with_first  # tables, counts and findings ask for it
def corrected_voices(corpus: Corpus) -> Corrected:
    """The ledger with the corrections of the corpus's folder, how many rows they changed, and what is wrong in them."""
    found = _found_voices(corpus)
    path = corpus.folder / CORRECTED_FILE if corpus.folder else None
    return correct_voices(found, path) if path and path.is_file() else Corrected(found, 0, ())


def _found_voices(corpus: Corpus) -> pd.DataFrame:
    own = corpus.folder / OWN_LISTS if corpus.folder else None
    columns: dict[str, list] = {name: [] for name in LEDGER_COLUMNS[:-1]}
    for some in texts_of_corpus(corpus):
        for name, values in _columns_of(some, attribution_rows(some.readings(), some.texts, own)).items():
            columns[name] += values
    columns["speaker"] = merge_names(columns["speaker"], columns["role"])
    return pd.DataFrame(columns).assign(corrected=False)


def _columns_of(some: CorpusTexts, found: Iterable[Sequence[Attribution]]) -> dict[str, list]:
    """The ledger's columns for some articles. ``found``: the attributions of each."""
    n_rows, rows = _joined(found)
    text, paragraphs = some.texts.text, some.paragraphs
    article = np.repeat(np.arange(len(n_rows)), n_rows)
    places = np.array([rows[name] for name in Attribution._fields[:4]], np.int64)
    start, end, cue_start, cue_end = places + some.texts.text_start[article]
    paragraph = np.searchsorted(paragraphs.start, start, side="right") - 1
    shift = (paragraphs.raw - paragraphs.start)[paragraph]
    return {
        "outlet": [some.articles[row].outlet for row in article.tolist()],
        "article_id": [some.articles[row].article_id for row in article.tolist()],
        "position": [position for n_here in n_rows for position in range(1, n_here + 1)],
        "content": _texts(text, start, end), "n_words": count_words(some.texts, start, end).tolist(),
        "cue": _texts(text, cue_start, np.where(places[2] < 0, cue_start, cue_end)),
        "part": [PARTS[number] for number in paragraphs.part[paragraph].tolist()],
        "start": (start + shift).tolist(), "end": (end + shift).tolist(),
        "offsets_in": [SOURCES[number] for number in paragraphs.source[paragraph].tolist()],
        **{name: rows[name] for name in OF_ROWS}}


def _joined(found: Iterable[Sequence[Attribution]]) -> tuple[list[int], dict[str, list]]:
    """How many attributions each article has, and those of all as columns."""
    n_rows: list[int] = []
    columns: dict[str, list] = {name: [] for name in Attribution._fields}
    for rows in found:
        n_rows.append(len(rows))
        for column, values in zip(columns.values(), zip(*rows, strict=True), strict=False):
            column += values
    return n_rows, columns


def _texts(text: str, starts: np.ndarray, ends: np.ndarray) -> list[str]:
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
