"""Word lists as most packages look them up: every word, in every category, in a set and by its beginning."""

from __future__ import annotations

from collections import Counter

from benchmarks.inputs import Inputs, Steps, timed
from benchmarks.one_word_lists import one_word_lists


def run(inputs: Inputs, steps: Steps) -> dict[str, float]:
    """Hits per article and touched sentences per article, of the words that framing found."""
    from framing.corpus import build_corpus

    corpus = build_corpus(inputs.folder)
    folded = corpus.vocabulary.folded
    sentences: list[list[str]] = [[] for _ in range(len(corpus.sentences))]
    for sentence, word in zip(corpus.words.sentence.tolist(), corpus.words.folded.tolist(), strict=True):
        sentences[sentence].append(folded[word])
    article_of = corpus.sentence_columns.article.tolist()
    lists = one_word_lists()
    with timed(steps, "lexicons"):
        hits, touched = count_hits(sentences, article_of, [_by_category(found) for found in lists])
    return {"articles": len(corpus.articles), "hits": hits.total(), "sentences_touched": touched.total()}


def _by_category(lexicon) -> list[tuple[tuple[str, str], set[str], tuple[str, ...]]]:
    entries = [(entry.pattern, entry.category) for entry in lexicon.entries]
    return [((lexicon.key, category.key),
             {pattern for pattern, key in entries if key == category.key and not pattern.endswith("*")},
             tuple(pattern[:-1] for pattern, key in entries if key == category.key and pattern.endswith("*")))
            for category in lexicon.categories]


def count_hits(sentences: list[list[str]], article_of: list[int], lists: list) -> tuple[Counter, Counter]:
    """(article, category) -> hits, and (article, category) -> sentences with a hit."""
    hits: Counter = Counter()
    touched: Counter = Counter()
    for article, words in zip(article_of, sentences, strict=True):
        # A possessive ending is ignored, as framing does.
        bare = [word.removesuffix("'s") for word in words]
        for categories in lists:
            for key, whole, beginnings in categories:
                n_hits = sum(word in whole or word.startswith(beginnings) for word in bare)
                if n_hits:
                    hits[article, key] += n_hits
                    touched[article, key] += 1
    return hits, touched
