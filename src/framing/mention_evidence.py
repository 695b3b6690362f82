"""From a mention back to its sentence, with the words that name the item marked."""

from __future__ import annotations

import numpy as np

from framing.corpus import Corpus
from framing.evidence import Evidence, n_sentences_shown, spread_over
from framing.html import EvidenceSentence
from framing.mentions.find import find_mentions


def mention_evidence(corpus: Corpus, item: int, *, is_article: np.ndarray | None = None) -> Evidence:
    """The sentences that name an item, by its number in ``find_mentions(corpus).items``.

    ``is_article``: mask over the articles of the corpus; only their sentences.
    """
    mentions = find_mentions(corpus)
    is_kept = mentions.item == item
    if is_article is not None:
        is_kept &= is_article[corpus.sentence_columns.article[mentions.sentence]]
    rows = mentions.sentence[is_kept]
    marks: dict[int, list[tuple[int, int]]] = {int(row): [] for row in spread_over(np.unique(rows),
                                                                                  n_sentences_shown(corpus))}
    for row, start, end in zip(rows.tolist(), mentions.start[is_kept].tolist(), mentions.end[is_kept].tolist(),
                               strict=True):
        if row in marks:
            marks[row].append((start, end))
    shown = tuple(_sentence(corpus, row, places) for row, places in marks.items())
    return Evidence(shown, len(np.unique(rows)), int(is_kept.sum()))


def _sentence(corpus: Corpus, row: int, places: list[tuple[int, int]]) -> EvidenceSentence:
    sentence = corpus.sentences.iloc[row]
    offset = int(sentence["start"])
    return EvidenceSentence(outlet=sentence["outlet"], article_id=sentence["article_id"],
                            position=int(sentence["position"]) + 1, part=sentence["part"], voice=sentence["voice"],
                            text=sentence["text"], marks=tuple((start - offset, end - offset) for start, end in places))
