"""Which words set the outlets apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.counts import Counts
from framing.evidence import word_evidence
from framing.figures.distance import distance_chart
from framing.figures.words import word_chart
from framing.html import Card, Fragment, clause, four_beats, parts_card, table
from framing.measures.distance import distance_table
from framing.measures.frequency import RATE, count_articles_with, dispersion_dp
from framing.measures.tfidf import tfidf_by
from framing.prose import distance_sentence, top_words_sentence
from framing.result import Result
from framing.support import DESCRIPTIVE
from framing.validity import stated_validity

# Tables with their sentences for more outlets than this would bury the page; the CSV has them all.
MAX_OUTLETS_IN_TABLES = 8

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
    opens = [_cards_of(corpus, word, grouped) for word in rates["word"]]
    return four_beats(
        question="Which words does everybody use?",
        method="Uses per 1,000 words in each outlet. Dispersion is Gries' DP: 0 when a word is spread over the "
               "articles as the text is, near 1 when it sits in one short article.",
        result=table(rates, caption="Most frequent words (function words left out): uses per 1,000 words",
                     row_header="word", opens=opens, formats=dict.fromkeys(corpus.outlets, ".1f")),
        caveat=RATE.caveat)


def _cards_of(corpus: Corpus, word: str, grouped: Counts) -> dict[str, Card | None]:
    """What the cells of a word's row open: its sentences in each outlet, and all of them."""
    cards = {outlet: word_evidence(corpus, word, outlet=outlet).card(f"{outlet}: “{word}”", basis=_per_words(total))
             for outlet, total in zip(corpus.outlets, np.ravel(grouped.totals), strict=True)}
    column = int(np.flatnonzero(np.array(grouped.features) == word)[0])
    uses = grouped.matrix[:, [column]].toarray()[:, 0]
    return {**cards, "uses": parts_card(list(zip(corpus.outlets, map(int, uses), strict=True)),
                                        title=f"All outlets: “{word}”", counted="uses")}


def _per_words(n_words: float) -> Fragment:
    return clause("Counted in {n_words:,d|word}.", n_words=int(n_words))


def show_distinctive_words(corpus: Corpus, result: Result, log_ratio: Result, *, names: str, n_words: int = 10
                           ) -> Fragment:
    """The words that set each outlet apart from all others, each with its sentences."""
    tables = [_word_table(corpus, result, log_ratio, outlet, n_words) for outlet in corpus.outlets[
        :MAX_OUTLETS_IN_TABLES]]
    return four_beats(
        question=f"Which words does each outlet use more than the others, {names}?",
        method="Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008), every outlet "
               "against all others at once. It ranks by how clearly the rates differ in these texts. The log ratio "
               "says how much: 1 means twice the rate. " + stated_validity("keyness"),
        result=[*[top_words_sentence(result, outlet) for outlet in corpus.outlets], word_chart(result, n_words=n_words),
                *tables],
        caveat=[result.caveat, _reading(result)])


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
    basis = _per_words(rows["total"].iloc[0]) if len(rows) else None
    cards = [word_evidence(corpus, word, outlet=outlet).card(f"{outlet}: “{word}”", basis=basis)
             for word in shown["word"]]
    return table(shown, caption=f"{outlet}: words used more than in the other outlets", row_header="word",
                 opens=[dict.fromkeys(shown.columns[1:], card) for card in cards],
                 formats={name: spec for name, spec in WORD_FORMATS.items() if name in shown},
                 headers={name: header for name, header in WORD_HEADERS.items() if name in shown})


def show_tfidf(corpus: Corpus, counts: Counts, *, n_words: int = 8) -> Fragment:
    """The words that TF-IDF puts first for each outlet, beside what it cannot tell."""
    values = tfidf_by(counts)
    n_outlets_with = (counts.sum_by("outlet").matrix.toarray() > 0).sum(axis=0)
    rows = []
    for number, outlet in enumerate(corpus.outlets[:MAX_OUTLETS_IN_TABLES]):
        top = np.lexsort((counts.features, -values[number]))[:n_words]
        rows += [(outlet, counts.features[feature], values[number, feature], int(n_outlets_with[feature]))
                 for feature in top]
    shown = pd.DataFrame(rows, columns=["outlet", "word", "tfidf", "outlets_with_it"])
    evidence = [word_evidence(corpus, row.word, outlet=row.outlet, n_shown=2).show() for row in shown.itertuples()]
    return four_beats(
        question="Which words stand out in each outlet by TF-IDF?",
        method="TF-IDF as scikit-learn computes it, all articles of an outlet taken as one text: frequent here, found "
               "in few of the other outlets. " + stated_validity("tfidf"),
        result=table(shown, caption="TF-IDF, highest words of each outlet", row_header="word", evidence=evidence,
                     formats={"tfidf": ".3f"}, headers={"tfidf": "TF-IDF", "outlets_with_it": "outlets with the word"}),
        caveat="TF-IDF has no direction and no uncertainty. Among a handful of texts, 'found in few' means little: a "
               "word used once in one outlet can outrank a word that all use differently often.")


def show_distance(corpus: Corpus, counts: Counts) -> Fragment:
    """How far apart the outlets' wording is, and the words that carry it."""
    distances = distance_table(counts)
    shown = distances.drop(columns="words").assign(
        carried_by=[", ".join(f"{word} ({side}, {100 * share:.0f} %)" for word, share, side in words[:5])
                    for words in distances["words"]])
    if len(shown) > 30:
        shown = shown.sort_values("divergence", ascending=False, kind="stable").head(30)
    return four_beats(
        question="How far apart is the outlets' wording?",
        method="Jensen–Shannon divergence of the word rates of every two outlets, in bits, from 0 (same wording) to 1 "
               "(no word in common). Each word's contribution adds up to it. " + stated_validity("distance"),
        result=[distance_sentence(distances), distance_chart(distances),
                table(shown, caption="Divergence of every two outlets, and the words that carry most of it",
                      formats={"divergence": ".3f"},
                      headers={"n_words_left": "words, left", "n_words_right": "words, right",
                               "carried_by": "carried by (who uses it more, share)"})],
        caveat="Short texts are far from everything, because most words have had no room to recur: compare pairs of "
               "like length only. Distance in wording is mostly distance in topic.")
