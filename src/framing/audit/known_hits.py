"""The hits of this corpus that a sheet may speak of, by their ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from framing.audit.places import PlacedHit, article_of_hits, hits_of, place_hits
from framing.corpus import Corpus
from framing.lexicon import lexicon_names, load_lexicon


class KnownHits(NamedTuple):
    """``hits``: by id; ``versions``: of the lists that can be loaded, by key."""

    hits: Mapping[str, PlacedHit]
    versions: Mapping[str, str]


def known_hits(corpus: Corpus, lexicons: Collection[str], article_ids: Collection[str]) -> KnownHits:
    """The hits of these lists in these articles: an archive is not gone through for a sheet of some hundred hits."""
    there = [key for key in sorted(lexicons) if key in lexicon_names(corpus.folder)]
    is_named = corpus.articles["article_id"].isin(list(article_ids)).to_numpy()
    hits, versions = {}, {}
    for key in there:
        versions[key] = load_lexicon(key, corpus_folder=corpus.folder).card.version
        found = hits_of(corpus, key)
        rows = np.flatnonzero(is_named[article_of_hits(corpus, found)])
        hits.update({placed.hit_id: placed for placed in place_hits(corpus, found, rows)})
    return KnownHits(hits, versions)
