"""The points of the explorer as tables, one an outlet: what a reader has without a script, and on paper."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.explorer import Explorer, ExplorerOutlet, WordPoint
from framing.html import Card, Fragment, joined, plural, table
from framing.html.fragment import escape, isolate

HEADERS = {"rate": "per 1,000 words", "elsewhere": "uses in other outlets", "z": "log-odds (z)", "low": "z, low",
           "high": "z, high", "survives": "survives correction", "dispersion": "dispersion (DP)",
           "articles": "articles with it", "share": "share of its articles", "name": "a name"}
FORMATS = {"rate": ".2f", "z": ".2f", "low": ".2f", "high": ".2f", "dispersion": ".2f", "share": "share"}


def outlet_tables(explorer: Explorer, cards: Sequence[Card | None]) -> Fragment:
    """One folded table an outlet, the first open. ``cards``: what each point opens."""
    with_cards = list(zip(explorer.points, cards, strict=True))
    return joined(
        _folded_table(outlet, [pair for pair in with_cards if pair[0].outlet == outlet.name], is_open=number == 0)
        for number, outlet in enumerate(explorer.outlets))


def _folded_table(outlet: ExplorerOutlet, rows: Sequence[tuple[WordPoint, Card | None]], *, is_open: bool) -> Fragment:
    about = (f"{plural(outlet.n_points, 'word')} shown; {plural(outlet.n_articles, 'article')}, "
             f"{plural(outlet.n_words, 'word')} in all")
    inner = _table(outlet, rows) if rows else Fragment('<p class="framing-none">No word to show.</p>')
    # The page's style sheet says of all cells at once what the class would say of each: a tenth of the page.
    inner = Fragment(inner.html.replace('<td class="framing-number">', "<td>"), inner.cards)
    return Fragment(f'<details class="framing-data words"{" open" if is_open else ""}><summary>{isolate(outlet.name)} '
                    f"({escape(about)})</summary>{inner.html}</details>", inner.cards)


def _table(outlet: ExplorerOutlet, rows: Sequence[tuple[WordPoint, Card | None]]) -> Fragment:
    points = [point for point, _ in rows]
    shown = pd.DataFrame({
        "word": [point.word for point in points], "uses": [point.uses for point in points],
        "rate": [point.rate_per_1000_words for point in points],
        "elsewhere": [point.uses_elsewhere for point in points], "z": [point.z for point in points],
        "low": [point.low for point in points], "high": [point.high for point in points],
        "survives": ["–" if point.survives is None else "yes" if point.survives else "no" for point in points],
        "dispersion": [point.dispersion for point in points], "articles": [point.n_articles for point in points],
        "share": [point.share_of_articles for point in points],
        "name": ["yes" if point.is_name else "" for point in points]})
    if shown["low"].isna().all():
        shown = shown.drop(columns=["low", "high"])
    if all(point.survives is None for point in points):
        shown = shown.drop(columns="survives")
    # A word that the outlet never uses opens the sentences of the others, from their number.
    opens = [{"uses" if point.uses else "elsewhere": card} for point, card in rows]
    return table(shown, caption=f"{outlet.name}: words used more, then less, than in the other outlets",
                 row_header="word", opens=opens,
                 headers={name: text for name, text in HEADERS.items() if name in shown},
                 formats={name: text for name, text in FORMATS.items() if name in shown})
