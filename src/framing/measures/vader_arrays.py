"""VADER's scores of many texts at once: its rules as operations on arrays, over the listed words of all texts.

The values are those of NLTK's ``SentimentIntensityAnalyzer``, to the last bit. What is odd in the rules is VADER's:
a word that comes again in a text gets the value of its first place, unless it stands on the other side of "but".
Source: hutto2014vader; the rules were read in NLTK 3.10.4, ``sentiment/vader.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

import numpy as np

from framing.chunked import ChunkStream, chunk_pieces
from framing.lexicon import Lexicon
from framing.measures import vader_words as rules
from framing.measures.vader_chunks import (
    AT_OR_VERY,
    BUT,
    CALLS_OR_ASKS,
    CAPITALS,
    IS_WORD,
    KEY_OF_PHRASE,
    KIND,
    LEAST,
    LISTED,
    NEGATES,
    NEVER,
    NEXT_TO_KEY,
    OF,
    SCORED,
    SO_OR_THIS,
    STRENGTHENS,
    WEAKENS,
    VaderChunks,
)
from framing.measures.vader_described import described
from framing.measures.vader_stream import Stream

# Traits of words that change the value of a listed word near them, alone or together with others.
CHANGES_OTHERS = STRENGTHENS | WEAKENS | NEGATES | LEAST | KIND | NEVER | SO_OR_THIS | KEY_OF_PHRASE
# Cut into chunks together: more would not make it faster, and takes memory.
TEXTS_CUT_AT_ONCE = 200_000
# Scored together: what is worked out for so many stays in the caches.
TEXTS_AT_ONCE = 20_000


def score_texts(texts: Sequence[str], lexicon: Lexicon, *, fold: bool = True) -> np.ndarray:
    """VADER's score of each text: ``vader_scores``, so many texts at a time that what is temporary stays small."""
    scores = [
        vader_scores(chunk_pieces(texts[first : first + TEXTS_CUT_AT_ONCE]).stream, lexicon, fold=fold)
        for first in range(0, len(texts), TEXTS_CUT_AT_ONCE)
    ]
    return np.concatenate([np.empty(0), *scores])


def vader_scores(texts: ChunkStream, lexicon: Lexicon, *, fold: bool = True) -> np.ndarray:
    """VADER's compound score of each text, -1 to 1, after typographic apostrophes are folded to straight ones.

    ``lexicon``: a list for VADER's rules. ``fold=False`` scores the text as typed: to show what folding changes.
    A text without a listed word has 0.0. Positive: the listed words are mostly kind ones; the score tells nothing
    about whom they are meant for.

    Equal to ``polarity_scores(text)["compound"]`` of NLTK 3.10.4 on Python 3.11, to the last bit: sums run from
    left to right. From Python 3.12 on NLTK's own sums are a little more exact; only a sum that lies within 1e-15 of
    a tie between two fourth decimals is rounded to the other one there.
    """
    return score_chunks(described(texts.distinct, lexicon, fold=fold), texts.chunk, texts.bounds)


def score_chunks(chunks: VaderChunks, chunk: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """The scores of texts of chunks that are described: text t has ``chunk[bounds[t]:bounds[t + 1]]``."""
    scores = [np.empty(0)]
    for first in range(0, len(bounds) - 1, TEXTS_AT_ONCE):
        part = bounds[first : first + TEXTS_AT_ONCE + 1]
        scores.append(_scores(chunks, chunk[part[0] : part[-1]], part - part[0]))
    return np.concatenate(scores)


def _scores(chunks: VaderChunks, chunk: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    traits = chunks.traits[chunk]
    stream = Stream.of(chunks, chunk, traits, bounds)
    scored = stream.places(SCORED)
    texts = stream.texts(scored)
    values = _word_values(stream, scored, texts) * _but_factors(stream, scored, texts)
    sums = np.bincount(texts, weights=values, minlength=len(bounds) - 1)
    sums = sums + np.sign(sums) * _emphasis(chunks, chunk, traits, bounds)
    return round_to_4(sums / np.sqrt(sums * sums + rules.SQUASHING))


def _word_values(stream: Stream, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """The value of each scored word before "but": that of the word's first place in its text."""
    numbers = stream.chunks.numbers[stream.ids(places)]
    keys = texts * (numbers.max(initial=0) + 1) + numbers
    _, first, again = np.unique(keys, return_index=True, return_inverse=True)
    places, texts = places[first], texts[first]
    values = stream.chunks.valences[stream.ids(places)]
    rows = np.flatnonzero(_is_near_a_rule(stream, places, texts))  # the others keep their valence
    values[rows] = _values_at(stream, places[rows], texts[rows])
    return values[again]


def _is_near_a_rule(stream: Stream, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Mask over some places: a word in capitals, or a word near enough that changes the value of others."""
    near = stream.near(places, texts)
    return (near(0) & CAPITALS) | (reduce(np.bitwise_or, map(near, range(-3, 3))) & CHANGES_OTHERS) > 0


def _values_at(stream: Stream, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """The value of the scored word at each place, from its valence and the words around it."""
    near = stream.near(places, texts)
    traits = near(0)
    capitals_matter = _mixes_capitals(stream)[texts]
    values = stream.chunks.valences[stream.ids(places)]
    values += _sized(rules.CAPITALS_BOOST, values) * (capitals_matter & (traits & CAPITALS > 0))
    before = [traits, near(-1), near(-2), near(-3)]
    for distance, fading in enumerate(rules.FADING, start=1):
        is_free = (before[distance] & (IS_WORD | LISTED)) == IS_WORD
        boosted = values + _boost(before[distance], values, capitals_matter) * fading
        values = np.where(is_free, boosted * _negation_factor(before, distance), values)
    _put_phrases(values, stream, places, texts, is_free)
    is_least = (before[1] & (LEAST | LISTED) == LEAST) & (before[2] & AT_OR_VERY == 0)
    values[is_least] *= rules.NEGATED
    values[(traits & KIND > 0) & (near(1) & OF > 0)] = 0
    return values


def _mixes_capitals(stream: Stream) -> np.ndarray:
    """Mask over the texts: in which some but not all words are in capitals."""
    n_capitals = np.diff(np.searchsorted(stream.places(CAPITALS), stream.bounds))
    return (n_capitals > 0) & (n_capitals < np.diff(stream.bounds))


def _sized(amount: float, values: np.ndarray) -> np.ndarray:
    """The amount with the sign that takes a value further from zero; a value of zero counts as negative."""
    return np.where(values > 0, amount, -amount)


def _boost(traits: np.ndarray, values: np.ndarray, capitals_matter: np.ndarray) -> np.ndarray:
    """What a strengthening or weakening word adds to the value of the listed word after it; 0 for other words."""
    is_strong, is_booster = traits & STRENGTHENS > 0, traits & (STRENGTHENS | WEAKENS) > 0
    amounts = np.where(is_strong == (values >= 0), rules.BOOST, -rules.BOOST)
    amounts += _sized(rules.CAPITALS_BOOST, values) * (capitals_matter & (traits & CAPITALS > 0))
    return np.where(is_booster, amounts, 0.0)


def _negation_factor(before: Sequence[np.ndarray], distance: int) -> np.ndarray:
    """What a negation at a distance makes of the value: a factor, 1 without one. ``before[d]``: traits d words before.

    "Never so" and "never this" raise it instead; at three words "so" or "this" before the listed word is enough.
    """
    is_negated = before[distance] & NEGATES > 0
    factors = np.where(is_negated, rules.NEGATED, 1.0)
    if distance == 1:
        return factors
    is_never = before[distance] & NEVER > 0
    is_so = [traits & SO_OR_THIS > 0 for traits in before]
    if distance == 2:
        return np.where(is_never & is_so[1], rules.NEVER_SO_NEAR, factors)
    return np.where(is_never & is_so[2] | is_so[1], rules.NEVER_SO_FAR, factors)


def _put_phrases(values: np.ndarray, stream: Stream, places: np.ndarray, texts: np.ndarray, may_be: np.ndarray) -> None:
    """Apply idioms and "kind of" to the values, in place. Phrases are rare: they are read as words, one by one."""
    keys = _keys_of_phrases(stream)
    has_key = np.searchsorted(keys, places + 3) > np.searchsorted(keys, places - 3)
    rows = np.flatnonzero(has_key & may_be)
    windows = stream.ids(places[rows, None] + np.arange(-3, 3)).tolist()
    n_inside = (stream.bounds[texts[rows] + 1] - places[rows] + 3).tolist()
    values[rows] = [
        phrase_value(value, [stream.chunks.words[chunk] for chunk in window[:n_words]])
        for value, window, n_words in zip(values[rows].tolist(), windows, n_inside, strict=True)
    ]


def _keys_of_phrases(stream: Stream) -> np.ndarray:
    """Places of the longest words of phrases that have the next word of their phrase beside them."""
    words, keys = stream.chunks.words, stream.places(KEY_OF_PHRASE)
    beside = zip(*(stream.ids(keys + step).tolist() for step in (-1, 0, 1)), strict=True)
    stands = []
    for before, at, after in beside:
        step, word = NEXT_TO_KEY[words[at]]
        stands.append(words[after if step > 0 else before] == word)
    return keys[np.array(stands, bool)]


def phrase_value(value: float, words: Sequence[str]) -> float:
    """The value of ``words[3]``, given by a phrase around it. ``words``: three before it, itself, up to two after."""
    pairs = [" ".join(pair) for pair in pairwise(words)]
    triples = [" ".join(words[first : first + 3]) for first in range(len(words) - 2)]
    before = [pairs[2], triples[1], pairs[1], triples[0], pairs[0]]
    value = next((rules.IDIOMS[phrase] for phrase in before if phrase in rules.IDIOMS), value)
    for phrase in (*pairs[3:4], *triples[3:4]):  # the listed word begins them
        value = rules.IDIOMS.get(phrase, value)
    return value - rules.BOOST if rules.WEAKENING_PAIRS & {pairs[0], pairs[1]} else value


def _but_factors(stream: Stream, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Factors of the values: by which side of the first "but" of its text a place is."""
    buts = stream.places(BUT)
    texts_with, first = np.unique(stream.texts(buts), return_index=True)
    but_of_text = np.full(len(stream.bounds) - 1, -1)
    but_of_text[texts_with] = buts[first]
    but = but_of_text[texts]
    is_before, is_after = places < but, (but >= 0) & (places > but)
    return np.where(is_before, rules.BEFORE_BUT, np.where(is_after, rules.AFTER_BUT, 1.0))


def _emphasis(chunks: VaderChunks, chunk: np.ndarray, traits: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """What the exclamation and question marks of each text add to the size of its sum."""
    places = np.flatnonzero(traits & CALLS_OR_ASKS)
    texts = np.searchsorted(bounds, places, side="right") - 1
    exclamations, questions = (np.bincount(texts, weights=marks[chunk[places]], minlength=len(bounds) - 1)
                               for marks in (chunks.exclamations, chunks.questions))
    by_number = np.where(questions > 1, questions * rules.QUESTION, 0.0)
    from_questions = np.where(questions > rules.MAX_QUESTIONS, rules.MANY_QUESTIONS, by_number)
    return np.minimum(exclamations, rules.MAX_EXCLAMATIONS) * rules.EXCLAMATION + from_questions


def round_to_4(values: np.ndarray) -> np.ndarray:
    """Values rounded to four decimals as Python rounds: by the exact value, where scaling first can move a tie."""
    scaled = values * 10**rules.DECIMALS
    rounded = np.rint(scaled) / 10**rules.DECIMALS
    close_to_tie = np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6)
    rounded[close_to_tie] = [round(value, rules.DECIMALS) for value in values[close_to_tie].tolist()]
    return rounded
