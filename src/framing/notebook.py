"""What the notebooks use: public names only, with NumPy and math. ``from framing.notebook import *``."""

import math

import numpy as np

from framing.attributions.find import find_attributions
from framing.attributions.ledger import voices_ledger
from framing.audit.agreement import agreement_table, alpha_of_answers
from framing.audit.of_corpus import corpus_audit
from framing.audit.precision import corpus_precision
from framing.claims.panel import panel_table, robustness_panel
from framing.compare import compare, corpus_support, describe
from framing.corpus import build_corpus
from framing.counts import count_hits, count_sentences, count_words
from framing.evidence import hit_evidence, word_evidence
from framing.features import content_words
from framing.figures.cleaning import cleaning_chart
from framing.figures.lengths import length_chart
from framing.figures.sources import quoted_share_chart
from framing.figures.timeline import timeline_chart
from framing.figures.tone import tone_chart
from framing.figures.words import word_chart
from framing.findings.actor_tone_findings import show_fooled_toward, show_tone_toward
from framing.findings.apostrophe_findings import show_apostrophes
from framing.findings.audit_findings import show_audit
from framing.findings.claim_findings import show_robustness, show_summary
from framing.findings.corpus_findings import (
    show_articles,
    show_cleaning,
    show_label,
    show_raw_against_clean,
    show_session,
    show_support,
)
from framing.findings.frame_findings import (
    indicator_chart_of,
    show_all_indicators,
    show_co_occurrence,
    show_indicators,
    show_indicators_by_voice,
    show_lists,
)
from framing.findings.gist import show_gist
from framing.findings.marking_buttons import mark_hits
from framing.findings.omission_findings import show_mentions, show_omissions
from framing.findings.overview import show_side_by_side, show_weight
from framing.findings.source_findings import show_quoted_share, show_quotes, show_reporting_verbs
from framing.findings.speaker_findings import show_ledger, show_quote_network, show_speakers
from framing.findings.tone_findings import show_tone, show_tone_through_articles
from framing.findings.tone_word_findings import show_fooled, show_tone_words
from framing.findings.voice_findings import show_attributed_share, show_attributions, show_voices
from framing.findings.word_findings import show_distance, show_distinctive_words, show_frequent_words, show_tfidf
from framing.findings.word_shift_findings import show_disagreement, show_word_shift
from framing.hits import find_hits
from framing.html import style as show_style
from framing.lexicon import lexicon_names, load_lexicon
from framing.measures.distance import distance_table
from framing.measures.frequency import RATE, SHARE_OF_SENTENCES, dispersion_dp
from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO
from framing.measures.sourcing import QUOTED_SHARE, count_quoted_words
from framing.measures.text_tone import score_tone
from framing.measures.tfidf import tfidf
from framing.measures.tone import TONE, count_tone, score_sentences
from framing.measures.tone_toward import explain_tone_toward, score_tone_toward
from framing.measures.voices import VOICES, count_voices
from framing.measures.word_shift import word_shift
from framing.noise_floor.floor import noise_floor
from framing.plain_text import corpus_of_texts
from framing.support import smallest_p
from framing.tables import frame_table, tone_table, tone_toward_table, word_table

__all__ = [name for name in dir() if not name.startswith("_")]
