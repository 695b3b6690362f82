"""General tone of the wording, sentence by sentence, each voice by itself.

Tone is not stance and not bias: it says how kind or harsh the listed words are, not what a text is for or
against, nor about whom.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import PARTS, Corpus
from framing.counts import Counts, article_of_sentences, part_of_sentences
from framing.lexicon import Lexicon
from framing.measures.measure import Measure, ratio
from framing.measures.tone_rules import listed_words, sentence_scorer
from framing.voice_text import text_in_voice

VOICES_SCORED = ("all", "outlet", "quoted")
PARTS_SCORED = ("all", *PARTS)


@lru_cache(maxsize=8)  # the dearest step; several findings read the same scores
def score_sentences(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """One row a sentence and voice: sentence (row in ``corpus.sentences``), voice, score, n_words, n_scored.

    Voice "all" scores the sentence as it stands; "outlet" and "quoted" score only the words in that voice, for
    sentences that have any. ``score`` is -1 to 1, 0.0 where no word is listed; then ``n_scored`` is 0.
    Typographic apostrophes are folded to straight ones first, else VADER misses every "doesn’t"; beyond that the
    scores are the reference implementation's. It does not find a word that a typographic quotation mark touches;
    the voices, whose texts come without their marks, are free of that.
    """
    score = sentence_scorer(lexicon)
    listed = is_listed(corpus, lexicon)
    is_quoted = corpus.is_quoted()
    pieces = []
    whole = np.array([score(text) for text in corpus.sentences["text"]])
    for voice in VOICES_SCORED:
        kept = np.ones(len(listed), bool) if voice == "all" else is_quoted == (voice == "quoted")
        n_words = np.bincount(corpus.words.sentence[kept], minlength=len(whole))
        n_scored = np.bincount(corpus.words.sentence[kept & listed], minlength=len(whole))
        rows = np.flatnonzero(n_words)
        values = _voice_scores(corpus, rows, voice, whole, score)
        pieces.append(pd.DataFrame({"sentence": rows, "voice": voice, "score": values, "n_words": n_words[rows],
                                    "n_scored": n_scored[rows]}))
    return pd.concat(pieces, ignore_index=True)


def is_listed(corpus: Corpus, lexicon: Lexicon) -> np.ndarray:
    """Mask over the words of the corpus: which are in the list with a valence other than zero."""
    of_form = np.array([word in listed_words(lexicon) for word in corpus.vocabulary.folded], bool)
    return of_form[corpus.words.folded]


def _voice_scores(corpus: Corpus, rows: np.ndarray, voice: str, whole: np.ndarray,
                  score: Callable[[str], float]) -> np.ndarray:
    """Scores of the sentences in one voice; a sentence without any quoted word keeps the score of the whole."""
    values = whole[rows].copy()
    if voice != "all":
        has_quoted = corpus.sentences["n_words_quoted"].to_numpy()[rows] > 0
        values[has_quoted] = [score(text_in_voice(corpus, row, voice)) for row in rows[has_quoted]]
    return values


def count_tone(corpus: Corpus, scores: pd.DataFrame) -> Counts:
    """Sums behind every tone number: one row an article, one feature a quantity, voice and part ("tone outlet body").

    Quantities: "tone", sums of sentence scores out of sentences; "tone_scored", the same over sentences with a
    listed word; "coverage", listed words out of words. Voices: all, outlet, quoted. Parts: all, headline,
    standfirst, body. Totals have the shape (articles, features).
    """
    unit_of_sentence = article_of_sentences(corpus) * len(PARTS) + part_of_sentences(corpus)
    names, sums, totals = [], [], []
    for voice in VOICES_SCORED:
        rows = scores[scores["voice"] == voice]
        units = unit_of_sentence[rows["sentence"]]
        value, n_words, n_scored = (rows[name].to_numpy(float) for name in ("score", "n_words", "n_scored"))
        has_listed = (n_scored > 0).astype(float)
        quantities = {"tone": (value, np.ones(len(rows))), "tone_scored": (value * has_listed, has_listed),
                      "coverage": (n_scored, n_words)}
        for quantity, (above, below) in quantities.items():
            sums.append(_by_part(units, above, len(corpus.articles)))
            totals.append(_by_part(units, below, len(corpus.articles)))
            names += [f"{quantity} {voice} {part}" for part in PARTS_SCORED]
    return Counts(sparse.csr_array(np.hstack(sums)), corpus.articles[["article_id", "outlet"]], np.array(names, object),
                  np.hstack(totals), "sentences or words")


def _by_part(units: np.ndarray, values: np.ndarray, n_articles: int) -> np.ndarray:
    """Sums (articles, parts) with all parts together first, as in PARTS_SCORED."""
    parts = np.bincount(units, weights=values, minlength=n_articles * len(PARTS)).reshape(n_articles, len(PARTS))
    return np.hstack([parts.sum(axis=1, keepdims=True), parts])


def sentence_spread(corpus: Corpus, scores: pd.DataFrame) -> pd.Series:
    """Standard deviation of sentence scores by (outlet, voice, part): the spread between sentences of the articles.

    It describes the texts. It is no interval for the outlet: other articles would differ by more than that.
    NaN for fewer than two sentences.
    """
    rows = corpus.sentences[["outlet", "part"]].iloc[scores["sentence"]].reset_index(drop=True)
    rows = rows.assign(voice=scores["voice"].to_numpy(), score=scores["score"].to_numpy())
    rows = pd.concat([rows.assign(part="all"), rows])
    return rows.groupby(["outlet", "voice", "part"])["score"].std(ddof=1)


def word_contributions(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """What each listed word adds in each outlet: word, outlet, valence, count, n_words, valence_per_1000_words.

    ``valence_per_1000_words`` is valence x count / words x 1000: these add up to the outlet's sum of valences
    before any rule (negation, "very", "but") is applied. They show which words a tone rests on.
    """
    valence_of = listed_words(lexicon)
    listed = [(number, word, valence_of[word]) for number, word in enumerate(corpus.vocabulary.folded)
              if valence_of.get(word)]
    numbers = np.full(len(corpus.vocabulary.folded), -1)
    numbers[[number for number, _, _ in listed]] = np.arange(len(listed))
    outlet_of = pd.Index(corpus.outlets).get_indexer(corpus.sentences["outlet"])[corpus.words.sentence]
    word = numbers[corpus.words.folded]
    counts = np.zeros((len(corpus.outlets), len(listed)))
    np.add.at(counts, (outlet_of[word >= 0], word[word >= 0]), 1)
    n_words = np.bincount(outlet_of, minlength=len(corpus.outlets))
    table = pd.DataFrame({
        "word": np.tile([name for _, name, _ in listed], len(corpus.outlets)),
        "outlet": np.repeat(corpus.outlets, len(listed)),
        "valence": np.tile([valence for _, _, valence in listed], len(corpus.outlets)),
        "count": counts.ravel().astype(int),
        "n_words": np.repeat(n_words, len(listed)),
    })
    table = table[table["count"] > 0].reset_index(drop=True)
    table["valence_per_1000_words"] = 1000 * table["valence"] * table["count"] / table["n_words"]
    return table


TONE = Measure(
    "mean_sentence_tone", "Tone", "mean sentence score (-1 to 1)",
    "Tone follows the topic: a report on a war is full of negative words whoever writes it. Tone is not stance.",
    ratio, is_contrast=False)
