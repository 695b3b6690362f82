"""Whose words they are, by name, and the ledger in which all of it can be read and corrected."""

from __future__ import annotations

import pandas as pd

from framing.attributions.ledger import corrected_voices, voices_ledger
from framing.corpus import Corpus
from framing.figures.quote_network import quote_network
from framing.findings.article_parts import by_article
from framing.findings.parts_by_name import by_name_card
from framing.findings.voice_findings import RULES
from framing.html import (
    Card,
    Fragment,
    clause,
    four_beats,
    joined,
    listed,
    number,
    opening,
    parts_card,
    plural,
    say,
    table,
)
from framing.measures.speakers import is_named, speaker_concentration, speaker_table
from framing.measures.voices import feature_of_voices
from framing.voice_evidence import attributed_words_card, attribution_card

MAX_OUTLETS, MAX_SPEAKERS, MAX_SHARED, N_LEDGER_ROWS = 6, 6, 5, 12


def show_speakers(corpus: Corpus) -> Fragment:
    """Who speaks most in each outlet, and how few have the say."""
    return four_beats(
        question="Whose words are they?",
        method=[RULES, "Mentions are merged within an article (full name, surname, description, pronoun), then over "
                       "articles by surname and the list of speakers. Effective number of speakers: 1 divided by the "
                       "sum of squared shares; as many as there are if all speak equally often."],
        result=[*[_concentration_sentence(corpus, row) for row in speaker_concentration(corpus).itertuples()],
                *_speakers(corpus)],
        caveat="More articles bring more speakers: compare outlets of like size only. No interval: resamples repeat "
               "articles and so hold fewer speakers, always. Who was asked and declined is not seen.")


def _speakers(corpus: Corpus) -> list[Fragment]:
    """The named speakers with most words, one table an outlet."""
    speakers, ledger = speaker_table(corpus), voices_ledger(corpus)
    ledger["first"] = feature_of_voices(ledger, "voices first").reindex(ledger.index).notna()
    named = ledger[is_named(ledger)]
    return [_speakers_of(corpus, named, speakers[speakers["outlet"] == outlet].head(MAX_SPEAKERS))
            for outlet in corpus.outlets[:MAX_OUTLETS] if (speakers["outlet"] == outlet).any()]


def _speakers_of(corpus: Corpus, named: pd.DataFrame, top: pd.DataFrame) -> Fragment:
    """Speakers of one outlet; their numbers open what they say, and where."""
    cells, opens = [], []
    for row in top.itertuples():
        own = named[(named["outlet"] == row.outlet) & (named["speaker"] == row.speaker)]
        name = f"{row.outlet}: {row.speaker}"
        words = clause("{n} ({share:share})", share=row.share_of_attributed_words, n=opening(
            number(row.n_words), _words_card(corpus, row.outlet, row.speaker, own)))
        cells.append([row.speaker, row.n_attributions, words, row.n_articles, row.n_articles_first,
                      ", ".join(value for value in (row.role, row.country) if value)])
        opens.append({"attributions": attribution_card(corpus, own, title=name), "articles": by_article(
            corpus, own.assign(n=1).drop_duplicates("article_id"), title=f"{name}, articles", counted="articles"),
            "first in": attribution_card(corpus, own[own["first"]], title=f"{name}, heard first")})
    shown = pd.DataFrame(cells, columns=["speaker", "attributions", "words (share)", "articles", "first in", "role"])
    return table(shown, row_header="speaker", opens=opens,
                 caption=f"{top['outlet'].iloc[0]}: the named speakers with most of all attributed words")


def _concentration_sentence(corpus: Corpus, row) -> Fragment:
    if not row.n_speakers:
        return say("{outlet}: no named speaker.", outlet=row.outlet)
    ledger = voices_ledger(corpus)
    speakers = speaker_table(corpus)
    sizes = speakers[speakers["outlet"] == row.outlet].set_index("speaker")["n_attributions"]
    top = ledger[is_named(ledger) & (ledger["outlet"] == row.outlet) & (ledger["speaker"] == row.top_speaker)]
    return say(
        "{outlet}: {speakers} in {attributions}, in effect {effective:.1f}; most often {top} ({n}, {share:share}).",
        outlet=row.outlet, effective=row.effective_speakers, top=row.top_speaker, share=row.top_share,
        speakers=_counted(row.n_speakers, "named speaker", by_name_card(
            pd.Series(1, index=sizes.index), title=f"{row.outlet}: named speakers", counted="speakers",
            others="other speakers")),
        attributions=_counted(row.n_attributions, "attribution", by_name_card(
            sizes, title=f"{row.outlet}: attributions of each named speaker", counted="attributions",
            others="other speakers")),
        n=opening(number(len(top)), attribution_card(corpus, top, title=f"{row.outlet}: {row.top_speaker}")))


def _counted(n: int, noun: str, card: Card | None) -> Fragment:
    return joined((opening(number(n), card), Fragment(f" {noun}" if n == 1 else f" {noun}s")))


def show_quote_network(corpus: Corpus) -> Fragment:
    """Who is heard in which outlet, and who in several of them."""
    speakers = speaker_table(corpus)
    return four_beats(
        question="Who is heard by whom?",
        method=[RULES, "Words given as those of a named speaker, in quotation marks or not, by outlet. Speakers who "
                       "are heard in most outlets stand first, then those with most words."],
        result=[_shared_sentence(speakers), _network(corpus, speakers)] if len(speakers)
        else "No named speaker.",
        caveat="Outlets that report the same events hear the same people, so a shared speaker is no sign of a shared "
               "view. Somebody heard by one outlet only may stand without a name in another (“the ministry”), and two "
               "people of one name are one here.")


def _shared_sentence(speakers: pd.DataFrame) -> Fragment:
    """How many speakers are heard in more than one outlet, and who they are."""
    n_outlets = speakers.groupby("speaker")["outlet"].nunique()
    shared = n_outlets[n_outlets > 1]
    words = speakers.groupby("speaker")["n_words"].sum()
    top = sorted(shared.index, key=lambda name: (-shared[name], -words[name], name))[:MAX_SHARED]
    spread = n_outlets.value_counts().sort_index(ascending=False)
    names = [clause("{speaker} ({words} {noun} in {n:,d} outlets)", speaker=name, n=int(shared[name]),
                    words=opening(number(int(words[name])), _by_outlet_card(speakers, name)),
                    noun="word" if words[name] == 1 else "words") for name in top]
    return say(
        "Of {all}, {shared} are heard in more than one outlet{names}.", all=_counted(len(n_outlets), "named speaker",
            parts_card([(f"heard in {plural(int(n), 'outlet')}", int(count))
                        for n, count in spread.items()], title="Named speakers, by in how many outlets they are heard",
                       counted="speakers")),
        shared=opening(number(len(shared)), by_name_card(
            pd.Series(1, index=shared.index), title="Heard in more than one outlet", counted="speakers",
            others="other speakers")),
        names=clause(": {names}", names=listed(names)) if names else "")


def _by_outlet_card(speakers: pd.DataFrame, name: str) -> Card:
    """The words of a speaker by outlet."""
    parts = [(row.outlet, int(row.n_words)) for row in speakers[speakers["speaker"] == name].itertuples()]
    return parts_card(parts, title=f"{name}: words in each outlet", counted="words")


def _words_card(corpus: Corpus, outlet: str, speaker: str, rows: pd.DataFrame) -> Card | None:
    own = rows[(rows["outlet"] == outlet) & (rows["speaker"] == speaker)]
    return attributed_words_card(corpus, own, title=f"{outlet}: {speaker}, words")


def _network(corpus: Corpus, speakers: pd.DataFrame) -> Fragment:
    """The network; in its data table the words and attributions open what is said."""
    chart = quote_network(speakers, outlets=corpus.outlets)
    ledger = voices_ledger(corpus)
    named = ledger[is_named(ledger)]
    opens = []
    for row in chart.table.itertuples():
        own = named[(named["outlet"] == row.outlet) & (named["speaker"] == row.speaker)]
        opens.append({"n_words": _words_card(corpus, row.outlet, row.speaker, own),
                      "n_attributions": attribution_card(corpus, own, title=f"{row.outlet}: {row.speaker}")})
    return chart.opening(opens, columns=("speaker", "role", "country", "outlet", "n_words", "n_attributions"))


def show_ledger(corpus: Corpus) -> Fragment:
    """The ledger: its first rows, the rows that were not decided, and how to correct it."""
    corrected = corrected_voices(corpus)
    ledger = corrected.table
    undecided = ledger[feature_of_voices(ledger, "voices sources") == "undecided"]
    is_skipped = [problem.severity == "skipped" for problem in corrected.problems]
    by_outlet = by_name_card(ledger.groupby("outlet", sort=True).size(), title="Attributions of each outlet",
                             counted="attributions", others="other outlets")
    found = say("{all}; {undecided} could not be decided. {corrected:,d|row} corrected by hand, {skipped:,d|row} of "
                "the corrections could not be used.", all=_counted(len(ledger), "attribution", by_outlet),
                undecided=_counted(len(undecided), "source", attribution_card(corpus, undecided,
                                                                              title="Not decided whose")),
                corrected=corrected.n_corrected, skipped=sum(is_skipped))
    return four_beats(
        question="Where can all of this be read, and corrected?",
        method="Every attribution is a row of voices.csv. Copy it to voices.corrected.csv in the corpus folder and "
               "change cells: the corrected rows win in every number of this page.",
        result=[found, _first_rows(corpus, ledger)],
        caveat="Confidence orders the rows; it is no probability. Begin correcting where it is lowest.")


def _first_rows(corpus: Corpus, ledger: pd.DataFrame) -> Fragment:
    """Some rows of each outlet, as they stand in the ledger; content and confidence open the sentence."""
    spread = ledger.groupby("outlet", sort=True).head(-(-N_LEDGER_ROWS // max(1, ledger["outlet"].nunique())))
    shown = spread.head(N_LEDGER_ROWS)
    cells = pd.DataFrame({
        "row": [f"{row.outlet}, article {row.article_id}, {row.position}" for row in shown.itertuples()],
        "content": shown["content"].map(_shortened), "kind": shown["kind"], "cue": shown["cue"],
        "speaker": [_named(row) for row in shown.itertuples()], "confidence": shown["confidence"]})
    opens = [dict.fromkeys(("content", "confidence"), attribution_card(corpus, shown.iloc[[place]], title=name))
             for place, name in enumerate(cells["row"])]
    return table(cells, caption="The first rows of each outlet", row_header="row", opens=opens)


def _named(row) -> str:
    """Who speaks, and how the text puts it where that differs."""
    name = row.speaker or "nobody named"
    return name if row.source in ("", row.speaker) else f"{name} (“{row.source}”)"


def _shortened(text: str, n_characters: int = 120) -> str:
    return text if len(text) <= n_characters else text[:n_characters].rsplit(" ", 1)[0] + " …"
