"""The points that the explorer's script draws, as pieces of its page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from framing.verify.piece import Number, Piece

# Follows from the sentences behind a point, which the page holds and which are compared as such.
NOT_COMPARED = "card"


def point_pieces(text: str) -> Iterator[Piece]:
    """The points that the explorer's script draws; what is no data of ours as one piece."""
    try:
        data = json.loads(text)
        names, (_, *of_word), (_, _, *of_point) = data["outlets"], data["of_words"], data["of_points"]
        for word, *values in data["words"]:
            yield _values(("The plot", str(word)), of_word, values)
        for outlet, word, *values in data["points"]:
            yield _values(("The plot", str(names[outlet]["name"]), str(data["words"][word][0])), of_point, values)
    except (ValueError, TypeError, KeyError, IndexError):
        yield Piece(("The plot",), "script", text)


def _values(place: tuple[str, ...], fields: list[str], values: list[Any]) -> Piece:
    numbers = [(name, value) for name, value in zip(fields, values, strict=True)
               if isinstance(value, int | float) and not isinstance(value, bool)]
    others = {name: value for name, value in zip(fields, values, strict=True)
              if (name, value) not in numbers and name != NOT_COMPARED}
    return Piece(place, "point", f"{[name for name, _ in numbers]} {sorted(others.items(), key=str)}",
                 tuple(Number(str(value), f"{value:.10g}") for _, value in numbers))
