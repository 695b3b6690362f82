"""Frame indicators as a basis of claims: the categories of all lists that the corpus names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from framing.claims.basis import Basis
from framing.claims.name_spans import is_in_name
from framing.claims.word_lists import kindred_categories
from framing.corpus import Corpus
from framing.counts import Counts, count_hits
from framing.hits import Hits, find_hits
from framing.lexicon import load_lexicon
from framing.measures.difference import CAREFUL_LOG_RATIO
from framing.measures.keyness import LOG_ODDS


def stated_indicators(corpus: Corpus) -> Basis:
    """Hits of every category of the corpus's lists, out of all words."""
    return _basis([_counts(corpus, key).articles() for key in corpus.card.frame_lexicons],
                  corpus.card.frame_lexicons)


def outside_names(corpus: Corpus) -> Basis:
    """Without hits that lie inside a name: "United Nations" is no unity."""
    pieces = []
    for key in corpus.card.frame_lexicons:
        hits = _hits(corpus, key)
        covered = np.concatenate([[0], np.cumsum(is_in_name(corpus))])
        is_kept = covered[hits.first + hits.length] - covered[hits.first] < hits.length
        pieces.append(count_hits(corpus, _some(hits, is_kept)).articles())
    return _basis(pieces, corpus.card.frame_lexicons)


def in_own_voice(corpus: Corpus) -> Basis:
    """Only hits and words outside quotation marks."""
    return _basis([_counts(corpus, key).select(voice="outlet").articles() for key in corpus.card.frame_lexicons],
                  corpus.card.frame_lexicons)


def by_other_lists(corpus: Corpus) -> Basis | None:
    """Each category counted by the kindred category of another list; None if no category has one."""
    kindred = {f"{key} {category}": other for (key, category), other in kindred_categories().items()
               if key in corpus.card.frame_lexicons}
    if not kindred:
        return None
    by_list = {key: _counts(corpus, key).articles() for key in sorted({key for key, _ in kindred.values()})}
    columns = [by_list[key].matrix[:, np.flatnonzero(by_list[key].features == category)]
               for key, category in kindred.values()]
    first = next(iter(by_list.values()))
    return _of(replace(first, matrix=sparse.csr_array(sparse.hstack(columns)),
                       features=np.array(list(kindred), object)))


def _hits(corpus: Corpus, key: str) -> Hits:
    return find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder))


def _counts(corpus: Corpus, key: str) -> Counts:
    return count_hits(corpus, _hits(corpus, key))


def _some(hits: Hits, is_kept: np.ndarray) -> Hits:
    return replace(hits, first=hits.first[is_kept], entry=hits.entry[is_kept])


def _basis(pieces: list[Counts], keys: tuple[str, ...]) -> Basis:
    features = [f"{key} {category}" for key, piece in zip(keys, pieces, strict=True) for category in piece.features]
    return _of(replace(pieces[0], matrix=sparse.csr_array(sparse.hstack([piece.matrix for piece in pieces])),
                       features=np.array(features, object)))


def _of(counts: Counts) -> Basis:
    return Basis(counts, CAREFUL_LOG_RATIO, LOG_ODDS, per=1000)
