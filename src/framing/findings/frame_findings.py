"""Frame indicators: what word lists find, category by category."""

from __future__ import annotations

import pandas as pd

from framing.compare import outlet_labels
from framing.corpus import Corpus
from framing.figure import Figure
from framing.figures.frames import co_occurrence_chart, indicator_chart, voice_chart
from framing.findings.audit_marks import audited_cell, category_name, category_precision, category_titles
from framing.findings.frame_cards import IndicatorCards, cards_of_indicators, indicator_cards, meeting_cards
from framing.findings.frame_sentences import list_sentence
from framing.hits import Hits, find_hits
from framing.html import Fragment, four_beats, prose, table
from framing.lexicon import Lexicon, load_lexicon
from framing.measures.frames import co_occurrence, indicator_table
from framing.measures.tone_rules import listed_words
from framing.noise_floor.floor import NoiseFloor
from framing.validity import describe_validity

# Columns of an indicator table that a chart draws; the cards say out of how many words and sentences.
DRAWN = ("category", "outlet", "hits", "rate_per_1000_words", "share_of_sentences")
DRAWN_BY_VOICE = ("category", "outlet", "voice", "hits", "rate_per_1000_words")


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


def show_indicators(corpus: Corpus, key: str, *, floor: NoiseFloor | None = None) -> Fragment:
    """One list over all outlets: rates, share of sentences, and the sentences themselves."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    hits = find_hits(corpus, lexicon)
    rows = labelled_indicators(corpus, hits)
    titles = category_titles(lexicon, corpus)
    chart = indicator_chart(rows, lexicon_title=lexicon.card.title, category_titles=titles, floor=floor)
    cards = indicator_cards(corpus, hits, rows, titles, is_by_voice=key == corpus.card.frame_lexicons[-1])
    return four_beats(
        question=f"How often do indicators of {lexicon.card.title.lower()} occur?",
        method=[lexicon_line(lexicon),
                "A hit is a word or phrase of the list. Rate: hits per 1,000 words. Share: sentences with at least one "
                "hit. A hit is an indicator that a frame may be there; whether it is, only reading tells."],
        result=[*[list_sentence(corpus, rows, outlet, titles) for outlet in corpus.outlets],
                chart.opening(cards_of_indicators(corpus, cards, chart.table), columns=DRAWN),
                _category_table(corpus, cards, rows, lexicon)],
        caveat=list(lexicon.card.limits))


def _category_table(corpus: Corpus, cards: IndicatorCards, rows: pd.DataFrame, lexicon: Lexicon) -> Fragment:
    every = rows[rows["voice"] == "all"]
    categories = list(every["category"].drop_duplicates())
    wide = every.pivot(index="category", columns="outlet", values="hits").astype(int)
    wide = wide.loc[categories, list(corpus.outlets)]
    shown = wide.reset_index()
    shown.insert(1, "question", [lexicon.category(key).question for key in shown["category"]])
    if category_precision(corpus, lexicon.key):
        shown["precision (by the audit)"] = [audited_cell(corpus, lexicon.key, key) for key in categories]
    shown["category"] = [category_name(corpus, lexicon, key) for key in categories]
    opens = [{outlet: cards[key, outlet, "all"] for outlet in corpus.outlets} for key in categories]
    return table(shown, caption=f"{lexicon.card.title}: hits in each outlet, with the question a coder would be asked",
                 row_header="category", opens=opens, headers={"question": "coder's question"})


def show_indicators_by_voice(corpus: Corpus, key: str) -> Fragment:
    """Whose words the indicators are: the outlet's own or somebody's it quotes."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    hits, titles = find_hits(corpus, lexicon), category_titles(lexicon, corpus)
    rows = labelled_indicators(corpus, hits)
    chart = voice_chart(rows, lexicon_title=lexicon.card.title, category_titles=titles)
    cards = indicator_cards(corpus, hits, rows, titles, is_by_voice=True)
    return four_beats(
        question=f"Who says it: {lexicon.card.title.lower()} in the outlet's voice and in quoted words",
        method="Words inside quotation marks are quoted; all others count as the outlet's. Each rate is per 1,000 "
               "words of its own voice. " + lexicon_line(lexicon),
        result=chart.opening(cards_of_indicators(corpus, cards, chart.table), columns=DRAWN_BY_VOICE),
        caveat="An outlet chooses whom it quotes, and paraphrase ('he said that …') counts as its own words. A voice "
               "with few words has an unsteady rate.")


def show_co_occurrence(corpus: Corpus, key: str) -> Fragment:
    """Which categories meet in one sentence."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    hits, titles = find_hits(corpus, lexicon), category_titles(lexicon, corpus)
    chart = co_occurrence_chart(co_occurrence(corpus, hits), lexicon_title=lexicon.card.title, category_titles=titles)
    return four_beats(
        question="Which indicators meet in one sentence?",
        method="Number of sentences, over all outlets, that hold indicators of both categories; the diagonal is the "
               "number that hold the category at all.",
        result=chart.opening(meeting_cards(corpus, hits, titles)),
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


def show_all_indicators(corpus: Corpus, *, floor: NoiseFloor | None = None) -> Fragment:
    """Every frame list that the corpus card names, one after the other; ``floor``: drawn for the last, the story's."""
    *others, last = corpus.card.frame_lexicons
    pieces = [*(show_indicators(corpus, key) for key in others), show_indicators(corpus, last, floor=floor)]
    return sum(pieces[1:], start=pieces[0])


def indicator_chart_of(corpus: Corpus, key: str, *, floor: NoiseFloor | None = None) -> Figure:
    """The chart of one list alone."""
    lexicon = load_lexicon(key, corpus_folder=corpus.folder)
    return indicator_chart(labelled_indicators(corpus, find_hits(corpus, lexicon)), lexicon_title=lexicon.card.title,
                           category_titles=category_titles(lexicon, corpus), floor=floor)
