"""From an attribution back to its sentence, with the attributed words marked."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.evidence import Evidence
from framing.html import EvidenceSentence


def voice_evidence(corpus: Corpus, rows: pd.DataFrame, *, n_shown: int) -> Evidence:
    """The sentences in which attributions begin; ``rows``: some rows of the ledger.

    Shown are ``n_shown`` at most, evenly spread over the rows; of a content of several sentences the first.
    """
    places = np.unique(np.linspace(0, len(rows) - 1, min(n_shown, len(rows))).round().astype(int))
    shown = [_sentence(corpus, rows.iloc[place]) for place in places]
    return Evidence(tuple(shown), len(rows), len(rows))


def _sentence(corpus: Corpus, row: pd.Series) -> EvidenceSentence:
    sentences = corpus.sentences
    inside = (sentences["article_id"] == row["article_id"]) & (sentences["source"] == row["offsets_in"])
    starts = sentences.loc[inside, "start"]
    sentence = sentences.loc[starts.index[int(np.searchsorted(starts.to_numpy(), row["start"], side="right")) - 1]]
    offset = int(sentence["start"])
    mark = int(row["start"]) - offset, min(int(row["end"]), int(sentence["end"])) - offset
    return EvidenceSentence(outlet=sentence["outlet"], article_id=sentence["article_id"],
                            position=int(sentence["position"]) + 1, part=sentence["part"],
                            voice=row["speaker"] or row["source"] or "nobody named", text=sentence["text"],
                            marks=(mark,))
