"""Frame indicators: what word lists find, category by category."""

from __future__ import annotations

import pandas as pd

from framing.compare import outlet_labels
from framing.corpus import Corpus
from framing.figure import Figure
from framing.figures.frames import co_occurrence_chart, indicator_chart, voice_chart
from framing.figures.records import records
from framing.findings.audit_marks import audited_cell, category_name, category_precision, category_titles
from framing.findings.frame_cards import indicator_card, indicator_cards
from framing.findings.frame_sentences import top_indicator_sentence
from framing.hits import Hits, find_hits
from framing.html import Fragment, four_beats, prose, table
from framing.lexicon import Lexicon, load_lexicon
from framing.measures.frames import co_occurrence, indicator_table
from framing.measures.tone_rules import listed_words
from framing.validity import describe_validity


def lexicon_line(lexicon: Lexicon) -> str:
    """What list it is, where it comes from and how well it did against human coding."""
    card = lexicon.card
    size = (f"{len(listed_words(lexicon)):,} words with a valence" if card.kind == "tone"
            else f"{len(lexicon.entries):,} patterns in {len(lexicon.categories)} categories")
    return (f"List: {card.title}, version {card.version} ({size}; {card.licence}). {card.source.rstrip('.')}. "
            f"Validity: {describe_validity(card.validity)}.")


def labelled_indicators(corpus: Corpus, hits: Hits) -> pd.DataFrame:
    """Indicators of one list with the label of each outlet, so that a chart can say what it may."""
    rows = indicator_table(corpus, hits)
    return rows.assign(label=rows["outlet"].map(outlet_labels(corpus)))


def show_indicators(corpus: Corpus, key: str) -> Fragment:
    """One list over all outlets: rates, share of sentences, and the sentences themselves."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    hits = find_hits(corpus, lexicon)
    rows = labelled_indicators(corpus, hits)
    titles = category_titles(lexicon, corpus)
    chart = indicator_chart(rows, lexicon_title=lexicon.card.title, category_titles=titles)
    return four_beats(
        question=f"How often do indicators of {lexicon.card.title.lower()} occur?",
        method=[lexicon_line(lexicon),
                "A hit is a word or phrase of the list. Rate: hits per 1,000 words. Share: sentences with at least one "
                "hit. A hit is an indicator that a frame may be there; whether it is, only reading tells."],
        result=[*[top_indicator_sentence(corpus, hits, rows, outlet, titles) for outlet in corpus.outlets],
                chart.opening(indicator_cards(corpus, hits, chart.table, titles)),
                _category_table(corpus, hits, rows, lexicon)],
        caveat=list(lexicon.card.limits))


def _category_table(corpus: Corpus, hits: Hits, rows: pd.DataFrame, lexicon: Lexicon) -> Fragment:
    every = rows[rows["voice"] == "all"]
    wide = every.pivot(index="category", columns="outlet", values="hits").loc[list(hits.categories),
                                                                          list(corpus.outlets)].astype(int)
    shown = wide.reset_index()
    shown.insert(1, "question", [lexicon.category(key).question for key in shown["category"]])
    if category_precision(corpus, lexicon.key):
        shown["precision (by the audit)"] = [audited_cell(corpus, lexicon.key, key) for key in hits.categories]
    shown["category"] = [category_name(corpus, lexicon, key) for key in hits.categories]
    by_cell = {(row.category, row.outlet): row for row in records(every)}
    opens = [{outlet: indicator_card(corpus, hits, by_cell[key, outlet], category_titles(lexicon, corpus))
              for outlet in corpus.outlets} for key in hits.categories]
    return table(shown, caption=f"{lexicon.card.title}: hits in each outlet, with the question a coder would be asked",
                 row_header="category", opens=opens,
                 headers={"question": "coder's question"})


def show_indicators_by_voice(corpus: Corpus, key: str) -> Fragment:
    """Whose words the indicators are: the outlet's own or somebody's it quotes."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    rows = labelled_indicators(corpus, find_hits(corpus, lexicon))
    return four_beats(
        question=f"Who says it: {lexicon.card.title.lower()} in the outlet's voice and in quoted words",
        method="Words inside quotation marks are quoted; all others count as the outlet's. Each rate is per 1,000 "
               "words of its own voice. " + lexicon_line(lexicon),
        result=voice_chart(rows, lexicon_title=lexicon.card.title, category_titles=category_titles(lexicon, corpus)),
        caveat="An outlet chooses whom it quotes, and paraphrase ('he said that …') counts as its own words. A voice "
               "with few words has an unsteady rate.")


def show_co_occurrence(corpus: Corpus, key: str) -> Fragment:
    """Which categories meet in one sentence."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    together = co_occurrence(corpus, find_hits(corpus, lexicon))
    return four_beats(
        question="Which indicators meet in one sentence?",
        method="Number of sentences, over all outlets, that hold indicators of both categories; the diagonal is the "
               "number that hold the category at all.",
        result=co_occurrence_chart(together, lexicon_title=lexicon.card.title,
                                   category_titles=category_titles(lexicon, corpus)),
        caveat="That words stand in one sentence does not say that the sentence connects them. Long sentences hold "
               "more of everything.")


def show_lists(keys: tuple[str, ...], corpus: Corpus) -> Fragment:
    """The lists that are used, with their size, licence and limits, before any number is read."""
    lexicons = [load_lexicon(key, corpus_folder=corpus.folder) for key in keys]
    rows = pd.DataFrame({
        "list": [lexicon.card.title for lexicon in lexicons],
        "categories": [len(lexicon.categories) for lexicon in lexicons],
        "patterns": [len(lexicon.entries) for lexicon in lexicons],
        "licence": [lexicon.card.licence for lexicon in lexicons],
        "version": [lexicon.card.version for lexicon in lexicons],
        "validity": [describe_validity(lexicon.card.validity) for lexicon in lexicons]})
    return table(rows, caption="Word lists", row_header="list") + prose(
        "A list finds indicators: words that often go with a frame. It does not find the frame.")


def show_all_indicators(corpus: Corpus) -> Fragment:
    """Every frame list that the corpus card names, one after the other."""
    pieces = [show_indicators(corpus, key) for key in corpus.card.frame_lexicons]
    return sum(pieces[1:], start=pieces[0])


def indicator_chart_of(corpus: Corpus, key: str) -> Figure:
    """The chart of one list alone."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    return indicator_chart(labelled_indicators(corpus, find_hits(corpus, lexicon)), lexicon_title=lexicon.card.title,
                           category_titles=category_titles(lexicon, corpus))
