"""Cleaning: every line gets one role, the seeds come out as a reader coded them, real paragraphs stay."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article
from framing.clean import KEPT_ROLES, clean, find_repeated_lines
from framing.cleaning_rule import ROLES
from framing.outlets import load_outlet_rules, rules_for

ROOT = Path(__file__).parent.parent
RULES = load_outlet_rules()

FIRST = "The council closed the old bridge on Monday after a week of rain that nobody had foreseen."
SECOND = "Engineers said that two of its five piers had moved, and that the others might follow."
THIRD = "Shopkeepers on the north bank asked for a ferry, which the council promised for the spring."


def clean_text(text: str, *, outlet: str = "Courier", title: str = "", author: str = "", repeated=frozenset()):
    article = Article("1", outlet, text, title=title, author=author)
    return clean(article, rules_for(outlet, RULES, {}), repeated=repeated)


def roles(*lines: str, **known: str) -> list[str]:
    return [line.role for line in clean_text("\n".join(lines), **known)]


# ---------------------------------------------------------------- the seeds, against a person's coding


def read_seeds() -> dict[str, Article]:
    with open(ROOT / "seeds" / "articles.csv", encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return {
        row["file"]: Article(
            row["article_id"],
            row["outlet"],
            (ROOT / "seeds" / row["file"]).read_bytes().decode("utf-8"),
            title=row["title"],
            author=row["author"],
        )
        for row in rows
    }


def read_coded_roles() -> dict[str, dict[int, str]]:
    coded: dict[str, dict[int, str]] = defaultdict(dict)
    with open(ROOT / "tests" / "golden" / "seed_line_roles.csv", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            coded[row["file"]][int(row["line"])] = row["role"]
    return coded


SEEDS = read_seeds()
CODED = read_coded_roles()


@pytest.mark.parametrize("file", sorted(CODED))
@pytest.mark.parametrize("with_title", [True, False], ids=["title known", "title unknown"])
@pytest.mark.parametrize("with_repeated", [True, False], ids=["corpus known", "alone"])
def test_every_line_of_a_seed_gets_the_role_that_a_reader_gave_it(file, with_title, with_repeated):
    seed = SEEDS[file]
    repeated = find_repeated_lines(list(SEEDS.values())) if with_repeated else frozenset()
    lines = clean_text(seed.text, outlet=seed.outlet, title=seed.title if with_title else "", repeated=repeated)
    assert {line.number: line.role for line in lines if line.role != "blank"} == CODED[file]


def test_the_coding_covers_all_five_seeds():
    assert set(CODED) == set(SEEDS)
    assert sum(map(len, CODED.values())) == 206


def test_a_seed_of_an_outlet_without_rules_keeps_its_whole_body():
    for file, seed in SEEDS.items():
        lines = clean_text(seed.text, outlet="An outlet without rules", title=seed.title)
        cut = {line.number for line in lines if line.role not in KEPT_ROLES}
        assert cut.isdisjoint(number for number, role in CODED[file].items() if role in ("body", "subheading"))


# ---------------------------------------------------------------- every text


any_text = st.text(alphabet=st.one_of(st.sampled_from("\n\r \t\u2028\x0b\x0c\x00-_—“”.,aA"), st.characters()))


@given(any_text, st.sampled_from(["Courier", "The Week", "VOA", "Responsible Statecraft"]), any_text)
@settings(max_examples=300, deadline=None)
def test_lines_and_gaps_give_the_raw_text_back(text, outlet, title):
    lines = clean_text(text, outlet=outlet, title=title)
    rebuilt, end = [], 0
    for number, line in enumerate(lines, start=1):
        gap = text[end : line.start]
        assert gap in (("\n", "\r", "\r\n") if number > 1 else ("",))
        assert line.number == number
        assert line.role in ROLES
        assert line.rule
        assert not set("\r\n") & set(text[line.start : line.end])
        rebuilt += [gap, text[line.start : line.end]]
        end = line.end
    assert text[end:] in ("", "\n", "\r", "\r\n")
    assert "".join(rebuilt) + text[end:] == text


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "", "Advertisement", "READ MORE:", "-"]), max_size=12))
@settings(max_examples=100, deadline=None)
def test_an_article_with_a_paragraph_keeps_a_body(lines):
    got = roles(*lines)
    assert ("body" in got) == any(line in (FIRST, SECOND, THIRD) for line in lines)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("a", [(0, 1)]),
        ("a\n", [(0, 1)]),
        ("\n", [(0, 0)]),
        ("a\n\nb", [(0, 1), (2, 2), (3, 4)]),
        ("a\r\nb\rc\nd", [(0, 1), (3, 4), (5, 6), (7, 8)]),
        ("\r\r\n", [(0, 0), (1, 1)]),
        ("a\u2028b\x0bc\x0cd", [(0, 7)]),
    ],
)
def test_lines_end_at_line_feeds_and_carriage_returns_only(text, spans):
    assert [(line.start, line.end) for line in clean_text(text)] == spans


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_the_kind_of_line_break_makes_no_difference(line_break):
    text = line_break.join(["Bridge closed", "", FIRST, "Advertisement", SECOND])
    assert [line.role for line in clean_text(text, title="Bridge closed")] == [
        "title", "blank", "body", "promotion", "body",
    ]  # fmt: skip


# ---------------------------------------------------------------- title, standfirst, subheading


def test_a_title_is_found_whatever_its_quotes_case_and_spacing():
    assert roles("“BRIDGE”  closed – Council", "", FIRST, title="'Bridge' closed - council") == [
        "title", "blank", "body",
    ]  # fmt: skip


def test_a_title_with_the_name_of_the_site_or_one_word_edited_is_found():
    title = "Council closes the old bridge for good"
    assert roles("Council closes the old bridge for good | Courier", FIRST, title=title)[0] == "title"
    assert roles("Council closes the old crossing for good", FIRST, title=title)[0] == "title"


def test_a_sentence_with_the_words_of_the_title_is_no_title():
    title = "Council closes the old bridge for good"
    assert roles("The council closes the old bridge for good.", FIRST, title=title) == ["body", "body"]


def test_without_a_line_of_the_title_there_is_no_title_and_no_standfirst():
    assert roles("Two piers have moved", "", FIRST, SECOND, title="Bridge closed") == ["body", "blank", "body", "body"]


def test_a_title_that_comes_again_is_a_repeated_title():
    got = roles("Bridge closed", "", FIRST, "", "BRIDGE CLOSED", "", SECOND, title="Bridge closed")
    assert got[4] == "repeated_title"


def test_a_title_below_a_paragraph_is_none():
    long_paragraph = f"{FIRST} {SECOND} {THIRD}"
    assert "title" not in roles(long_paragraph, "Bridge closed", FIRST, title="Bridge closed")


def test_without_a_known_title_the_first_short_line_is_taken():
    assert roles("Old bridge closed after rain", "", FIRST)[0] == "title"
    assert roles("Will the bridge open again?", "", FIRST)[0] == "title"
    assert roles("Advertisement", "Old bridge closed after rain", FIRST) == ["promotion", "title", "body"]
    assert roles("The bridge was closed on Monday.", "", FIRST)[0] == "body"
    assert roles(FIRST, SECOND) == ["body", "body"]


def test_a_standfirst_is_set_apart_from_the_body():
    title = "Bridge closed"
    # no end of a sentence
    assert roles(title, "Two piers have moved after the rain", FIRST, SECOND, title=title)[1] == "standfirst"
    # a sentence, but boxed with the title
    assert roles(title, "Two piers have moved.", "", FIRST, "", SECOND, title=title)[1] == "standfirst"
    # a sentence, but the byline comes after it
    assert roles(title, "", "Two piers have moved.", "", "By Ana Lopes", "", FIRST, title=title)[2] == "standfirst"


def test_a_first_paragraph_is_no_standfirst():
    title = "Bridge closed"
    assert roles(title, "", FIRST, "", SECOND, title=title) == ["title", "blank", "body", "blank", "body"]
    assert roles(title, FIRST, SECOND, THIRD, title=title) == ["title", "body", "body", "body"]
    assert roles(title, FIRST, title=title) == ["title", "body"]
    assert roles(title, "", " ".join([FIRST, SECOND, THIRD]), "", "By Ana Lopes", title=title)[2] == "body"


def test_subheadings_stand_between_paragraphs():
    assert roles(FIRST, "A ‘modest’ ferry", SECOND, "Talks", THIRD)[1::2] == ["subheading", "subheading"]
    assert roles(FIRST, SECOND, "The Courier staff")[2] == "body"
    assert roles(FIRST, "- a ferry", "- a new bridge", SECOND) == ["body"] * 4
    assert roles(FIRST, "It rained.", SECOND) == ["body"] * 3


# ---------------------------------------------------------------- what the page says twice


def test_an_excerpt_above_the_text_is_a_teaser():
    assert roles(
        "two of its five piers had moved, and that the others might follow", "", FIRST, "", SECOND, title="x"
    ) == ["teaser", "blank", "body", "blank", "body"]


def test_a_short_phrase_that_comes_again_is_no_teaser():
    assert roles("Two of its five piers", "", FIRST, SECOND, title="x")[0] == "body"


def test_a_paragraph_printed_twice_counts_once():
    lines = clean_text("\n".join([FIRST, SECOND, THIRD, SECOND]))
    assert [(line.role, line.rule) for line in lines][2:] == [("body", "position.body"), ("teaser", "position.copy")]


def test_a_caption_set_under_and_behind_a_picture_is_cut_twice():
    caption = "The old bridge in the flood of May 2019, seen from the north bank of the river."
    assert roles(caption, caption, "", FIRST, SECOND) == ["caption", "caption", "blank", "body", "body"]


def test_names_alone_on_a_line_are_labels():
    got = clean_text("\n".join(["Tom Reed", "Courier", FIRST]), title="x")
    assert [line.rule for line in got] == ["metadata.byline", "metadata.outlet", "position.body"]
    got = clean_text("\n".join([FIRST, "Ana Lopes", SECOND]), author="Ana Lopes, Tom Reed")
    assert got[1].rule == "metadata.author"
    assert roles(FIRST, "Ana Lopes", SECOND, author="unknown")[1] == "subheading"


# ---------------------------------------------------------------- never everything


@pytest.mark.parametrize(
    "text",
    [
        "The old bridge in the flood, seen from the north bank in May. (Photo: Ana Lopes)",
        f"Photo: {FIRST}",
        f"Editor's note: {FIRST}",
    ],
)
def test_a_text_that_a_rule_would_remove_whole_stays_the_text(text):
    (line,) = clean_text(text)
    assert (line.role, line.rule) == ("body", "position.nothing_else")


def test_a_page_without_a_text_has_no_body():
    assert roles("Advertisement", "", "Follow us on social") == ["promotion", "blank", "promotion"]


def test_an_article_on_one_line_is_all_body():
    text = " ".join([FIRST, "Advertisement", SECOND, "Sign up for our newsletter.", THIRD] * 20)
    assert [line.role for line in clean_text(text)] == ["body"]


def test_a_block_to_the_end_waits_for_the_article():
    label = "Analysis | Europe"
    assert roles("Why it rains so", label, FIRST, outlet="RS") == ["title", "label", "body"]
    assert roles(f"{FIRST} {SECOND} {THIRD} {FIRST}", label, "The fort", SECOND, outlet="RS")[1:] == ["related"] * 3


# ---------------------------------------------------------------- lines that articles share

BOX = "The Courier is printed by its readers: buy a share of it."


def paper(outlet: str, *texts: str) -> list[Article]:
    return [Article(f"{outlet}-{i}", outlet, text) for i, text in enumerate(texts)]


def own_text(name: str) -> str:
    return f"The mayor of {name} said on Friday that the river there had not been so high for forty years."


def test_a_line_that_both_articles_of_an_outlet_have_is_promotion():
    first, second = paper("Courier", f"{own_text('Vale')}\n{BOX}", f"{own_text('Rise')}\n\n{BOX}")
    repeated = find_repeated_lines([first, second])
    assert [outlet for outlet, _ in repeated] == ["Courier"]
    line = clean(first, rules_for("Courier", RULES, {}), repeated=repeated)[1]
    assert (line.role, line.rule) == ("promotion", "repeated.in_outlet")
    assert clean(first, rules_for("Courier", RULES, {}))[1].role == "body"


def test_one_article_has_no_repeated_lines():
    assert find_repeated_lines([]) == frozenset()
    assert find_repeated_lines(paper("Courier", f"{BOX}\n{FIRST}\n{BOX}")) == frozenset()


def test_of_three_articles_all_must_have_the_line():
    texts = [f"{own_text('Vale')}\n{BOX}", f"{own_text('Rise')}\n{BOX}", own_text("Ferry")]
    assert find_repeated_lines(paper("Courier", *texts)) == frozenset()
    assert len(find_repeated_lines(paper("Courier", *texts, f"{own_text('Hythe')}\n{BOX}"))) == 1


@pytest.mark.parametrize("line", ["What happens next", f'"{BOX}"', f"{BOX} " * 10])
def test_subheadings_statements_and_long_paragraphs_may_be_shared(line):
    texts = [f"{own_text(name)}\n{line}" for name in ("Vale", "Rise", "Ferry", "Hythe")]
    assert find_repeated_lines(paper("Courier", *texts)) == frozenset()


def test_two_versions_of_one_article_share_their_text():
    longer = "\n".join([FIRST, SECOND, THIRD])
    assert find_repeated_lines(paper("Courier", longer, f"{longer}\n{own_text('Vale')}")) == frozenset()


def test_one_agency_report_in_many_papers_is_no_promotion():
    report = "\n".join([FIRST, SECOND, THIRD])
    articles = [article for outlet in "ABCDE" for article in paper(outlet, report)]
    assert find_repeated_lines(articles) == frozenset()


def test_a_line_of_four_outlets_is_promotion_everywhere():
    outlets = ["Vale", "Rise", "Ferry", "Hythe"]
    articles = [article for outlet in outlets for article in paper(outlet, f"{own_text(outlet)}\n{BOX}")]
    assert find_repeated_lines(articles[:3]) == frozenset()
    repeated = find_repeated_lines(articles)
    line = clean_text(f"{FIRST}\n{BOX}", outlet="A fifth paper", repeated=repeated)[1]
    assert (line.role, line.rule) == ("promotion", "repeated.across_outlets")


def test_the_order_of_articles_makes_no_difference():
    articles = list(SEEDS.values())
    assert find_repeated_lines(articles) == find_repeated_lines(articles[::-1])


# ---------------------------------------------------------------- hostile input


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000,
        "word " * 1_000_000,
        "(photo: " * 600_000,
        "\n" * 100_000,
        f"{FIRST}\n" * 100_000,
        "-\nBy A\n" * 10_000,
        "Advertisement\n" * 20_000,
        "\n".join(f"{i} {FIRST}" for i in range(5_000)) * 2,
        "\x00\n\x00\x00",
        "\ufeff\u200b\n\u200b",
        "😀😀\n🤣\n" + FIRST,
        "\u202eالجسر القديم مغلق\n\nأغلق المجلس الجسر القديم يوم الاثنين بعد أسبوع من المطر الغزير.",
        "旧桥关闭\n\n市议会周一关闭了旧桥。",
    ],
    ids=["5 MB line", "5 MB of words", "open brackets", "blank", "copies", "dashes", "adverts", "doubled", "nul",
         "invisible", "emoji", "right to left", "no spaces"],
)  # fmt: skip
def test_odd_texts_are_read_without_loss(text):
    lines = clean_text(text, title="Old bridge closed")
    assert len(lines) == len(text.replace("\r", "\n").removesuffix("\n").split("\n"))
    assert sum(line.end - line.start + 1 for line in lines) in (len(text), len(text) + 1)


def test_a_line_of_invisible_characters_is_blank():
    assert roles("\ufeff\u200b", FIRST) == ["blank", "body"]


def test_text_in_other_scripts_stays():
    assert roles("旧桥关闭", "", "市议会周一关闭了旧桥。", title="x")[2] == "body"
    assert roles("أغلق المجلس الجسر القديم يوم الاثنين بعد أسبوع من المطر الغزير.") == ["body"]
