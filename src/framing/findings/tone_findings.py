"""Tone: two lists side by side, each voice and the headline apart."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.evidence import sentence_evidence, word_evidence
from framing.figures.tone import tone_chart, word_contribution_chart
from framing.figures.tone_course import tone_through_article_chart
from framing.findings.frame_findings import lexicon_line
from framing.html import Fragment, four_beats, sentences, table
from framing.lexicon import load_lexicon
from framing.measures.tone import TONE, is_listed, score_sentences, word_contributions
from framing.measures.tone_rules import fold_apostrophes, sentence_scorer
from framing.measures.vader_arrays import score_texts
from framing.prose import count_of, tone_sentence
from framing.tables import TONE_LEXICONS

N_WORDS = 8
N_SENTENCES = 3
MAX_OUTLETS_IN_TABLES = 8


def show_tone(corpus: Corpus, tone: pd.DataFrame) -> Fragment:
    """Mean sentence tone in the outlet's voice, in quoted words and in headlines, by two lists."""
    lexicons = {key: load_lexicon(key, corpus_folder=corpus.folder) for key in TONE_LEXICONS}
    titles = {key: lexicon.card.title.split(":")[0] for key, lexicon in lexicons.items()}
    return four_beats(
        question="How kind or harsh is the wording, and whose wording is it?",
        method=[*[lexicon_line(lexicon) for lexicon in lexicons.values()],
                "Each sentence gets a score from -1 (harsh) to 1 (kind); 0 where no word is listed. The mean over "
                "sentences stands beside its coverage: the share of words that are listed at all."],
        result=[*[tone_sentence(tone, outlet, titles) for outlet in corpus.outlets], 
                tone_chart(tone, lexicon_titles=titles),
                _voice_table(tone, titles), *_extreme_sentences(corpus)],
        caveat=[TONE.caveat,
                "Tone is not stance and not bias: it says how kind or harsh the listed words are, not what "
                "the text is for, nor about whom.",
                *[limit for lexicon in lexicons.values() for limit in lexicon.card.limits[1:3]]])


def _voice_table(tone: pd.DataFrame, titles: dict[str, str]) -> Fragment:
    """Outlets and lists as rows; outlet's voice, quoted voice and headline as columns."""
    columns = {"body, the outlet's own words": ("body", "outlet"), "body, quoted words": ("body", "quoted"),
               "headline": ("headline", "all")}
    pieces = []
    for name, (part, voice) in columns.items():
        rows = tone[(tone["part"] == part) & (tone["voice"] == voice)].set_index(["outlet", "lexicon"])
        pieces.append(rows[["mean", "coverage", "n_sentences"]].rename(
            columns={"mean": f"{name}: mean", "coverage": f"{name}: coverage", "n_sentences": f"{name}: sentences"}))
    shown = pd.concat(pieces, axis=1).reset_index()
    shown["lexicon"] = shown["lexicon"].map(titles)
    formats = {column: "+.2f" if column.endswith("mean") else ".0%" for column in shown if column.endswith(
        ("mean", "coverage"))}
    return table(shown.sort_values(["outlet", "lexicon"]), caption="Mean sentence tone by voice", row_header="outlet",
                 headers={"lexicon": "list"}, formats=formats)


def _extreme_sentences(corpus: Corpus) -> list[Fragment]:
    """The sentences with the lowest and the highest VADER score of each outlet: read them before believing it."""
    pieces = []
    for outlet in corpus.outlets[:MAX_OUTLETS_IN_TABLES]:
        for lowest in (True, False):
            found = extreme_sentences(corpus, outlet, part=None, voice="all", lowest=lowest, n_shown=N_SENTENCES)
            pieces += [found] if found else []
    return pieces


def extreme_sentences(corpus: Corpus, outlet: str, *, part: str | None, voice: str, lowest: bool, n_shown: int
                      ) -> Fragment | None:
    """The harshest or kindest sentences of an outlet by VADER, listed words marked; None if none is scored."""
    lexicon = load_lexicon("vader", corpus_folder=corpus.folder)
    scores = score_sentences(corpus, lexicon)
    rows = scores[(scores["voice"] == voice) & (scores["n_scored"] > 0)]
    placed = corpus.sentences[["outlet", "part"]].iloc[rows["sentence"]]
    kept = (placed["outlet"] == outlet) & (True if part is None else placed["part"] == part)
    rows = rows[kept.to_numpy()].sort_values(["score", "sentence"], ascending=[lowest, True])
    if rows.empty:
        return None
    chosen = rows.head(n_shown)
    values = ", ".join(f"{value:+.2f}" for value in chosen["score"])
    return sentences(sentence_evidence(corpus, chosen["sentence"], is_marked=is_listed(corpus, lexicon)),
                     total=len(rows), summary=f"{outlet}: {'lowest' if lowest else 'highest'} VADER scores ({values})")


def show_tone_through_articles(corpus: Corpus) -> Fragment:
    """How the score moves through each article."""
    scores = score_sentences(corpus, load_lexicon("vader", corpus_folder=corpus.folder))
    return four_beats(
        question="Where in the article is the tone harsh?",
        method="The VADER score of every sentence in its place, headline first.",
        result=tone_through_article_chart(corpus, scores, lexicon_title="VADER"),
        caveat="One score rests on the few listed words of one sentence; a run of them says more than a peak.")


def show_tone_words(corpus: Corpus, key: str) -> Fragment:
    """Which words a tone rests on."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    words = word_contributions(corpus, lexicon)
    ordered = words.assign(size=words["valence_per_1000_words"].abs()).sort_values(
        ["outlet", "size", "word"], ascending=[True, False, True])
    top = ordered[ordered["outlet"].isin(corpus.outlets[:MAX_OUTLETS_IN_TABLES])].groupby("outlet").head(N_WORDS)
    shown = top[["outlet", "word", "valence", "count", "valence_per_1000_words"]]
    evidence = [word_evidence(corpus, row.word, outlet=row.outlet, n_shown=2).show() for row in shown.itertuples()]
    return four_beats(
        question=f"Which words carry the tone by {lexicon.card.title.split(':')[0]}?",
        method="Valence of the word in the list, times its uses in 1,000 words of the outlet: these add up to the "
               "outlet's sum of valences, before negation and emphasis are taken into account.",
        result=[word_contribution_chart(words, lexicon_title=lexicon.card.title.split(':')[0], outlets=corpus.outlets),
                table(shown, caption="Words that weigh most in each outlet", row_header="word", evidence=evidence,
                      formats={"valence": "+.2f", "valence_per_1000_words": "+.1f"},
                      headers={"count": "uses", "valence_per_1000_words": "valence per 1,000 words"})],
        caveat="Many of these words name the topic ('war', 'sanctions') or a title ('supreme'): they say what the text "
               "is about, not how it judges.")


def show_fooled(texts: list[str]) -> Fragment:
    """Sentences and what each list makes of them: to be predicted before they are read."""
    vader, pattern = (load_lexicon(key) for key in TONE_LEXICONS)
    score = sentence_scorer(pattern)
    rows = pd.DataFrame({"sentence": texts, vader.key: score_texts(texts, vader),
                         pattern.key: [score(text) for text in texts]})
    return table(rows, caption="What two lists make of these sentences (-1 harsh, 1 kind)", row_header="sentence",
                 formats=dict.fromkeys(TONE_LEXICONS, "+.2f"),
                 headers={key: load_lexicon(key).card.title.split(":")[0] for key in TONE_LEXICONS})


def show_apostrophes(corpus: Corpus) -> Fragment:
    """What typographic apostrophes do to VADER when nobody folds them."""
    lexicon = load_lexicon("vader", corpus_folder=corpus.folder)
    texts = corpus.sentences["text"].tolist()
    curly = [text for text in texts if fold_apostrophes(text) != text]
    rows = pd.DataFrame({"sentence": curly, "as_typed": score_texts(curly, lexicon, fold=False),
                         "folded": score_texts(curly, lexicon)})
    changed = rows[rows["as_typed"] != rows["folded"]]
    flipped = changed[(changed["as_typed"] * changed["folded"] < 0)]
    with_not = [text for text in texts if "n't" in fold_apostrophes(text)]
    missed = [text for text in with_not if "n't" not in text]
    found = (f"{count_of(len(curly), 'sentence')} of {len(corpus.sentences):,} hold a typographic apostrophe or single "
             f"quotation mark; folding it to a straight one changes the score of {len(changed)} and turns the sign of "
             f"{len(flipped)}. Negations in “n’t”: {count_of(len(with_not), 'sentence')}, {len(missed)} of them with a "
             "typographic apostrophe only, where VADER does not see the negation in the text as typed.")
    return four_beats(
        question="Does a curly apostrophe change the tone?",
        method="VADER knows “don't” with a straight apostrophe only. Every sentence is scored as typed and "
               "with the apostrophe folded.",
        result=[found, table(changed.head(8), caption="Sentences whose score changes", row_header="sentence",
                             headers={"as_typed": "as typed"}, formats={"as_typed": "+.2f", "folded": "+.2f"})]
        if len(changed) else found,
        caveat="The folded score is the one used everywhere in these reports.")
