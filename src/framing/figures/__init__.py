"""Charts, one family a file: a result or table in, a Figure with alt text, caption and data out.

No statistic is computed here, and matplotlib and seaborn are imported only when a chart is drawn.
"""

from framing.figures.cleaning import cleaning_chart
from framing.figures.distance import distance_chart
from framing.figures.frames import co_occurrence_chart, indicator_chart, voice_chart
from framing.figures.lengths import length_chart
from framing.figures.quote_network import quote_network
from framing.figures.sources import quoted_share_chart, reporting_verb_chart
from framing.figures.timeline import timeline_chart
from framing.figures.tone import tone_chart, word_contribution_chart
from framing.figures.tone_course import tone_through_article_chart
from framing.figures.voices import voice_map
from framing.figures.words import word_chart

__all__ = [
    "cleaning_chart",
    "co_occurrence_chart",
    "distance_chart",
    "indicator_chart",
    "length_chart",
    "quote_network",
    "quoted_share_chart",
    "reporting_verb_chart",
    "timeline_chart",
    "tone_chart",
    "tone_through_article_chart",
    "voice_chart",
    "voice_map",
    "word_chart",
    "word_contribution_chart",
]
