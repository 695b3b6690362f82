"""Every number opens the sentences that made it, or the parts that add up to it: by keyboard, in a browser.

Ten numbers a page, drawn with a seed, are opened as a reader without a mouse would; the words that are marked there
are counted in the browser and compared with the number.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.html import (
    EvidenceSentence,
    four_beats,
    joined,
    number,
    opening,
    parts_card,
    sentence_card,
    stylesheet,
    table,
)
from framing.words import find_words
from report_numbers import TableNumber, table_numbers
from test_reports_of_seeds import PAGES, REPORTS

N_NUMBERS = 10
# Of ten numbers of these pages so many lead to sentences; others are made of articles or of words.
MIN_WITH_SENTENCES = {"02_compare_words": 7, "03_find_frames": 7}
# Counts are shown as whole numbers; rates, shares and estimates are not.
COUNT = re.compile(r"[\d,]+")
NUMBERS = """() => [...document.querySelectorAll('main button.framing-opens')]
    .filter(button => button.querySelector('data') && !button.closest('.framing-card'))"""
# What is folded around an element, from the outside in.
FOLDED_AROUND = """element => {
    const folded = [];
    for (let at = element.parentElement; at; at = at.parentElement)
        if (at.tagName === 'DETAILS' && !at.open) folded.unshift(at.querySelector('summary'));
    return folded;
}"""
CARD = """card => {
    const data = selector => [...card.querySelectorAll(selector)].map(found => Number(found.value));
    return {
        stated: data('.framing-count data').slice(0, 2),
        marked: [...card.querySelectorAll('li mark')].map(mark => mark.textContent),
        articles: [...card.querySelectorAll('li > p')].map(line => line.textContent.match(/article ([^·]*)/)[1]),
        isWhole: card.dataset.marks !== undefined,
        parts: data('tbody td data'),
        total: data('tfoot td data')[0],
    };
}"""


# Numbers in tables that open nothing: why -> the pages, and the tables with their columns.
CHART_DATA = "The figure’s data"
CLOSED: Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "follows from the number of articles and of words, by the arithmetic that the method tells": (
        ("01_read_the_corpus",),
        (("What each contrast can bear", "words that would have to reach it together"),)),
    "a date as the chart places it": (
        ("00_start_here", "01_read_the_corpus"), ((CHART_DATA, "n months"),)),
    "the lengths and the cut lines open in the tables beside the charts": (
        ("00_start_here", "01_read_the_corpus"), ((CHART_DATA, "n words"), (CHART_DATA, "share of raw words"))),
    "the same values open in the tables and sentences beside the charts": (
        ("04_score_tone", "05_hear_the_sources"),
        tuple((CHART_DATA, column) for column in (
            "n words", "sd between sentences", "sentence number", "score", "n words scored", "valence", "estimate",
            "total", "n articles"))),
    "marked by somebody who read the hits: the sheet lists them, and those found wrong open where there are any": (
        ("03_find_frames",),
        (*(("Hits read, and the share that is right, of each list", column)
           for column in ("hits", "read", "right", "unsure", "precision", "from", "to")),
         *((f"{title}: hits in each outlet, with the question a coder would be asked", "precision (by the audit)")
           for title in ("Five generic news frames", "Hedges and boosters", "Loaded wording")))),
    "what a word weighs in the list or the table of weights, whatever the corpus": (
        ("04_score_tone",),
        (("The harshest and the kindest mention, and why they are scored so", "words that weigh most (what each adds)"),
         ("Words that weigh most in each outlet", "valence"), ("Other words that shift the tone most", "valence"),
         ("Topic words that shift the tone most", "valence"))),
}
MIN_TABLE_NUMBERS = 100


def drawn_numbers(page: Any, name: str) -> list[Any]:
    """Ten of the numbers on the page that open something, whatever they open."""
    numbers = page.evaluate_handle(NUMBERS)
    places = random.Random(name).sample(range(numbers.evaluate("found => found.length")), N_NUMBERS)
    return [numbers.get_property(str(place)).as_element() for place in places]


def unfold(page: Any, shown: Any) -> None:
    """Open, by keyboard, what is folded around it."""
    folded = shown.evaluate_handle(FOLDED_AROUND).get_properties().values()
    for summary in folded:
        summary.as_element().focus()
        page.keyboard.press("Enter")


def opened_by_keyboard(page: Any, opener: Any) -> Any:
    """The card that an opener opens when Enter is pressed on it."""
    opener.focus()
    page.keyboard.press("Enter")
    card = page.locator(f"#{opener.get_attribute('popovertarget')}")
    assert card.is_visible()
    return card


def check_sentences(card: Mapping[str, Any], shown: str) -> None:
    """The marks are as many as the card says, and as the number says if it is a count.

    A count is of marks, of the sentences or the articles they stand in, or of the words inside them; on the raw page
    a word is what stands between white space.
    """
    n_marks, n_sentences = card["stated"]
    marked, n_listed, n_articles = card["marked"], len(card["articles"]), len(set(card["articles"]))
    if not card["isWhole"]:
        assert n_listed < n_sentences
        assert 0 < len(marked) <= n_marks
        counted = {n_marks, n_sentences}
    else:
        assert [len(marked), n_listed] == [n_marks, n_sentences]
        counted = {n_marks, n_sentences, n_articles, sum(len(find_words(text)) for text in marked),
                   sum(len(text.split()) for text in marked)}
    if COUNT.fullmatch(shown):
        assert int(shown.replace(",", "")) in counted


def check_parts(card: Mapping[str, Any], value: float, shown: str) -> None:
    """The parts add up to the total, and to the number if it is a count."""
    assert math.isclose(sum(card["parts"]), card["total"], rel_tol=1e-6, abs_tol=1e-9)
    if COUNT.fullmatch(shown):
        assert card["total"] == value


def look_into(page: Any, opener: Any) -> bool:
    """Opens a number, checks what it shows and closes it; whether there were sentences."""
    shown, value = opener.inner_text().strip(), float(opener.query_selector("data").get_attribute("value"))
    card = opened_by_keyboard(page, opener)
    read = card.evaluate(CARD)
    has_sentences = bool(read["stated"])
    if has_sentences:
        check_sentences(read, shown)
    else:
        check_parts(read, value, shown)
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert opener.evaluate("element => element === document.activeElement")
    return has_sentences


@pytest.mark.parametrize(("name", "has_scripts"), [*((name, False) for name in PAGES), ("02_compare_words", True)])
def test_ten_numbers_lead_to_what_they_are_made_of(browser: Any, built: Path, name: str,
                                                   has_scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=has_scripts)
    page = context.new_page()
    page.goto((built / f"{name}.html").as_uri())
    n_with_sentences = 0
    for drawn in drawn_numbers(page, name):
        unfold(page, drawn)
        n_with_sentences += look_into(page, drawn)
    context.close()
    assert n_with_sentences >= MIN_WITH_SENTENCES.get(name, 0)


@pytest.mark.parametrize("name", [*REPORTS, "index"])
def test_every_number_of_a_table_stands_in_a_cell_that_opens(built: Path, name: str) -> None:
    """In a cell with several numbers one opens; the others are what it is out of. None of so many opens nothing."""
    numbers = table_numbers((built / f"{name}.html").read_text(encoding="utf-8"))
    assert len(numbers) >= MIN_TABLE_NUMBERS
    closed = {(found.caption, found.column) for found in numbers if not found.is_opened and float(found.first)}
    assert closed - {place for pages, places in CLOSED.values() if name in pages for place in places} == set()


def test_the_look_at_tables_finds_a_number_that_does_not_open() -> None:
    """A check that cannot fail proves nothing."""
    opened = table(pd.DataFrame({"n": [3], "m": [4]}), caption="Two",
                   opens=[{"n": parts_card([("a", 3)], title="t", counted="uses")}])
    page = four_beats(question="q", method=opened, result=opened, caveat=opened)._repr_html_()
    assert table_numbers(page) == [TableNumber("3", "3", "Two", "n", True), TableNumber("4", "4", "Two", "m", False)]


def test_the_look_into_a_card_finds_a_wrong_count(browser: Any, tmp_path: Path) -> None:
    rows = [EvidenceSentence("A", "1", 1, "body", "outlet", "war and war", ((0, 3), (8, 11)))]
    right = sentence_card(rows, title="right", n_sentences=1, n_marks=2)
    wrong = sentence_card(rows, title="wrong", n_sentences=1, n_marks=3)
    path = tmp_path / "page.html"
    shown = joined(opening(number(n), card) for n, card in ((2, right), (5, right), (3, wrong)))
    path.write_text(f"<meta charset=utf-8><main>{shown._repr_html_()}</main>", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    numbers = page.query_selector_all("main button.framing-opens")
    assert look_into(page, numbers[0])
    for opener in numbers[1:]:
        with pytest.raises(AssertionError):
            look_into(page, opener)
        page.keyboard.press("Escape")
    page.close()


def test_a_concordance_is_put_in_order_around_its_word(browser: Any, tmp_path: Path) -> None:
    """By keyboard, without a script: the marks stand below each other, the lines in the order of what is beside."""
    texts = ["Iran and Oman", "of Iran zebras speak", "but Iran apes", "from all over Iran birds"]
    rows = [EvidenceSentence("A", "1", n, "body", "outlet", text, ((text.index("Iran"), text.index("Iran") + 4),))
            for n, text in enumerate(texts, start=1)]
    card = sentence_card(rows, title="Iran", n_sentences=4, n_marks=4, is_concordance=True)
    path = tmp_path / "page.html"
    path.write_text(f"<meta charset=utf-8><style>{stylesheet()}</style><main>"
                    f"{opening(number(4), card)._repr_html_()}</main>", encoding="utf-8")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    opened = opened_by_keyboard(page, page.query_selector("button.framing-opens"))
    for option, in_order in ((1, [0, 2, 1, 3]), (2, [0, 2, 3, 1])):
        opened.locator("select").focus()
        page.keyboard.press("ArrowDown")
        assert opened.locator("select").evaluate("select => select.selectedIndex") == option
        places = [mark.bounding_box() for mark in opened.locator("mark").all()]
        assert len({round(place["x"]) for place in places}) == 1
        assert sorted(range(4), key=lambda line: places[line]["y"]) == in_order
    page.context.close()
