"""The comparison in one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# A laptop's screen, with the browser's own bars taken off.
SCREEN = {"width": 1280, "height": 900}


def test_the_gist_stands_on_the_first_screen_of_the_index(browser: Any, built: tuple[Path, Path]) -> None:
    page = browser.new_page(viewport=SCREEN)
    page.goto((built[0] / "index.html").as_uri())
    rows = page.locator("table").first.locator("tbody tr")
    on_screen = [rows.nth(place).bounding_box()["y"] + rows.nth(place).bounding_box()["height"] <= SCREEN["height"]
                 for place in range(rows.count())]
    page.close()
    assert len(on_screen) >= 7
    assert sum(on_screen) >= 7


def test_each_cell_of_the_gist_has_a_number_or_says_why_not(browser: Any, built: tuple[Path, Path]) -> None:
    page = browser.new_page()
    page.goto((built[0] / "index.html").as_uri())
    cells = page.locator("table").first.locator("tbody td")
    without = [cells.nth(place).inner_text() for place in range(cells.count())
               if not cells.nth(place).locator("data").count()]
    page.close()
    assert set(without) <= {"none", "no mention", "no attribution", "not measured"}
