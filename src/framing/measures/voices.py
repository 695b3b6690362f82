"""Who is heard: words and attributions of each article by kind, role, country and stance, as counts that add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from framing.attributions.corrections import KINDS
from framing.attributions.known_speakers import ROLES
from framing.attributions.ledger import voices_ledger
from framing.corpus import Corpus
from framing.counts import Counts
from framing.measures.measure import Measure, ratio

STANCES = ("neutral", "doubting", "confirming", "confronting", "supporting", "wishing", "thinking")
NOT_SAID = "(not said)"  # what an empty cell is called where it is counted
ATTRIBUTED, QUOTED = "attributed", "inside quotation marks"
NAMED, UNNAMED, UNDECIDED = "named", "unnamed", "undecided"
SAME_SPEAKER = "same speaker"

_BY_RULES = "Found by rules; how well, docs/voices.md says. "


class Voices(NamedTuple):
    """One family of counts: its measure, and the features it always has (others are added as they occur)."""

    measure: Measure
    features: tuple[str, ...]


def _share(key: str, title: str, unit: str, caveat: str) -> Measure:
    return Measure(key, title, unit, _BY_RULES + caveat, ratio, is_contrast=False)


# Name of the counts in a tally -> what is measured by them.
VOICES: Mapping[str, Voices] = {
    "voices words": Voices(_share(
        "share_of_attributed_words", "Words given as somebody's", "share of words (0 to 1)",
        "Genre decides much of it: a digest passes on what others say, an analysis argues. A reported clause is "
        "assumed to run to the end of its sentence."), (ATTRIBUTED, *KINDS, QUOTED)),
    "voices roles": Voices(_share(
        "share_of_attributed_words_by_role", "Attributed words by role", "share of attributed words (0 to 1)",
        "Roles come from word lists; 'unknown' is what no list holds. Who was asked and declined is not seen."), ROLES),
    "voices countries": Voices(_share(
        "share_of_attributed_words_by_country", "Attributed words by country or bloc",
        "share of attributed words (0 to 1)",
        "The country of the office or the name beside the source, not of the person's opinion."), (NOT_SAID,)),
    "voices cues": Voices(_share(
        "share_of_cues_by_stance", "Stance of the cue", "share of attributions with a cue (0 to 1)",
        "A word list decides: 'claimed' is doubt in one house and habit in another."), STANCES),
    "voices sources": Voices(_share(
        "share_of_named_sources", "Named and unnamed sources", "share of attributions (0 to 1)",
        "Unnamed: nobody can be asked who it is. It may protect a source; it does not make the statement false."),
        (NAMED, UNNAMED, UNDECIDED)),
    "voices first": Voices(_share(
        "share_of_articles_by_first_role", "Role of the first source", "share of articles with a source (0 to 1)",
        "The first to be heard sets the terms; where in an article news stands is a habit of its genre as well."),
        ROLES),
    "voices pairs": Voices(_share(
        "share_of_pairs_with_same_speaker", "Concentration of speakers",
        "share of pairs of attributions of an article (0 to 1)",
        "1: an article lets one speaker speak only; 0: each attribution is another's. Long articles weigh more. "
        "Attributions without a named speaker are left out."), (SAME_SPEAKER,)),
}
UNDECIDED_CONFIDENCE = 0.3


def count_voices(corpus: Corpus, name: str) -> Counts:
    """One family of ``VOICES`` per article: sums of words, attributions, articles or pairs, and what they are out of.

    Corrections of the corpus's folder count. Totals: all words ("voices words"), attributed words (roles, countries),
    attributions with a cue (cues), attributions (sources), 1 for an article with a source that is written (first),
    pairs of attributions with a named speaker (pairs). A speaker is told by the name within the article, so the
    counts add over articles. Raises ValueError for a name that is not in ``VOICES``.
    """
    if name not in VOICES:
        raise ValueError(f"No counts of voices {name!r}. There are: {', '.join(VOICES)}.")
    rows, total, counted_in = _rows_of(corpus, name)
    number = {feature: place for place, feature in enumerate(VOICES[name].features)}
    extra = sorted(set(rows.feature) - number.keys())
    number |= {feature: len(number) + place for place, feature in enumerate(extra)}
    column = np.array([number[feature] for feature in rows.feature], np.int64)
    n_articles = len(corpus.articles)
    matrix = sparse.csr_array(sparse.coo_array((rows.value, (rows.article, column)), shape=(n_articles, len(number))))
    totals = np.bincount(rows.article, weights=rows.value, minlength=n_articles) if total is None else total
    units = corpus.articles[["article_id", "outlet"]].reset_index(drop=True)
    return Counts(matrix, units, np.array(list(number), dtype=object), np.asarray(totals, float)[:, None], counted_in)


class _Rows(NamedTuple):
    """What is counted: row of the article, feature, value."""

    article: np.ndarray
    feature: list[str]
    value: np.ndarray


def _rows_of(corpus: Corpus, name: str) -> tuple[_Rows, np.ndarray | None, str]:
    """What is counted, its totals by article (None: the sums), and their unit."""
    ledger = voices_ledger(corpus)
    number_of = {article_id: number for number, article_id in enumerate(corpus.articles["article_id"].tolist())}
    article = np.array([number_of[article_id] for article_id in ledger["article_id"].tolist()], np.int64)
    n_words = ledger["n_words"].to_numpy(float)
    if name == "voices words":
        return (_words(corpus, article, ledger["kind"].tolist(), n_words),
                corpus.articles["n_words"].to_numpy(float), "words")
    if name == "voices pairs":
        return _pairs(corpus, ledger, article)
    feature = feature_of_voices(ledger, name)
    rows = feature.index.to_numpy()
    value = n_words[rows] if name in ("voices roles", "voices countries") else np.ones(len(rows))
    return _Rows(article[rows], feature.tolist(), value), None, COUNTED_IN[name]


COUNTED_IN = {"voices roles": "attributed words", "voices countries": "attributed words",
              "voices cues": "attributions with a cue", "voices sources": "attributions", "voices first": "articles"}


def feature_of_voices(ledger: pd.DataFrame, name: str) -> pd.Series:
    """The feature as which each row of a ledger is counted; rows that are not counted are left out.

    ``name``: a family of ``VOICES`` other than words and pairs.
    """
    if name == "voices sources":
        return pd.Series(_naming(ledger), index=ledger.index)
    if name == "voices countries":
        return ledger["country"].where(ledger["country"] != "", NOT_SAID)
    if name == "voices cues":
        return ledger.loc[ledger["cue"] != "", "stance"]
    if name == "voices first":
        return ledger[ledger["source"] != ""].drop_duplicates("article_id")["role"]
    return ledger["role"]


def _words(corpus: Corpus, article: np.ndarray, kind: list[str], n_words: np.ndarray) -> _Rows:
    n_quoted = corpus.articles["n_words_quoted"].to_numpy(float)
    return _Rows(np.concatenate([article, article, np.arange(len(n_quoted))]),
                 [*kind, *[ATTRIBUTED] * len(kind), *[QUOTED] * len(n_quoted)],
                 np.concatenate([n_words, n_words, n_quoted]))


def _naming(ledger: pd.DataFrame) -> np.ndarray:
    is_unnamed = ledger["role"] == "unnamed"
    is_unsure = ledger["confidence"] <= UNDECIDED_CONFIDENCE
    return np.where(is_unsure, UNDECIDED, np.where(is_unnamed, UNNAMED, np.where(ledger["speaker"] == "", UNDECIDED,
                                                                                NAMED)))


def _pairs(corpus: Corpus, ledger: pd.DataFrame, article: np.ndarray) -> tuple[_Rows, np.ndarray, str]:
    """Pairs of attributions of one article: those under one name, out of all with a named speaker."""
    is_named = _naming(ledger) == NAMED
    sizes = Counter(zip(article[is_named].tolist(), ledger["speaker"][is_named].tolist(), strict=True))
    same: dict[int, int] = {}
    for (number, _), n in sizes.items():
        same[number] = same.get(number, 0) + n * (n - 1) // 2
    n_named = np.bincount(article[is_named], minlength=len(corpus.articles)).astype(float)
    rows = _Rows(np.array(list(same), np.int64), [SAME_SPEAKER] * len(same), np.array(list(same.values()), float))
    return rows, n_named * (n_named - 1) / 2, "pairs of attributions"
