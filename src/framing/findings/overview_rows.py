"""Rows of the overview about the texts, their words, their frame indicators and what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from framing.clean import KEPT_ROLES
from framing.corpus import Corpus
from framing.evidence import hit_evidence, n_sentences_shown, word_evidence
from framing.findings.article_parts import articles_card, counted_in_articles
from framing.findings.audit_marks import audited_clause, category_titles
from framing.findings.corpus_sentences import cut_lines_card
from framing.findings.omission_findings import absences_of
from framing.hits import find_hits
from framing.html import Card, Fragment, clause, listed, number, opening
from framing.lexicon import load_lexicon
from framing.measures.frames import indicator_table
from framing.result import Result

N_WORDS, N_CATEGORIES, N_ABSENCES = 5, 2, 3
# The whole list stands in the notebook of its measure.
N_SHOWN, N_QUOTED = 6, 4
Row = tuple[str, Mapping[str, str | Fragment], Mapping[str, Fragment]]


def _n_shown(corpus: Corpus) -> int:
    return min(N_SHOWN, n_sentences_shown(corpus))


def corpus_rows(corpus: Corpus) -> list[Row]:
    """How many articles, of what genre, when, how long, and what cleaning left of the page."""
    by_outlet = corpus.articles.groupby("outlet")

    def row(name: str, cell: Callable[[str, pd.DataFrame], Fragment]) -> Row:
        return name, {outlet: cell(outlet, by_outlet.get_group(outlet)) for outlet in corpus.outlets}, {}

    return [
        row("articles", lambda outlet, rows: counted_in_articles(rows, "articles", title=f"Articles of {outlet}")),
        row("genre", lambda outlet, rows: listed(sorted(rows["genre"].unique())[:3])),
        row("published", lambda outlet, rows: _dates(rows)),
        row("length", lambda outlet, rows: clause(
            "{words} ({sentences})", words=counted_in_articles(rows, "words", title=f"{outlet}: words of each article"),
            sentences=counted_in_articles(rows, "sentences", title=f"{outlet}: sentences of each article"))),
        row("kept of the scraped page", lambda outlet, rows: _kept(corpus, outlet)),
    ]


def _dates(articles: pd.DataFrame) -> Fragment:
    """From when to when, and how many dates were worked out from the text or are not known."""
    is_known = articles["published"] != ""
    known = sorted(articles["published"][is_known])
    is_inferred = is_known & articles["published_basis"].str.startswith("inferred")
    pieces = [clause("{first}" if len(set(known)) == 1 else "{first} to {last}", first=known[0], last=known[-1])
              ] if known else []
    for mask, word in ((is_inferred, "inferred"), (~is_known, "undated")):
        if mask.any():
            card = articles_card(articles[mask], title=f"Articles whose date is {word}", counted="articles")
            pieces.append(clause("{n} {word}", n=opening(number(int(mask.sum())), card), word=word))
    return listed(pieces)


def _kept(corpus: Corpus, outlet: str) -> Fragment:
    lines = corpus.lines[corpus.lines["outlet"] == outlet]
    is_kept = lines["role"].isin(KEPT_ROLES)
    n_kept, n_words = int(lines.loc[is_kept, "n_words"].sum()), int(lines["n_words"].sum())
    cut = cut_lines_card(corpus, lines[~is_kept], title=f"{outlet}: what was cut") if (~is_kept).any() else None
    return clause("{share:share} ({kept:,d} of {all:,d} words; {cut} cut)", share=n_kept / n_words if n_words else 0.0,
                  kept=n_kept, all=n_words, cut=opening(number(n_words - n_kept), cut))


def word_row(corpus: Corpus, words: Result) -> Row:
    """The words with the highest log-odds of each outlet, with their uses."""
    values = {}
    for outlet in corpus.outlets:
        rows = words.of(outlet)
        top = rows[rows["estimate"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(N_WORDS)
        values[outlet] = listed([
            clause("{word} ({n})", word=word,
                   n=word_evidence(corpus, word, outlet=outlet, n_shown=_n_shown(corpus)).opened_by(
                       number(int(count)), f"{outlet}: “{word}”",
                       basis=clause("Counted in {n:,d|word}.", n=int(total))))
            for word, count, total in zip(top["feature"], top["count"], top["total"], strict=True)])
    return "words used more than elsewhere (uses)", values, {}


def frame_rows(corpus: Corpus) -> list[Row]:
    """For each list the categories with most indicators a word."""
    return [_frame_row(corpus, key) for key in corpus.card.frame_lexicons]


def _frame_row(corpus: Corpus, key: str) -> Row:
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    hits, titles = find_hits(corpus, lexicon), category_titles(lexicon, corpus)
    found = indicator_table(corpus, hits)
    every = found[(found["voice"] == "all") & (found["hits"] > 0)].sort_values(
        ["rate_per_1000_words", "category"], ascending=[False, True])
    values = {}
    for outlet in corpus.outlets:
        top = every[every["outlet"] == outlet].head(N_CATEGORIES)
        values[outlet] = listed([audited_clause(
            corpus, key, row.category,
            "{category}: {rate:.1f} per 1,000 ({hits} in {words:,d} words)", category=titles[row.category],
            rate=row.rate_per_1000_words, words=int(row.n_words),
            hits=hit_evidence(corpus, hits, row.category, outlet=outlet, n_shown=_n_shown(corpus)).opened_by(
                number(int(row.hits)), f"{outlet}: {titles[row.category]}", counted="hit"))
            for row in top.itertuples()])
    return f"most frequent frame indicators: {lexicon.card.title}", values, {}


def quoted_row(corpus: Corpus, quoted: Result, card_of: Callable[[Corpus, str], Card | None]) -> Row:
    """The share of words in quotation marks; ``card_of``: what the number of an outlet opens."""
    values = {}
    for outlet in corpus.outlets:
        row = quoted.of(outlet).set_index("feature").loc["quoted"]
        values[outlet] = clause("{share:share} ({n} of {words:,d} words)", share=float(row["estimate"]),
                                words=int(row["total"]), n=opening(number(int(row["count"])), card_of(corpus, outlet)))
    return "words inside quotation marks", values, {}


def omission_row(corpus: Corpus, *, n_items: int = N_ABSENCES) -> Row:
    """What each outlet does not name although it was to be expected."""
    return "not named, though the others do (mentions expected)", {
        outlet: listed(absences_of(corpus, outlet, n_items=n_items)) for outlet in corpus.outlets}, {}
