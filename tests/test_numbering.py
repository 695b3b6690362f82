"""What the arrays find is what the plain functions find, article by article."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article
from framing.card import CorpusCard
from framing.chunked import chunk_pieces
from framing.clean import Line, clean
from framing.corpus import Corpus, build_corpus
from framing.outlets import load_outlet_rules, rules_for
from framing.problem import NOTE, SKIPPED, FramingError
from framing.read import Source, hash_articles, read_corpus
from plain_reading import mark_article

# What decides sentence ends, quotations and words, in every neighbourhood.
TOKENS = [
    "the", "The", "Obama", "said", "said.", "U.S.", "U.S.-led", "U.S", "Mr.", "Sen.", "(R-Ky.)", "Jan.", "a.m.",
    "p.m.", "2016.", "3.67", "1,000.50.", "5.", "a.", "b)", "1.", "2.", "J.D.", "No.", "Inc.,", "example.com",
    "example.com.", "…", "...", "wait...", ". . .", ".", "?", "!", "Why?”", "Why?", "Yahoo!", "stop?!", "“We", "“",
    "”", "over.”", 'said,"We', '"It', 'done."', "'90s", "'em", "‘so", "so’", "leaders’", "Iran’s", "don't", "n't",
    "—", "–", "-", "(see", "it)", "[1]", "end.[2]", "• First", "■", "iPhone", "al-Assad", "AT&T", "and/or",
    "said.We", "said.”It’s", "over.The", "6'", '2016"', "«So»", "„so“", "''Two''", "İstanbul", "naïve",
    "soft\u00adhyphen", "e\u0301tat", "\u200bzero", "日本。", "\xa0", "\u2028", "\t", "😀", "US", "D.C.", "St.", "vs.",
    "I", "How", "Did", "In", "(", ")", "[", "]", "x" * 70 + ".", "°", "20°.", "p.m.”",
    "door.’...", "wait…”", "[…]", "what?..", "in...", "In...", ".’", "(see.", "b)(c.", "it.)", "99)", "100)", "•",
    "—", "'cause", "'n'", "rock", "('n", "s'", "'s", "‘", "'", '5"', '9"”', "«", "»", "›", "He’s'.", "So?”", "al-Said",
    ".5", ".Foo", "..Foo", "Mr. .", "wait.  .", "\x00", "\x85", "1.", "(1.", "– 1.", "U.S.?",
]  # fmt: skip
TEXTS = [
    "He left the U.S. “It is over.” She stayed (He did not.) for a year.",
    "1) One thing. 2) Another thing. 3) The last.",
    "“This runs on.\n“And on.” He said ‘so’ in the ’90s.\nA mark “left open\nand a new paragraph.",
    "“Why?” President Joe Biden asked. “Why?” It rained. “Why?” I asked, six times.",
    "At 5 a.m. Mr. Smith left. At 5 a.m. In the U.S. How so?",
    "\n\n   \n Only   odd \t spaces\xa0here .  And  here.  ",
    "(An open bracket. And no end\nAnother line) with a stop. And [one. Two.] three.",
    "Odd) brackets (here. And) there. Closed (first)(last. And) so. One. 12. Two words 12. Three (on the 4. Four) end.",
    "“Why?’... There it goes on ... and on. . . . And. He said ‘so.’... But… So … So [...] The end…” She .",
    "He said ‘’cause the leaders’ talks’ failed. It’s 6'2\" or 6\" “and so.” ‘Cause for’ rock ‘n’ roll’ he said.",
    "said.We" * 300 + " and “so“”x" * 200 + "’s ‘a" * 200,
    "“A ‘quotation that runs on\n‘And on’ it\n‘goes. “So\n“it” 'tis «not »so” over'\n99) One 100) two • three. • End.",
]


def read(texts: list[str], titles: list[str]) -> Source:
    articles = tuple(Article(f"{number:04}", "ABC"[number % 3], text, title=title)
                     for number, (text, title) in enumerate(zip(texts, titles, strict=True)))
    return Source(None, CorpusCard(name="made"), articles, (), hash_articles(articles))


def assert_same(corpus: Corpus, articles: list[tuple[Article, tuple[Line, ...]]], *, cleaned: bool = True) -> None:
    """Sentences, words with their voices, quotations and doubts, one by one."""
    marked = {article.article_id: mark_article(article, lines, cleaned=cleaned) for article, lines in articles}
    sentences, words, quotes = [], [], []
    for article_id in corpus.articles["article_id"]:
        found = marked[article_id]
        for passage in found.passages:
            row = len(sentences)
            sentences.append((article_id, passage.part, passage.position, passage.source, passage.start, passage.end,
                              passage.whole[passage.start:passage.end]))
            words += [(row, passage.whole[start:end], start, end, voice) for start, end, voice in passage.words]
        quotes += [(article_id, one.quote.start, one.quote.end, one.quote.kind, one.part, one.n_words, one.text,
                    one.source) for one in found.quotes]
    columns = ["article_id", "part", "position", "source", "start", "end", "text"]
    assert list(corpus.sentences[columns].itertuples(index=False, name=None)) == sentences
    written = [corpus.vocabulary.surfaces[number] for number in corpus.words.surface]
    assert list(zip(corpus.words.sentence.tolist(), written, corpus.words.start.tolist(), corpus.words.end.tolist(),
                    corpus.words.voice.tolist(), strict=True)) == words
    columns = ["article_id", "start", "end", "kind", "part", "n_words", "text", "source"]
    assert list(corpus.quotes[columns].itertuples(index=False, name=None)) == quotes
    doubts = [(problem.article_id, problem.message) for problem in corpus.problems if "mark" in problem.next_step]
    assert doubts == [(article_id, message) for article_id, found in marked.items() for message in found.messages]


def cleaned_lines(source: Source) -> list[tuple[Article, tuple[Line, ...]]]:
    rules = load_outlet_rules()
    return [(article, clean(article, rules_for(article.outlet, rules, source.card.cleaning_rules)))
            for article in source.articles]


def check(texts: list[str], titles: list[str] | None = None, *, cleaned: bool = False) -> None:
    source = read(texts, titles or [""] * len(texts))
    try:
        corpus = build_corpus(source, cleaned=cleaned)
    except FramingError:
        assert not any(passage.words for article, lines in cleaned_lines(source)
                       for passage in mark_article(article, lines, cleaned=cleaned).passages if passage.part == "body")
        return
    assert_same(corpus, cleaned_lines(source), cleaned=cleaned)


def test_the_seeds_are_read_alike(seeds):
    source = read_corpus(seeds)
    assert_same(build_corpus(source), cleaned_lines(source))


@pytest.mark.parametrize("text", TEXTS)
def test_telling_texts_are_read_alike(text):
    check([text], ["A title. “With marks"], cleaned=True)
    check([text])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*TOKENS, "\n"]), max_size=40).map(" ".join), min_size=1, max_size=4))
def test_any_tokens_are_read_alike(texts):
    check(texts)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.sampled_from("aAbB19.,!?…“”\"'‘’()[]-— \n\t\xa0•:;é\u0301\u2028"), max_size=80), min_size=1,
                max_size=3))
def test_any_characters_are_read_alike(texts):
    check(texts)


def test_a_thousand_made_lines_are_read_alike():
    draw = random.Random(11)
    check(["\n".join(" ".join(draw.choices(TOKENS, k=draw.randint(1, 30))) for _ in range(20)) for _ in range(50)])


def test_an_article_without_words_leaves_its_doubts():
    texts = ["One “two.", "“ —\n…", "Three. Four” five.", "”"]
    check(texts)
    corpus = build_corpus(read(texts, [""] * len(texts)), cleaned=False)
    assert [(problem.article_id, problem.severity) for problem in corpus.problems] == [
        ("0000", NOTE), ("0001", NOTE), ("0001", SKIPPED), ("0002", NOTE), ("0003", NOTE), ("0003", SKIPPED)]


def test_blocks_do_not_show(seeds, monkeypatch):
    source = read_corpus(seeds)
    whole = build_corpus(source)
    monkeypatch.setattr("framing.text_blocks.BLOCK_CHARACTERS", 1)
    in_blocks = build_corpus(source)
    for name in ("articles", "sentences", "lines", "quotes"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(in_blocks, name))
    assert all((getattr(whole.words, name) == getattr(in_blocks.words, name)).all()
               for name in ("sentence", "surface", "folded", "start", "end", "voice"))
    assert whole.problems == in_blocks.problems


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab. \t\n\xa0\u2003\u2028\x1cé😀"), max_size=20), min_size=1, max_size=5))
def test_chunks_are_those_of_split(pieces):
    chunked = chunk_pieces(pieces)
    assert [chunked.distinct[number] for number in chunked.chunk] == [
        chunk for piece in pieces for chunk in piece.split()]
    joined = "\n".join(pieces)
    assert [joined[start:end] for start, end in zip(chunked.start, chunked.ends_of(slice(None)), strict=True)] == [
        chunk for piece in pieces for chunk in piece.split()]
    assert chunked.piece.tolist() == [number for number, piece in enumerate(pieces) for _ in piece.split()]
