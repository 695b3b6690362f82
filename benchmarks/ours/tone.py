"""VADER over all sentences at once."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, read_sentences, timed
from benchmarks.peers.sentence_tone import describe_scores


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """From text, and again from chunks that are numbered already, as a corpus has them."""
    from framing.chunked import chunk_pieces
    from framing.lexicon import load_lexicon
    from framing.measures.vader_arrays import vader_scores

    lexicon, sentences = load_lexicon("vader"), read_sentences(inputs)
    chunk_pieces(sentences[:1])  # its imports are the reading's, not the tone's
    with timed(steps, "score from text"):
        chunked = chunk_pieces(sentences)
        vader_scores(chunked.stream, lexicon)
    with timed(steps, "score"):
        scores = vader_scores(chunked.stream, lexicon)
    return {"sentences": len(scores)} | describe_scores(scores.tolist())
