"""Finding patterns: what matches, what does not, and that every hit can be read in its sentence."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus import Corpus
from framing.hits import find_hits
from framing.lexicon import Lexicon
from framing.plain_text import corpus_of_texts
from framing.words import find_words, fold_word
from made_corpora import lexicon_of


def found(text: str, *patterns: str, kind: str = "categories") -> list[str]:
    """The hits of patterns of one category, as they stand in the text, in order."""
    corpus = corpus_of_texts([text])
    return hit_texts(corpus, lexicon_of({"c": list(patterns)}, kind=kind))


def hit_texts(corpus: Corpus, lexicon: Lexicon) -> list[str]:
    hits = find_hits(corpus, lexicon)
    texts = []
    for first, length in zip(hits.first, hits.length, strict=True):
        sentence = corpus.sentences.iloc[corpus.words.sentence[first]]
        texts.append(
            sentence["text"][
                corpus.words.start[first] - sentence["start"] : corpus.words.end[first + length - 1] - sentence["start"]
            ]
        )
    return texts


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("sanction", "Sanction the sanction, sanctions, unsanctioned.", ["Sanction", "sanction"]),
        ("sanction*", "Sanction the sanctions and sanctioned; unsanctioned.", ["Sanction", "sanctions", "sanctioned"]),
        ("*gate", "The gate, Watergate and gates.", ["gate", "Watergate"]),
        ("s*n", "A son, a sin, a sanction and sand.", ["son", "sin", "sanction"]),
        ("sanction", "Iran's sanction's end, the sanction’s start.", ["sanction's", "sanction’s"]),
        ("leader", "The leader’s and leaders' plans.", ["leader’s"]),
        ("leaders", "The leader’s and leaders’ plans.", ["leaders"]),
        (
            "people's lives",
            "People’s lives, people's lives; people lives; the peoples’ lives.",
            ["People’s lives", "people's lives"],
        ),
        ("no-man's land", "No‑man’s land and no man's land.", ["No‑man’s land"]),
        ("Trump's", "Trump’s plan, TRUMP'S and Trump.", ["Trump’s"]),
        (
            "workers' rights",
            "Workers’ rights and workers rights, a worker’s rights.",
            ["Workers’ rights", "workers rights"],
        ),
        ("it's", "It’s its. It is.", ["It’s"]),
        ("*-year-old", "A 5-year-old and ten-year-olds.", ["5-year-old"]),
        ("US", "US forces told us; the U.S. and US-led troops.", ["US"]),
        ("us", "US forces told us.", ["us"]),
        ("u.s.", "US forces told us; the U.S. and US’s troops.", ["US", "U.S.", "US’s"]),
        ("May", "He may go in May. May he?", ["May", "May"]),
        ("may not", "He may not go. May not is not may.", ["may not", "May not"]),
        ("don't", "I don’t and don't.", ["don’t", "don't"]),
        ("de-escalation", "De‑escalation and de-escalation.", ["De‑escalation", "de-escalation"]),
        ("new york*", "New Yorkers in New York. New times. York.", ["New Yorkers", "New York"]),
        ("café", "Café and Cafe\u0301, cafe.", ["Café", "Cafe\u0301"]),
        ("3.67", "At 3.67 per cent, not 367.", ["3.67"]),
    ],
)
def test_one_pattern(pattern, text, expected):
    assert found(text, pattern) == expected


def test_a_pattern_of_words_does_not_cross_sentences_or_articles():
    corpus = corpus_of_texts(["The road. Map of it. The road map.", "Nobody took the road", "Map in hand they went"])
    assert hit_texts(corpus, lexicon_of({"c": ["road map"]})) == ["road map"]
    # The last word of the corpus may begin a pattern that has no room left.
    assert found("Talks on the road", "road map", "the road") == ["the road"]


def test_the_longest_match_wins_and_a_word_counts_once_in_a_category():
    assert found("The war on terror is a war.", "war", "war on terror", "terror") == ["war on terror", "war"]
    # Of two of the same length that overlap the first in the text stays.
    assert found("One two three.", "one two", "two three") == ["One two"]
    assert found("One two three four.", "two three", "one two", "three four") == ["One two", "three four"]
    # A longer match wins also where it begins later.
    assert found("One two three four.", "one two", "two three four") == ["two three four"]
    # Two patterns on the same word are one hit, of the entry that is listed first.
    corpus = corpus_of_texts(["Sanctions."])
    assert find_hits(corpus, lexicon_of({"c": ["sanction*", "sanctions"]})).entry.tolist() == [0]


def test_categories_do_not_compete():
    corpus = corpus_of_texts(["The war on terror."])
    hits = find_hits(corpus, lexicon_of({"long": ["war on terror"], "short": ["war"]}))
    assert [
        (hits.categories[category], length) for category, length in zip(hits.category, hits.length, strict=True)
    ] == [("long", 3), ("short", 1)]


def test_only_actors_match_parts_of_compounds():
    text = "The Iran-Russia axis and Iranian-made drones; Iran."
    assert found(text, "Iran", kind="actors") == ["Iran-Russia", "Iran"]
    assert found(text, "Iran") == ["Iran"]
    assert found(text, "iran*", kind="actors") == ["Iran-Russia", "Iranian-made", "Iran"]


def test_weights_and_order_of_hits():
    corpus = corpus_of_texts(["War and peace. Peace.", "War."])
    hits = find_hits(corpus, lexicon_of({"a": ["war", "peace"]}, weights={"war": -2.0, "peace": 1.5}))
    assert hits.weights.tolist() == [-2.0, 1.5, 1.5, -2.0]
    assert (np.diff(hits.first) >= 0).all()


def test_no_hits_at_all():
    hits = find_hits(corpus_of_texts(["Talks went on."]), lexicon_of({"a": ["war"], "b": []}))
    assert len(hits) == 0
    assert hits.categories == ("a", "b")


def test_regular_expression_signs_in_a_pattern_mean_themselves():
    assert found("A c++ and a.b and (x) talk.", "c++", "a.b", "(x)", ".*", "[a-z]", "*x)") == []


def test_a_pattern_that_overlaps_itself_all_along_takes_no_time():
    corpus = corpus_of_texts(["very " * 60_000 + "long."])
    start = time.process_time()
    hits = find_hits(corpus, lexicon_of({"c": ["very very", "very very very"]}))
    assert time.process_time() - start < 5
    assert hits.length.tolist() == [3] * 20_000


def naive_hits(text: str, patterns: list[str]) -> list[tuple[int, int]]:
    """(first word, length) by the plainest way: every pattern at every place, longest first, left to right."""
    words = [fold_word(text[start:end]) for start, end in find_words(text)]
    bare = [re.sub(r"'s?$", "", word) or word for word in words]
    taken, hits = set(), []
    for size in sorted({len(pattern.split()) for pattern in patterns}, reverse=True):
        for first in range(len(words) - size + 1):
            for pattern in patterns:
                wanted = pattern.split()
                fits = len(wanted) == size and all(
                    re.fullmatch(re.escape(want).replace(r"\*", ".*"), word)
                    for want, word in zip(wanted, bare[first : first + size], strict=True)
                )
                if fits and not taken & set(range(first, first + size)):
                    taken |= set(range(first, first + size))
                    hits.append((first, size))
    return sorted(hits)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["ab", "abc", "b's", "a's", "c", "ca", "cab"]), min_size=1, max_size=12),
    st.lists(
        st.sampled_from(["a", "ab", "a*", "*b", "ab a", "a* c", "b ab c", "c c", "ca* *b"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
)
def test_hits_are_those_of_the_plainest_search(words, patterns):
    text = " ".join(words)
    hits = find_hits(corpus_of_texts([text]), lexicon_of({"c": patterns}))
    assert sorted(zip(hits.first.tolist(), hits.length.tolist(), strict=True)) == naive_hits(text, patterns)
