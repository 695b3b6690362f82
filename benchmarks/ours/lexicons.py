"""All category lists over a numbered corpus."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.one_word_lists import one_word_lists


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Hits per article and touched sentences per article; the places of all hits come with them."""
    from framing.corpus import build_corpus
    from framing.counts import count_hits, count_sentences
    from framing.hits import find_hits

    corpus = build_corpus(inputs.folder)
    lists = one_word_lists()
    n_hits = n_touched = 0.0
    with timed(steps, "lexicons"):
        for lexicon in lists:
            hits = find_hits(corpus, lexicon)
            n_hits += count_hits(corpus, hits).articles().matrix.sum()
            n_touched += count_sentences(corpus, hits).articles().matrix.sum()
    return {"articles": len(corpus.articles), "hits": n_hits, "sentences_touched": n_touched}
