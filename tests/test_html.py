"""What is shown of data: escaped, aligned, named, and never silently missing."""

from __future__ import annotations

import html.parser
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.html import (
    EvidenceSentence,
    Fragment,
    clause,
    escape,
    folded,
    four_beats,
    joined,
    listed,
    note,
    number,
    opening,
    parts_card,
    prose,
    say,
    sentence_card,
    sentences,
    style,
    stylesheet,
    table,
)
from framing.html.evidence import join_spans
from framing.html.number import format_number
from framing.html.palette import DARK, LIGHT, OUTLET_COLOURS, OUTLET_COLOURS_ON_DARK, colour_properties

HOSTILE = "<script>alert(1)</script>\"'&\u202eevil\x00\ud800"
VOID = {"br", "img", "meta", "link", "hr", "input"}


class Outline(html.parser.HTMLParser):
    """Reads HTML back: which tags, what text, and whether every tag is closed."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def small_table() -> pd.DataFrame:
    return pd.DataFrame({"outlet": ["A", "B"], "n_words": [1234, 5], "rate": [-0.5, math.nan], "ok": [True, False]})


def row(text: str = "They clashed again.", marks: tuple[tuple[int, int], ...] = ((5, 12),)) -> EvidenceSentence:
    return EvidenceSentence("Daily A", "003", 4, "body", "quoted", text, marks)


def test_numbers_are_formatted_by_hand_count() -> None:
    shown = table(small_table(), caption="c", formats={"rate": "+.1f"}, headers={"n_words": "words"}).html
    assert '<td class="n"><data value="1234">1,234</data></td>' in shown
    assert '<td class="n"><data value="-0.5">−0.5</data></td>' in shown
    assert shown.count("not available</span>") == 1
    assert ">words<" in shown
    assert "<td>yes</td>" in shown
    assert "<td>no</td>" in shown
    assert "n_words" not in shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-0.001, ">0.00<"), (math.inf, ">∞<"), (-math.inf, ">−∞<"), (1e6, ">1,000,000.00<"), (0.125, ">0.12<")],
)
def test_odd_numbers(value: float, shown: str) -> None:
    assert shown in table(pd.DataFrame({"x": [value]}), caption="c").html


@pytest.mark.parametrize(("value", "shown"), [(0.004, "0.00"), (-0.004, "0.00"), (0.0, "0.00"), (0.005001, "+0.01"),
                                              (-0.006, "−0.01")])
def test_what_rounds_to_zero_has_no_sign(value: float, shown: str) -> None:
    assert format_number(value, "+.2f") == shown


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT])
def test_what_is_missing_is_said(missing: object) -> None:
    shown = table(pd.DataFrame({"x": pd.Series([missing], dtype=object)}), caption="c").html
    assert 'title="not available"' in shown


def test_dates_have_no_time_of_day() -> None:
    shown = table(pd.DataFrame({"day": pd.to_datetime(["2022-07-20"])}), caption="c").html
    assert ">2022-07-20<" in shown


def test_table_is_named_and_its_headers_have_a_scope() -> None:
    shown = table(small_table(), caption="Rates", row_header="outlet").html
    assert shown.count('scope="col"') == 4
    assert shown.count('scope="row"') == 2
    assert "<caption><span>Rates</span></caption>" in shown
    assert 'role="group" tabindex="0" aria-label="Table: Rates"' in shown
    assert Outline(shown).tags.count("tr") == 3


def test_evidence_opens_under_its_own_row() -> None:
    evidence = sentences([row()], total=1, summary="Sentences of B")
    shown = table(small_table(), caption="c", evidence=[None, evidence]).html
    assert shown.count("framing-evidence-row") == 1
    assert shown.index(">B<") < shown.index('<td colspan="4">') < shown.index("Sentences of B")
    assert Outline(shown).tags.count("details") == 1


def test_long_tables_scroll() -> None:
    assert "framing-long" in table(pd.DataFrame({"x": range(21)}), caption="c").html
    assert "framing-long" not in table(pd.DataFrame({"x": range(20)}), caption="c").html


@pytest.mark.parametrize("bad", [{"formats": {"z": ".1f"}}, {"headers": {"z": "Z"}}, {"row_header": "z"}])
def test_unknown_columns_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"No column z\. There are: outlet, n_words"):
        table(small_table(), caption="c", **bad)  # type: ignore[arg-type]


def test_evidence_must_match_the_rows_and_columns_need_names() -> None:
    with pytest.raises(ValueError, match="1 pieces of evidence for 2 rows"):
        table(small_table(), caption="c", evidence=[None])
    with pytest.raises(ValueError, match="name of its own"):
        table(pd.DataFrame([[1, 2]], columns=["a", "a"]), caption="c")


def test_nothing_from_data_becomes_markup() -> None:
    everywhere = [
        table(pd.DataFrame([[HOSTILE]], columns=pd.Index([HOSTILE], dtype=object), dtype=object), caption=HOSTILE),
        sentences([EvidenceSentence(*[HOSTILE] * 2, 1, *[HOSTILE] * 3)], total=1, summary=HOSTILE),
        four_beats(question=HOSTILE, method=HOSTILE, result=[HOSTILE, prose(HOSTILE)], caveat=HOSTILE),
        note(HOSTILE, kind="caveat"),
        prose(HOSTILE),
    ]
    for fragment in everywhere:
        outline = Outline(fragment.html)
        assert "script" not in outline.tags
        assert "alert(1)" in outline.text
        assert "\x00" not in fragment.html
        fragment.html.encode("utf-8")


@given(st.text(st.characters(exclude_categories=[])))
def test_escaping_keeps_the_length_and_can_always_be_written(text: str) -> None:
    escaped = escape(text)
    escaped.encode("utf-8")
    assert "<" not in escaped
    assert '"' not in escaped
    assert len(html.unescape(escaped)) == len(text) or "&" in text


def test_marks_are_where_the_words_are() -> None:
    shown = sentences([row("a <b> clashed & clashed", ((6, 13), (16, 23)))], total=1, summary="s").html
    assert "a &lt;b&gt; <mark>clashed</mark> &amp; <mark>clashed</mark></q>" in shown


def test_overlapping_marks_are_joined_and_touching_ones_are_not() -> None:
    assert join_spans([(4, 8), (0, 5), (8, 9)]) == [(0, 8), (8, 9)]
    shown = sentences([row("abcdefghi", ((4, 8), (0, 5), (8, 9)))], total=1, summary="s").html
    assert "<mark>abcdefgh</mark><mark>i</mark>" in shown


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=6))
def test_marks_never_change_the_text(starts: list[tuple[int, int]]) -> None:
    text = "They <clashed> & again, over it."
    marks = tuple((start, min(start + length, len(text))) for start, length in starts)
    outline = Outline(sentences([row(text, marks)], total=1, summary="s").html)
    assert text in outline.text


@pytest.mark.parametrize("mark", [(0, 99), (-1, 3), (5, 5)])
def test_marks_outside_the_text_are_refused(mark: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"'003', sentence 4: the mark"):
        sentences([row(marks=(mark,))], total=1, summary="s")


def test_sentences_say_how_many_are_not_shown() -> None:
    assert "(showing 2 of 1,200 sentences)" in sentences([row(), row()], total=1200, summary="s").html
    assert "(1 sentence)" in sentences([row()], total=1, summary="s").html
    assert "no sentence" in sentences([], total=0, summary="s").html
    with pytest.raises(ValueError, match="total is 1, but there are 2"):
        sentences([row(), row()], total=1, summary="s")


def test_sentences_say_where_they_stand_and_whose_they_are() -> None:
    text = Outline(sentences([row()], total=1, summary="s").html).text
    assert "Daily A · article 003 · sentence 4 · body · quoted words" in text


def test_four_beats_come_in_order() -> None:
    text = Outline(four_beats(question="q?", method="m.", result=[Fragment("<p>r.</p>")], caveat="c.").html).text
    assert text == "Questionq?Methodm.Resultr.Caveatc."


def test_unknown_kind_of_note_is_refused() -> None:
    with pytest.raises(ValueError, match="There are: descriptive, indicative, inferential, caveat"):
        note("x", kind="significant")


def test_prose_splits_paragraphs_and_fragments_add_up() -> None:
    assert Outline(prose("one\n\n\ntwo\nmore").html).tags == ["p", "p"]
    assert prose("").html == ""
    assert (prose("a") + prose("b")).html == prose("a").html + prose("b").html


def test_style_for_the_notebook_is_the_stylesheet_of_the_report() -> None:
    assert stylesheet() in style().html
    assert "http" not in stylesheet()
    assert "</style" not in stylesheet()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("theme", "outlets"), [(LIGHT, OUTLET_COLOURS), (DARK, OUTLET_COLOURS_ON_DARK)])
def test_every_colour_can_be_read_as_text(theme: dict[str, str], outlets: tuple[str, ...]) -> None:
    for background in (theme["paper"], theme["panel"]):
        texts = [*outlets, *(theme[name] for name in ("ink", "muted", "accent", "caution"))]
        assert min(contrast(text, background) for text in texts) >= 4.5
    assert contrast(theme["mark-ink"], theme["mark"]) >= 4.5


def test_both_themes_define_the_same_properties() -> None:
    light, dark = (
        {part.partition(":")[0] for part in colour_properties(dark=dark).split(";")} for dark in (False, True)
    )
    assert light == dark
    assert len(light) == len(LIGHT) + 10
    assert len(set(OUTLET_COLOURS)) == len(set(OUTLET_COLOURS_ON_DARK)) == 10


def test_what_is_folded_is_escaped_and_opens():
    shown = folded(["One & two.", "<b>three</b>"], summary="<i>More</i>").html
    assert shown.startswith('<details class="framing-data"><summary>')
    assert "&lt;i&gt;More" in shown
    assert "<b>" not in shown
    assert "One &amp; two." in shown


def test_a_sentence_keeps_the_exact_value_of_its_numbers() -> None:
    said = say("{who}: {n:|hit} in {words:,d|word}, {rate:.1f} per 1,000, {part:share}, p {p:p}.", who="<b>A", n=1,
               words=1904, rate=4.26, part=0.123, p=0.00001)
    assert said.html == (
        '<p class="framing-prose">&lt;b&gt;A: <data value="1">1</data> hit in <data value="1904">1,904</data> words, '
        '<data value="4.26">4.3</data> per 1,000, <data value="0.123">12 %</data>, p <data value="1e-05">'
        "below 0.001</data>."
        "</p>")


def test_a_sentence_says_what_is_missing_and_refuses_what_is_not_given() -> None:
    assert "not available" in clause("{n:.1f}", n=math.nan).html
    with pytest.raises(KeyError):
        clause("{n}", m=1)


@pytest.mark.parametrize(("items", "shown"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"),
                                              (["a", "b", "<c"], "a, b and &lt;c")])
def test_items_are_listed(items: list[str], shown: str) -> None:
    assert listed(items).html == shown


def test_a_number_opens_its_card_and_equal_cards_are_one() -> None:
    rows = [*[row()] * 2, row("They clashed. And clashed.", ((5, 12), (18, 25))), row()]
    card = sentence_card(rows, title="A: “clash”", n_sentences=4, n_marks=5, is_concordance=True)
    pair = opening(number(5), card) + opening("again", card)
    shown = pair._repr_html_()
    assert shown.count(f'popovertarget="{card.id}"') == 3
    assert shown.count(f'id="{card.id}"') == 1
    assert card.html.count("<mark>") == 5
    assert 'data-marks="5"' in card.html
    assert "by words before" in card.html
    Outline(shown)


def test_a_card_that_shows_a_sample_says_so_and_promises_no_count() -> None:
    card = sentence_card([row()], title="t", n_sentences=9, n_marks=12)
    assert "Shown are 1, evenly spread" in card.html
    assert "data-marks" not in card.html
    with pytest.raises(ValueError, match="n_sentences is 0"):
        sentence_card([row()], title="t", n_sentences=0, n_marks=0)


def test_lines_are_ordered_by_what_stands_nearest_to_the_mark() -> None:
    texts = {"b hit z": 2, "c a hit y": 4, "a b hit x": 4, "hit w": 0}
    rows = [row(text, ((start, start + 3),)) for text, start in texts.items()]
    shown = sentence_card(rows, title="t", n_sentences=4, n_marks=4, is_concordance=True).html
    assert [part[:5] for part in shown.split('style="')[1:]] == ["--l:2", "--l:1", "--l:3", "--l:0"]
    assert [part[6:11] for part in shown.split('style="')[1:]] == ["--r:3", "--r:2", "--r:1", "--r:0"]


def test_parts_add_up() -> None:
    shown = parts_card([("A", 3), ("<B>", 4)], title="t", counted="uses").html
    assert '<tfoot><tr><th scope="row">together</th><td><data value="7">7</data>' in shown
    assert "&lt;B&gt;" in shown
    Outline(shown)


def test_cards_stay_behind_what_opens_them() -> None:
    card = parts_card([("A", 1)], title="t", counted="uses")
    told = four_beats(question="q", method="m", result=say("{n}.", n=opening(number(1), card)), caveat="c")
    assert told.cards == (card,)
    assert told._repr_html_().endswith(card.html)
    assert joined((told, told)).cards == (card,)
