"""What is mentioned where: by hand count, whatever the order of the articles, and on hostile text."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from counted_work import assert_work_is_linear
from framing import build_corpus, corpus_of_texts, mention_table
from framing.corpus import Corpus
from framing.findings.omission_findings import partly_named, show_omissions
from framing.mention_evidence import mention_evidence
from framing.mentions import names
from framing.mentions.find import _quantities, find_mentions
from framing.mentions.groups import group_mentions
from framing.mentions.matrix import expected_mentions
from framing.mentions.names import Word, _parts, find_names
from framing.mentions.quantities import find_quantities


def items_of(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.item) for one in find_quantities(text, sentence=0, offset=0)]


def counts_of(corpus: Corpus) -> pd.DataFrame:
    table = mention_table(corpus)
    return table.pivot(index=["kind", "item"], columns="article_id", values="n_mentions")


def named(corpus: Corpus, kind: str) -> dict[str, int]:
    mentions = find_mentions(corpus)
    n = np.bincount(mentions.item, minlength=len(mentions.items))
    return {item.name: int(count) for item, count in zip(mentions.items, n, strict=True) if item.kind == kind}


@pytest.mark.parametrize(("text", "expected"), [
    ("It rose to 3.67 percent.", [("number", "3.67 percent")]),
    ("It rose to 3.67% and 3.67 per cent.", [("number", "3.67 percent")] * 2),
    ("On July 20 and 20 July.", [("date", "July 20")] * 2),
    ("On July 20, 2022, they met.", [("date", "July 20 2022")]),
    ("A $40bn deal, a $40 billion deal.", [("number", "$40 billion")] * 2),
    ("In 2014, after five months.", [("date", "2014"), ("number", "5 months")]),
    ("The two leaders use 5G.", []),
    ("About 1,655 tanks.", [("number", "1655")]),
])
def test_numbers_and_dates_have_one_form(text, expected):
    assert items_of(text) == expected


def test_aliases_are_merged_and_ambiguous_ones_left_apart():
    corpus = corpus_of_texts([
        "The minister John Miller spoke. Later Miller left for Tehran with the Global Trade Council (GTC).",
        "Observers saw Miller and the GTC. Then the envoy met Robert Brown and David Brown. Later Brown left."])
    people = named(corpus, "person")
    assert people["John Miller"] == 3
    assert (people["Robert Brown"], people["David Brown"]) == (1, 1)
    assert named(corpus, "other name")["Brown"] == 1
    assert named(corpus, "organisation")["Global Trade Council"] == 3
    assert named(corpus, "place") == {"Tehran": 1}


def test_nationality_adjectives_are_no_places():
    corpus = corpus_of_texts(["They sold Iranian oil to the Chinese.", "They sold oil to China."])
    assert named(corpus, "place") == {"China": 1}


def test_counts_positions_and_marks_of_the_seeds(seeds: Path):
    corpus = build_corpus(seeds)
    table = mention_table(corpus).set_index(["kind", "item", "article_id"])
    turkey = table.loc[("place", "Turkey", "002")]
    assert turkey["only_here"]
    assert not table.loc[("place", "Turkey", "003"), "is_present"]
    mentions = find_mentions(corpus)
    number = next(place for place, item in enumerate(mentions.items) if item[:2] == ("place", "Turkey"))
    marked = [corpus.text_between(*place) for place in zip(mentions.sentence[mentions.item == number],
              mentions.start[mentions.item == number], mentions.end[mentions.item == number], strict=True)]
    assert marked == ["Turkey"] * int(turkey["n_mentions"])
    assert table["n_mentions"].sum() == len(mentions)
    first = corpus.sentences[corpus.sentences["article_id"] == "002"].iloc[int(turkey["first_sentence"]) - 1]
    assert "Turkey" in first["text"]


def test_expected_by_hand():
    expected = expected_mentions(np.array([[6, 0], [0, 3]]), np.array([300, 100]))
    assert expected.tolist() == [[0, 2], [9, 0]]
    assert math.isnan(expected_mentions(np.array([[4]]), np.array([100]))[0, 0])


def test_order_of_articles_does_not_matter():
    texts = {"a": "The minister John Miller went to Paris in July 2020.", "b": "Then Miller met with the Rome mayor.",
             "c": "Officials praised Jane Miller in Rome."}
    names = list(texts)
    forward = counts_of(corpus_of_texts(list(texts.values())))
    backward = counts_of(corpus_of_texts(list(texts.values())[::-1]))
    assert forward.set_axis(names, axis=1).equals(backward.set_axis(names[::-1], axis=1)[names])


@pytest.mark.parametrize("text", ["<script>alert(1)</script> Iran’s (((", "A" * 5000, "1" * 5000, "July " * 500,
                                  "Iran-" * 400 + "Iran", "(" * 2000 + " X", "А́ Ирана 伊朗 \u202e Iran", "$" * 999])
def test_hostile_text_is_read(text):
    table = mention_table(corpus_of_texts([text + " end.", "The end."]))
    assert (table["n_mentions"] >= 0).all()


def test_work_is_linear():
    text = "The minister John Miller of Iran met Miller in Paris on July 20, 2022 about a nuclear deal of $40 billion. "

    def finding(n):
        corpus = corpus_of_texts([text * n, "The end."])
        return lambda: find_mentions(corpus)

    assert_work_is_linear(finding, 100, 1_000)



def test_mentions_of_outlets_add_up_to_those_of_their_articles(seeds: Path) -> None:
    corpus = build_corpus(seeds)
    by_article, by_outlet = group_mentions(corpus, by_outlet=False), group_mentions(corpus, by_outlet=True)
    outlets = corpus.articles["outlet"].to_numpy()
    for place, outlet in enumerate(by_outlet.names):
        assert (by_outlet.counts[:, place] == by_article.counts[:, outlets == outlet].sum(axis=1)).all()
    table = mention_table(corpus)
    assert by_article.counts.sum() == table["n_mentions"].sum() == len(find_mentions(corpus))


def test_the_most_telling_absence_comes_first_by_hand_count() -> None:
    long = "Paris and Paris and Paris met Rome. " * 2
    corpus = corpus_of_texts([long, "Paris saw Rome and Oslo in the rain of May.", "Oslo waited for the rain to end."])
    found = group_mentions(corpus, by_outlet=False)
    names = [find_mentions(corpus).items[item].name for item in partly_named(corpus, found)]
    words = found.n_words
    paris = 7 / (words[0] + words[1]) * words[2]
    oslo = 2 / (words[1] + words[2]) * words[0]
    assert names[:2] == (["Paris", "Oslo"] if paris > oslo else ["Oslo", "Paris"])
    item = next(number for number, one in enumerate(find_mentions(corpus).items) if one.name == "Paris")
    assert math.isclose(found.expected[item, 2], paris)
    assert found.counts[item].tolist() == [6, 1, 0]


def test_a_mention_opens_as_many_marks_as_are_counted(seeds: Path) -> None:
    corpus = build_corpus(seeds)
    found = group_mentions(corpus, by_outlet=False)
    for item in range(len(find_mentions(corpus).items)):
        for group in np.flatnonzero(found.counts[item]):
            evidence = mention_evidence(corpus, item, is_article=found.group_of_article == group)
            marks = sum(len(row.marks) for row in evidence.rows)
            assert evidence.n_hits == found.counts[item, group]
            assert marks == evidence.n_hits or evidence.n_sentences > len(evidence.rows)
            assert all(row.text[start:end].strip() for row in evidence.rows for start, end in row.marks)


def test_an_absence_is_shown_with_what_was_expected(seeds: Path) -> None:
    shown = re.sub("<[^>]+>", "", show_omissions(build_corpus(seeds)).html)
    assert re.search(r"absent \([\d.]+ expected\)", shown)
    assert "first in sentence" in shown


# ---- few words and sentences are read: the same as when all are


ODD_TEXTS = [
    "\"President of Iran\" Nato-led al-Assad's Guard (IRGC) met. - Iran said. 2nd May 2022, U.S. State Department.",
    "The Council on Foreign Relations and Envoy for Iran Robert Malley. Of course seven-year talks; Ⅳ Corps, ǅ Ünal.",
    "IRAN! Iran-Russia talks of the Shanghai Cooperation Organization (SCO). mid-January, €40bn, Fridays, ٣ people.",
]


def plain_stretches(corpus: Corpus) -> list[tuple[int, list[Word]]]:
    """All words of every sentence, each with what stands before it: what ``find_names`` reads only a part of."""
    found = []
    for row in range(len(corpus.sentence_columns.start)):
        last, words = int(corpus.sentence_columns.start[row]), []
        for place in np.flatnonzero(corpus.words.sentence == row).tolist():
            start, end = int(corpus.words.start[place]), int(corpus.words.end[place])
            for part, one in enumerate(_parts(corpus.vocabulary.surfaces[corpus.words.surface[place]])):
                gap = corpus.text_between(row, last, start) if words else ""
                words.append(Word(one.text, one.fold, start + one.start, start + one.end, one.before if part else gap))
            last = end
        found.append((row, words))
    return found


@pytest.mark.parametrize("texts", [ODD_TEXTS, [" ".join(ODD_TEXTS)], ["so it is.", "Iran."]])
def test_names_are_those_of_reading_every_word(texts, monkeypatch):
    corpus = corpus_of_texts(texts)
    few = find_names(corpus)
    monkeypatch.setattr(names, "_stretches", lambda corpus, parts: plain_stretches(corpus))
    assert find_names(corpus) == few
    assert few


def test_names_of_the_seeds_are_those_of_reading_every_word(seed_corpus, monkeypatch):
    few = find_names(seed_corpus)
    monkeypatch.setattr(names, "_stretches", lambda corpus, parts: plain_stretches(corpus))
    assert find_names(seed_corpus) == few


@pytest.mark.parametrize("of_seeds", [True, False])
def test_quantities_are_those_of_reading_every_sentence(seed_corpus, of_seeds):
    corpus = seed_corpus if of_seeds else corpus_of_texts(ODD_TEXTS)
    every = [one for row, (start, text) in enumerate(zip(corpus.sentences["start"], corpus.sentences["text"],
                                                         strict=True))
             for one in find_quantities(text, sentence=row, offset=int(start))]
    assert list(_quantities(corpus)) == every
    assert every
