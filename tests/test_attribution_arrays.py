"""Tokens, cues and runs of capitals by arrays: the same as plainly, sentence by sentence and text by text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plain_attributions
from framing.attributions.corpus_texts import texts_of_corpus
from framing.attributions.joined_texts import JoinedTexts, count_words
from framing.attributions.known_speakers import load_lists
from framing.attributions.name_runs import NAME, find_runs
from framing.attributions.people import find_named
from framing.attributions.reading import Reading, read_text
from framing.attributions.tokenised_text import tokenise
from framing.corpus import build_corpus
from framing.plain_text import corpus_of_texts
from framing.words import find_words

SEEDS = Path(__file__).parents[1] / "seeds"
# What edges and marks can do to words, and words of every kind.
WORDS = st.sampled_from([
    "He", "said", "that", "the", "claim", "claims", "according", "to", "US", "us", "pointed", "out", "called", "on",
    "reports", "Reports", "3,000", "U.S.", "Mr.", "J.", "van", "der", "al-Assad", "O’Neil", "d'", "--", "---", "-",
    "—", "“", "”", '"', "'", "‘", "’", "(", ")", ".", ",", ":", "?", "…", "ʼ", "_", "\n", "\xa0", "é", "Ärger", "ß",
    "١", "x", "expected", "in", "view", "words", "saying", "Ann", "Lee", "Sen.", "Smith-Jones", "\ud800", "𝒜", "Ⅷ"])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " ", " "])), max_size=40).map(
    lambda pairs: "".join(word + blank for word, blank in pairs))


def check(readings: list[Reading], texts: JoinedTexts) -> None:
    for article in tokenise(readings, texts):
        reading = article.reading
        for number, span in enumerate(zip(reading.starts, reading.ends, strict=True)):
            plain = plain_attributions.read_tokens(reading.text, *span, reading.quotes)
            tokens = article.tokens(number)
            assert tokens._replace(starts=[*tokens.starts], ends=[*tokens.ends]) == plain
            assert [*article.places(number)] == plain_attributions.find_places(plain)
    starts, ends = find_runs(texts)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [match.span() for match in
                                                                      NAME.finditer(texts.text)]
    assert list(find_named(texts, load_lists())) == [
        plain_attributions.find_named(reading.text, reading.quotes, load_lists()) for reading in readings]


def test_the_seeds() -> None:
    for some in texts_of_corpus(build_corpus(SEEDS)):
        check(list(some.readings()), some.texts)
        alone = JoinedTexts.of(list(some.readings()))
        assert alone.text == some.texts.text
        for name in ("text_start", "sentences", "quotes"):
            assert getattr(alone, name).tolist() == getattr(some.texts, name).tolist()


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=3))
def test_any_texts(texts: list[str]) -> None:
    readings = [read_text(text) for text in texts]
    check(readings, JoinedTexts.of(readings))


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS.filter(find_words), min_size=1, max_size=3))
def test_any_corpus(texts: list[str]) -> None:
    """What is a word is decided in whole lines there, and asked in sentences and between quotations here."""
    for some in texts_of_corpus(corpus_of_texts(texts)):
        check(list(some.readings()), some.texts)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_words_of_any_piece(text: str, data: st.DataObject) -> None:
    texts = JoinedTexts.of([read_text(text)])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = slice(start, end)
    assert count_words(texts, *(texts.text_start[:1] + place for place in (start, end))).tolist() == [
        len(find_words(text[piece]))]


@pytest.mark.parametrize("text", ["", "\n", " ", "“", "said", "He said.He said."])
def test_hardly_any_text(text: str) -> None:
    readings = [read_text(text), read_text(text)]
    check(readings, JoinedTexts.of(readings))
