"""The only place that makes HTML: whatever comes from data is escaped here."""

from framing.html.card import opening, parts_card, sentence_card
from framing.html.evidence import EvidenceSentence, sentences
from framing.html.finding import folded, for_index, four_beats, note
from framing.html.fragment import Card, Content, Fragment, Showable, escape, isolate, joined, plural, prose
from framing.html.number import number
from framing.html.outcome import outcome_mark
from framing.html.say import clause, listed, say
from framing.html.stylesheet import style, stylesheet
from framing.html.tables import table

__all__ = [
    "Card",
    "Content",
    "EvidenceSentence",
    "Fragment",
    "Showable",
    "clause",
    "escape",
    "folded",
    "for_index",
    "four_beats",
    "isolate",
    "joined",
    "listed",
    "note",
    "number",
    "opening",
    "outcome_mark",
    "parts_card",
    "plural",
    "prose",
    "say",
    "sentence_card",
    "sentences",
    "style",
    "stylesheet",
    "table",
]
