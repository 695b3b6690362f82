"""Which words set the outlets apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.counts import Counts
from framing.figure import Figure
from framing.figures.distance import distance_chart
from framing.figures.records import records
from framing.figures.words import word_chart
from framing.findings.word_cards import (
    cards_of_rows,
    dispersion_card,
    outlet_words_card,
    outlets_card,
    using_articles_card,
    word_card,
)
from framing.findings.word_sentences import distance_sentence, divergence_card, top_words_sentence
from framing.html import Card, Fragment, clause, four_beats, listed, number, opening, table
from framing.measures.distance import distance_table
from framing.measures.frequency import RATE, count_articles_with, dispersion_dp
from framing.measures.tfidf import tfidf_by
from framing.noise_floor.floor import Floor
from framing.result import Result
from framing.support import DESCRIPTIVE
from framing.validity import stated_validity

# Tables with their sentences for more outlets than this would bury the page; the CSV has them all.
MAX_OUTLETS_IN_TABLES = 8
# The nearest pairs of many outlets are left to the CSV, and the words that carry little.
MAX_PAIRS_IN_TABLE, N_CARRIERS = 30, 5

WORD_FORMATS = {"rate": ".1f", "p_adjusted": ".2g"}
WORD_HEADERS = {"rate": "per 1,000 words", "z": "log-odds (z)", "log_ratio": "log ratio", "low": "z, low",
                "high": "z, high", "p_adjusted": "p, corrected"}


def show_frequent_words(corpus: Corpus, counts: Counts, *, n_words: int = 10) -> Fragment:
    """The most frequent words of the corpus, with rate in every outlet and how evenly they are spread."""
    sums = np.asarray(counts.matrix.sum(axis=0)).ravel()
    top = np.lexsort((counts.features, -sums))[:n_words]
    shown = counts.with_features(np.isin(np.arange(len(sums)), top))
    grouped = shown.sum_by("outlet")
    rates = pd.DataFrame(RATE(grouped.matrix.toarray(), grouped.totals).T, columns=list(corpus.outlets))
    rates.insert(0, "word", shown.features)
    rates["uses"] = np.asarray(shown.matrix.sum(axis=0)).ravel().astype(int)
    rates["articles"] = count_articles_with(shown).sum(axis=0).astype(int)
    rates["dispersion"] = dispersion_dp(shown)
    rates = rates.sort_values(["uses", "word"], ascending=[False, True])
    opens = [_cards_of(corpus, shown, word) for word in rates["word"]]
    return four_beats(
        question="Which words does everybody use?",
        method="Uses per 1,000 words in each outlet. Dispersion is Gries' DP: 0 when a word is spread over the "
               "articles as the text is, near 1 when it sits in one short article.",
        result=table(rates, caption="Most frequent words (function words left out): uses per 1,000 words",
                     row_header="word", opens=opens, formats=dict.fromkeys(corpus.outlets, ".1f")),
        caveat=RATE.caveat)


def _cards_of(corpus: Corpus, counts: Counts, word: str) -> dict[str, Card | None]:
    """What the cells of a word's row open: its sentences in each outlet, and what the other columns add up from."""
    return {**{outlet: word_card(corpus, outlet=outlet, word=word) for outlet in corpus.outlets},
            "uses": outlets_card(corpus, word=word), "articles": using_articles_card(corpus, word=word),
            "dispersion": dispersion_card(corpus, counts, word)}


def show_distinctive_words(corpus: Corpus, result: Result, log_ratio: Result, *, names: str, n_words: int = 10,
                           floor: Floor | None = None) -> Fragment:
    """The words that set each outlet apart from all others, each with its sentences; ``floor``: of the log-odds."""
    tables = [_word_table(corpus, result, log_ratio, outlet, n_words) for outlet in corpus.outlets[
        :MAX_OUTLETS_IN_TABLES]]
    return four_beats(
        question=f"Which words does each outlet use more than the others, {names}?",
        method="Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008), every outlet "
               "against all others at once. It ranks by how clearly the rates differ in these texts. The log ratio "
               "says how much: 1 means twice the rate. " + stated_validity("keyness"),
        result=[*[top_words_sentence(corpus, result, outlet) for outlet in corpus.outlets],
                _opened(corpus, word_chart(result, n_words=n_words, floor=floor)), *tables],
        caveat=[result.caveat, _reading(result)])


def _opened(corpus: Corpus, chart: Figure) -> Fragment:
    """The chart with its data opening what its marks stand for."""
    return chart.opening(cards_of_rows(corpus, chart.table))


def _reading(result: Result) -> str:
    if result.label == DESCRIPTIVE:
        return ("With so few articles a word is distinctive of an article, not of its outlet. The value ranks; it is "
                "no test.")
    return "Whole articles were resampled and permuted; words of one article are not independent."


def _word_table(corpus: Corpus, result: Result, log_ratio: Result, outlet: str, n_words: int) -> Fragment:
    rows = result.of(outlet).merge(log_ratio.of(outlet)[["feature", "estimate"]], on="feature",
                                   suffixes=("", "_log_ratio"))
    rows = rows[rows["estimate"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(n_words)
    shown = pd.DataFrame({
        "word": rows["feature"], "uses": rows["count"].astype(int), "articles": rows["n_articles"].astype(int),
        "rate": 1000 * rows["count"] / rows["total"], "z": rows["estimate"], "log_ratio": rows["estimate_log_ratio"]})
    if rows["low"].notna().any():
        shown["low"], shown["high"] = rows["low"], rows["high"]
    if "p_adjusted" in rows and rows["p_adjusted"].notna().any():
        shown["p_adjusted"] = rows["p_adjusted"]
    opens = cards_of_rows(corpus, shown.assign(outlet=outlet))
    return table(shown, caption=f"{outlet}: words used more than in the other outlets", row_header="word",
                 opens=opens,
                 formats={name: spec for name, spec in WORD_FORMATS.items() if name in shown},
                 headers={name: header for name, header in WORD_HEADERS.items() if name in shown})


def show_tfidf(corpus: Corpus, counts: Counts, *, n_words: int = 8) -> Fragment:
    """The words that TF-IDF puts first for each outlet, beside what it cannot tell."""
    values = tfidf_by(counts)
    n_outlets_with = (counts.sum_by("outlet").matrix.toarray() > 0).sum(axis=0)
    rows = []
    for outlet, own in zip(corpus.outlets[:MAX_OUTLETS_IN_TABLES], values, strict=False):
        top = np.lexsort((counts.features, -own))[:n_words]
        rows += [(outlet, counts.features[feature], own[feature], int(n_outlets_with[feature]))
                 for feature in top]
    shown = pd.DataFrame(rows, columns=["outlet", "word", "tfidf", "outlets_with_it"])
    return four_beats(
        question="Which words stand out in each outlet by TF-IDF?",
        method="TF-IDF as scikit-learn computes it, all articles of an outlet taken as one text: frequent here, found "
               "in few of the other outlets. " + stated_validity("tfidf"),
        result=table(shown, caption="TF-IDF, highest words of each outlet", row_header="word",
                     opens=cards_of_rows(corpus, shown),
                     formats={"tfidf": ".3f"}, headers={"tfidf": "TF-IDF", "outlets_with_it": "outlets with the word"}),
        caveat="TF-IDF has no direction and no uncertainty. Among a handful of texts, 'found in few' means little: a "
               "word used once in one outlet can outrank a word that all use differently often.")


def show_distance(corpus: Corpus, counts: Counts, *, floor: Floor | None = None) -> Fragment:
    """How far apart the outlets' wording is, and the words that carry it."""
    distances = distance_table(counts)
    shown = distances
    if len(shown) > MAX_PAIRS_IN_TABLE:
        shown = shown.sort_values("divergence", ascending=False, kind="stable").head(MAX_PAIRS_IN_TABLE)
    chart = distance_chart(distances, floor=floor)
    return four_beats(
        question="How far apart is the outlets' wording?",
        method="Jensen–Shannon divergence of the word rates of every two outlets, in bits, from 0 (same wording) to 1 "
               "(no word in common). Each word's contribution adds up to it. " + stated_validity("distance"),
        result=[distance_sentence(corpus, distances), chart.opening(_pair_cards(corpus, distances)),
                table(shown.assign(words=[_carried_by(corpus, words) for words in shown["words"]]),
                      caption="Divergence of every two outlets, and the words that carry most of it",
                      opens=_pair_cards(corpus, shown),
                      formats={"divergence": ".3f"},
                      headers={"n_words_left": "words, left", "n_words_right": "words, right",
                               "words": "carried by (who uses it more, share)"})],
        caveat="Short texts are far from everything, because most words have had no room to recur: compare pairs of "
               "like length only. Distance in wording is mostly distance in topic.")


def _pair_cards(corpus: Corpus, distances: pd.DataFrame) -> list[dict[str, Card | None]]:
    """What the numbers of each two outlets open."""
    return [{"divergence": divergence_card(row),
             "n_words_left": outlet_words_card(corpus, outlet=row.left),
             "n_words_right": outlet_words_card(corpus, outlet=row.right)} for row in records(distances)]


def _carried_by(corpus: Corpus, words: tuple[tuple[str, float, str], ...]) -> Fragment:
    """The words that carry most of a distance, each with the side that uses it more, where its share opens its uses."""
    return listed([clause("{word} ({side}, {share})", word=word, side=side,
                          share=opening(number(share, "share"), word_card(corpus, outlet=side, word=word)))
                   for word, share, side in words[:N_CARRIERS]])
