"""General tone of the wording, sentence by sentence, each voice by itself.

Tone is not stance and not bias: it says how kind or harsh the listed words are, not what a text is for or
against, nor about whom.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus import PARTS, VOICES, Corpus
from framing.corpus_units import article_parts, words_in_voice
from framing.counts import Counts
from framing.freed_memory import give_back
from framing.kept import kept_with_first
from framing.lexicon import Lexicon
from framing.measures.measure import Measure, ratio
from framing.measures.pattern_arrays import PatternPieces, describe_words, pattern_scores
from framing.measures.tone_rules import listed_words, pattern_entries, rules_of
from framing.measures.vader_arrays import score_chunks, score_texts
from framing.measures.vader_described import described_sentences
from framing.measures.voice_chunks import chunks_in_voices
from framing.row_index import spread
from framing.voice_text import first_words, texts_in_voice

VOICES_SCORED = ("all", *VOICES)
PARTS_SCORED = ("all", *PARTS)

# Scored together: what is worked out for so many stays in the caches.
SENTENCES_AT_ONCE = 20_000

# Quantity -> what is added up over sentences, and what it is out of.
Quantities = dict[str, tuple[np.ndarray, np.ndarray]]


def score_sentences(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """One row a sentence and voice: sentence (row in ``corpus.sentences``), voice, score, n_words, n_scored.

    Voice "all" scores the sentence as it stands; "outlet" and "quoted" score only the words in that voice, for
    sentences that have any. ``score`` is -1 to 1, 0.0 where no word is listed; then ``n_scored`` is 0.
    Typographic apostrophes are folded to straight ones first, else VADER misses every "doesn’t"; beyond that the
    scores are those of the reference implementations, ``sentence_scorer``. VADER's does not find a word that a
    typographic quotation mark touches; the voices, whose texts come without their marks, are free of that.
    """
    scored = _scored_by_voice(corpus, lexicon)
    n_words = [words_in_voice(corpus, None if voice == "all" else voice) for voice in VOICES_SCORED]
    rows = list(map(np.flatnonzero, n_words))
    voice = np.repeat(np.arange(len(rows), dtype=np.int8), list(map(len, rows)))
    return pd.DataFrame({
        "sentence": np.concatenate(rows), "voice": pd.Categorical.from_codes(voice, VOICES_SCORED),
        "score": np.concatenate([one.score for one in scored]),
        "n_words": np.concatenate([n[some] for n, some in zip(n_words, rows, strict=True)]),
        "n_scored": np.concatenate([one.n_listed for one in scored])}, copy=False)


class _Scored(NamedTuple):
    """Score and number of listed words of every sentence that has a word in one voice."""

    score: np.ndarray
    n_listed: np.ndarray


@kept_with_first  # the dearest step; several findings read the same scores
def _scored_by_voice(corpus: Corpus, lexicon: Lexicon) -> list[_Scored]:
    """One entry for each of VOICES_SCORED. The table of them is many times larger: it is made when it is asked for."""
    scores_of = _vader_by_voice if rules_of(lexicon) == "vader" else _pattern_by_voice
    scores, n_listed = scores_of(corpus, lexicon), _listed_by_voice(corpus, lexicon)
    rows = {voice: np.flatnonzero(words_in_voice(corpus, None if voice == "all" else voice)) for voice in VOICES_SCORED}
    give_back()
    return [_Scored(scores[voice][some], n_listed[voice][some].astype(np.int32)) for voice, some in rows.items()]


def is_listed(corpus: Corpus, lexicon: Lexicon) -> np.ndarray:
    """Mask over the words of the corpus: which are in the list with a valence other than zero."""
    of_form = np.zeros(len(corpus.vocabulary.folded), bool)
    of_form[corpus.vocabulary.numbers_of(listed_words(lexicon))] = True
    return of_form[corpus.words.fold_of][corpus.words.surface]


def _listed_by_voice(corpus: Corpus, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Number of listed words of each sentence."""
    places = np.flatnonzero(is_listed(corpus, lexicon))
    sentence, n_sentences = corpus.words.sentence[places], len(corpus.sentence_columns.start)
    n_all = np.bincount(sentence, minlength=n_sentences)
    n_quoted = np.bincount(sentence[corpus.is_quoted(places)], minlength=n_sentences)
    return {"all": n_all, "outlet": n_all - n_quoted, "quoted": n_quoted}


def _vader_by_voice(corpus: Corpus, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Scores of all sentences by voice. A sentence without any quoted word keeps the score of the whole."""
    rows = np.flatnonzero(corpus.sentence_columns.n_words_quoted)
    in_voices, is_mixed = chunks_in_voices(corpus, rows)
    whole = corpus.chunks.stream
    chunks = described_sentences(corpus.chunks, lexicon, in_voices.distinct[len(whole.distinct):])
    by_voice = {"all": score_chunks(chunks, whole.chunk, whole.bounds)}
    of_voices = np.split(score_chunks(chunks, in_voices.chunk, in_voices.bounds), len(VOICES))
    for voice, of_voice in zip(VOICES, of_voices, strict=True):
        of_voice[is_mixed] = score_texts(texts_in_voice(corpus, rows[is_mixed], voice), lexicon)
        by_voice[voice] = by_voice["all"].copy()
        by_voice[voice][rows] = of_voice
    return by_voice


def _pattern_by_voice(corpus: Corpus, lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Scores of all sentences by voice, 0 where no word is listed; the words of a voice are scored as they follow."""
    pieces = describe_words(corpus.vocabulary.folded, pattern_entries(lexicon))
    whole = _pattern_scores(corpus, np.arange(len(corpus.sentence_columns.start)), None, pieces)
    by_voice = {"all": whole}
    rows = np.flatnonzero(corpus.sentence_columns.n_words_quoted)
    for voice in VOICES:
        by_voice[voice] = whole.copy()
        by_voice[voice][rows] = _pattern_scores(corpus, rows, voice, pieces)
    return by_voice


def _pattern_scores(corpus: Corpus, rows: np.ndarray, voice: str | None, pieces: PatternPieces) -> np.ndarray:
    """Scores of some sentences in a voice (None: as they stand), some at a time, so that what is temporary is small."""
    words, first = corpus.words, first_words(corpus)
    scores = [np.empty(0)]
    for start in range(0, len(rows), SENTENCES_AT_ONCE):
        some = rows[start:start + SENTENCES_AT_ONCE]
        n_words = first[some + 1] - first[some]
        place, sentence = spread(first[some], n_words), np.repeat(np.arange(len(some)), n_words)
        if voice is not None:
            kept = corpus.is_quoted(place) == (voice == "quoted")
            place, sentence = place[kept], sentence[kept]
        scores.append(np.nan_to_num(pattern_scores(sentence, words.fold_of[words.surface[place]], pieces, len(some))))
    return np.concatenate(scores)


def count_tone(corpus: Corpus, scores: pd.DataFrame) -> Counts:
    """Sums behind every tone number: one row an article, one feature a quantity, voice and part ("tone outlet body").

    Quantities: "tone", sums of sentence scores out of sentences; "tone_scored", the same over sentences with a
    listed word; "coverage", listed words out of words. Voices: all, outlet, quoted. Parts: all, headline,
    standfirst, body. Totals have the shape (articles, features).
    """
    def quantities(value: np.ndarray, n_words: np.ndarray, n_scored: np.ndarray) -> Quantities:
        has_listed = (n_scored > 0).astype(float)
        return {"tone": (value, np.ones(len(value))), "tone_scored": (value * has_listed, has_listed),
                "coverage": (n_scored, n_words)}

    return _sums(corpus, scores, quantities)


def count_squares(corpus: Corpus, scores: pd.DataFrame) -> Counts:
    """Sums of squared sentence scores, out of sentences: with the sums of scores they give a standard deviation."""
    return _sums(corpus, scores, lambda value, *_: {"tone": (value**2, np.ones(len(value)))})


def _sums(corpus: Corpus, scores: pd.DataFrame, quantities_of: Callable[..., Quantities]) -> Counts:
    """Sums over articles and parts, voice by voice. ``quantities_of``: from scores, numbers of words and of listed
    words of sentences to what is added up."""
    unit_of_sentence = article_parts(corpus)
    names, sums, totals = [], [], []
    for voice in VOICES_SCORED:
        rows = np.flatnonzero(scores["voice"] == voice)
        units = unit_of_sentence[scores["sentence"].to_numpy()[rows]]
        values = (scores[name].to_numpy()[rows].astype(float) for name in ("score", "n_words", "n_scored"))
        for quantity, (above, below) in quantities_of(*values).items():
            sums.append(_by_part(units, above, len(corpus.articles)))
            totals.append(_by_part(units, below, len(corpus.articles)))
            names += [f"{quantity} {voice} {part}" for part in PARTS_SCORED]
    return Counts(sparse.csr_array(np.hstack(sums)), corpus.articles[["article_id", "outlet"]], np.array(names, object),
                  np.hstack(totals), "sentences or words")


def _by_part(units: np.ndarray, values: np.ndarray, n_articles: int) -> np.ndarray:
    """Sums (articles, parts) with all parts together first, as in PARTS_SCORED."""
    parts = np.bincount(units, weights=values, minlength=n_articles * len(PARTS)).reshape(n_articles, len(PARTS))
    return np.hstack([parts.sum(axis=1, keepdims=True), parts])


def sentence_spread(scores: Counts, squares: Counts) -> dict[tuple[str, ...], float]:
    """Standard deviation of sentence scores by (outlet, voice, part), from their sums and those of their squares.

    It describes the texts. It is no interval for the outlet: other articles would differ by more than that.
    NaN for fewer than two sentences. ``scores``, ``squares``: from ``count_tone`` and ``count_squares``.
    """
    is_score = np.isin(scores.features, squares.features)
    sums, of_squares = (counts.sum_by("outlet") for counts in (scores.with_features(is_score), squares))
    total, squared, n = sums.matrix.toarray(), of_squares.matrix.toarray(), of_squares.totals
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = np.where(n > 1, squared - total**2 / n, np.nan)
        # What is left of equal scores after rounding is no spread.
        variance[variance < 1e-12 * squared] = 0.0
        spread = np.sqrt(variance / (n - 1))
    places = [(outlet, *name.split(" ")[1:]) for outlet in sums.units["outlet"].tolist() for name in squares.features]
    return dict(zip(places, spread.ravel().tolist(), strict=True))


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
    shape = len(corpus.outlets), len(listed)
    cells = outlet_of[word >= 0] * shape[1] + word[word >= 0]
    counts = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    n_words = np.bincount(outlet_of, minlength=len(corpus.outlets))
    table = pd.DataFrame({
        "word": np.tile([name for _, name, _ in listed], len(corpus.outlets)),
        "outlet": np.repeat(corpus.outlets, len(listed)),
        "valence": np.tile([valence for _, _, valence in listed], len(corpus.outlets)),
        "count": counts.ravel(),
        "n_words": np.repeat(n_words, len(listed)),
    })
    table = table[table["count"] > 0].reset_index(drop=True)
    table["valence_per_1000_words"] = 1000 * table["valence"] * table["count"] / table["n_words"]
    return table


TONE = Measure(
    "mean_sentence_tone", "Tone", "mean sentence score (-1 to 1)",
    "Tone follows the topic: a report on a war is full of negative words whoever writes it. Tone is not stance.",
    ratio, is_contrast=False)
