"""All outlets side by side on one page, each number with its n and its sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.clean import KEPT_ROLES
from framing.compare import corpus_support
from framing.corpus import Corpus
from framing.evidence import hit_evidence, sentence_evidence, word_evidence
from framing.findings.actor_tone_findings import actor_tone_row
from framing.findings.frame_findings import category_titles
from framing.findings.tone_findings import extreme_sentences
from framing.findings.voice_findings import FIRST_LOOK
from framing.findings.voice_rows import voice_rows
from framing.hits import find_hits
from framing.html import Fragment, folded, four_beats, note, sentences, table
from framing.lexicon import load_lexicon
from framing.likeness import like_with_like
from framing.measures.frames import indicator_table
from framing.measures.learned_toward import KEY as TOWARD
from framing.prose import count_of, listing, percent
from framing.result import Result
from framing.support import MEANING, weakest
from framing.validity import HOW_TO_READ_VALIDITY, describe_validity, validity_line

N_WORDS = 5
# Columns that still fit a page; more outlets are shown in several tables, in the same order.
OUTLETS_PER_TABLE = 6


def show_side_by_side(corpus: Corpus, words: Result, quoted: Result, tone: pd.DataFrame) -> Fragment:
    """One row a property, one column an outlet."""
    rows = [*_corpus_rows(corpus), *_word_rows(corpus, words), *_frame_rows(corpus), *_tone_rows(corpus, tone),
            actor_tone_row(corpus), _quoted_row(corpus, quoted), *voice_rows(corpus)]
    pieces = []
    for first in range(0, len(corpus.outlets), OUTLETS_PER_TABLE):
        outlets = corpus.outlets[first:first + OUTLETS_PER_TABLE]
        cells = [[name, *(values[outlet] for outlet in outlets)] for name, values, _ in rows]
        evidence = [_joined([pieces_of[outlet] for outlet in outlets if outlet in pieces_of])
                    for _, _, pieces_of in rows]
        pieces.append(table(pd.DataFrame(cells, columns=["what", *outlets]), caption="Outlets side by side",
                            row_header="what", evidence=evidence))
    return four_beats(
        question="What do all outlets look like side by side?",
        method=["Every measure of the other notebooks, all outlets in the same order. Numbers in brackets say what a "
                "value rests on. Open a row to read the sentences behind it.",
                folded([HOW_TO_READ_VALIDITY, *_validity_lines(corpus, tone)],
                       summary="How well each measure does against human coding")],
        result=pieces,
        caveat=[unlike.sentence for unlike in like_with_like(corpus.articles)]
        or ["Genre, year and length are spread alike over the outlets; topic and author are not compared."])


def _validity_lines(corpus: Corpus, tone: pd.DataFrame) -> list[str]:
    """How well each measure does whose numbers stand in the table."""
    keys = [*corpus.card.frame_lexicons, *tone["lexicon"].unique()]
    cards = [load_lexicon(key, corpus_folder=corpus.folder).card for key in keys]
    return [*(f"{card.title}: {describe_validity(card.validity)}." for card in cards),
            f"Tone toward actors: {validity_line(TOWARD)}.",
            f"Attributions: {validity_line('attributions', dataset=FIRST_LOOK)}."]


Row = tuple[str, dict[str, str], dict[str, Fragment]]


def _corpus_rows(corpus: Corpus) -> list[Row]:
    by_outlet = corpus.articles.groupby("outlet")
    lines = corpus.lines.assign(kept=corpus.lines["n_words"].where(corpus.lines["role"].isin(KEPT_ROLES), 0))
    kept = lines.groupby("outlet")[["kept", "n_words"]].sum()

    def column(function) -> dict[str, str]:
        return {outlet: function(outlet, by_outlet.get_group(outlet)) for outlet in corpus.outlets}

    return [
        ("articles", column(lambda outlet, rows: count_of(len(rows), "article")), {}),
        ("genre", column(lambda outlet, rows: listing(sorted(rows["genre"].unique())[:3])), {}),
        ("published", column(lambda outlet, rows: _dates(rows)), {}),
        ("length", column(lambda outlet, rows: f"{rows['n_words'].sum():,} words ({rows['n_sentences'].sum():,} "
                                               f"sentences)"), {}),
        ("kept of the scraped page", column(
            lambda outlet, rows: f"{percent(kept.loc[outlet, 'kept'] / kept.loc[outlet, 'n_words'])} "
                                 f"({int(kept.loc[outlet, 'kept']):,} of {int(kept.loc[outlet, 'n_words']):,} words)"),
         {}),
    ]


def _dates(articles: pd.DataFrame) -> str:
    """From when to when, and how many dates were worked out from the text or are not known."""
    is_known = articles["published"] != ""
    known = sorted(articles["published"][is_known])
    n_inferred = int((is_known & articles["published_basis"].str.startswith("inferred")).sum())
    span = known[0] if len(set(known)) == 1 else f"{known[0]} to {known[-1]}" if known else ""
    inferred = f"{n_inferred} inferred" if n_inferred else ""
    undated = f"{len(articles) - len(known)} undated" if len(known) < len(articles) else ""
    return ", ".join(part for part in (span, inferred, undated) if part)


def _word_rows(corpus: Corpus, words: Result) -> list[Row]:
    values, evidence = {}, {}
    for outlet in corpus.outlets:
        rows = words.of(outlet)
        top = rows[rows["estimate"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(N_WORDS)
        values[outlet] = ", ".join(f"{word} ({int(count)})" for word, count in zip(top["feature"], top["count"],
                                                                                  strict=True)) or "none"
        evidence[outlet] = _joined([word_evidence(corpus, word, outlet=outlet, n_shown=1).show(f"{outlet}: {word}")
                                    for word in top["feature"][:2]]) or Fragment("")
    return [("words used more than elsewhere (uses)", values, evidence)]


def _frame_rows(corpus: Corpus) -> list[Row]:
    rows = []
    for key in corpus.card.frame_lexicons:
        lexicon = load_lexicon(key, corpus_folder=corpus.folder)
        hits = find_hits(corpus, lexicon)
        found = indicator_table(corpus, hits)
        every = found[(found["voice"] == "all") & (found["hits"] > 0)].sort_values(
            ["rate_per_1000_words", "category"], ascending=[False, True])
        values, evidence, titles = {}, {}, category_titles(lexicon)
        for outlet in corpus.outlets:
            top = every[every["outlet"] == outlet].head(2)
            values[outlet] = "; ".join(
                f"{titles[row.category]}: {row.rate_per_1000_words:.1f} per 1,000 "
                f"({int(row.hits)} in {int(row.n_words):,})" for row in top.itertuples()) or "none"
            if len(top):
                category = top["category"].iloc[0]
                evidence[outlet] = hit_evidence(corpus, hits, category, outlet=outlet, n_shown=2).show(
                    f"{outlet}: {titles[category]}")
        rows.append((f"most frequent frame indicators: {lexicon.card.title}", values, evidence))
    return rows


def _tone_rows(corpus: Corpus, tone: pd.DataFrame) -> list[Row]:
    wanted = {"tone of the body, the outlet's own words": ("body", "outlet"),
              "tone of the body, quoted words": ("body", "quoted"),
              "tone of the headline": ("headline", "all")}
    rows = []
    for name, (part, voice) in wanted.items():
        chosen = tone[(tone["part"] == part) & (tone["voice"] == voice)].set_index(["outlet", "lexicon"])
        values = {}
        for outlet in corpus.outlets:
            values[outlet] = "; ".join(_tone_cell(key, chosen.loc[(outlet, key)])
                                       for key in tone["lexicon"].unique() if (outlet, key) in chosen.index) or "none"
        found = {outlet: _harsh_and_kind(corpus, outlet, part, voice) for outlet in corpus.outlets}
        rows.append((name, values, {outlet: piece for outlet, piece in found.items() if piece is not None}))
    return rows


def _harsh_and_kind(corpus: Corpus, outlet: str, part: str, voice: str) -> Fragment | None:
    """One sentence from each end, so that a mean is not read alone."""
    found = [extreme_sentences(corpus, outlet, part=part, voice=voice, lowest=lowest, n_shown=1)
             for lowest in (True, False)]
    return _joined([piece for piece in found if piece is not None])


def _tone_cell(key: str, row: pd.Series) -> str:
    name = load_lexicon(key).card.title.split(":")[0]
    if pd.isna(row["mean"]):
        return f"{name}: not measured ({count_of(row['n_sentences'], 'sentence')})"
    interval = "" if pd.isna(row["low"]) else f", {row['low']:+.2f} to {row['high']:+.2f}"
    return f"{name}: {row['mean']:+.2f}{interval} ({percent(row['coverage'])} of {row['n_words']:,} words listed)"


def _quoted_row(corpus: Corpus, quoted: Result) -> Row:
    values = {}
    for outlet in corpus.outlets:
        row = quoted.of(outlet).set_index("feature").loc["quoted"]
        values[outlet] = f"{percent(row['estimate'])} ({int(row['count']):,} of {int(row['total']):,} words)"
    evidence = {outlet: found for outlet in corpus.outlets if (found := _most_quoted(corpus, outlet)) is not None}
    return ("words inside quotation marks", values, evidence)


def _most_quoted(corpus: Corpus, outlet: str) -> Fragment | None:
    """The sentences with the most quoted words, those words marked."""
    rows = corpus.sentences[(corpus.sentences["outlet"] == outlet) & (corpus.sentences["n_words_quoted"] > 0)]
    top = rows.sort_values("n_words_quoted", ascending=False, kind="stable").head(2)
    if top.empty:
        return None
    return sentences(sentence_evidence(corpus, top.index, is_marked=corpus.is_quoted()), total=len(rows),
                     summary=f"{outlet}: most quoted words")


def _joined(pieces: Sequence[Fragment]) -> Fragment | None:
    pieces = [piece for piece in pieces if piece.html]
    return sum(pieces[1:], start=pieces[0]) if pieces else None


def show_weight(corpus: Corpus) -> Fragment:
    """What may be concluded from all of this together, and what may not."""
    supports = corpus_support(corpus)
    label = weakest([row.label for row in supports])
    reasons = [f"{row.contrast}: {row.label}, because {row.reason}." for row in supports[:12]]
    return note([MEANING[label], *reasons], kind=label)
