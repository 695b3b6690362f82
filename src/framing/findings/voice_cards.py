"""What the numbers of who says what open: the attributions, or each of their words, or the articles they stand in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.evidence import n_sentences_shown, sentence_evidence, spread_over
from framing.findings.article_parts import MAX_PARTS, by_article_card
from framing.html import Card, Fragment, clause, number, parts_card, sentence_card
from framing.measures.voices import COUNTED_IN
from framing.span_words import span_of_words
from framing.voice_evidence import attribution_card


def family_card(corpus: Corpus, name: str, rows: pd.DataFrame, *, title: str) -> Card | None:
    """What a count of a family of voices opens: attributions; of words, as whose they are given."""
    if COUNTED_IN[name] == "attributed words":
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
                         title=f"{outlet}: words inside quotation marks")


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


def by_article(corpus: Corpus, rows: pd.DataFrame, *, title: str, counted: str, column: str | None = None) -> Card:
    """Rows of the ledger, or the sum of one of its columns, by article; only articles that have any."""
    sums = rows.groupby("article_id")[column].sum() if column else rows.groupby("article_id").size()
    values = corpus.articles["article_id"].map(sums)
    has_any = values.notna()
    return by_article_card(corpus.articles[has_any], values[has_any].astype(int), title=title, counted=counted)


def by_name_card(values: pd.Series, *, title: str, counted: str, others: str) -> Card | None:
    """Parts by the name in the index, largest first; of many the first, and all others in one line. None for no part.

    ``others``: what the rest are, e.g. "other speakers".
    """
    ranked = values[values.to_numpy() != 0]
    if ranked.empty:
        return None
    ranked = ranked.iloc[np.argsort(-ranked.abs().to_numpy(), kind="stable")]
    parts = [(str(name), float(value) if ranked.dtype.kind == "f" else int(value))
             for name, value in ranked.head(MAX_PARTS).items()]
    if len(ranked) > MAX_PARTS:
        rest = ranked.iloc[MAX_PARTS:].sum()
        parts.append((f"{len(ranked) - MAX_PARTS:,} {others}", float(rest) if ranked.dtype.kind == "f" else int(rest)))
    return parts_card(parts, title=title, counted=counted)


def interval(row: pd.Series, spec: str = "share") -> Fragment:
    """The ends of an interval in brackets; nothing where the corpus cannot bear one."""
    if pd.isna(row["low"]):
        return Fragment("")
    return clause(" (interval {low} to {high})", low=number(float(row["low"]), spec),
                  high=number(float(row["high"]), spec))
