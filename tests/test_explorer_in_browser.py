"""The page of words as a reader meets it: by mouse, by keyboard alone, without a script, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser_fixtures import PRINT_WIDTH, axe_violations
from framing.corpus import build_corpus
from framing.explorer import Limits, explorer_of, word_values
from framing.report.corpus_reports import report_context
from framing.report.explorer_page import explorer_page
from made_corpora import made_rows, write_corpus

POINTS = ".plot [role=button]"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    corpus = build_corpus(seeds)
    explorer = explorer_of(corpus, word_values(corpus, seed=7, n_resamples=0), Limits(14, 5, 12))
    (folder / "index.html").write_text("<title>index</title>", encoding="utf-8")
    page = explorer_page(explorer, links=(), context=report_context(corpus, seed=7, n_resamples=0))
    (folder / "explorer.html").write_text(page, encoding="utf-8")
    return folder / "explorer.html"


@pytest.fixture
def page(browser: Any, path: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    made = context.new_page()
    made.goto(path.as_uri())
    yield made
    context.close()


def shown_words(page: Any) -> list[str]:
    """Words of the points as they are read out: “word” in Outlet: …"""
    labels = page.locator(POINTS).evaluate_all("points => points.map(point => point.getAttribute('aria-label'))")
    return [label[1:label.index("”")] for label in labels]


def table_words(page: Any, outlet: int) -> list[str]:
    return page.locator("details.words").nth(outlet).locator("tbody th").all_text_contents()


def test_the_plot_holds_the_words_of_the_tables(page: Any) -> None:
    """Outlet after outlet: the same words, in the same order, with names and without."""
    boxes = page.locator("[name=outlet]")
    assert boxes.count() == 4
    boxes.first.uncheck()
    assert page.locator(POINTS).count() == 0
    for number in range(4):
        boxes.nth(number).check()
        assert shown_words(page) == table_words(page, number)
        boxes.nth(number).uncheck()
    boxes.first.check()
    named = page.locator("details.words").first.locator("tbody tr:has(td:last-child:text-is('yes')) th")
    names = named.all_text_contents()
    page.locator("#with-names").uncheck()
    assert len(names) > 3
    assert shown_words(page) == [word for word in table_words(page, 0) if word not in names]


def test_all_outlets_at_once_each_by_shape_and_colour(page: Any) -> None:
    for box in page.locator("[name=outlet]").all():
        box.check()
    rows = page.locator("details.words tbody th").count()
    assert page.locator(POINTS).count() == rows
    assert page.locator("#status data").nth(1).get_attribute("value") == str(rows)
    looks = page.locator(POINTS).evaluate_all("""points => [...new Set(points.map(point => {
        const shape = point.querySelector('.shape');
        return getComputedStyle(shape).stroke + ' ' + (shape.getAttribute('d') || '').split('L').length;
    }))]""")
    colours, shapes = zip(*(look.rsplit(" ", 1) for look in looks), strict=True)
    assert len(looks) == len(set(colours)) == 4
    assert len(set(shapes)) >= 3  # a circle, a square and a diamond of four corners, a triangle


def test_a_point_opens_its_sentences_and_their_marks_are_its_number(page: Any) -> None:
    """By keyboard alone from the search box; every point of the first outlet."""
    page.locator("#search").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    page.keyboard.press("Home")
    seen = set()
    for _ in range(page.locator(POINTS).count()):
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        number = int(page.locator("#detail data").first.get_attribute("value"))
        elsewhere = int(page.locator("#detail data").nth(3).get_attribute("value"))
        page.keyboard.press("Enter")
        card = page.locator(":popover-open")
        whole = card.get_attribute("data-marks")
        if whole is not None:
            assert int(whole) == (number or elsewhere)
            assert card.locator("mark").count() == int(whole)
            seen.add(label)
        assert card.locator("li p").first.text_content().count(" · ") >= 4  # outlet, article, sentence, part, voice
        page.keyboard.press("Escape")
        assert page.locator(":popover-open").count() == 0
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label
        page.keyboard.press("ArrowDown")
    assert len(seen) >= 20


def test_arrows_reach_every_point(page: Any) -> None:
    n_points = page.locator(POINTS).count()
    page.locator("#search").focus()
    page.keyboard.press("Tab")
    for first, key in (("Home", "ArrowDown"), ("End", "ArrowUp"), ("", "ArrowLeft"), ("", "ArrowRight")):
        for _ in range(n_points if not first else 0):
            page.keyboard.press({"ArrowLeft": "ArrowRight", "ArrowRight": "ArrowLeft"}[key])
        if first:
            page.keyboard.press(first)
        reached = set()
        for _ in range(n_points):
            reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
            page.keyboard.press(key)
        assert len(reached) == n_points
    assert page.locator(f"{POINTS}[tabindex='0']").count() == 1


def test_words_on_one_spot_can_be_chosen_from(page: Any) -> None:
    label = page.locator(".plot text.word", has_text="+").first
    n_more = int(label.text_content().rsplit("+", 1)[1])
    label.locator("xpath=..").locator(".halo").click(force=True)
    choices = page.locator(".matches button")
    assert choices.count() == n_more + 1
    assert page.locator(".matches button:focus").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(":popover-open .framing-card-title").text_content().endswith(
        f"“{choices.first.text_content().split(' · ')[0]}”")


def test_search_finds_a_word_and_opens_it(page: Any) -> None:
    page.locator("#search").fill("JCPOA")
    assert page.locator(f"{POINTS}.found").count() == 1
    assert page.locator(".matches button").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("“jcpoa” in RS/ECFR: 9 uses")
    page.keyboard.press("Enter")
    assert page.locator(":popover-open mark").count() == 9
    page.keyboard.press("Escape")
    page.locator("#search").fill("zzz")
    assert "None of the words shown here holds “zzz”" in page.locator("#status").text_content()
    assert page.locator(".matches button").count() == 0


def test_the_spread_can_be_that_over_the_outlets_own_articles(page: Any) -> None:
    page.locator("[name=outlet]").nth(1).check()  # The Week has two articles
    page.locator("[name=spread][value=share]").check()
    places = page.locator(POINTS).evaluate_all("""points => [...new Set(points.map(point =>
        point.querySelector('.halo').getAttribute('cx')))]""")
    assert len(places) == 3  # in none, in half, in all
    assert "share of the outlet’s articles" in page.locator(".plot svg").get_attribute("aria-label")


def test_without_a_script_the_tables_are_the_page(browser: Any, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert not page.locator("#explorer").is_visible()
    assert page.get_by_text("The tables below hold the same words").is_visible()
    summaries = page.locator("details.words > summary")
    checked = 0
    for number in range(summaries.count()):
        if number:
            summaries.nth(number).focus()
            page.keyboard.press("Enter")
        for opener in page.locator("details.words").nth(number).locator("button.framing-opens").all()[:8]:
            opener.focus()
            page.keyboard.press("Enter")
            card = page.locator(f"#{opener.get_attribute('popovertarget')}")
            assert card.is_visible()
            if whole := card.get_attribute("data-marks"):
                assert card.locator("mark").count() == int(whole) == int(opener.locator("data").get_attribute("value"))
                checked += 1
            page.keyboard.press("Escape")
    rows = page.locator("details.words tbody tr").count()
    assert page.locator("details.words button.framing-opens").count() == rows
    context.close()
    assert checked >= 25


def test_nothing_to_stumble_over_with_every_outlet_and_an_open_card(page: Any) -> None:
    for box in page.locator("[name=outlet]").all():
        box.check()
    page.locator("#search").fill("r")
    page.locator(".matches button").first.click()
    assert page.locator(":popover-open").count() == 1
    assert axe_violations(page) == []


def test_on_paper_are_the_plot_and_every_table(page: Any) -> None:
    page.set_viewport_size({"width": PRINT_WIDTH, "height": 900})
    page.emulate_media(media="print")
    assert page.locator(".plot svg").is_visible()
    assert page.locator(".plot svg").bounding_box()["width"] <= PRINT_WIDTH
    assert not page.locator(".controls").is_visible()
    for table in page.locator("details.words table").all():
        assert table.is_visible()


def test_a_corpus_with_tests_has_filled_signs_for_what_survives(browser: Any, tmp_path: Path) -> None:
    rows = made_rows(dict.fromkeys("AB", 12), favourites={"A": "famine", "B": "treaty"}, n_sentences=12)
    corpus = build_corpus(write_corpus(tmp_path / "made", rows))
    explorer = explorer_of(corpus, word_values(corpus, seed=1, n_resamples=200), Limits(20, 20, 3))
    page_text = explorer_page(explorer, links=(), context=report_context(corpus, seed=1, n_resamples=200))
    (tmp_path / "explorer.html").write_text(page_text, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "explorer.html").as_uri())
    filled = page.locator(f"{POINTS}:not(.hollow)").evaluate_all(
        "points => points.map(point => point.getAttribute('aria-label'))")
    expected = [point.word for point in explorer.points if point.survives and point.outlet == "A"]
    assert [label[1:label.index("”")] for label in filled] == expected
    assert "famine" in expected
    assert all(", survives correction" in label and "(interval " in label for label in filled)
    page.close()
