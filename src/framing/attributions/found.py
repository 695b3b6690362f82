"""One attribution as it is found in a sentence, before it is known who the source is."""

from __future__ import annotations

from dataclasses import dataclass

DIRECT, PARTIAL, INDIRECT = "direct", "partial", "indirect"
NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Found:
    """Content, cue and source as characters of the text (start, end); ``NOWHERE`` for what is not written.

    ``confidence`` is that of the grammar alone. ``continues``: the source is that of the attribution before.
    """

    content: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int]
    kind: str
    stance: str
    confidence: float
    continues: bool = False
