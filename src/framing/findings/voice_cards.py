"""What the numbers of who says what open: the attributions, or each of their words, or the articles they stand in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.evidence import n_sentences_shown, sentence_evidence, spread_over
from framing.findings.article_parts import by_article_card
from framing.findings.parts_by_name import by_name_card
from framing.html import Card, sentence_card
from framing.measures.voices import COUNTED_IN
from framing.span_words import span_of_words
from framing.voice_evidence import attribution_card


def family_card(corpus: Corpus, name: str, rows: pd.DataFrame, *, title: str) -> Card | None:
    """What a count of a family of voices opens: attributions; of words, as whose they are given."""
    if name == "voices words" or COUNTED_IN[name] == "attributed words":
        return by_speaker_card(rows, title=f"{title}, words")
    return attribution_card(corpus, rows, title=title)


def by_speaker_card(rows: pd.DataFrame, *, title: str) -> Card | None:
    """The words of some rows of the ledger by speaker; those of unnamed sources by what they are called."""
    speaker = rows["speaker"].where(rows["speaker"] != "", rows["source"]).replace("", "nobody named")
    return by_name_card(rows["n_words"].groupby(speaker, sort=True).sum(), title=title, counted="words",
                        others="other speakers")


def quoted_words_card(corpus: Corpus, outlet: str, *, n_shown: int | None = None) -> Card | None:
    """The sentences with quoted words, those with most of them when not all are shown; every quoted word is marked."""
    rows = corpus.sentences[(corpus.sentences["outlet"] == outlet) & (corpus.sentences["n_words_quoted"] > 0)]
    if rows.empty:
        return None
    top = rows.sort_values("n_words_quoted", ascending=False, kind="stable").head(n_shown or n_sentences_shown(corpus))
    return sentence_card(sentence_evidence(corpus, sorted(top.index), is_marked=corpus.is_quoted()),
                         n_sentences=len(rows), n_marks=int(rows["n_words_quoted"].sum()), counted="quoted word",
                         title=f"{outlet}: words inside quotation marks", chosen_by="those with most of them")


def quotation_card(corpus: Corpus, quote: pd.DataFrame, *, title: str) -> Card | None:
    """One quotation in its sentences, each of its words marked; ``quote``: one row of ``corpus.quotes``."""
    is_marked = span_of_words(corpus, quote) >= 0
    if not is_marked.any():
        return None
    rows = np.unique(corpus.words.sentence[is_marked])
    shown = sentence_evidence(corpus, spread_over(rows, n_sentences_shown(corpus)), is_marked=is_marked)
    return sentence_card(shown, title=title, n_sentences=len(rows), n_marks=int(is_marked.sum()), counted="word")


def words_by_article(corpus: Corpus, outlet: str, *, title: str, column: str = "n_words") -> Card:
    """All words of an outlet by article, what a share of its words is out of."""
    own = corpus.articles[corpus.articles["outlet"] == outlet]
    return by_article_card(own, own[column], title=title, counted="words")
