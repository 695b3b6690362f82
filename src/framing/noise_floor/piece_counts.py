"""The same counts as everywhere, by piece of an article instead of by article, part and voice."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.attributions.corrections import KINDS
from framing.attributions.ledger import voices_ledger
from framing.corpus import FRAGMENT, PARTS, QUOTED, Corpus
from framing.counts import Counts
from framing.hits import Hits
from framing.lexicon import Lexicon, load_lexicon
from framing.measures.actor_tone import ACTORS, score_actors
from framing.measures.tone import score_sentences
from framing.measures.voices import ATTRIBUTED
from framing.noise_floor.piles import PIECES, piece_of_sentences
from framing.span_words import sentences_of

# Where tone is measured: part and voice.
TONE_PLACES = ("body outlet", "body quoted", "headline all")


def words_of_pieces(corpus: Corpus) -> Counts:
    """Every counted form, out of all words."""
    return _counts(corpus, _piece_of_words(corpus), corpus.words.folded, corpus.vocabulary.folded, None,
                   _words_in_pieces(corpus), "words")


def hits_of_pieces(corpus: Corpus, hits: Hits) -> Counts:
    """Weighted hits of each category of a list, out of all words."""
    return _counts(corpus, _piece_of_words(corpus, hits.first), hits.category, hits.categories, hits.weights,
                   _words_in_pieces(corpus), "words")


def tone_of_pieces(corpus: Corpus, lexicon: Lexicon) -> Counts:
    """Sentence scores in each of TONE_PLACES, then the sentences there that hold a listed word ("listed body outlet"),
    both out of sentences with a word in that voice."""
    scores = score_sentences(corpus, lexicon)
    part = np.array(PARTS, object)[corpus.sentence_columns.part[scores["sentence"]]]
    place = pd.Index(TONE_PLACES).get_indexer(part + " " + scores["voice"].astype(object))
    rows, place = scores[place >= 0], place[place >= 0]
    piece, n_places = piece_of_sentences(corpus)[rows["sentence"]], len(TONE_PLACES)
    totals = np.tile(_incidence(corpus, piece, place, None, n_places).toarray(), 2)
    values = np.concatenate([rows["score"], rows["n_scored"] > 0]).astype(float)
    return _counts(corpus, np.tile(piece, 2), np.concatenate([place, place + n_places]),
                   (*TONE_PLACES, *(f"listed {place}" for place in TONE_PLACES)), values, totals, "sentences")


def tone_toward_of_pieces(corpus: Corpus) -> Counts:
    """Values of mentions of each actor in the text (headlines left out), out of mentions."""
    mentions = score_actors(corpus)
    mentions = mentions[mentions["part"] == "text"]
    actors = [category.key for category in load_lexicon(ACTORS, corpus_folder=corpus.folder).categories]
    number = pd.Index(actors).get_indexer(mentions["actor"])
    piece = piece_of_sentences(corpus)[mentions["sentence"]]
    n_mentions = _incidence(corpus, piece, number, None, len(actors)).toarray()
    return _counts(corpus, piece, number, actors, mentions["value"].to_numpy(float), n_mentions, "mentions")


def quoted_words_of_pieces(corpus: Corpus) -> Counts:
    """Words inside quotation marks ("quoted"), of quotations and of fragments, out of all words."""
    masks = {"quoted": corpus.is_quoted(), "quotation": corpus.words.voice == QUOTED,
             "fragment": corpus.words.voice == FRAGMENT}
    places = [np.flatnonzero(mask) for mask in masks.values()]
    feature = np.repeat(np.arange(len(masks)), [len(rows) for rows in places])
    return _counts(corpus, _piece_of_words(corpus, np.concatenate(places)), feature, tuple(masks), None,
                   _words_in_pieces(corpus), "words")


def attributed_words_of_pieces(corpus: Corpus) -> Counts:
    """Words given as somebody's, in all ways together and in each, out of all words; an attribution counts where it
    begins."""
    ledger = voices_ledger(corpus)
    piece = piece_of_sentences(corpus)[sentences_of(corpus, ledger, source="offsets_in")]
    features = (ATTRIBUTED, *KINDS)
    feature = pd.Index(features).get_indexer(pd.Index(ledger["kind"]))
    return _counts(corpus, np.tile(piece, 2), np.concatenate([np.zeros_like(feature), feature]), features,
                   np.tile(ledger["n_words"].to_numpy(float), 2), _words_in_pieces(corpus), "words")


def _piece_of_words(corpus: Corpus, words: np.ndarray | slice = slice(None)) -> np.ndarray:
    return piece_of_sentences(corpus)[corpus.words.sentence[words]]


def _words_in_pieces(corpus: Corpus) -> np.ndarray:
    n_pieces = len(corpus.articles) * len(PIECES)
    return np.bincount(_piece_of_words(corpus), minlength=n_pieces).astype(float)[:, None]


def _counts(corpus: Corpus, pieces: np.ndarray, columns: np.ndarray, features: tuple[str, ...] | list[str],
            values: np.ndarray | None, totals: np.ndarray, counted_in: str) -> Counts:
    units = pd.DataFrame({name: np.repeat(corpus.articles[name].to_numpy(object), len(PIECES))
                          for name in ("article_id", "outlet")})
    return Counts(_incidence(corpus, pieces, columns, values, len(features)), units, np.array(features, object),
                  totals, counted_in)


def _incidence(corpus: Corpus, pieces: np.ndarray, columns: np.ndarray, values: np.ndarray | None, n_columns: int
               ) -> sparse.csr_array:
    """Sums of ``values`` (ones) at (piece, column)."""
    data = np.ones(len(pieces)) if values is None else values
    return sparse.csr_array(sparse.coo_array((data, (pieces, columns)),
                                             shape=(len(corpus.articles) * len(PIECES), n_columns)))
