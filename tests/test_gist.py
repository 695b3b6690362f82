"""The comparison in one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from framing.compare import compare
from framing.corpus import build_corpus
from framing.counts import count_words
from framing.findings.gist import show_gist
from framing.measures.keyness import LOG_ODDS
from framing.tables import tone_table
from made_corpora import made_rows, write_corpus

# A laptop's screen, with the browser's own bars taken off.
SCREEN = {"width": 1280, "height": 900}


def test_the_gist_stands_on_the_first_screen_of_the_index(browser: Any, built: Path) -> None:
    page = browser.new_page(viewport=SCREEN)
    page.goto((built / "index.html").as_uri())
    rows = page.locator("table").first.locator("tbody tr")
    on_screen = [rows.nth(place).bounding_box()["y"] + rows.nth(place).bounding_box()["height"] <= SCREEN["height"]
                 for place in range(rows.count())]
    page.close()
    assert len(on_screen) >= 7
    assert sum(on_screen) >= 7


def test_each_cell_of_the_gist_has_a_number_or_says_why_not(browser: Any, built: Path) -> None:
    page = browser.new_page()
    page.goto((built / "index.html").as_uri())
    cells = page.locator("table").first.locator("tbody td")
    without = [cells.nth(place).inner_text() for place in range(cells.count())
               if not cells.nth(place).locator("data").count()]
    page.close()
    assert set(without) <= {"none", "no mention", "no attribution", "not measured"}


def test_many_outlets_are_rows_of_one_table(tmp_path: Path) -> None:
    names = [f"Outlet {number:02}" for number in range(1, 9)]
    corpus = build_corpus(write_corpus(tmp_path / "many", made_rows(dict.fromkeys(names, 1), seed=3)))
    words = compare(count_words(corpus), LOG_ODDS, rng=np.random.default_rng(7), n_resamples=0)
    shown = show_gist(corpus, words, tone_table(corpus, seed=7, n_resamples=0)).html
    assert shown.count("<table") == 1
    assert [name for name in names if f'<th scope="row">{name}</th>' not in shown] == []
