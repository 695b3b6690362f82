"""A corpus: every word, sentence, line and quotation traceable to the characters it came from."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article
from framing.card import CorpusCard
from framing.clean import KEPT_ROLES
from framing.corpus import FRAGMENT, OUTLET, QUOTED, Corpus, build_corpus
from framing.evidence import word_evidence
from framing.plain_text import corpus_of_texts
from framing.problem import ERROR, NOTE, SKIPPED, FramingError
from framing.read import Source, hash_articles, read_corpus
from framing.voice_text import texts_in_voice
from framing.words import find_words, fold_word
from made_corpora import made_rows, write_corpus

SEEDS = Path(__file__).parents[1] / "seeds"

PAGE = """Talks end without a deal

Share this story

The envoys met for three hours on Monday and left without a word to the press.
“We will be back next week, whatever happens,” said the minister of the host country.

What happens next
Nobody would say whether the ‘road map’ still stands after the meeting in the capital.
"""


def source_of(*articles: Article, card: CorpusCard | None = None) -> Source:
    return Source(None, card or CorpusCard(), articles, (), hash_articles(articles))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Corpus:
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), made_rows({"A": 3, "B": 2, "C": 1}, seed=3)))


def assert_traceable(corpus: Corpus, articles: tuple[Article, ...]) -> None:
    """Every offset of the corpus leads to the characters that it says it leads to."""
    raw = {article.article_id: {"text": article.text, "title": article.title} for article in articles}
    for row in corpus.sentences.itertuples():
        assert raw[row.article_id][row.source][row.start : row.end] == row.text
        assert row.text.strip() == row.text != ""
    words = corpus.words
    for number in range(len(words)):
        sentence = corpus.sentences.iloc[words.sentence[number]]
        assert sentence["start"] <= words.start[number] < words.end[number] <= sentence["end"]
        written = raw[sentence["article_id"]][sentence["source"]][words.start[number] : words.end[number]]
        assert corpus.vocabulary.surfaces[words.surface[number]] == written
        assert corpus.vocabulary.folded[words.folded[number]] == fold_word(written)
    for row in corpus.lines.itertuples():
        assert raw[row.article_id]["text"][row.start : row.end] == row.text
    for row in corpus.quotes.itertuples():
        assert raw[row.article_id][row.source][row.start : row.end] == row.text


def assert_adds_up(corpus: Corpus) -> None:
    """Words of sentences add up to words of articles, and those to all words; the same for quoted words."""
    per_sentence = np.bincount(corpus.words.sentence, minlength=len(corpus.sentences))
    assert corpus.sentences["n_words"].tolist() == per_sentence.tolist()
    assert corpus.sentences["n_words"].tolist() == [len(find_words(text)) for text in corpus.sentences["text"]]
    assert corpus.articles["n_words"].sum() == corpus.sentences["n_words"].sum() == len(corpus.words)
    assert corpus.articles["n_words_quoted"].sum() == corpus.is_quoted().sum()
    assert corpus.articles["n_sentences"].sum() == len(corpus.sentences)
    for row in corpus.articles.itertuples():
        own = corpus.sentences[corpus.sentences["article_id"] == row.article_id]
        assert (own["n_words"].sum(), own["n_words_quoted"].sum(), len(own)) == (
            row.n_words,
            row.n_words_quoted,
            row.n_sentences,
        )
        assert own["position"].tolist() == list(range(len(own)))
    assert (np.diff(corpus.words.sentence) >= 0).all()


def test_seeds_are_traceable_and_add_up(seed_corpus):
    assert_traceable(seed_corpus, read_corpus(SEEDS).articles)
    assert_adds_up(seed_corpus)
    assert seed_corpus.outlets == ("RS/ECFR", "The Week", "Unattributed", "VOA")


def test_made_corpus_is_traceable_and_adds_up(made):
    assert_traceable(made, read_corpus(made.folder).articles)
    assert_adds_up(made)


def test_kept_and_removed_lines_together_give_back_the_raw_text(seed_corpus):
    for article in read_corpus(SEEDS).articles:
        lines = seed_corpus.lines[seed_corpus.lines["article_id"] == article.article_id]
        rebuilt, offset = [], 0
        for row in lines.itertuples():
            assert article.text[offset : row.start].strip() == ""  # only line breaks and blank lines between
            rebuilt += [article.text[offset : row.start], row.text]
            offset = row.end
        assert "".join([*rebuilt, article.text[offset:]]) == article.text
        assert article.text[offset:].strip() == ""


def test_every_word_of_a_kept_line_is_counted_and_none_of_a_removed_one(seed_corpus):
    sentences = seed_corpus.sentences[seed_corpus.sentences["source"] == "text"]
    for article_id, lines in seed_corpus.lines.groupby("article_id"):
        kept = lines[lines["role"].isin(KEPT_ROLES)]
        counted = sentences[sentences["article_id"] == article_id]["n_words"].sum()
        assert counted == sum(len(find_words(text)) for text in kept["text"])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_give_the_same_words_at_their_own_offsets(line_end):
    article = Article("1", "A", PAGE.replace("\n", line_end))
    corpus = build_corpus(source_of(article))
    assert_traceable(corpus, (article,))
    unix = build_corpus(source_of(Article("1", "A", PAGE)))
    assert corpus.sentences["text"].tolist() == unix.sentences["text"].tolist()
    assert corpus.sentences[["part", "n_words", "n_words_quoted"]].equals(
        unix.sentences[["part", "n_words", "n_words_quoted"]]
    )
    assert corpus.lines["role"].tolist() == unix.lines["role"].tolist()


def test_a_page_comes_apart_into_headline_body_and_what_is_left_out():
    corpus = build_corpus(source_of(Article("1", "A", PAGE, title="Talks end without a deal")))
    parts = corpus.sentences.groupby("part")["text"].apply(list)
    assert parts["headline"] == ["Talks end without a deal"]
    assert "Share this story" not in " ".join(corpus.sentences["text"])
    assert corpus.lines.set_index("text").loc["Share this story", "role"] not in KEPT_ROLES
    headline = corpus.sentences[corpus.sentences["part"] == "headline"].iloc[0]
    assert headline["source"] == "text"  # the title stands in the text: it is not counted a second time
    assert " ".join(corpus.sentences["text"]).count("Talks end without a deal") == 1


def test_a_title_that_is_not_in_the_text_is_the_headline_with_offsets_in_the_title():
    article = Article("1", "A", PAGE.split("\n", 2)[2], title="  Envoys part. No deal.")
    corpus = build_corpus(source_of(article))
    headline = corpus.sentences[corpus.sentences["part"] == "headline"]
    assert headline["text"].tolist() == ["Envoys part.", "No deal."]
    assert headline["source"].unique().tolist() == ["title"]
    assert headline["start"].tolist() == [2, 15]
    assert_traceable(corpus, (article,))
    assert_adds_up(corpus)


def test_an_uncleaned_corpus_shows_the_roles_that_its_lines_would_have(seed_corpus):
    pd.testing.assert_frame_equal(build_corpus(SEEDS, cleaned=False).lines, seed_corpus.lines)


def test_uncleaned_keeps_every_line_as_body_and_only_adds_words(seed_corpus):
    raw = build_corpus(SEEDS, cleaned=False)
    assert set(raw.sentences["part"]) == {"body"}
    assert (raw.articles["n_words"].to_numpy() >= seed_corpus.articles["n_words"].to_numpy()).all()
    assert raw.articles["n_words"].sum() > 1.2 * seed_corpus.articles["n_words"].sum()
    assert raw.sha256 == seed_corpus.sha256
    assert_adds_up(raw)


def test_voices_of_words_by_hand():
    text = "The envoy said “we will never sign it” on Monday, and called the plan “a joke”."
    quoted = corpus_of_texts([text])
    by_voice = {
        code: [quoted.vocabulary.surfaces[number] for number in quoted.words.surface[quoted.words.voice == code]]
        for code in (OUTLET, QUOTED, FRAGMENT)
    }
    assert by_voice == {
        OUTLET: ["The", "envoy", "said", "on", "Monday", "and", "called", "the", "plan"],
        QUOTED: ["we", "will", "never", "sign", "it"],
        FRAGMENT: ["a", "joke"],
    }
    assert quoted.articles["n_words_quoted"].tolist() == [7]
    assert corpus_of_texts([text], fragments_as="outlet").articles["n_words_quoted"].tolist() == [5]
    assert texts_in_voice(quoted, [0], "quoted") == ["we will never sign it a joke."]
    assert texts_in_voice(quoted, [0], "outlet") == ["The envoy said on Monday, and called the plan"]


def test_unknown_voice_for_fragments():
    with pytest.raises(ValueError, match="Allowed: outlet, quoted"):
        corpus_of_texts(["Talks."], fragments_as="nobody")


def test_sentence_voice_is_that_of_most_of_its_words():
    corpus = corpus_of_texts(
        [
            "“We will never ever sign it,” he said.",
            "He called it “a very bad deal for us” before the whole assembly of the envoys on Monday.",
        ]
    )
    assert corpus.sentences["voice"].tolist() == ["quoted", "outlet"]
    assert corpus.sentences["n_words_quoted"].tolist() == [6, 6]


# --- order and names -------------------------------------------------------------------------------------------


def test_row_order_changes_nothing(tmp_path):
    rows = made_rows({"A": 3, "B": 2}, seed=5)
    one = build_corpus(write_corpus(tmp_path / "one", rows))
    two = build_corpus(write_corpus(tmp_path / "two", [rows[i] for i in (3, 0, 4, 2, 1)]))
    assert one.sha256 == two.sha256
    for name in ("articles", "sentences", "lines", "quotes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert one.vocabulary.surfaces == two.vocabulary.surfaces
    assert np.array_equal(one.words.surface, two.words.surface)


# --- hostile texts ---------------------------------------------------------------------------------------------


def test_a_text_of_only_quotation_marks_is_skipped_and_alone_stops_the_run():
    marks = Article("1", "A", "“”‘’\"\"''«»„“\n“””\n")
    with pytest.raises(FramingError) as caught:
        build_corpus(source_of(marks))
    assert [problem.severity for problem in caught.value.problems][-1] == ERROR
    corpus = build_corpus(source_of(marks, Article("2", "A", "Talks went on for the whole of the week.")))
    skipped = [problem for problem in corpus.problems if problem.severity == SKIPPED]
    assert [(problem.article_id, problem.message) for problem in skipped] == [
        ("1", "No body text is left after cleaning.")
    ]
    assert "framing check" in skipped[0].next_step
    assert corpus.articles["article_id"].tolist() == ["2"]


@pytest.mark.parametrize(
    "text",
    [
        "הנשיא אמר: “לא נחתום על ההסכם הזה לעולם”. השיחות נמשכו.",
        "قال الوزير: «لن نوقع هذا الاتفاق أبدا». استمرت المحادثات.",
        "Talks 😀👩‍👩‍👧‍👦 went on 🇮🇷🇷🇺. “We won’t sign 🤝 it ever,” he said.",
        "Talks\0went\0on. “Nul\0bytes never stop us,” he said.\0",
        "\ufeffTalks went on.\u2028New line here.\u0085Another one.\x0bAnd\x0cmore.",
        "\u202eTalks went on\u202c and “we never stopped at all”, he said. e\u0301 Cafe\u0301.",
        "”“ Talks “went “on for” a long” time ” and “ never closed.\nNext ‘line’ is’ fine’.",
        "'''\"\"\"Talks went on\"\"\"''' for \"a long time now\" 'they say so' 5' 10\" tall.",
    ],
)
def test_any_script_and_any_mark_is_traceable(text):
    corpus = corpus_of_texts([text])
    assert_traceable(corpus, (Article("0000", "text", text),))
    assert_adds_up(corpus)
    assert len(corpus.words) > 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet="aB é.,!?“”‘’'\"()\n\r\t\0-–…😀א1", min_size=1, max_size=80), min_size=1, max_size=4),
    st.text(alphabet="Ab .“”😀", max_size=12),
)
def test_whatever_the_text_offsets_lead_back_to_it(texts, title):
    articles = tuple(Article(f"{number}", "A", text, title=title) for number, text in enumerate(texts))
    # One article is sure to be used; the others may be skipped, and then each is listed.
    articles = (*articles, Article("sure", "A", "Talks went on for the whole of the week."))
    corpus = build_corpus(source_of(*articles))
    skipped = {problem.article_id for problem in corpus.problems if problem.severity == SKIPPED}
    assert skipped.isdisjoint(corpus.articles["article_id"])
    assert len(skipped) + len(corpus.articles) == len(articles)
    assert_traceable(corpus, articles)
    assert_adds_up(corpus)


def test_markup_in_titles_and_texts_is_escaped_where_it_is_shown():
    article = Article(
        "<b>1",
        "<img src=x>",
        "Talks on <script>alert('x')</script> went on for a week in the capital.",
        title="<script>alert(1)</script> and talks",
    )
    corpus = build_corpus(source_of(article))
    shown = str(word_evidence(corpus, "talks").show()._repr_html_())
    assert word_evidence(corpus, "talks").n_hits == 2
    assert "&lt;script&gt;" in shown
    for tag in ("<script", "<img", "<b>"):
        assert tag not in shown


def test_a_long_line_of_one_word_takes_seconds_at_most():
    text = "no " * 200_000 + "end."
    start = time.process_time()
    corpus = corpus_of_texts([text])
    assert len(corpus.words) == 200_001
    assert time.process_time() - start < 20


# --- card and cleaning rules ------------------------------------------------------------------------------------


def test_unknown_cleaning_rules_stop_the_run_and_name_the_place(tmp_path):
    card = '[cleaning_rules]\n"A" = "the_weak"\n'
    folder = write_corpus(tmp_path, made_rows({"A": 1, "B": 1}), card=card)
    with pytest.raises(FramingError) as caught:
        build_corpus(folder)
    problem = caught.value.problems[-1]
    assert (problem.severity, problem.file, problem.column, problem.value) == (
        ERROR,
        "corpus.toml",
        "cleaning_rules.A",
        "the_weak",
    )
    assert "the_week" in problem.allowed.split(", ")
    assert "outlet_rules" in problem.next_step


def test_cleaning_rules_for_an_outlet_without_articles_are_noted(tmp_path):
    folder = write_corpus(
        tmp_path, made_rows({"The Week": 1, "B": 1}), card='[cleaning_rules]\n"The Weak" = "the_week"\n'
    )
    notes = [problem for problem in build_corpus(folder).problems if problem.file == "corpus.toml"]
    assert [(problem.severity, problem.value, problem.allowed) for problem in notes] == [
        (NOTE, "The Weak", "B, The Week")
    ]


def test_a_corpus_may_bring_cleaning_rules_of_its_own(tmp_path):
    rules = """
key = "courier"
names = ["Courier"]
[[rules]]
key = "letterhead"
role = "promotion"
why = "The line that the paper puts on every page."
pattern = "Printed[ ]on[ ]Monday[ ]by[ ]the[ ]Courier[ ]of[ ]the[ ]harbour[ ]town"
[[rules.examples]]
lines = ["Printed on Monday by the Courier of the harbour town", "The talks opened in the morning of Monday."]
roles = ["promotion", "body"]
"""
    rows = [
        {
            "article_id": "1",
            "outlet": "Courier",
            "text": "The talks went on for a week in the capital.\n"
            "Printed on Monday by the Courier of the harbour town\nNobody would say what was agreed between the two.",
        }
    ]
    shipped_alone = build_corpus(write_corpus(tmp_path / "plain", rows))
    folder = write_corpus(tmp_path / "own", rows, files={"outlet_rules/courier.toml": rules})
    rule_of = build_corpus(folder).lines.set_index("text")["rule"]
    assert rule_of["Printed on Monday by the Courier of the harbour town"] == "courier.letterhead"
    assert not shipped_alone.lines["rule"].str.startswith("courier.").any()


# --- texts in memory --------------------------------------------------------------------------------------------


def test_texts_in_memory_are_not_cleaned_and_keep_their_outlets():
    corpus = corpus_of_texts(["Share this story\nTalks failed.", "Talks resumed."], outlets=["B", "A"])
    assert corpus.articles[["article_id", "outlet", "n_words"]].values.tolist() == [["0000", "B", 5], ["0001", "A", 2]]
    assert corpus.folder is None
    with pytest.raises(ValueError, match="2 texts and 1 outlets"):
        corpus_of_texts(["One.", "Two."], outlets=["A"])


def test_a_text_without_words_is_left_out_and_listed():
    corpus = corpus_of_texts(["Talks failed.", "…", ""])
    assert corpus.articles["article_id"].tolist() == ["0000"]
    assert [problem.article_id for problem in corpus.problems if problem.severity == SKIPPED] == ["0001", "0002"]


def test_articles_of_other_outlets_are_read_with_what_is_known_of_chunks_already():
    first, second = (build_corpus(source_of(*(Article(f"{number:02}", outlet, PAGE) for number in range(60))))
                     for outlet in ("Voice of America (VOA)", "The Week"))
    assert first.chunks.known is second.chunks.known
