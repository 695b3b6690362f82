"""What a corpus is once its text is put aside: its articles and everything that was counted in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

from framing.attributions.lists_version import voices_version
from framing.card import CorpusCard
from framing.corpus import Corpus
from framing.counts import Counts, count_hits, count_sentences, count_words
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.measures.actor_tone import count_tone_toward
from framing.measures.learned_toward import KEY as TONE_TOWARD_MODEL
from framing.measures.learned_weights import load_weights
from framing.measures.sourcing import count_quoted_words
from framing.measures.tone import VOICES_SCORED, count_squares, count_tone, score_sentences
from framing.measures.voices import VOICES, count_voices
from framing.problem import Problem

TONE_LEXICONS = ("vader", "pattern_en")
ATTRIBUTIONS = "attributions"  # stands among the lists: what they find depends on their version as well
FUNCTIONAL_LEXICONS = ("hedges_boosters", "reporting_verbs", "loaded_wording", "actors")

# What takes longer than all else together, and may be left out of a count: step -> what it counts, what it counts by.
DEAR_STEPS = {"voices": (frozenset(VOICES), ATTRIBUTIONS),
              "tone_toward": (frozenset(["tone_toward"]), TONE_TOWARD_MODEL)}

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)  # a tally is itself only, as the corpus that it comes from
class Tally:
    """Articles, what was counted in them, and what was skipped. Tallies add: see ``add_tallies``.

    ``articles``: one row an article, as ``Corpus.articles``; of a very large store its outlets only.
    ``counts``: by name: "words"; "quoted"; "hits KEY" and "sentences KEY VOICE" of every list of categories; "tone
    KEY" and "squares KEY" (squared sentence scores) of every tone list; "tone_toward" (actors); the families of
    ``VOICES`` ("voices words", …). Their units are articles or, in outlets with many, groups of articles
    (``group_tally``); the column article_id then names the group.
    ``articles_with``: of counts whose units are groups, how many articles of each outlet hold a feature.
    ``lexicons``: key -> version and checksum of every list that was counted with.
    """

    card: CorpusCard
    articles: pd.DataFrame
    counts: Mapping[str, Counts]
    problems: tuple[Problem, ...]
    fragments_as: str
    lexicons: Mapping[str, str]
    articles_with: Mapping[str, Counts] = field(default_factory=dict)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, by name."""
        return tuple(sorted(self.articles["outlet"].unique()))

    @property
    def category_lexicons(self) -> tuple[str, ...]:
        """Keys of the lists of categories that were counted, those of frames first."""
        return tuple(name.removeprefix("hits ") for name in self.counts if name.startswith("hits "))

    @property
    def is_grouped(self) -> bool:
        """Whether any unit is a group of articles."""
        return bool(self.articles_with)


class OnFirstUse(Mapping[str, Value]):
    """Values by name, each worked out when it is first asked for: who wants words pays for no tone."""

    def __init__(self, makers: Mapping[str, Callable[[], Value]]):
        self._makers, self._made = dict(makers), dict[str, Value]()

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@lru_cache(maxsize=8)  # several tables and findings ask for the tally of the same corpus
def tally_corpus(corpus: Corpus) -> Tally:
    """Everything that the tables count, each when it is first asked for."""
    category_keys = tuple(dict.fromkeys([*corpus.card.frame_lexicons, *FUNCTIONAL_LEXICONS]))
    makers: dict[str, Callable[[], Counts]] = {"words": partial(count_words, corpus),
                                               "quoted": partial(count_quoted_words, corpus)}
    for key in category_keys:
        makers[f"hits {key}"] = partial(_hits, corpus, key)
        makers |= {f"sentences {key} {voice}": partial(_sentences, corpus, key, voice) for voice in VOICES_SCORED}
    for key in TONE_LEXICONS:
        makers[f"tone {key}"] = partial(_tone, corpus, key)
        makers[f"squares {key}"] = partial(_squares, corpus, key)
    makers["tone_toward"] = partial(count_tone_toward, corpus)
    makers |= {name: partial(count_voices, corpus, name) for name in VOICES}
    keys = (*category_keys, *TONE_LEXICONS, TONE_TOWARD_MODEL, ATTRIBUTIONS)
    versions = {key: partial(lexicon_version, key, corpus.folder) for key in keys}
    return Tally(corpus.card, corpus.articles, OnFirstUse(makers), corpus.problems, corpus.fragments_as,
                 OnFirstUse(versions))


def leave_out(tally: Tally, steps: Collection[str]) -> Tally:
    """The tally without what some of ``DEAR_STEPS`` count; they are not worked out."""
    dear = frozenset().union(*(DEAR_STEPS[step][0] for step in steps))
    versions = {DEAR_STEPS[step][1] for step in steps}
    return replace(
        tally, counts=OnFirstUse({name: partial(tally.counts.__getitem__, name)
                                  for name in tally.counts if name not in dear}),
        lexicons=OnFirstUse({key: partial(tally.lexicons.__getitem__, key)
                             for key in tally.lexicons if key not in versions}))


def as_tally(texts: Corpus | Tally) -> Tally:
    """The tally of a corpus, or the tally itself."""
    return texts if isinstance(texts, Tally) else tally_corpus(texts)


def lexicon_version(key: str, corpus_folder: Path | None) -> str:
    """Version and checksum of a list, of all lists of attributions or of learned weights: what it counts depends on
    nothing else."""
    if key == ATTRIBUTIONS:
        return voices_version(corpus_folder)
    if key == TONE_TOWARD_MODEL:
        weights = load_weights(key)
        return f"{weights.version} {weights.card['sha256']}"
    card = load_lexicon(key, corpus_folder=corpus_folder).card
    return f"{card.version} {card.sha256}"


def articles_holding(tally: Tally, name: str = "words") -> Counts:
    """Number of articles that hold each feature, one row an article or, of groups, an outlet; totals are articles."""
    return tally.articles_with[name] if name in tally.articles_with else holding_of(tally.counts[name])


def holding_of(counts: Counts) -> Counts:
    """Number of articles (0 or 1) that hold each feature, one row an article."""
    articles = counts.articles()
    matrix = articles.matrix.copy()
    matrix.data = (matrix.data != 0).astype(float)
    return Counts(sparse.csr_array(matrix), articles.units, articles.features, np.ones((len(articles.units), 1)),
                  "articles")


def _hits(corpus: Corpus, key: str) -> Counts:
    return count_hits(corpus, find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder)))


def _sentences(corpus: Corpus, key: str, voice: str) -> Counts:
    hits = find_hits(corpus, load_lexicon(key, corpus_folder=corpus.folder))
    return count_sentences(corpus, hits, voice=None if voice == "all" else voice)


def _tone(corpus: Corpus, key: str) -> Counts:
    return count_tone(corpus, score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder)))


def _squares(corpus: Corpus, key: str) -> Counts:
    return count_squares(corpus, score_sentences(corpus, load_lexicon(key, corpus_folder=corpus.folder)))
