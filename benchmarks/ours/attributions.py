"""Who says what, and tone toward actors, from a corpus that is built."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, timed


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """The voices ledger with what is counted from it."""
    from framing.attributions.ledger import voices_ledger
    from framing.corpus import build_corpus
    from framing.measures.voices import VOICES, count_voices

    corpus = build_corpus(inputs.folder)
    with timed(steps, "attributions"):
        ledger = voices_ledger(corpus)
    with timed(steps, "counts"):
        words = {name: count_voices(corpus, name) for name in VOICES}["voices words"]
    return {"articles": len(corpus.articles), "attributions": len(ledger),
            "attributed_words": float(words.matrix[:, [0]].sum())}


def run_tone_toward(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Tone toward every actor of the list, mention by mention."""
    from framing.corpus import build_corpus
    from framing.measures.actor_tone import count_tone_toward, score_actors

    corpus = build_corpus(inputs.folder)
    with timed(steps, "tone toward actors"):
        count_tone_toward(corpus)
    return {"articles": len(corpus.articles), "mentions": len(score_actors(corpus))}
