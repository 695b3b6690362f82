"""Tone: two lists side by side, each voice and the headline apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from framing.corpus import Corpus
from framing.figures.records import records
from framing.figures.tone import tone_chart
from framing.figures.tone_course import tone_through_article_chart
from framing.findings.article_parts import by_article
from framing.findings.frame_findings import lexicon_line
from framing.findings.intervals import interval
from framing.findings.tone_cards import SIGNED, ends_card, scored_lines, scored_sentences, short_title, tone_card
from framing.html import Card, Fragment, clause, four_beats, listed, number, opening, say, sentence_card, table
from framing.lexicon import Lexicon, load_lexicon
from framing.measures.tone import TONE, score_sentences
from framing.tables import TONE_LEXICONS

N_SENTENCES = 3
MAX_OUTLETS_IN_TABLES = 8
DATA_COLUMNS = ("panel", "lexicon", "outlet", "mean", "low", "high", "sd_between_sentences", "coverage", "n_sentences",
                "n_words", "label")
# Who speaks matters, and a headline is often another person's work.
PLACES = {"own words": ("body", "outlet"), "quoted words": ("body", "quoted"), "headlines": ("headline", "all")}


def show_tone(corpus: Corpus, tone: pd.DataFrame) -> Fragment:
    """Mean sentence tone in the outlet's voice, in quoted words and in headlines, by two lists."""
    lexicons = {key: load_lexicon(key, corpus_folder=corpus.folder) for key in TONE_LEXICONS}
    return four_beats(
        question="How kind or harsh is the wording, and whose wording is it?",
        method=[*[lexicon_line(lexicon) for lexicon in lexicons.values()],
                "Each sentence gets a score from -1 (harsh) to 1 (kind); 0 where no word is listed. The mean over "
                "sentences stands beside its coverage: the words that are listed at all, of all words."],
        result=[*[_own_voice_sentence(corpus, tone, outlet, lexicons) for outlet in corpus.outlets],
                _chart(corpus, tone, lexicons),
                *[_table_by_voice(corpus, tone, lexicon) for lexicon in lexicons.values()],
                *[_extremes_sentence(corpus, outlet) for outlet in corpus.outlets[:MAX_OUTLETS_IN_TABLES]]],
        caveat=[TONE.caveat,
                "Tone is not stance and not bias: it says how kind or harsh the listed words are, not what "
                "the text is for, nor about whom.",
                *[limit for lexicon in lexicons.values() for limit in lexicon.card.limits[1:3]]])


def _chart(corpus: Corpus, tone: pd.DataFrame, lexicons: Mapping[str, Lexicon]) -> Fragment:
    """The chart; in its data table means, words and sentences open what they are made of."""
    chart = tone_chart(tone, lexicon_titles={key: short_title(lexicon) for key, lexicon in lexicons.items()})
    opens = [_cards(corpus, lexicons[row.lexicon], outlet=row.outlet, place=row.panel.lower())
             for row in records(chart.table)]
    return chart.opening(opens, columns=DATA_COLUMNS)


def _own_voice_sentence(corpus: Corpus, tone: pd.DataFrame, outlet: str, lexicons: dict[str, Lexicon]) -> Fragment:
    """The outlet's own voice by every list, with coverage; and whether the lists agree about its sign."""
    part, voice = PLACES["own words"]
    rows = _of_place(tone, part, voice).loc[[outlet]]
    pieces = [clause("{cell} by {list}", cell=_cell(corpus, lexicons[key], row, "own words"),
                     list=short_title(lexicons[key])) for (_, key), row in rows.iterrows()]
    signs = {value > 0 for value in rows["mean"].dropna() if value != 0}
    agreement = "" if len(pieces) < 2 else (" The two lists disagree about its sign." if len(signs) > 1
                                            else " The two lists agree about its sign.")
    return say("{outlet}, own words: mean sentence tone {pieces}.{agreement}", outlet=outlet, pieces=listed(pieces),
               agreement=agreement)


def _of_place(tone: pd.DataFrame, part: str, voice: str) -> pd.DataFrame:
    rows = tone[(tone["part"] == part) & (tone["voice"] == voice)]
    return rows.set_index(["outlet", "lexicon"], drop=False).rename_axis(["of", "by"])


def _cards(corpus: Corpus, lexicon: Lexicon, *, outlet: str, place: str) -> dict[str, Card | None]:
    """What the numbers of one list in one place of an outlet open, by column of ``tone_table``."""
    part, voice = PLACES[place]
    rows, name = scored_sentences(corpus, lexicon, outlet=outlet, part=part, voice=voice), f"{outlet}, {place}"
    if rows.empty:
        return {}
    listed_words = by_article(corpus, rows, title=f"{name}: words of {short_title(lexicon)}", counted="listed words",
                              column="n_scored")
    card = tone_card(corpus, lexicon, rows, voice=voice, title=f"{name}: words of {short_title(lexicon)}")
    return {"mean": card, "sd_between_sentences": card,
            "coverage": listed_words, "n_words_scored": listed_words,
            "n_words": by_article(corpus, rows, title=f"{name}: words", counted="words", column="n_words"),
            "n_sentences": by_article(corpus, rows, title=f"{name}: sentences", counted="sentences")}


def _cell(corpus: Corpus, lexicon: Lexicon, row: pd.Series, place: str) -> Fragment:
    """A mean with its interval and its sentences, and what it rests on by article; ``row``: of ``tone_table``."""
    cards = _cards(corpus, lexicon, outlet=row["outlet"], place=place)
    if not cards:
        return Fragment("none")
    mean = Fragment("not measured") if pd.isna(row["mean"]) else number(float(row["mean"]), SIGNED)
    counts = {name: opening(number(int(row[name])), cards[name]) for name in ("n_words_scored", "n_words",
                                                                             "n_sentences")}
    return clause("{mean}{interval} ({n_words_scored} of {n_words} words listed, {n_sentences} {noun})",
                  mean=opening(mean, cards["mean"]), interval=interval(row, SIGNED),
                  noun="sentence" if row["n_sentences"] == 1 else "sentences", **counts)


def place_card(corpus: Corpus, lexicons: Sequence[Lexicon], outlet: str, place: str) -> Card | None:
    """Of the sentences in one place of an outlet the lowest and the highest, with their scores by all lists."""
    part, voice = PLACES[place]
    rows = [scored_sentences(corpus, lexicon, outlet=outlet, part=part, voice=voice) for lexicon in lexicons]
    return ends_card(corpus, lexicons, rows, title=f"{outlet}, {place}: tone", voice=voice)


def means_cell(corpus: Corpus, tone: pd.DataFrame, lexicons: Sequence[Lexicon], outlet: str, place: str) -> Fragment:
    """The means by all lists in one place of an outlet, for a cell of the overview; they open one card."""
    part, voice = PLACES[place]
    card = place_card(corpus, lexicons, outlet, place)
    chosen = _of_place(tone, part, voice)
    return listed([
        clause("{list}: {mean}{interval} ({share:share} of {words:,d} words listed)", list=short_title(lexicon),
               mean=opening(Fragment("not measured") if pd.isna(row["mean"]) else number(float(row["mean"]), SIGNED),
                            card),
               interval=interval(row, SIGNED), share=float(row["coverage"]), words=int(row["n_words"]))
        for lexicon in lexicons for _, row in chosen[chosen.index == (outlet, lexicon.key)].iterrows()
        if row["n_sentences"]])


def own_words_cell(corpus: Corpus, tone: pd.DataFrame, lexicons: Sequence[Lexicon], outlet: str) -> Fragment:
    """The mean of an outlet's own words by the first list, and the sentences it is of; for the gist."""
    part, voice = PLACES["own words"]
    row = _of_place(tone, part, voice).loc[(outlet, lexicons[0].key)]
    mean = Fragment("not measured") if pd.isna(row["mean"]) else number(float(row["mean"]), SIGNED)
    card = place_card(corpus, lexicons, outlet, "own words")
    return clause("{mean} ({n:,d|sentence})", mean=opening(mean, card), n=int(row["n_sentences"]))


def _table_by_voice(corpus: Corpus, tone: pd.DataFrame, lexicon: Lexicon) -> Fragment:
    """Outlets as rows; own words, quoted words and headlines as columns; one list."""
    cells: dict[str, list[str | Fragment]] = {"outlet": list(corpus.outlets)}
    for place, (part, voice) in PLACES.items():
        rows = _of_place(tone, part, voice)
        cells[place] = [_cell(corpus, lexicon, rows.loc[(outlet, lexicon.key)], place)
                        if (outlet, lexicon.key) in rows.index else "none" for outlet in corpus.outlets]
    return table(pd.DataFrame(cells), caption=f"Mean sentence tone by voice: {short_title(lexicon)}",
                 row_header="outlet")


def _extremes_sentence(corpus: Corpus, outlet: str) -> Fragment:
    """The lowest and the highest VADER scores of an outlet: their sentences are to be read before believing it."""
    lexicon = load_lexicon("vader", corpus_folder=corpus.folder)
    rows = scored_sentences(corpus, lexicon, outlet=outlet, part=None, voice="all")
    rows = rows[rows["n_scored"] > 0]
    if rows.empty:
        return say("{outlet}: no sentence holds a listed word.", outlet=outlet)
    ends = {}
    for is_low, name in ((True, "lowest"), (False, "highest")):
        top = rows.sort_values(["score", "sentence"], ascending=[is_low, True]).head(N_SENTENCES)
        card = sentence_card(scored_lines(corpus, [lexicon], [top], voice="all"),
                             title=f"{outlet}: {name} scores by VADER", n_sentences=len(top),
                             n_marks=int(top["n_scored"].sum()), counted="listed word")
        ends[name] = listed([opening(number(float(value), SIGNED), card) for value in top["score"]])
    n = opening(number(len(rows)), by_article(corpus, rows, title=f"{outlet}: sentences with a listed word",
                                              counted="sentences"))
    return say("{outlet}: of {n} sentences with a word of VADER, the lowest scores are {lowest}, the highest "
               "{highest}.", outlet=outlet, n=n, **ends)


def show_tone_through_articles(corpus: Corpus) -> Fragment:
    """How the score moves through each article."""
    scores = score_sentences(corpus, load_lexicon("vader", corpus_folder=corpus.folder))
    return four_beats(
        question="Where in the article is the tone harsh?",
        method="The VADER score of every sentence in its place, headline first.",
        result=tone_through_article_chart(corpus, scores, lexicon_title="VADER"),
        caveat="One score rests on the few listed words of one sentence; a run of them says more than a peak.")
