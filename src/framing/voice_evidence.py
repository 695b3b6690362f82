"""From an attribution back to its sentence, with the attributed words marked and who is given as speaking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.evidence import n_sentences_shown, sentence_evidence, spread_over
from framing.html import Card, EvidenceSentence, Fragment, sentence_card
from framing.span_words import sentences_of, span_of_words

KIND_NAMES = {"direct": "quoted words", "partial": "partly in quotation marks", "indirect": "reported without marks"}


def attribution_card(corpus: Corpus, rows: pd.DataFrame, *, title: str, basis: Fragment | None = None,
                     n_shown: int | None = None) -> Card | None:
    """Attributions, each on a line of its own with its content marked; ``rows``: some rows of the ledger.

    Shown are ``n_shown`` at most, evenly spread over the rows; of a content of several sentences the first. None
    if there is no attribution.
    """
    if rows.empty:
        return None
    chosen = rows.iloc[spread_over(np.arange(len(rows)), n_shown or n_sentences_shown(corpus))]
    places = sentences_of(corpus, chosen, source="offsets_in").tolist()
    shown = [_marked(line, row, start=int(corpus.sentence_columns.start[place]))
             for line, place, row in zip(sentence_evidence(corpus, places), places,
                                         chosen.to_dict("records"), strict=True)]
    return sentence_card(shown, title=title, n_sentences=len(rows), n_marks=len(rows), counted="attribution",
                         counted_in="line", basis=basis)


def attributed_words_card(corpus: Corpus, rows: pd.DataFrame, *, title: str, basis: Fragment | None = None,
                          n_shown: int | None = None) -> Card | None:
    """The sentences that hold attributed words, each of these words marked; ``rows``: some rows of the ledger."""
    held = span_of_words(corpus, rows, source="offsets_in")
    is_marked = held >= 0
    if not is_marked.any():
        return None
    sentence = corpus.words.sentence[is_marked]
    distinct = np.unique(sentence)
    chosen = spread_over(distinct, n_shown or n_sentences_shown(corpus))
    is_shown = np.isin(sentence, chosen)
    of_sentence = pd.Series(held[is_marked][is_shown]).groupby(sentence[is_shown]).unique()
    shown = [_told(line, rows.iloc[of_sentence[place]].to_dict("records"))
             for line, place in zip(sentence_evidence(corpus, chosen, is_marked=is_marked), chosen, strict=True)]
    return sentence_card(shown, title=title, n_sentences=len(distinct), n_marks=int(is_marked.sum()), counted="word",
                         basis=basis)


def _marked(line: EvidenceSentence, row: dict, *, start: int) -> EvidenceSentence:
    mark = int(row["start"]) - start, min(int(row["end"]) - start, len(line.text))
    return replace(_told(line, [row]), marks=(mark,))


def _told(line: EvidenceSentence, rows: list[dict]) -> EvidenceSentence:
    """With how the words are given, and as whose."""
    kinds = dict.fromkeys(KIND_NAMES.get(row["kind"], row["kind"]) for row in rows)
    speakers = dict.fromkeys(row["speaker"] or row["source"] or "nobody named" for row in rows)
    return replace(line, voice=", ".join(kinds), about=f"speaker: {', '.join(speakers)}")
