"""Who says it: attributions found in sentences, shares by family, speakers, first sources, and the ledger itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from framing.attributions.find import find_attributions
from framing.attributions.ledger import corrected_voices, voices_ledger
from framing.corpus import Corpus
from framing.figures.voices import voice_map
from framing.html import Fragment, four_beats, table
from framing.measures.speakers import speaker_concentration, speaker_table
from framing.measures.voices import ATTRIBUTED, QUOTED, feature_of_voices
from framing.prose import count_of, listing, percent
from framing.result import Result
from framing.validity import NOT_VALIDATED, stated_validity
from framing.voice_evidence import voice_evidence

MAX_OUTLETS, MAX_FEATURES, MAX_SPEAKERS = 6, 12, 6
N_SENTENCES, N_LEDGER_ROWS = 2, 12
# Articles that the rules were not made for.
FIRST_LOOK = "own coding, b"
RULES = "Attributions, direct and indirect, are found by rules over words, capitals and marks (docs/voices.md)."
QUESTIONS = {
    "voices roles": "Who is heard, by role?",
    "voices countries": "From which country or bloc are those who are heard?",
    "voices cues": "With which stance does the outlet report?",
    "voices sources": "How many sources have no name?",
    "voices first": "Who is heard first?",
}


def show_attributions(texts: Sequence[str]) -> Fragment:
    """Short texts and what is found in each: to be predicted before they are read."""
    rows = []
    for text in texts:
        found = find_attributions(text)
        rows += [(text, text[row.content_start:row.content_end], row.kind,
                  text[max(row.cue_start, 0):max(row.cue_end, 0)], row.speaker or "nobody named", row.confidence)
                 for row in found.itertuples()]
        rows += [] if len(found) else [(text, "nothing is found", "", "", "", float("nan"))]
    shown = pd.DataFrame(rows, columns=["text", "content", "kind", "cue", "speaker", "confidence"])
    return table(shown, caption="What the rules find in these texts", row_header="text")


def show_attributed_share(corpus: Corpus, result: Result) -> Fragment:
    """How much of each outlet's text is given as somebody's, with and without quotation marks."""
    pieces = []
    for outlet in corpus.outlets:
        rows = result.of(outlet).set_index("feature")
        attributed, quoted = rows.loc[ATTRIBUTED], rows.loc[QUOTED]
        pieces.append(f"{outlet}: {percent(attributed['estimate'])} of {count_of(attributed['total'], 'word')} are "
                      f"given as somebody's words, belief or intention{_interval(attributed)}; "
                      f"{percent(quoted['estimate'])} stand inside quotation marks{_interval(quoted)}.")
    return four_beats(
        question="How much of the text is somebody else's?",
        method=[RULES, stated_validity("attributions", dataset=FIRST_LOOK),
                "Direct: a quotation; partial: the outlet's sentence with quoted parts; indirect: no marks."],
        result=[*pieces, voice_map(result), *_examples_by_kind(corpus)],
        caveat=result.caveat)


def _examples_by_kind(corpus: Corpus) -> list[Fragment]:
    ledger = voices_ledger(corpus)
    return [voice_evidence(corpus, rows, n_shown=2 * N_SENTENCES).show(f"{kind}: {count_of(len(rows), 'attribution')}")
            for kind, rows in ledger.groupby("kind", sort=True)]


def _interval(row: pd.Series) -> str:
    return "" if pd.isna(row["low"]) else f" (interval {percent(row['low'])} to {percent(row['high'])})"


def show_voices(corpus: Corpus, name: str, result: Result) -> Fragment:
    """One family of voices in every outlet, with the sentences behind each share.

    ``name``: a key of ``QUESTIONS``; ``result``: ``describe(count_voices(corpus, name), …)``.
    """
    return four_beats(
        question=QUESTIONS[name], method=[RULES, _validity_of(name)],
        result=[*[_top_sentence(result, outlet) for outlet in corpus.outlets], voice_map(result),
                _feature_table(corpus, name, result)],
        caveat=result.caveat)


def _validity_of(name: str) -> str:
    """What was measured of this family alone; the figures of all attributions stand beside their share."""
    if name == "voices cues":
        return f"Validity of the stances: {NOT_VALIDATED}."
    unmeasured = f" Roles and countries: {NOT_VALIDATED}." if name != "voices sources" else ""
    return stated_validity("attributions", dataset=FIRST_LOOK, metric="share of speakers right") + unmeasured


def _top_sentence(result: Result, outlet: str) -> str:
    """The largest shares of one outlet, as strong as its label allows."""
    rows = result.of(outlet)
    rows = rows[rows["count"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(3)
    if rows.empty:
        return f"{outlet}: nothing to measure."
    shares = listing([f"{row['feature']} {percent(row['estimate'])}{_interval(row)}" for _, row in rows.iterrows()])
    label = rows["label"].iloc[0].capitalize()
    return f"{outlet}, of {_counted(rows['total'].iloc[0], result.counted_in)}: {shares}. {label}."


def _counted(n: float, units: str) -> str:
    """A number with its units, whose noun may stand before others: 1 attribution with a cue."""
    return f"{int(n):,} " + (re.sub(r"s\b", "", units, count=1) if int(n) == 1 else units)


def _feature_table(corpus: Corpus, name: str, result: Result) -> Fragment:
    """The number of attributions of each feature, which opens some of them."""
    ledger = voices_ledger(corpus)
    feature = feature_of_voices(ledger, name)
    used = [one for one in result.table["feature"].drop_duplicates() if (feature == one).any()][:MAX_FEATURES]
    outlets = corpus.outlets[:MAX_OUTLETS]
    evidence, counts = [], []
    for one in used:
        rows = ledger.loc[feature.index[feature == one]]
        counts.append([int((rows["outlet"] == outlet).sum()) for outlet in outlets])
        pieces = [voice_evidence(corpus, rows[rows["outlet"] == outlet], n_shown=N_SENTENCES).show(
            f"{outlet}: {count_of((rows['outlet'] == outlet).sum(), 'attribution')}")
            for outlet in outlets if (rows["outlet"] == outlet).any()]
        evidence.append(sum(pieces[1:], start=pieces[0]) if pieces else None)
    shown = pd.DataFrame(counts, columns=list(outlets))
    shown.insert(0, "feature", used)
    return table(shown, caption="Number of attributions; open a row to read some", row_header="feature",
                 evidence=evidence)


def show_speakers(corpus: Corpus) -> Fragment:
    """Who speaks most in each outlet, and how few have the say."""
    speakers, concentration = speaker_table(corpus), speaker_concentration(corpus)
    shown = speakers[speakers["outlet"].isin(corpus.outlets[:MAX_OUTLETS])].groupby("outlet").head(MAX_SPEAKERS)
    ledger = voices_ledger(corpus)
    evidence = [voice_evidence(corpus, ledger[(ledger["outlet"] == row.outlet) & (ledger["speaker"] == row.speaker)],
                               n_shown=N_SENTENCES).show(row.speaker) for row in shown.itertuples()]
    columns = {"n_attributions": "attributions", "n_words": "words",
               "share_of_attributed_words": "share of attributed words", "n_articles": "articles",
               "n_articles_first": "first in"}
    return four_beats(
        question="Whose words are they?",
        method=[RULES, "Mentions are merged within an article (full name, surname, description, pronoun), then over "
                       "articles by surname and the list of speakers. Effective number of speakers: 1 divided by the "
                       "sum of squared shares; as many as there are if all speak equally often."],
        result=[*_concentration_sentences(concentration),
                table(shown, caption=f"The {MAX_SPEAKERS} named speakers with most words in each outlet",
                      row_header="speaker", formats={"share_of_attributed_words": ".0%"}, headers=columns,
                      evidence=evidence)],
        caveat="More articles bring more speakers: compare outlets of like size only. No interval: resamples repeat "
               "articles and so hold fewer speakers, always. Who was asked and declined is not seen.")


def _concentration_sentences(concentration: pd.DataFrame) -> list[str]:
    pieces = []
    for row in concentration.itertuples():
        if not row.n_speakers:
            pieces.append(f"{row.outlet}: no named speaker.")
            continue
        pieces.append(f"{row.outlet}: {count_of(row.n_speakers, 'named speaker')} in "
                      f"{count_of(row.n_attributions, 'attribution')}, in effect {row.effective_speakers:.1f}; "
                      f"most often {row.top_speaker} ({percent(row.top_share)}).")
    return pieces


def show_ledger(corpus: Corpus) -> Fragment:
    """The ledger: its first rows, the rows that were not decided, and how to correct it."""
    corrected = corrected_voices(corpus)
    ledger = corrected.table
    undecided = ledger[feature_of_voices(ledger, "voices sources") == "undecided"]
    columns = ["outlet", "article_id", "position", "content", "kind", "cue", "source", "speaker", "role", "country",
               "confidence"]
    spread = ledger.groupby("outlet", sort=True).head(-(-N_LEDGER_ROWS // max(1, ledger["outlet"].nunique())))
    shown = spread[columns].assign(content=spread["content"].map(_shortened))
    corrections = (f"{count_of(corrected.n_corrected, 'row')} corrected by hand, "
                   f"{count_of(sum(problem.severity == 'skipped' for problem in corrected.problems), 'row')} of the "
                   "corrections could not be used.")
    return four_beats(
        question="Where can all of this be read, and corrected?",
        method="Every attribution is a row of voices.csv. Copy it to voices.corrected.csv in the corpus folder and "
               "change cells: the corrected rows win in every number of this page.",
        result=[f"{count_of(len(ledger), 'attribution')}; {count_of(len(undecided), 'source')} could not be decided. "
                f"{corrections}",
                table(shown.head(N_LEDGER_ROWS), caption="The first rows of each outlet", row_header="article_id",
                      headers={"article_id": "article"}),
                voice_evidence(corpus, undecided, n_shown=4).show("Not decided whose")],
        caveat="Confidence orders the rows; it is no probability. Begin correcting where it is lowest.")


def _shortened(text: str, n_characters: int = 120) -> str:
    return text if len(text) <= n_characters else text[:n_characters].rsplit(" ", 1)[0] + " …"
