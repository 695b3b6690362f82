"""Everything that framing measures, from a file to intervals, in one process."""

from __future__ import annotations

from benchmarks.inputs import Inputs, Steps, timed

N_RESAMPLES = 1000
N_SHOWN = 2000


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """With cleaning, as framing is used."""
    return _run(inputs, steps, cleaned=True)


def run_uncleaned(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Every line is read as body."""
    return _run(inputs, steps, cleaned=False)


def run_like_for_like(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Only what the class notebook measures: no cleaning, no voices apart, one word list, VADER of whole sentences."""
    with timed(steps, "imports"):
        from framing.corpus import build_corpus
        from framing.counts import count_hits, count_sentences, count_words
        from framing.hits import find_hits
        from framing.lexicon import load_lexicon
        from framing.measures.keyness import LOG_ODDS
        from framing.measures.tfidf import tfidf
        from framing.measures.vader_arrays import vader_scores
        from framing.read import read_corpus
    with timed(steps, "read"):
        source = read_corpus(inputs.folder)
    with timed(steps, "sentences, words"):
        corpus = build_corpus(source, cleaned=False)
    with timed(steps, "lexicon"):
        hits = find_hits(corpus, load_lexicon("generic_frames"))
        touched = count_sentences(corpus, hits).matrix.sum()
        found = count_hits(corpus, hits).matrix.sum()
    with timed(steps, "tone"):
        scores = vader_scores(corpus.chunks.stream, load_lexicon("vader"))
    with timed(steps, "TF-IDF"):
        counts = count_words(corpus)
        weights = tfidf(counts.articles())
    with timed(steps, "keyness"):
        largest = corpus.articles["outlet"].value_counts().index[:2].tolist()
        outlets = counts.select(outlet=largest).sum_by("outlet")
        LOG_ODDS(outlets.matrix.toarray(), outlets.totals)
    return {"articles": len(corpus.articles), "sentences": len(scores), "words": len(corpus.words),
            "tfidf_cells": weights.nnz, "frame_hits": found, "listed_sentences": touched}


def _run(inputs: Inputs, steps: Steps, *, cleaned: bool) -> dict[str, float]:
    with timed(steps, "imports"):
        from framing.corpus import build_corpus
        from framing.counts import count_words
        from framing.measures.sourcing import count_quoted_words
        from framing.measures.tfidf import tfidf
        from framing.read import read_corpus
    with timed(steps, "read"):
        source = read_corpus(inputs.folder)
    with timed(steps, "cleaning, sentences, words"):
        corpus = build_corpus(source, cleaned=cleaned)
    with timed(steps, "word counts"):
        counts = count_words(corpus)
    found = _score_lists(corpus, steps)
    with timed(steps, "quoted words"):
        quoted = count_quoted_words(corpus)
    with timed(steps, "TF-IDF"):
        weights = tfidf(counts.articles())
    found |= _compare_largest(counts, corpus, steps)
    # Not len(corpus.sentences): that table holds all texts, and is made when it is asked for.
    return found | {"articles": len(corpus.articles), "sentences": len(corpus.sentence_columns.start),
                    "words": len(corpus.words), "word_types": len(corpus.vocabulary.folded), "tfidf_cells": weights.nnz,
                    "quoted_words": float(quoted.matrix[:, [0]].sum())}


def _score_lists(corpus, steps: Steps) -> dict[str, float]:
    from framing.counts import count_hits, count_sentences
    from framing.hits import find_hits
    from framing.lexicon import lexicon_names, load_lexicon
    from framing.measures.tone import count_tone, score_sentences

    lists = [load_lexicon(key) for key in lexicon_names()]
    found = {"frame_hits": 0.0, "listed_sentences": 0.0}
    with timed(steps, "lexicons"):
        for lexicon in lists:
            if lexicon.card.kind != "tone":
                hits = find_hits(corpus, lexicon)
                found["frame_hits"] += count_hits(corpus, hits).matrix.sum()
                found["listed_sentences"] += count_sentences(corpus, hits).matrix.sum()
    with timed(steps, "tone"):
        for lexicon in lists:
            if lexicon.card.kind == "tone":
                count_tone(corpus, score_sentences(corpus, lexicon))
    return found


def _compare_largest(counts, corpus, steps: Steps) -> dict[str, float]:
    """The two largest outlets: every word by four measures, then resamples of the terms farthest apart."""
    import numpy as np

    from framing.measures.keyness import CHI_SQUARE, G2, LOG_ODDS, LOG_RATIO
    from framing.uncertainty import bootstrap_interval

    with timed(steps, "keyness"):
        articles = counts.select(outlet=corpus.articles["outlet"].value_counts().index[:2].tolist()).articles()
        outlets = articles.sum_by("outlet")
        sums = outlets.matrix.toarray()
        log_odds, *_ = (measure(sums, outlets.totals) for measure in (LOG_ODDS, LOG_RATIO, G2, CHI_SQUARE))
    with timed(steps, "1,000 resamples"):
        shown = np.argsort(-np.nan_to_num(np.abs(log_odds[0])), kind="stable")[:N_SHOWN]
        groups = np.searchsorted(outlets.units["outlet"].to_numpy(str), articles.units["outlet"].to_numpy(str))
        low, _ = bootstrap_interval(articles.matrix[:, shown], articles.totals, groups, LOG_ODDS,
                                    n_resamples=N_RESAMPLES, rng=np.random.default_rng(7))
    return {"terms_compared": float((sums.sum(axis=0) > 0).sum()), "intervals": float((~np.isnan(low)).sum())}
