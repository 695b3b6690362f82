"""The largest difference between outlets beside the largest when there is none, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus import Corpus
from framing.figures.records import records
from framing.findings.noise_floor_cards import largest_card
from framing.findings.tone_cards import short_title
from framing.findings.tone_findings import PLACES
from framing.html import Fragment, clause, four_beats, joined, number, opening, say, table
from framing.lexicon import load_lexicon
from framing.noise_floor.compared import WORDS, WORDS_AND_NAMES
from framing.noise_floor.floor import ARTICLES, OUTLETS, NoiseFloor
from framing.noise_floor.largest import ALL

ABOVE, WITHIN = "above", "within the noise floor"
NAMES = {
    ("log_odds_z", "words and names"): "",
    ("log_odds_z", "words"): "distinctive words (log-odds, z)",
    ("rate_per_1000_words", "words"): "a word’s rate (per 1,000 words)",
    ("jensen_shannon", "words"): "distance in wording (bits)",
    ("mean_tone_toward", "actors"): "tone toward an actor (−1 to 1)",
    ("share_of_quoted_words", "quotation marks"): "words inside quotation marks (share)",
    ("share_of_attributed_words", "attributions"): "words given as somebody’s (share)",
}
# Of the families that have no largest of all, the feature that is shown.
SHOWN = {"quotation marks": "quoted", "attributions": "attributed"}
# Digits after the point; of the other measures three.
DECIMALS = {"log_odds_z": 1, "rate_per_1000_words": 1, "mean_sentence_tone": 2, "mean_tone_toward": 2}


class Beside(NamedTuple):
    """A measure: its name, its largest difference between outlets, its floor."""

    name: str
    outlets: Any
    floor: Any

    @property
    def is_above(self) -> bool:
        """Whether outlets differ by more than is found when there is no difference, in the digits that are shown."""
        outlets, floor = (round(row.largest_difference, _decimals(row)) for row in (self.outlets, self.floor))
        return bool(outlets > floor)


def show_noise_floor(corpus: Corpus, floor: NoiseFloor) -> Fragment:
    """Each measure with its largest difference between outlets, its floor, and which is larger."""
    rows = list(_besides(corpus, floor))
    return four_beats(
        question="How large is a difference when there is none?",
        method="The same measures, where no outlet can make a difference: the articles of one outlet dealt to two "
               "piles in many ways, and each article’s halves (its beginning and its end; its sentences taking turns). "
               "The noise floor is the largest difference found so. Where most outlets have several articles it is "
               "that of their own articles, else the larger of both. Omission has none: half an article leaves "
               "nothing out that the other half does not hold. Single categories stand in the charts and in "
               "tables/noise_floor.csv.",
        result=[_sentence(corpus, rows), _table(corpus, rows)] if rows
        else [say("There is nothing to compare with.")],
        caveat="Halves are smaller than outlets, and small texts differ more: floors of rates, means, shares and "
               "distances are somewhat too high for whole outlets; that of log-odds, which grow with the text, is "
               "rather too low. A beginning and an end differ for reasons of composition. To be above the floor is no "
               "test, and topic, genre and date differ between outlets as well (docs/noise-floor.md).")


def _besides(corpus: Corpus, floor: NoiseFloor) -> Iterator[Beside]:
    """The measures in their order, those that can be measured in both ways."""
    key = ["measure", "family", "feature"]
    between, floors = (floor.table[mask].set_index(key, drop=False).rename_axis([None] * 3) for mask in (
        floor.table["how"] == OUTLETS, floor.table["is_floor"]))
    for place in between.index:
        if place in floors.index and (name := _name(corpus, *place)):
            outlets, own = (next(records(rows.loc[[place]])) for rows in (between, floors))
            yield Beside(name, outlets, own)


def _name(corpus: Corpus, measure: str, family: str, feature: str) -> str:
    """What a row is called; nothing for what is left to the charts and the CSV file: single categories and actors."""
    if (measure, family) in NAMES:
        return NAMES[measure, family] if feature in (ALL, SHOWN.get(family)) else ""
    lexicon = load_lexicon(family, corpus_folder=corpus.folder)
    if measure == "mean_sentence_tone":
        place = {f"{part} {voice}": name for name, (part, voice) in PLACES.items()}[feature]
        return f"tone of {place}, {short_title(lexicon)} (−1 to 1)"
    return f"{lexicon.card.title}: any category (per 1,000 words)" if feature == ALL else ""


def _sentence(corpus: Corpus, rows: list[Beside]) -> Fragment:
    above = [clause("{between}{name}, {outlets} against {floor}", name=row.name, between="; " if place else "",
                    outlets=_number(corpus, row.outlets), floor=_number(corpus, row.floor))
             for place, row in enumerate(row for row in rows if row.is_above)]
    within = "; ".join(row.name for row in rows if not row.is_above)
    return say("The largest difference between outlets is above the noise floor in: {above}. It is within the floor, "
               "so that no outlet is needed to explain it, in: {within}.",
               above=joined(above) if above else "no measure", within=within or "no measure")


def _number(corpus: Corpus, row: Any) -> Fragment:
    shown = number(float(row.largest_difference), f".{_decimals(row)}f")
    return opening(shown, largest_card(corpus, row))


def _decimals(row: Any) -> int:
    return DECIMALS.get(row.measure, 3)


def _table(corpus: Corpus, rows: list[Beside]) -> Fragment:
    cells = [[row.name, _number(corpus, row.outlets), _where(corpus, row.outlets),
              _number(corpus, row.floor), _where(corpus, row.floor), ABOVE if row.is_above else WITHIN]
             for row in rows]
    return table(pd.DataFrame(cells, columns=["measure", "largest difference between outlets", "between", "noise floor",
                                              "found between", "outlets are"]), row_header="measure",
                 caption="Noise floor: the largest difference between outlets beside the largest when there is none")


def _where(corpus: Corpus, row: Any) -> str:
    """The two piles, the one with more first, and the word or category that differs so."""
    what = f"{_feature_name(corpus, row.family, row.feature_of_largest)}: " if row.feature == ALL else ""
    of = f" ({row.outlet})" if row.how == ARTICLES else ""
    return f"{what}{row.higher}, {row.lower}{of}".removeprefix(": ")


def _feature_name(corpus: Corpus, family: str, feature: str) -> str:
    """A word in quotation marks, a category or an actor by its title."""
    if family in (WORDS, WORDS_AND_NAMES):
        return f"“{feature}”" if feature else ""
    return load_lexicon(family, corpus_folder=corpus.folder).category(feature).title
