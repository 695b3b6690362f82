"""The index shows what a report has for it, with all that its numbers open."""

from __future__ import annotations

from framing.html import Fragment, four_beats, number, opening, parts_card, say
from framing.html.finding import for_index
from framing.report.index import parts_for_index
from framing.report.outputs import with_cards_at_the_end


def finding(name: str, n: int) -> Fragment:
    card = parts_card([(name, n)], title=f"{name} <b>", counted="words")
    return four_beats(question=f"{name}?", method="m", result=say("{n}.", n=opening(number(n), card)), caveat="c")


def test_the_index_takes_what_is_for_it_and_the_cards_it_opens() -> None:
    page = f"<main>{finding('other', 1)._repr_html_()}{for_index(finding('own', 2))._repr_html_()}</main>"
    shown = parts_for_index(with_cards_at_the_end(page))
    assert "own?" in shown
    assert "other" not in shown
    assert shown.count("<div popover") == 1
    assert "own &lt;b&gt;" in shown


def test_a_page_without_anything_for_the_index_gives_nothing() -> None:
    assert parts_for_index(f"<main>{finding('other', 1)._repr_html_()}</main>") == ""
    assert parts_for_index("<main>&lt;!--for the index--&gt;</main>") == ""
