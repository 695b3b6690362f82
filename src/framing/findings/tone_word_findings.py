"""The words that a tone rests on, and sentences that fool the lists."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import word_evidence
from framing.figures.tone import word_contribution_chart
from framing.findings.tone_cards import SIGNED, short_title
from framing.findings.tone_findings import MAX_OUTLETS_IN_TABLES
from framing.html import Card, Fragment, clause, four_beats, table
from framing.lexicon import load_lexicon
from framing.measures.tone import word_contributions
from framing.measures.tone_rules import sentence_scorer
from framing.measures.vader_arrays import score_texts
from framing.tables import TONE_LEXICONS

N_WORDS = 7


def show_tone_words(corpus: Corpus, key: str) -> Fragment:
    """Which words a tone rests on."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    words, title = word_contributions(corpus, lexicon), short_title(lexicon)
    ordered = words.assign(size=words["valence_per_1000_words"].abs()).sort_values(
        ["outlet", "size", "word"], ascending=[True, False, True])
    top = ordered[ordered["outlet"].isin(corpus.outlets[:MAX_OUTLETS_IN_TABLES])].groupby("outlet").head(N_WORDS)
    shown = top[["outlet", "word", "valence", "count", "valence_per_1000_words"]]
    chart = word_contribution_chart(words, lexicon_title=title, outlets=corpus.outlets, n_words=N_WORDS)
    return four_beats(
        question=f"Which words carry the tone by {title}?",
        method="Valence of the word in the list, times its uses in 1,000 words of the outlet: these add up to the "
               "outlet's sum of valences, before negation and emphasis are taken into account.",
        result=[chart.opening(_uses(corpus, chart.table)),
                table(shown, caption="Words that weigh most in each outlet", row_header="word",
                      opens=_uses(corpus, shown),
                      formats={"valence": SIGNED, "valence_per_1000_words": "+.1f"},
                      headers={"count": "uses", "valence_per_1000_words": "valence per 1,000 words"})],
        caveat="Many of these words name the topic ('war', 'sanctions') or a title ('supreme'): they say what the text "
               "is about, not how it judges.")


def _uses(corpus: Corpus, rows: pd.DataFrame) -> list[dict[str, Card | None]]:
    return [dict.fromkeys(("count", "valence_per_1000_words"), uses_card(corpus, row)) for row in rows.itertuples()]


def uses_card(corpus: Corpus, row) -> Card | None:
    """The sentences with a listed word; ``row``: its outlet, word and valence."""
    basis = clause("Valence {valence:+.2f} in the list.", valence=row.valence)
    return word_evidence(corpus, row.word, outlet=row.outlet).card(f"{row.outlet}: “{row.word}”", basis=basis)


def show_fooled(texts: list[str]) -> Fragment:
    """Sentences and what each list makes of them: to be predicted before they are read."""
    vader, pattern = (load_lexicon(key) for key in TONE_LEXICONS)
    score = sentence_scorer(pattern)
    rows = pd.DataFrame({"sentence": texts, vader.key: score_texts(texts, vader),
                         pattern.key: [score(text) for text in texts]})
    return table(rows, caption="What two lists make of these sentences (-1 harsh, 1 kind)", row_header="sentence",
                 formats=dict.fromkeys(TONE_LEXICONS, SIGNED),
                 headers={key: short_title(load_lexicon(key)) for key in TONE_LEXICONS})
