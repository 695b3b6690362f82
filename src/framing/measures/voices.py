"""Who is heard: words and attributions of each article by kind, role, country and stance, as counts that add."""

from __future__ import annotations

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
    article = pd.Index(corpus.articles["article_id"]).get_indexer(pd.Index(rows["article_id"]))
    number = {feature: place for place, feature in enumerate(VOICES[name].features)}
    extra = sorted(set(rows["feature"]) - number.keys())
    number |= {feature: len(number) + place for place, feature in enumerate(extra)}
    column = rows["feature"].map(number).to_numpy(np.int64)
    n_articles = len(corpus.articles)
    matrix = sparse.csr_array(sparse.coo_array((rows["value"].to_numpy(float), (article, column)),
                                               shape=(n_articles, len(number))))
    totals = np.bincount(article, weights=rows["value"], minlength=n_articles) if total is None else total
    units = corpus.articles[["article_id", "outlet"]].reset_index(drop=True)
    return Counts(matrix, units, np.array(list(number), dtype=object), np.asarray(totals, float)[:, None], counted_in)


def _rows_of(corpus: Corpus, name: str) -> tuple[pd.DataFrame, np.ndarray | None, str]:
    """What is counted (article_id, feature, value), its totals by article (None: the sums), and their unit."""
    ledger = voices_ledger(corpus)
    if name == "voices words":
        return _words(corpus, ledger), corpus.articles["n_words"].to_numpy(float), "words"
    if name == "voices pairs":
        return _pairs(corpus, ledger)
    feature = feature_of_voices(ledger, name)
    rows = ledger.loc[feature.index]
    is_words = name in ("voices roles", "voices countries")
    return _rows(rows, feature, rows["n_words"] if is_words else 1.0), None, COUNTED_IN[name]


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


def _rows(ledger: pd.DataFrame, feature: pd.Series, value: pd.Series | float = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"article_id": ledger["article_id"], "feature": feature, "value": value})


def _words(corpus: Corpus, ledger: pd.DataFrame) -> pd.DataFrame:
    kinds = _rows(ledger, ledger["kind"], ledger["n_words"])
    inside = corpus.articles[["article_id"]].assign(feature=QUOTED, value=corpus.articles["n_words_quoted"])
    return pd.concat([kinds, kinds.assign(feature=ATTRIBUTED), inside], ignore_index=True)


def _naming(ledger: pd.DataFrame) -> np.ndarray:
    is_unnamed = ledger["role"] == "unnamed"
    is_unsure = ledger["confidence"] <= UNDECIDED_CONFIDENCE
    return np.where(is_unsure, UNDECIDED, np.where(is_unnamed, UNNAMED, np.where(ledger["speaker"] == "", UNDECIDED,
                                                                                NAMED)))


def _pairs(corpus: Corpus, ledger: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray, str]:
    """Pairs of attributions of one article: those under one name, out of all with a named speaker."""
    named = ledger[_naming(ledger) == NAMED]
    sizes = named.groupby(["article_id", "speaker"], sort=True).size()
    same = (sizes * (sizes - 1) // 2).groupby(level="article_id").sum()
    n_named = corpus.articles["article_id"].map(named.groupby("article_id").size()).fillna(0).to_numpy(float)
    rows = pd.DataFrame({"article_id": same.index, "feature": SAME_SPEAKER, "value": same.to_numpy()})
    return rows, n_named * (n_named - 1) / 2, "pairs of attributions"
