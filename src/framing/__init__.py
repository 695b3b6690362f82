"""Compare how news outlets frame the same story, and say how sure anybody can be.

The public names are loaded when they are first used, so that ``import framing`` and ``framing --help`` cost
nothing: pandas, matplotlib and seaborn take seconds together.

>>> import numpy as np, framing
>>> corpus = framing.build_corpus("seeds")
>>> words = framing.count_words(corpus)
>>> result = framing.compare(words, framing.LOG_ODDS, rng=np.random.default_rng(7))
>>> framing.word_evidence(corpus, "sanctions", outlet="VOA").n_hits
0
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Public name -> the module that holds it.
_PLACES = {
    "FramingError": "problem",
    "Problem": "problem",
    "read_corpus": "read",
    "build_corpus": "corpus",
    "Corpus": "corpus",
    "lexicon_names": "lexicon",
    "load_lexicon": "lexicon",
    "find_hits": "hits",
    "corpus_of_texts": "plain_text",
    "count_lexicon": "lexicon_counts",
    "score_loaded": "loaded_words",
    "validity_line": "validity",
    "Counts": "counts",
    "count_words": "counts",
    "count_hits": "counts",
    "count_sentences": "counts",
    "describe": "compare",
    "compare": "compare",
    "corpus_support": "compare",
    "support_table": "support",
    "like_with_like": "likeness",
    "Result": "result",
    "RATE": "measures.frequency",
    "SHARE_OF_SENTENCES": "measures.frequency",
    "dispersion_dp": "measures.frequency",
    "tfidf": "measures.tfidf",
    "tfidf_by": "measures.tfidf",
    "LOG_ODDS": "measures.keyness",
    "LOG_RATIO": "measures.keyness",
    "G2": "measures.keyness",
    "CHI_SQUARE": "measures.keyness",
    "indicator_table": "measures.frames",
    "co_occurrence": "measures.frames",
    "score_sentences": "measures.tone",
    "count_tone": "measures.tone",
    "word_contributions": "measures.tone",
    "TONE": "measures.tone",
    "score_tone": "measures.text_tone",
    "score_tone_toward": "measures.tone_toward",
    "score_actors": "measures.actor_tone",
    "explain_tone_toward": "measures.tone_toward",
    "count_quoted_words": "measures.sourcing",
    "longest_quotes": "measures.sourcing",
    "QUOTED_SHARE": "measures.sourcing",
    "VOICES": "measures.voices",
    "count_voices": "measures.voices",
    "speaker_table": "measures.speakers",
    "speaker_concentration": "measures.speakers",
    "source_table": "tables",
    "robustness_panel": "claims.panel",
    "panel_table": "claims.panel",
    "noise_floor": "noise_floor.floor",
    "NoiseFloor": "noise_floor.floor",
    "distance_table": "measures.distance",
    "audit_of": "audit.of_corpus",
    "corpus_audit": "audit.of_corpus",
    "precision_table": "audit.precision",
    "corpus_precision": "audit.precision",
    "wilson_interval": "audit.precision",
    "agreement_table": "audit.agreement",
    "alpha_of_answers": "audit.agreement",
    "draw_hits": "audit.draw",
    "word_evidence": "evidence",
    "hit_evidence": "evidence",
    "write_tables": "tables",
    "word_table": "tables",
    "frame_table": "tables",
    "tone_table": "tables",
    "tone_toward_table": "tables",
    "tally_corpus": "tally",
    "add_tallies": "tally_sums",
    "count_archive": "store.count",
    "open_store": "store.open",
    "merge_stores": "store.merge",
    "fetch_article": "store.fetch",
    "find_attributions": "attributions.find",
    "find_mentions": "mentions.find",
    "mention_table": "mentions.matrix",
    "voices_ledger": "attributions.ledger",
    "corrected_voices": "attributions.ledger",
}

__all__ = [*_PLACES]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    return getattr(import_module(f"framing.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
