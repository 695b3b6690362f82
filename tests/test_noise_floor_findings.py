"""Notebook 06 says of each measure whether outlets differ by more than is found when there is no difference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.corpus import Corpus, build_corpus
from framing.findings.noise_floor_findings import ABOVE, WITHIN, show_noise_floor
from framing.noise_floor.floor import OUTLETS, noise_floor
from made_corpora import made_rows, write_corpus

ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.S)
DATA = re.compile(r'<data value="([^"]+)">([^<]+)</data>')


def made(folder: Path, n_articles: dict[str, int], **more) -> Corpus:
    return build_corpus(write_corpus(folder, made_rows(n_articles, **more)))


def rows_of(html: str) -> dict[str, tuple[list[tuple[str, str]], str]]:
    """Name of each row -> its numbers (exact, shown) and its verdict."""
    table = html[html.index("<tbody>"):html.index("</tbody>")]
    return {re.sub("<[^>]+>", "", name): (DATA.findall(cells), re.sub("<[^>]+>", "", cells.rsplit("<td>", 1)[1]))
            for name, cells in ROW.findall(table)}


def test_each_row_holds_the_two_numbers_of_the_table_and_says_which_is_larger(seed_corpus):
    floor = noise_floor(seed_corpus, seed=7)
    html = show_noise_floor(seed_corpus, floor).html
    exact = {format(value, ".10g") for value in floor.table["largest_difference"]}
    rows = rows_of(html)
    assert len(rows) >= 10
    for numbers, verdict in rows.values():
        (outlets, as_shown), (own, own_as_shown) = numbers
        assert {outlets, own} <= exact
        assert verdict == (ABOVE if float(as_shown) > float(own_as_shown) else WITHIN)
    assert {verdict for _, verdict in rows.values()} == {ABOVE, WITHIN}


def test_every_number_of_the_table_opens_something(seed_corpus):
    html = show_noise_floor(seed_corpus, noise_floor(seed_corpus, seed=7)).html
    table = html[html.index("<tbody>"):html.index("</tbody>")]
    assert table.count("<data") == table.count('<button class="framing-opens"') == 2 * len(rows_of(html))


def test_the_parts_of_a_difference_add_up_to_it(seed_corpus):
    cards = {card.id: card.html for card in show_noise_floor(seed_corpus, noise_floor(seed_corpus, seed=7)).cards}
    sums = [DATA.findall(html) for html in cards.values() if "<tfoot>" in html and "outlets" in html]
    assert len(sums) >= 8
    for *parts, (total, _) in sums:
        assert float(total) == pytest.approx(sum(float(value) for value, _ in parts), rel=1e-6)


def test_a_word_of_one_outlet_alone_is_above(tmp_path):
    corpus = made(tmp_path, {"A": 6, "B": 6}, seed=2, favourites={"A": "gold"})
    html = show_noise_floor(corpus, noise_floor(corpus, seed=7)).html
    assert rows_of(html)["distinctive words (log-odds, z)"][1] == ABOVE
    assert "“gold”: A, all others" in re.sub("<[^>]+>", "", html)


def test_forty_outlets_and_one(tmp_path):
    many = made(tmp_path / "many", {f"Outlet {number:02d}": 2 for number in range(40)}, n_sentences=3)
    floor = noise_floor(many, seed=7)
    assert len(rows_of(show_noise_floor(many, floor).html)) >= 8
    assert floor.table.loc[floor.table["how"] == OUTLETS, "n_splits"].max() == 40 * 39 / 2
    one = made(tmp_path / "one", {"A": 3})
    assert "nothing to compare with" in show_noise_floor(one, noise_floor(one, seed=7)).html
