"""The only place that makes HTML: whatever comes from data is escaped here."""

from framing.html.evidence import EvidenceSentence, sentences
from framing.html.finding import folded, four_beats, note
from framing.html.fragment import Content, Fragment, Showable, escape, isolate, plural, prose
from framing.html.stylesheet import style, stylesheet
from framing.html.tables import table

__all__ = [
    "Content",
    "EvidenceSentence",
    "Fragment",
    "Showable",
    "escape",
    "folded",
    "four_beats",
    "isolate",
    "note",
    "plural",
    "prose",
    "sentences",
    "style",
    "stylesheet",
    "table",
]
