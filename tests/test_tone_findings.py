"""What the numbers of tone open: the sentences, words and mentions that made them, counted by hand."""

from __future__ import annotations

import re

import pytest

import framing
from framing.findings.actor_tone_findings import mentions_of, show_tone_toward
from framing.findings.apostrophe_findings import show_apostrophes
from framing.findings.tone_cards import ends_card, mention_card, scored_sentences, tone_card
from framing.findings.tone_findings import show_tone
from framing.findings.tone_word_findings import show_tone_words
from framing.findings.word_shift_findings import show_disagreement, show_word_shift
from framing.lexicon import load_lexicon
from framing.plain_text import corpus_of_texts

TEXTS = ["Iran attacked Israel. “Iran lied,” she said, “and Iran failed.”", "Israel praised honest Iran.", "Rain fell."]

MARKED = re.compile("<mark>(.*?)</mark>")


def test_a_mean_opens_its_sentences_with_their_scores_and_the_listed_words_marked():
    text = "A good day.\nRain fell.\nThe terrible war went on. “A happy end,” she said."
    corpus, lexicon = corpus_of_texts([text], outlets=["A"]), load_lexicon("vader")
    rows = scored_sentences(corpus, lexicon, outlet="A", part="body", voice="outlet")
    card = tone_card(corpus, lexicon, rows, title="t", voice="outlet").html
    assert MARKED.findall(card) == ["good", "terrible", "war"]  # "happy" is quoted
    assert 'data-marks="3"' in card
    assert len(rows) == card.count("<li") == 4
    good, harsh = 1.9 / (1.9**2 + 15) ** 0.5, -(2.1 + 2.9) / ((2.1 + 2.9) ** 2 + 15) ** 0.5
    assert rows["score"].tolist() == pytest.approx([good, 0, harsh, 0], abs=1e-4)
    assert card.count("score by VADER +0.44") == card.count("score by VADER −0.79") == 1


def test_the_overview_shows_both_ends_by_both_lists():
    corpus = corpus_of_texts(["A good day. Rain fell. The terrible war went on. A nice bus."], outlets=["A"])
    lists = [load_lexicon(key) for key in ("vader", "pattern_en")]
    rows = [scored_sentences(corpus, one, outlet="A", part="body", voice="outlet") for one in lists]
    card = ends_card(corpus, lists, rows, title="t", voice="outlet").html
    assert MARKED.findall(card) == ["terrible", "war", "good"]
    assert "score by VADER −0.79, Pattern −1.00" in card
    assert "4</data> listed words in <data" in card


def test_mentions_open_with_the_tone_toward_the_actor():
    corpus = corpus_of_texts(TEXTS, outlets=["A", "B", "B"])
    mentions = mentions_of(corpus, "A", "iran")
    card = mention_card(corpus, mentions, title="t").html
    assert MARKED.findall(card) == ["Iran"] * 3
    assert 'data-marks="3"' in card
    shown = [f"{value:+.2f}".replace("-", "−") for value in mentions["value"]]
    assert f"tone toward it {shown[0]}" in card
    assert f"tone toward it {shown[1]}, {shown[2]}" in card


def test_the_shift_of_a_word_opens_its_two_sides():
    corpus = corpus_of_texts(["The war was terrible and sad.", "A good and happy peace, a war won."],
                             outlets=["A", "B"])
    page = show_word_shift(corpus, "vader")._repr_html_()
    card = page[page.index("A: “war”, valence per 1,000 words"):]
    sides = [float(value) for value in re.findall('<data value="([^"]*)">', card)[:3]]
    assert sides == pytest.approx([-2900 / 6, 2900 / 8, -2900 / 6 + 2900 / 8])


def test_apostrophes_are_counted_by_sentence():
    corpus = corpus_of_texts(["He doesn’t trust it. She didn't care. It’s good. All is well."])
    page = show_apostrophes(corpus)._repr_html_()
    text = re.sub("<[^>]*>", "", page)
    assert "2 sentences of 4 hold a typographic apostrophe" in text
    assert "Negations in “n’t”: 2 sentences, 1 of them with a typographic apostrophe only" in text
    assert "<mark>n’t</mark>" in page
    assert "<mark>’</mark>" in page


def test_hostile_text_stays_text_in_every_card_of_tone():
    text = "The <b>good</b> Iran war & <script>alert(1)</script> isn’t kind."
    corpus = corpus_of_texts([text, text], outlets=["<A>", "B"])
    shown = [show_tone(corpus, framing.tone_table(corpus, seed=1, n_resamples=0)), show_tone_words(corpus, "vader"),
             show_tone_toward(corpus, framing.tone_toward_table(corpus, seed=1, n_resamples=0)),
             show_word_shift(corpus, "vader"), show_disagreement(corpus), show_apostrophes(corpus)]
    assert not re.search("<(?:script|b|A)>", "".join(one._repr_html_() for one in shown))


def test_a_corpus_without_any_listed_word_is_shown():
    corpus = corpus_of_texts(["Rain fell."])
    page = show_tone(corpus, framing.tone_table(corpus, seed=1, n_resamples=0))._repr_html_()
    assert "not measured" in page
    assert "no sentence holds a listed word" in page
    assert "No actor of the list" in show_tone_toward(
        corpus, framing.tone_toward_table(corpus, seed=1, n_resamples=0)).html
    assert "<data value=\"0\">0</data> sentences can be scored by both" in show_disagreement(corpus).html
