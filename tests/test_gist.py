"""The comparison in one screen."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from framing.claims.claim import INDICATOR, WORD
from framing.claims.panel import robustness_panel
from framing.corpus import Corpus, build_corpus
from framing.findings.claim_cards import name_of
from framing.findings.gist import NONE_STATED, show_gist
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
    assert set(without) <= {"none", "no mention", "no attribution", "not measured", NONE_STATED}


def test_many_outlets_are_rows_of_one_table(tmp_path: Path) -> None:
    names = [f"Outlet {number:02}" for number in range(1, 9)]
    corpus = build_corpus(write_corpus(tmp_path / "many", made_rows(dict.fromkeys(names, 1), seed=3)))
    shown = show_gist(corpus, tone_table(corpus, seed=7, n_resamples=0), seed=7).html
    assert shown.count("<table") == 1
    assert [name for name in names if f'<th scope="row">{name}</th>' not in shown] == []


def test_what_flips_is_not_in_the_gist(seed_corpus: Corpus) -> None:
    """“talks” of The Week and “choose” of VOA come first by log-odds, and flip when they are asked otherwise."""
    shown = show_gist(seed_corpus, tone_table(seed_corpus, seed=7, n_resamples=0), seed=7).html
    text = html.unescape(re.sub("<[^>]*>", "", shown))
    panel = [asked for asked in robustness_panel(seed_corpus, seed=7) if asked.claim.kind in (WORD, INDICATOR)]
    told = {asked.claim.feature: name_of(seed_corpus, asked.claim) in text.partition("Close")[0] for asked in panel}
    assert {feature for feature, is_told in told.items() if is_told} <= {
        asked.claim.feature for asked in panel if asked.is_stated}
    assert sum(told.values()) >= 4
    assert not told["talks"]
    assert not told["choose"]
    assert NONE_STATED in text
