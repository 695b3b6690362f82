"""The pages as a person meets them: in a browser, by keyboard, in the dark, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser_fixtures import PageCheck
from framing.problem import Problem
from framing.report import build_reports
from report_notebooks import report_context, write_full_notebooks

BAD_PAGE = """<!doctype html><html><head><title>Bad</title><link rel="stylesheet" href="https://example.org/a.css">
</head><body><main><h1>Bad</h1><p style="color:#aaa;background:#fff">pale</p><svg></svg><img src="https://example.org/a.png">
<a href="missing.html">x</a><details><summary>s</summary><p>shut</p></details>
<div style="width:900px">wide</div><table style="width:2000px"><tr><td>x</td></tr></table></main></body></html>"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "out" / "tables").mkdir(parents=True)
    (folder / "out" / "tables" / "a b.csv").write_text("x\n", encoding="utf-8")
    problems = (Problem("note", "A very long file name was found.", file="x" * 300),)
    notebooks = write_full_notebooks(folder / "notebooks")
    build_reports(folder, folder / "out", context=report_context(problems=problems), n_jobs=2, notebooks=notebooks)
    return folder / "out"


@pytest.mark.parametrize("name", ["index.html", "01_a.html", "02_b.html"])
def test_page_has_nothing_to_stumble_over(check_page: Callable[[Path], PageCheck], out: Path, name: str) -> None:
    assert not check_page(out / name).found()


def test_the_check_finds_what_is_wrong(check_page: Callable[[Path], PageCheck], tmp_path: Path) -> None:
    """A check that cannot fail proves nothing."""
    page = tmp_path / "bad.html"
    page.write_text(BAD_PAGE, encoding="utf-8")
    assert set(check_page(page).found()) == set(vars(PageCheck((), (), (), (), (), (), 0)))


def test_evidence_opens_by_keyboard_without_script(browser: Any, out: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((out / "01_a.html").as_uri())
    mark = page.locator("mark", has_text="clashed")
    assert not mark.is_visible()
    page.locator(".framing-evidence summary").focus()
    page.keyboard.press("Enter")
    assert mark.is_visible()
    page.context.close()


def test_first_tab_offers_to_skip_the_navigation(browser: Any, out: Path) -> None:
    page = browser.new_page()
    page.goto((out / "01_a.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_outlet_colours_follow_the_theme(browser: Any, out: Path) -> None:
    page = browser.new_page()
    page.goto((out / "01_a.html").as_uri())
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.querySelector('svg [style*=outlet-1]')).stroke"))
    assert len(colours) == 2
    page.close()


def test_prints_to_pdf(browser: Any, out: Path) -> None:
    page = browser.new_page()
    page.goto((out / "01_a.html").as_uri())
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
