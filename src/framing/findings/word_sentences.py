"""Sentences about words and about distance in wording, with numbers that open what they are made of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.corpus import Corpus
from framing.figures.records import records
from framing.findings.article_parts import MAX_PARTS
from framing.findings.word_cards import outlet_words_card, word_card
from framing.html import Card, Fragment, clause, listed, number, opening, parts_card, say
from framing.result import Result
from framing.support import ALPHA, DESCRIPTIVE, INFERENTIAL


def top_words_sentence(corpus: Corpus, result: Result, outlet: str, *, n_words: int = 5) -> Fragment:
    """The words with the highest value of one outlet, as strong as its label allows."""
    rows = result.of(outlet)
    rows = rows[rows["estimate"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(n_words)
    if rows.empty:
        return say("{outlet}: no word stands out.", outlet=outlet)
    words = listed([clause("“{word}” ({n})", word=word,
                           n=opening(number(int(count)), word_card(corpus, outlet=outlet, word=word)))
                    for word, count in zip(rows["feature"], rows["count"], strict=True)])
    label = rows["label"].iloc[0]
    if label == DESCRIPTIVE:
        return say("{outlet}: used more in these texts than in the others are {words}; the number of uses in brackets.",
                   outlet=outlet, words=words)
    if label == INFERENTIAL:
        return say("{outlet}: farthest from the other outlets are {words}. {tests}", outlet=outlet, words=words,
                   tests=_tests(result.of(outlet), outlet))
    return say("{outlet}: leads to follow are {words}; too few articles for a test that survives correction.",
               outlet=outlet, words=words)


def _tests(rows: pd.DataFrame, outlet: str) -> Fragment:
    """How many words were tested, and which of them differ after correction."""
    tested = rows[rows["p"].notna()]
    differ = tested[tested["p_adjusted"] <= ALPHA].sort_values(["p_adjusted", "feature"])
    parts = [(str(word), 1) for word in differ["feature"].head(MAX_PARTS)]
    if len(differ) > MAX_PARTS:
        parts.append(("other words", len(differ) - MAX_PARTS))
    surviving = parts_card(parts, title=f"{outlet}: words that differ after correction", counted="words")
    all_tested = parts_card([("differ after correction", len(differ)), ("do not", len(tested) - len(differ))],
                            title=f"{outlet}: words tested", counted="words")
    return clause("Of {tested} words tested, {differ} differ after correction (Benjamini–Hochberg, {alpha:g}).",
                  tested=opening(number(len(tested)), all_tested), alpha=ALPHA,
                  differ=opening(number(len(differ)), surviving if parts else None))


def distance_sentence(corpus: Corpus, table: pd.DataFrame) -> Fragment:
    """The nearest and the farthest pair of outlets, with the caveat of length in numbers."""
    ordered = list(records(table.sort_values(["divergence", "left", "right"], kind="stable")))
    near, far = _pair(corpus, ordered[0]), _pair(corpus, ordered[-1])
    if len(ordered) == 1:
        return say("The only pair: {pair}. 0 bits is the same wording, 1 no word in common.", pair=near)
    pairs = [(f"{row.left} and {row.right}", 1) for row in ordered[:MAX_PARTS]]
    if len(ordered) > MAX_PARTS:
        pairs.append(("other pairs", len(ordered) - MAX_PARTS))
    return say("Nearest of {n} pairs are {near}; farthest {far}. 0 bits is the same wording, 1 no word in common.",
               n=opening(number(len(ordered)), parts_card(pairs, title="Pairs of outlets, the nearest first",
                                                          counted="pairs")), near=near, far=far)


def _pair(corpus: Corpus, row: Any) -> Fragment:
    n_words = [opening(number(n), outlet_words_card(corpus, outlet=outlet))
               for outlet, n in ((row.left, row.n_words_left), (row.right, row.n_words_right))]
    return clause("{left} and {right} at {divergence} bits ({n_left} and {n_right} words)", left=row.left,
                  right=row.right, n_left=n_words[0], n_right=n_words[1],
                  divergence=opening(number(row.divergence, ".2f"), divergence_card(row)))


def divergence_card(row: Any) -> Card:
    """The words that carry the distance of two outlets, with what each adds."""
    parts = [(f"“{word}”, more in {outlet}", share * row.divergence) for word, share, outlet in row.words]
    others = row.divergence - sum(value for _, value in parts)
    return parts_card([*parts, ("all other words", max(0.0, others))], counted="bits", spec=".4f",
                      title=f"{row.left} and {row.right}: distance in wording, word by word")
