"""All outlets side by side on one page, each number with its n and its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from framing.compare import corpus_support
from framing.corpus import Corpus
from framing.findings.actor_tone_findings import actor_tone_row
from framing.findings.overview_rows import N_QUOTED, Row, corpus_rows, frame_rows, omission_row, quoted_row, word_row
from framing.findings.tone_findings import PLACES, means_cell
from framing.findings.voice_cards import quoted_words_card
from framing.findings.voice_findings import FIRST_LOOK
from framing.findings.voice_rows import voice_rows
from framing.html import Fragment, folded, for_index, four_beats, note, table
from framing.lexicon import load_lexicon
from framing.likeness import like_with_like
from framing.measures.learned_toward import KEY as TOWARD
from framing.result import Result
from framing.support import MEANING, weakest
from framing.validity import HOW_TO_READ_VALIDITY, describe_validity, validity_line

# Columns that still fit a page; more outlets are shown in several tables, in the same order.
OUTLETS_PER_TABLE = 6


def show_side_by_side(corpus: Corpus, words: Result, quoted: Result, tone: pd.DataFrame) -> Fragment:
    """One row a property, one column an outlet."""
    rows: list[Row] = [*corpus_rows(corpus), word_row(corpus, words), *frame_rows(corpus), *_tone_rows(corpus, tone),
                       actor_tone_row(corpus),
                       quoted_row(corpus, quoted, partial(quoted_words_card, n_shown=N_QUOTED)), *voice_rows(corpus),
                       omission_row(corpus)]
    pieces = []
    for first in range(0, len(corpus.outlets), OUTLETS_PER_TABLE):
        outlets = corpus.outlets[first:first + OUTLETS_PER_TABLE]
        cells = [[name, *(values[outlet] for outlet in outlets)] for name, values, _ in rows]
        evidence = [_joined([pieces_of[outlet] for outlet in outlets if outlet in pieces_of])
                    for _, _, pieces_of in rows]
        pieces.append(table(pd.DataFrame(cells, columns=["what", *outlets]), caption="Outlets side by side",
                            row_header="what", evidence=evidence))
    return for_index(four_beats(
        question="What do all outlets look like side by side?",
        method=["Every measure of the other notebooks, all outlets in the same order. Numbers in brackets say what a "
                "value rests on. Underlined numbers open their sentences, or the parts that add up to them.",
                folded([HOW_TO_READ_VALIDITY, *_validity_lines(corpus, tone)],
                       summary="How well each measure does against human coding")],
        result=pieces,
        caveat=[unlike.sentence for unlike in like_with_like(corpus.articles)]
        or ["Genre, year and length are spread alike over the outlets; topic and author are not compared."]))


def _validity_lines(corpus: Corpus, tone: pd.DataFrame) -> list[str]:
    """How well each measure does whose numbers stand in the table."""
    keys = [*corpus.card.frame_lexicons, *tone["lexicon"].unique()]
    cards = [load_lexicon(key, corpus_folder=corpus.folder).card for key in keys]
    return [*(f"{card.title}: {describe_validity(card.validity)}." for card in cards),
            f"Tone toward actors: {validity_line(TOWARD)}.",
            f"Attributions: {validity_line('attributions', dataset=FIRST_LOOK)}."]


def _tone_rows(corpus: Corpus, tone: pd.DataFrame) -> list[Row]:
    """The mean sentence tone by every list, in the outlet's own words, in quoted words and in headlines."""
    lexicons = [load_lexicon(key, corpus_folder=corpus.folder) for key in tone["lexicon"].unique()]
    return [(f"tone of the body, {place}" if part == "body" else f"tone of {place}",
             {outlet: means_cell(corpus, tone, lexicons, outlet, place) for outlet in corpus.outlets}, {})
            for place, (part, _) in PLACES.items()]


def _joined(pieces: Sequence[Fragment]) -> Fragment | None:
    pieces = [piece for piece in pieces if piece.html]
    return sum(pieces[1:], start=pieces[0]) if pieces else None


def show_weight(corpus: Corpus) -> Fragment:
    """What may be concluded from all of this together, and what may not."""
    supports = corpus_support(corpus)
    label = weakest([row.label for row in supports])
    reasons = [f"{row.contrast}: {row.label}, because {row.reason}." for row in supports[:12]]
    return note([MEANING[label], *reasons], kind=label)
