"""Which words a difference in tone rests on, topic words apart; and where the two lists disagree."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import sentence_evidence, word_evidence
from framing.html import Fragment, four_beats, sentences, table
from framing.lexicon import load_lexicon
from framing.measures.tone import score_sentences
from framing.measures.word_shift import word_shift
from framing.prose import count_of, percent
from framing.tables import TONE_LEXICONS

N_WORDS, MAX_OUTLETS, N_SENTENCES = 3, 8, 3


def show_word_shift(corpus: Corpus, key: str) -> Fragment:
    """What the words of a list add to the difference between each outlet and the others."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    shift = word_shift(corpus, lexicon)
    name = lexicon.card.title.split(":")[0]
    result: list[Fragment | str] = ["One outlet: there is nothing to compare with."]
    if len(shift):
        shift = shift[shift["outlet"].isin(corpus.outlets[:MAX_OUTLETS])]
        result = [_sums(shift), *[_top(corpus, shift, is_topic) for is_topic in (False, True)]]
    return four_beats(
        question=f"Which words make the tone of an outlet differ from that of the others, by {name}?",
        method="Valence of a word times its uses per 1,000 words here, less its uses per 1,000 words in all other "
               "outlets. Over all words these shifts add up to the difference, before negation and emphasis.",
        result=result,
        caveat="Words of the topic (“war”, “sanctions”, “attack”) and of names and titles say what a text is about; "
               "they are listed apart, by a list of the project's own, and which words are on it is a choice. Tone is "
               "not stance and not bias.")


def _sums(shift: pd.DataFrame) -> Fragment:
    """The difference of every outlet, and how much of it topic words and other words make."""
    sums = shift.assign(kind=shift["is_topic"].map({True: "topic words", False: "other words"}))
    sums = sums.pivot_table(index="outlet", columns="kind", values="shift", aggfunc="sum", fill_value=0.0)
    sums = sums.reindex(columns=["other words", "topic words"], fill_value=0.0)
    sums["both: the difference"] = sums.sum(axis=1)
    return table(sums.reset_index(), caption="Valence per 1,000 words, compared with all other outlets",
                 row_header="outlet", formats=dict.fromkeys(sums.columns, "+.1f"))


def _top(corpus: Corpus, shift: pd.DataFrame, is_topic: bool) -> Fragment:
    rows = shift[(shift["is_topic"] == is_topic) & (shift["shift"] != 0)]
    rows = rows.assign(size=rows["shift"].abs()).sort_values(["outlet", "size", "word"], ascending=[True, False, True])
    rows = rows.groupby("outlet").head(N_WORDS)[["word", "outlet", "valence", "count", "count_elsewhere", "shift"]]
    evidence = [word_evidence(corpus, row.word, outlet=row.outlet, n_shown=1).show() if row.count else None
                for row in rows.itertuples(index=False)]
    return table(rows, caption=f"{'Topic' if is_topic else 'Other'} words that shift the tone most", row_header="word",
                 headers={"count": "uses", "count_elsewhere": "uses elsewhere"},
                 formats={"valence": "+.2f", "shift": "+.1f"}, evidence=evidence)


def show_disagreement(corpus: Corpus) -> Fragment:
    """How often the two lists give a sentence different signs, with the sentences furthest apart."""
    both = pd.DataFrame({key: _scores(corpus, key) for key in TONE_LEXICONS}).dropna()
    opposed = both[both.iloc[:, 0] * both.iloc[:, 1] < 0]
    gap = (opposed.iloc[:, 0] - opposed.iloc[:, 1]).abs().sort_values(ascending=False, kind="stable")
    rows = gap.index[:N_SENTENCES]
    values = "; ".join(" and ".join(f"{value:+.2f}" for value in both.loc[row]) for row in rows)
    share = f" ({percent(len(opposed) / len(both))})" if len(both) else ""
    return four_beats(
        question="How often do two lists disagree about the same sentence?",
        method="Sentences that hold a word of VADER and one of Pattern; opposed if one score is above 0 and the other "
               "below.",
        result=[f"{count_of(len(both), 'sentence')} can be scored by both; in {len(opposed):,} of them{share} the "
                "signs are opposed.",
                sentences(sentence_evidence(corpus, rows), total=len(opposed),
                          summary=f"furthest apart, VADER and Pattern: {values or 'none'}")],
        caveat="Agreement is no proof: both lists know the same everyday words, and neither knows whom they are meant "
               "for.")


def _scores(corpus: Corpus, key: str) -> pd.Series:
    scores = score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder))
    found = scores[(scores["voice"] == "all") & (scores["n_scored"] > 0)]
    return found.set_index("sentence")["score"]
