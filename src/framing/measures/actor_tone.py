"""Tone toward each actor of a list, mention by mention: the outlet's voice, quoted words and headlines apart.

A mention is a hit of the list "actors" (a corpus's own list of that key wins). Pronouns are left out: nobody says how
often "they" is Iran. Tone is not stance and not bias.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import Corpus
from framing.counts import Counts
from framing.hits import find_hits
from framing.kept import kept_with_first
from framing.lexicon import load_lexicon
from framing.measures.measure import Measure, ratio
from framing.measures.mention_chunks import corpus_mentions
from framing.measures.tone_toward import score_mentions
from framing.pieces import PARTS

ACTORS = "actors"
# Title apart from the rest: a headline is written by others, and has few words.
PLACES = ("headline all", "text all", "text outlet", "text quoted")
QUANTITIES = ("value", "negative", "neutral", "positive", "rules")


@kept_with_first
def score_actors(corpus: Corpus) -> pd.DataFrame:
    """One row a mention of an actor: sentence (row), word (row of its first word), n_words, actor, start, end, part,
    voice, and what ``score_tone_toward`` says. ``start``, ``end``: characters of the sentence's text."""
    hits = find_hits(corpus, load_lexicon(ACTORS, corpus_folder=corpus.folder))
    words, last = corpus.words, hits.first + hits.length - 1
    sentence = words.sentence[hits.first]
    columns = corpus.sentence_columns
    is_headline = columns.part[sentence] == PARTS.index("headline")
    mentions = pd.DataFrame({
        "sentence": sentence, "word": hits.first, "n_words": hits.length,
        "actor": np.array(hits.categories, object)[hits.category],
        "start": words.start[hits.first] - columns.start[sentence], "end": words.end[last] - columns.start[sentence],
        "part": np.where(is_headline, "headline", "text"),
        "voice": np.where(corpus.is_quoted(hits.first), "quoted", "outlet")})
    return mentions.join(score_mentions(
        len(hits), lambda some: corpus_mentions(corpus, hits.first[some], last[some])))


def count_tone_toward(corpus: Corpus) -> Counts:
    """Sums behind tone toward actors: one row an article, one feature a quantity, actor, part and voice
    ("value iran text outlet"), out of mentions of that actor there; totals (articles, features).

    Quantities: "value", sums of values by the learned model; "negative", "neutral", "positive": mentions with that
    label; "rules", sums of values by rules.
    """
    mentions = score_actors(corpus)
    categories = load_lexicon(ACTORS, corpus_folder=corpus.folder).categories
    actors = pd.Index([category.key for category in categories])
    article = corpus.sentence_columns.article[mentions["sentence"]]
    shape = len(corpus.articles), len(actors)
    cell = article * shape[1] + actors.get_indexer(mentions["actor"])
    label = mentions["label"].to_numpy()
    amounts = [mentions["value"], label < 0, label == 0, label > 0, mentions["rules_value"]]
    names, sums, totals = [], [], []
    for place in PLACES:
        mask = _is_there(mentions, place)
        n_mentions = np.bincount(cell[mask], minlength=shape[0] * shape[1]).reshape(shape)
        for quantity, amount in zip(QUANTITIES, amounts, strict=True):
            weights = np.asarray(amount, float)[mask]
            sums.append(np.bincount(cell[mask], weights, minlength=shape[0] * shape[1]).reshape(shape))
            totals.append(n_mentions.astype(float))
            names += [f"{quantity} {actor} {place}" for actor in actors]
    return Counts(sparse.csr_array(np.hstack(sums)), corpus.articles[["article_id", "outlet"]],
                  np.array(names, object), np.hstack(totals), "mentions")


def _is_there(mentions: pd.DataFrame, place: str) -> np.ndarray:
    part, voice = place.split(" ")
    return ((mentions["part"] == part) & ((mentions["voice"] == voice) | (voice == "all"))).to_numpy()


TONE_TOWARD = Measure(
    "mean_tone_toward", "Tone toward an actor", "mean over mentions (-1 to 1)",
    "Tone is not stance and not bias: a report of an attack is negative toward the attacker whoever writes it. Single "
    "mentions are often labelled otherwise than by a human coder: read the sentences.",
    ratio, is_contrast=False)
