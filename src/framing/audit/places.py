"""Hits as rows that a person can judge: an id that stays with the text, where it stands, and its sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from framing.corpus import Corpus
from framing.hits import Hits, find_hits
from framing.lexicon import load_lexicon
from framing.pieces import PARTS, SOURCES

# Beside the frame lists that a corpus names, the lists whose hits notebook 03 shows.
OTHER_LISTS = ("hedges_boosters", "loaded_wording")


class PlacedHit(NamedTuple):
    """One hit with its sentence cut in three around it. ``first``: row of its first word in ``corpus.words``;
    ``position``: of the sentence in its article, from 1; ``voice``: of the hit's first word."""

    hit_id: str
    lexicon: str
    category: str
    outlet: str
    article_id: str
    position: int
    part: str
    voice: str
    before: str
    hit: str
    after: str
    first: int


def audited_lists(corpus: Corpus) -> tuple[str, ...]:
    """Keys of the lists whose hits are drawn for an audit."""
    return tuple(dict.fromkeys((*corpus.card.frame_lexicons, *OTHER_LISTS)))


def hits_of(corpus: Corpus, key: str) -> Hits:
    """All hits of one list, by its key."""
    return find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder))


def outlet_of_hits(corpus: Corpus, hits: Hits) -> np.ndarray:
    """The outlet of each hit, as its number in ``corpus.outlets``."""
    numbers = {outlet: number for number, outlet in enumerate(corpus.outlets)}
    of_article = np.array([numbers[outlet] for outlet in corpus.articles["outlet"]], np.int64)
    return of_article[article_of_hits(corpus, hits)]


def article_of_hits(corpus: Corpus, hits: Hits) -> np.ndarray:
    """The row of each hit's article in ``corpus.articles``."""
    return np.asarray(corpus.sentence_columns.article)[corpus.words.sentence[hits.first]]


def place_hits(corpus: Corpus, hits: Hits, rows: Iterable[int]) -> list[PlacedHit]:
    """The hits of these rows, in the order given."""
    rows = np.fromiter(rows, np.int64)
    words, columns, first = corpus.words, corpus.sentence_columns, hits.first[rows]
    sentence = words.sentence[first]
    article = columns.article[sentence]
    ids, outlets = (corpus.articles[name].tolist() for name in ("article_id", "outlet"))
    position = sentence - np.searchsorted(columns.article, article) + 1
    bounds = np.column_stack([columns.start[sentence], words.start[first],
                              words.end[first + hits.length[rows] - 1], columns.end[sentence]])
    placed = []
    for row, at, of_article, place, numbers in zip(
            range(len(rows)), sentence.tolist(), article.tolist(), position.tolist(), bounds.tolist(), strict=True):
        before, hit, after = (corpus.text_between(at, *numbers[step:step + 2]) for step in range(3))
        category, part, source = (names[number] for names, number in (
            (hits.categories, hits.category[rows[row]]), (PARTS, columns.part[at]), (SOURCES, columns.source[at])))
        identity = _identity(ids[of_article], source, *numbers[1:3], hits.lexicon.key, category, before + hit + after)
        voice = "quoted" if corpus.is_quoted(first[row]) else "outlet"
        placed.append(PlacedHit(identity, hits.lexicon.key, category, outlets[of_article], ids[of_article], place,
                                part, voice, before, hit, after, int(first[row])))
    return placed


def _identity(*parts: object) -> str:
    """The id of a hit: of its article, characters, list and category, and of its sentence, so that a mark never
    moves to another text. It begins with a letter and a hyphen: a spreadsheet must not take it for a number."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return f"h-{digest.hexdigest()[:12]}"
