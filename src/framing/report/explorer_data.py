"""What the explorer's script reads, and the cards that both its points and the tables open."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from framing.explorer import Explorer, WordPoint
from framing.figure import OUTLET_MARKERS
from framing.html import Card, clause
from framing.html.fragment import UNPRINTABLE
from framing.html.number import EXACT
from framing.html.palette import OUTLET_COLOURS
from framing.report.provenance import safe_in_script

# Fields of a word and a point, named once: a page has hundreds of them.
WORD_FIELDS = ("word", "dispersion", "is_name")
POINT_FIELDS = ("outlet", "word", "uses", "elsewhere", "rate", "z", "low", "high", "survives", "articles", "share",
                "card")


def point_card(point: WordPoint, explorer: Explorer) -> Card | None:
    """The sentences behind a point: the outlet's own, or those of the others where it never uses the word."""
    if point.uses == 0:
        return point.evidence.card(f"Not in {point.outlet}; in the other outlets: “{point.word}”")
    n_words = next(outlet.n_words for outlet in explorer.outlets if outlet.name == point.outlet)
    return point.evidence.card(f"{point.outlet}: “{point.word}”",
                               basis=clause("Counted in {n:,d|word}.", n=n_words))


def words_as_json(explorer: Explorer, cards: Sequence[Card | None]) -> str:
    """Outlets with their signs, words and points, as JSON that can stand in a script element whatever the words are."""
    words = {point.word: point for point in explorer.points}
    number_of = {word: number for number, word in enumerate(sorted(words))}
    outlet_of = {outlet.name: number for number, outlet in enumerate(explorer.outlets)}
    data = {
        "unit": explorer.unit,
        "outlets": [{"name": _plain(outlet.name), "n_articles": outlet.n_articles, "n_words": outlet.n_words,
                     **_sign(number)} for number, outlet in enumerate(explorer.outlets)],
        "words": [[_plain(word), _exact(words[word].dispersion), words[word].is_name] for word in number_of],
        "points": [[outlet_of[point.outlet], number_of[point.word], point.uses, point.uses_elsewhere,
                    *map(_exact, (point.rate_per_1000_words, point.z, point.low, point.high)), point.survives,
                    point.n_articles, _exact(point.share_of_articles), card.id if card else ""]
                   for point, card in zip(explorer.points, cards, strict=True)],
        "of_words": WORD_FIELDS, "of_points": POINT_FIELDS,
    }
    return safe_in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _sign(number: int) -> dict[str, object]:
    """Colour and marker as ``outlet_style`` gives them to the outlet of this number."""
    n_colours, n_markers = len(OUTLET_COLOURS), len(OUTLET_MARKERS)
    return {"colour": number % n_colours + 1, "marker": OUTLET_MARKERS[(number + number // n_colours) % n_markers]}


def _plain(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _exact(value: float) -> float | None:
    """The number to as many digits as the tables give, or null."""
    return float(format(value, EXACT)) if math.isfinite(value) else None
