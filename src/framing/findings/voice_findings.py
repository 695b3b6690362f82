"""Who says it: attributions found in sentences, and shares by family, each number with its attributions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from framing.attributions.find import find_attributions
from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.figures.voices import voice_map
from framing.findings.article_parts import by_article
from framing.findings.intervals import interval
from framing.findings.parts_by_name import by_name_card
from framing.findings.voice_cards import family_card, quoted_words_card, words_by_article
from framing.html import Card, Fragment, clause, four_beats, joined, listed, number, opening, say, table
from framing.kept import kept_with_first
from framing.measures.voices import ATTRIBUTED, QUOTED, feature_of_voices
from framing.result import Result
from framing.validity import NOT_VALIDATED, stated_validity
from framing.voice_evidence import attributed_words_card, attribution_card

MAX_OUTLETS, MAX_FEATURES, N_TOP = 6, 12, 3
DATA_COLUMNS = ("feature", "outlet", "estimate", "low", "high", "count", "total", "label")
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
    return four_beats(
        question="How much of the text is somebody else's?",
        method=[RULES, stated_validity("attributions", dataset=FIRST_LOOK),
                "Direct: a quotation; partial: the outlet's sentence with quoted parts; indirect: no marks."],
        result=[*[_share_sentence(corpus, result, outlet) for outlet in corpus.outlets],
                _map(corpus, "voices words", result), _kinds_sentence(corpus)],
        caveat=result.caveat)


def _map(corpus: Corpus, name: str, result: Result) -> Fragment:
    """The map of a family; in its data table shares and counts open what is counted, totals the articles."""
    chart = voice_map(result)
    of_outlet = {outlet: _counted(corpus, name, outlet) for outlet in result.outlets}
    totals = {outlet: _total_card(corpus, name, result, outlet) for outlet in result.outlets}
    opens = []
    for row in chart.table.itertuples():
        rows, title = of_outlet[row.outlet], f"{row.outlet}: {row.feature}"
        counted = (quoted_words_card(corpus, row.outlet) if row.feature == QUOTED else
                   _given_card(corpus, row.outlet) if row.feature == ATTRIBUTED else
                   family_card(corpus, name, rows[rows["feature"] == row.feature], title=title))
        opens.append({"count": counted, "estimate": counted,
                      "total": totals[row.outlet] if row.total else None})
    return chart.opening(opens, columns=DATA_COLUMNS)


def _total_card(corpus: Corpus, name: str, result: Result, outlet: str) -> Card:
    """What the shares of an outlet are out of, by article."""
    if name == "voices words":
        return words_by_article(corpus, outlet, title=f"{outlet}: words of each article")
    return by_article(corpus, _counted(corpus, name, outlet), title=f"{outlet}: {result.counted_in} of each article",
                      counted=result.counted_in, column="n_words" if "words" in result.counted_in else None)


def _given_card(corpus: Corpus, outlet: str) -> Card | None:
    ledger = voices_ledger(corpus)
    return attributed_words_card(corpus, ledger[ledger["outlet"] == outlet], title=f"{outlet}: words given as "
                                                                                   "somebody’s")


def _share_sentence(corpus: Corpus, result: Result, outlet: str) -> Fragment:
    rows = result.of(outlet).set_index("feature")
    attributed, quoted = rows.loc[ATTRIBUTED], rows.loc[QUOTED]
    all_words = _total_card(corpus, "voices words", result, outlet)
    return say("{outlet}: {n} of {all} words ({share:share}) are given as somebody's words, belief or intention"
               "{interval}; {quoted} ({quoted_share:share}) stand inside quotation marks{quoted_interval}.",
               outlet=outlet, n=opening(number(int(attributed["count"])), _given_card(corpus, outlet)),
               all=opening(number(int(attributed["total"])), all_words), share=float(attributed["estimate"]),
               interval=interval(attributed), quoted_share=float(quoted["estimate"]), quoted_interval=interval(quoted),
               quoted=opening(number(int(quoted["count"])), quoted_words_card(corpus, outlet)))


def _kinds_sentence(corpus: Corpus) -> Fragment:
    """How many attributions of each kind there are, each number opening some of them."""
    ledger = voices_ledger(corpus)
    kinds = [clause("{n} {kind}", kind=kind, n=opening(number(len(rows)), attribution_card(
        corpus, rows, title=f"Attributions: {kind}"))) for kind, rows in ledger.groupby("kind", sort=True)]
    by_outlet = by_name_card(ledger.groupby("outlet", sort=True).size(), title="Attributions of each outlet",
                             counted="attributions", others="other outlets")
    return say("{n} in all: {kinds}.", kinds=listed(kinds), n=joined((
        opening(number(len(ledger)), by_outlet), Fragment(" attribution" if len(ledger) == 1 else " attributions"))))


def show_voices(corpus: Corpus, name: str, result: Result) -> Fragment:
    """One family of voices in every outlet, with the sentences behind each share.

    ``name``: a key of ``QUESTIONS``; ``result``: ``describe(count_voices(corpus, name), …)``.
    """
    return four_beats(
        question=QUESTIONS[name], method=[RULES, _validity_of(name)],
        result=[*[_top_sentence(corpus, name, result, outlet) for outlet in corpus.outlets],
                _map(corpus, name, result), _feature_table(corpus, name, result)],
        caveat=result.caveat)


def _validity_of(name: str) -> str:
    """What was measured of this family alone; the figures of all attributions stand beside their share."""
    if name == "voices cues":
        return f"Validity of the stances: {NOT_VALIDATED}."
    unmeasured = f" Roles and countries: {NOT_VALIDATED}." if name != "voices sources" else ""
    return stated_validity("attributions", dataset=FIRST_LOOK, metric="share of speakers right") + unmeasured


def _top_sentence(corpus: Corpus, name: str, result: Result, outlet: str) -> Fragment:
    """The largest shares of one outlet, as strong as its label allows."""
    rows = result.of(outlet)
    rows = rows[rows["count"] > 0].sort_values(["estimate", "feature"], ascending=[False, True]).head(N_TOP)
    if rows.empty:
        return say("{outlet}: nothing to measure.", outlet=outlet)
    counted = _counted(corpus, name, outlet)
    shares = [clause("{feature} {share:share} ({n}){interval}", feature=row["feature"], share=float(row["estimate"]),
                     interval=interval(row), n=opening(number(int(row["count"])), family_card(
                         corpus, name, counted[counted["feature"] == row["feature"]],
                         title=f"{outlet}: {row['feature']}")))
              for _, row in rows.iterrows()]
    n = int(rows["total"].iloc[0])
    return say("{outlet}, of {n} {units}: {shares}. {label}.", outlet=outlet, shares=listed(shares),
               n=opening(number(n), _total_card(corpus, name, result, outlet)), units=_units(n, result.counted_in),
               label=rows["label"].iloc[0].capitalize())


def _counted(corpus: Corpus, name: str, outlet: str) -> pd.DataFrame:
    """The rows of the ledger that a family counts in an outlet, with the feature as which each is counted."""
    rows = _counted_rows(corpus, name)
    return rows[rows["outlet"] == outlet]


@kept_with_first  # asked for by outlet, for every cell of a table
def _counted_rows(corpus: Corpus, name: str) -> pd.DataFrame:
    ledger = voices_ledger(corpus)
    feature = ledger["kind"] if name == "voices words" else feature_of_voices(ledger, name)
    return ledger.loc[feature.index].assign(feature=feature)


def _units(n: int, units: str) -> str:
    """Units whose noun may stand before others: 1 attribution with a cue."""
    return re.sub(r"s\b", "", units, count=1) if n == 1 else units


def _feature_table(corpus: Corpus, name: str, result: Result) -> Fragment:
    """The number of attributions of each feature in each outlet, which opens them."""
    outlets = corpus.outlets[:MAX_OUTLETS]
    counted = {outlet: _counted(corpus, name, outlet) for outlet in outlets}
    is_used = {feature for rows in counted.values() for feature in rows["feature"]}
    used = [one for one in result.table["feature"].drop_duplicates() if one in is_used][:MAX_FEATURES]
    counts, opens = [], []
    for one in used:
        rows_of = {outlet: rows[rows["feature"] == one] for outlet, rows in counted.items()}
        counts.append([len(rows) for rows in rows_of.values()])
        opens.append({outlet: attribution_card(corpus, rows, title=f"{outlet}: {one}")
                      for outlet, rows in rows_of.items()})
    shown = pd.DataFrame(counts, columns=list(outlets))
    shown.insert(0, "feature", used)
    return table(shown, caption="Number of attributions", row_header="feature", opens=opens)
