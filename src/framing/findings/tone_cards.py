"""What the numbers of tone open: the sentences that a mean is of, with their scores and the listed words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.evidence import n_sentences_shown, place_evidence, sentence_evidence, spread_over
from framing.html import Card, EvidenceSentence, clause, sentence_card
from framing.html.number import format_number
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.measures.tone import is_listed, score_sentences

SIGNED = "+.2f"
# A mean is of many sentences, by two lists, in three places of every outlet: all of them would bury the page.
N_SHOWN, N_MENTIONS = 12, 8
HOW_THE_MEAN_FOLLOWS = clause("Their mean score is the tone; a sentence without a listed word counts as 0.")


def short_title(lexicon: Lexicon) -> str:
    """The name of a list without what stands behind its colon."""
    return lexicon.card.title.split(":")[0]


def scored_sentences(corpus: Corpus, lexicon: Lexicon, *, outlet: str, part: str | None, voice: str) -> pd.DataFrame:
    """The scores of an outlet's sentences in one part (None: any) and voice, with their article_id."""
    scores = _placed_scores(corpus, lexicon)
    is_there = (scores["outlet"] == outlet) & (scores["voice"] == voice)
    rows = scores[is_there if part is None else is_there & (scores["part"] == part)]
    return rows.assign(article_id=corpus.sentences["article_id"].to_numpy()[rows["sentence"]])


@kept_with_first  # asked for by outlet, part and voice, for every cell of a table
def _placed_scores(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    scores = score_sentences(corpus, lexicon)
    placed = {name: corpus.sentences[name].astype("category").take(scores["sentence"]).to_numpy()
              for name in ("outlet", "part")}
    return scores.assign(**{name: pd.Categorical(values) for name, values in placed.items()})


def tone_card(corpus: Corpus, lexicon: Lexicon, rows: pd.DataFrame, *, title: str, voice: str) -> Card | None:
    """The sentences that a mean is of: ``rows`` of ``scored_sentences``; in each its score and its listed words."""
    if rows.empty:
        return None
    chosen = rows.iloc[spread_over(np.arange(len(rows)), min(N_SHOWN, n_sentences_shown(corpus)))]
    return sentence_card(scored_lines(corpus, [lexicon], [chosen], voice=voice), title=title, n_sentences=len(rows),
                         n_marks=int(rows["n_scored"].sum()), counted="listed word", basis=HOW_THE_MEAN_FOLLOWS)


def ends_card(corpus: Corpus, lexicons: Sequence[Lexicon], rows: Sequence[pd.DataFrame], *, title: str, voice: str
              ) -> Card | None:
    """Of the sentences that means by several lists are of, that with the lowest and that with the highest score.

    ``rows``: for each list those of ``scored_sentences``; the first decides the order.
    """
    if rows[0].empty:
        return None
    ranked = rows[0].sort_values(["score", "sentence"], kind="stable")["sentence"]
    chosen = [one.set_index("sentence", drop=False).loc[ranked.iloc[[0, -1][:len(ranked)]]] for one in rows]
    is_marked = _is_listed(corpus, lexicons, voice)
    n_marks = int(np.isin(corpus.words.sentence[is_marked], ranked).sum())
    return sentence_card(
        scored_lines(corpus, lexicons, chosen, voice=voice), title=title, n_sentences=len(ranked), n_marks=n_marks,
        counted="listed word", basis=HOW_THE_MEAN_FOLLOWS,
        chosen_by=f"those with the lowest and the highest score by {short_title(lexicons[0])}")


def scored_lines(corpus: Corpus, lexicons: Sequence[Lexicon], rows: Sequence[pd.DataFrame], *, voice: str
                 ) -> list[EvidenceSentence]:
    """Sentences with their scores by each list, the listed words of that voice marked; ``rows``: for each list."""
    is_marked = _is_listed(corpus, lexicons, voice)
    scores = [[f"{short_title(lexicon)} {format_number(score, SIGNED)}" for score in one["score"]]
              for lexicon, one in zip(lexicons, rows, strict=True)]
    return [replace(line, about=f"score by {', '.join(of_line)}") for line, *of_line in
            zip(sentence_evidence(corpus, rows[0]["sentence"], is_marked=is_marked), *scores, strict=True)]


def _is_listed(corpus: Corpus, lexicons: Sequence[Lexicon], voice: str) -> np.ndarray:
    is_marked = np.logical_or.reduce([is_listed(corpus, lexicon) for lexicon in lexicons])
    return is_marked if voice == "all" else is_marked & (corpus.is_quoted() == (voice == "quoted"))


def mention_card(corpus: Corpus, mentions: pd.DataFrame, *, title: str, n_shown: int | None = None) -> Card | None:
    """The sentences with mentions of an actor, marked, and the tone toward it: rows of ``score_actors``."""
    n_shown = n_shown or min(N_MENTIONS, n_sentences_shown(corpus))
    found = place_evidence(corpus, mentions["word"].to_numpy(), mentions["n_words"].to_numpy(), n_shown=n_shown)
    if not found.rows:
        return None
    shown = spread_over(np.unique(mentions["sentence"]), n_shown)
    values = mentions.groupby("sentence")["value"].apply(list)
    rows = [replace(line, about="tone toward it " + ", ".join(format_number(value, SIGNED) for value in values[place]))
            for line, place in zip(found.rows, shown, strict=True)]
    return sentence_card(rows, title=title, n_sentences=found.n_sentences, n_marks=found.n_hits, counted="mention")
