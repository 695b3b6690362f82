"""What holds for every word list that is shipped: the folder is the registry, and these tests are its door."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from framing.counts import count_hits
from framing.hits import find_hits
from framing.lexicon import LEXICON_FOLDER, Lexicon, checksum, lexicon_names, load_lexicon
from framing.measures.tone_rules import listed_words, sentence_scorer
from framing.plain_text import corpus_of_texts
from framing.words import find_words, fold_word

# SPDX names of licences under which a list may be passed on.
REDISTRIBUTABLE = {
    "CC0-1.0",
    "CC-BY-4.0",
    "PDDL-1.0",
    "ODC-By-1.0",
    "MIT",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
}
# A list of fewer words finds too little in an article to say anything about it.
MIN_PATTERNS = 25
# A stem of this many letters or fewer before * begins words that nobody thought of.
SHORT_STEM = 4

NAMES = lexicon_names()
KINDS = {name: load_lexicon(name).card.kind for name in NAMES}
PATTERN_LISTS = [name for name in NAMES if KINDS[name] != "tone"]
TONE_LISTS = [name for name in NAMES if KINDS[name] == "tone"]
every_list = pytest.mark.parametrize("lexicon", [load_lexicon(name) for name in NAMES], ids=NAMES)
every_pattern_list = pytest.mark.parametrize(
    "lexicon", [load_lexicon(name) for name in PATTERN_LISTS], ids=PATTERN_LISTS
)


def test_the_lists_that_reports_use_are_there():
    assert {
        "generic_frames",
        "policy_frames",
        "vader",
        "pattern_en",
        "hedges_boosters",
        "reporting_verbs",
        "loaded_wording",
        "actors",
    } <= set(NAMES)
    assert {path.name for path in LEXICON_FOLDER.iterdir() if path.is_dir()} == set(NAMES)


@every_list
def test_the_card_is_complete(lexicon: Lexicon):
    card = lexicon.card
    for name in ("title", "language", "source", "version", "scale", "measures"):
        assert getattr(card, name).strip(), name
    assert len(card.limits) >= 2  # nobody knows a word list that can tell everything
    assert all(limit.strip().endswith((".", "!", "?")) for limit in card.limits)
    assert card.language == "en"


@every_list
def test_the_checksum_is_that_of_the_entries(lexicon: Lexicon):
    assert lexicon.path is not None
    assert checksum(lexicon.path) == lexicon.card.sha256


@every_list
def test_the_licence_allows_passing_the_list_on(lexicon: Lexicon):
    assert lexicon.card.licence in REDISTRIBUTABLE
    if lexicon.card.licence not in ("CC0-1.0", "PDDL-1.0"):
        assert lexicon.card.notice.strip()  # these licences want to be named


@every_list
def test_what_is_cited_is_in_the_references(lexicon: Lexicon, root: Path):
    if lexicon.card.kind != "actors":
        assert lexicon.card.citations
    references = set(
        re.findall(r"^@\w+\{\s*([^,\s]+)", (root / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(lexicon.card.citations) <= references


@every_pattern_list
def test_every_category_has_enough_patterns_and_a_question(lexicon: Lexicon):
    sizes = Counter(entry.category for entry in lexicon.entries)
    assert set(sizes) == {category.key for category in lexicon.categories}
    for category in lexicon.categories:
        assert "?" in category.question
        assert category.title.strip()
        # Actors have as many names as they have; a list of frames or of wording needs more.
        assert sizes[category.key] >= (1 if lexicon.card.kind == "actors" else MIN_PATTERNS), category.key


@every_pattern_list
def test_no_pattern_stands_twice_in_a_category(lexicon: Lexicon):
    # "Iran" and "iran" are two patterns: one is matched with its case.
    twice = [pair for pair, n in Counter((entry.category, entry.pattern) for entry in lexicon.entries).items() if n > 1]
    assert twice == []


@every_pattern_list
def test_every_pattern_can_match_some_word(lexicon: Lexicon):
    """A pattern word that the word rule would cut ("and/or") or fold away could never be found."""
    dead = []
    for entry in lexicon.entries:
        assert entry.pattern == " ".join(entry.pattern.split())
        for word in entry.pattern.split(" "):
            filled = word.removesuffix("'").replace(
                "*", "x"
            )  # a stem may end in a hyphen: with something after it, it is a word
            is_folded = word != word.lower() or fold_word(filled) == filled
            if find_words(filled) != [(0, len(filled))] or not is_folded:
                dead.append(entry.pattern)
    assert dead == []


@every_pattern_list
def test_a_short_stem_before_a_wildcard_has_a_reason(lexicon: Lexicon):
    # In a pattern of several words the others say what is meant.
    unexplained = [
        entry.pattern
        for entry in lexicon.entries
        if "*" in entry.pattern
        and " " not in entry.pattern
        and len(entry.pattern.replace("*", "")) <= SHORT_STEM
        and not entry.reason.strip()
    ]
    assert unexplained == []


@every_pattern_list
def test_weights_are_1_or_the_scale_says_what_they_are(lexicon: Lexicon):
    if lexicon.card.scale == "count of matches":
        assert {entry.weight for entry in lexicon.entries} == {1.0}


@every_pattern_list
def test_the_examples_of_the_card_count_as_it_says(lexicon: Lexicon):
    assert lexicon.examples
    for example in lexicon.examples:
        corpus = corpus_of_texts([example.text])
        counts = count_hits(corpus, find_hits(corpus, lexicon))
        found = dict(zip(counts.features, counts.matrix.toarray().sum(axis=0), strict=True))
        assert {key: n for key, n in found.items() if n} == {key: n for key, n in example.counts.items() if n}, (
            example.text
        )


@every_pattern_list
def test_every_category_has_an_example_that_finds_it(lexicon: Lexicon):
    shown = {key for example in lexicon.examples for key, n in example.counts.items() if n}
    if lexicon.card.kind != "actors":
        assert shown == {category.key for category in lexicon.categories}


@pytest.mark.parametrize("lexicon", [load_lexicon(name) for name in TONE_LISTS], ids=TONE_LISTS)
def test_a_tone_list_scores_kind_above_harsh_and_nothing_as_nothing(lexicon: Lexicon):
    score = sentence_scorer(lexicon)
    assert score("It was a wonderful, excellent plan.") > 0.3 > 0 > -0.3 > score("It was a horrible, terrible plan.")
    assert score("The the of and.") == score("") == 0.0
    values = listed_words(lexicon).values()
    assert min(values) < 0 < max(values)
    assert 0 not in values
