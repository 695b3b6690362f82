"""Which words a difference in tone rests on, topic words apart; and where the two lists disagree."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import sentence_evidence
from framing.findings.parts_by_name import by_name_card
from framing.findings.tone_cards import N_SHOWN, SIGNED, short_title
from framing.findings.tone_word_findings import uses_card
from framing.html import (
    Card,
    Fragment,
    clause,
    four_beats,
    listed,
    number,
    opening,
    parts_card,
    say,
    sentence_card,
    table,
)
from framing.html.number import format_number
from framing.lexicon import load_lexicon
from framing.measures.tone import is_listed, score_sentences
from framing.measures.word_shift import word_shift
from framing.tables import TONE_LEXICONS

N_WORDS, MAX_OUTLETS, N_SENTENCES = 3, 8, 3
KINDS = {"other words": False, "topic words": True}
BOTH = "both: the difference"


def show_word_shift(corpus: Corpus, key: str) -> Fragment:
    """What the words of a list add to the difference between each outlet and the others."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    shift = word_shift(corpus, lexicon)
    result: list[Fragment | str] = ["One outlet: there is nothing to compare with."]
    if len(shift):
        result = [_sums(shift[shift["outlet"].isin(corpus.outlets[:MAX_OUTLETS])]),
                  *[_top(corpus, shift, is_topic) for is_topic in (False, True)]]
    return four_beats(
        question=f"Which words make the tone of an outlet differ from that of the others, by {short_title(lexicon)}?",
        method="Valence of a word times its uses per 1,000 words here, less its uses per 1,000 words in all other "
               "outlets. Over all words these shifts add up to the difference, before negation and emphasis.",
        result=result,
        caveat="Words of the topic (“war”, “sanctions”, “attack”) and of names and titles say what a text is about; "
               "they are listed apart, by a list of the project's own, and which words are on it is a choice. Tone is "
               "not stance and not bias.")


def _sums(shift: pd.DataFrame) -> Fragment:
    """The difference of every outlet, and how much of it topic words and other words make; each opens its words."""
    cells, opens = [], []
    for outlet, rows in shift.groupby("outlet", sort=True):
        of_word = {name: rows[rows["is_topic"] == is_topic].set_index("word")["shift"]
                   for name, is_topic in KINDS.items()}
        sums = pd.Series({name: float(values.sum()) for name, values in of_word.items()})
        cells.append([outlet, *sums, sums.sum()])
        opens.append({name: by_name_card(values, title=f"{outlet}: shift by {name}", counted="shift",
                                         others="other words") for name, values in of_word.items()}
                     | {BOTH: by_name_card(sums, title=f"{outlet}: the difference", counted="shift", others="")})
    return table(pd.DataFrame(cells, columns=["outlet", *KINDS, BOTH]), row_header="outlet", opens=opens,
                 caption="Valence per 1,000 words, compared with all other outlets",
                 formats=dict.fromkeys([*KINDS, BOTH], "+.1f"))


def _top(corpus: Corpus, shift: pd.DataFrame, is_topic: bool) -> Fragment:
    is_shown = (shift["is_topic"] == is_topic) & (shift["shift"] != 0)
    rows = shift[is_shown & shift["outlet"].isin(corpus.outlets[:MAX_OUTLETS])]
    rows = rows.assign(size=rows["shift"].abs()).sort_values(["outlet", "size", "word"], ascending=[True, False, True])
    rows = rows.groupby("outlet").head(N_WORDS)[["word", "outlet", "valence", "count", "count_elsewhere", "shift"]]
    opens = [_cards(corpus, row, shift[shift["word"] == row.word]) for row in
             rows.rename(columns={"count": "uses"}).itertuples()]
    return table(rows, caption=f"{'Topic' if is_topic else 'Other'} words that shift the tone most", row_header="word",
                 headers={"count": "uses", "count_elsewhere": "uses elsewhere"},
                 formats={"valence": SIGNED, "shift": "+.1f"}, opens=opens)


def _cards(corpus: Corpus, row, everywhere: pd.DataFrame) -> dict[str, Card | None]:
    """What the numbers of a word open: its sentences here, its uses in each other outlet, and the shift's two sides."""
    of_outlet = corpus.articles.groupby("outlet")["n_words"].sum()
    n_here, n_elsewhere = int(of_outlet[row.outlet]), int(of_outlet.sum() - of_outlet[row.outlet])
    uses = everywhere.set_index("outlet")["count"].drop(row.outlet)
    title = f"{row.outlet}: “{row.word}”"
    sides = [(f"here: {row.uses:,} uses in {n_here:,} words", 1000 * row.valence * row.uses / n_here),
             (f"elsewhere: {row.count_elsewhere:,} uses in {n_elsewhere:,} words",
              -1000 * row.valence * row.count_elsewhere / n_elsewhere)]
    return {"count": uses_card(corpus, row),
            "count_elsewhere": by_name_card(uses, title=f"“{row.word}” outside {row.outlet}", counted="uses",
                                            others="other outlets"),
            "shift": parts_card(sides, title=f"{title}, valence per 1,000 words", counted="valence")}


def show_disagreement(corpus: Corpus) -> Fragment:
    """How often the two lists give a sentence different signs, with the sentences furthest apart."""
    both = pd.DataFrame({key: _scores(corpus, key) for key in TONE_LEXICONS}).dropna()
    opposed = both[both.iloc[:, 0] * both.iloc[:, 1] < 0]
    gap = (opposed.iloc[:, 0] - opposed.iloc[:, 1]).abs().sort_values(ascending=False, kind="stable")
    opposed = opposed.loc[gap.index]
    by_outlet = by_name_card(corpus.sentences["outlet"].loc[both.index].value_counts(sort=False).sort_index(),
                             title="Sentences that both lists can score", counted="sentences", others="other outlets")
    share = clause(" ({share:share})", share=len(opposed) / len(both)) if len(both) else ""
    return four_beats(
        question="How often do two lists disagree about the same sentence?",
        method="Sentences that hold a word of VADER and one of Pattern; opposed if one score is above 0 and the other "
               "below.",
        result=[say("{both} {noun} can be scored by both; in {opposed} of them{share} the signs are opposed.",
                    both=opening(number(len(both)), by_outlet), noun="sentence" if len(both) == 1 else "sentences",
                    opposed=opening(number(len(opposed)), _opposed_card(corpus, opposed, "Opposed signs")),
                    share=share),
                _furthest_sentence(corpus, opposed.head(N_SENTENCES))],
        caveat="Agreement is no proof: both lists know the same everyday words, and neither knows whom they are meant "
               "for.")


def _furthest_sentence(corpus: Corpus, top: pd.DataFrame) -> Fragment:
    """The sentences about which the lists differ most, each score opening its sentence."""
    pairs = [clause("{first} and {second}", **{
        name: opening(number(float(value), SIGNED), _opposed_card(corpus, top.iloc[[place]], "Far apart"))
        for name, value in zip(("first", "second"), row, strict=True)})
        for place, row in enumerate(top.itertuples(index=False, name=None))]
    return say("Furthest apart, VADER and Pattern: {pairs}.", pairs=listed(pairs))


def _opposed_card(corpus: Corpus, rows: pd.DataFrame, title: str) -> Card | None:
    """Sentences with both scores, the words of either list marked."""
    if rows.empty:
        return None
    lists = [load_lexicon(key, corpus_folder=corpus.folder) for key in TONE_LEXICONS]
    is_marked = is_listed(corpus, lists[0]) | is_listed(corpus, lists[1])
    top = rows.head(N_SHOWN)
    scores = [", ".join(f"{short_title(one)} {format_number(value, SIGNED)}" for one, value in zip(
        lists, row, strict=True)) for row in top.itertuples(index=False, name=None)]
    lines = [replace(line, about=about) for line, about in
             zip(sentence_evidence(corpus, top.index, is_marked=is_marked), scores, strict=True)]
    n_marks = int(pd.Series(corpus.words.sentence[is_marked]).isin(rows.index).sum())
    return sentence_card(lines, title=title, n_sentences=len(rows), n_marks=n_marks, counted="listed word",
                         chosen_by="those furthest apart")


def _scores(corpus: Corpus, key: str) -> pd.Series:
    scores = score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder))
    found = scores[(scores["voice"] == "all") & (scores["n_scored"] > 0)]
    return found.set_index("sentence")["score"]
