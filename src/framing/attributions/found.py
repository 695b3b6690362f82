"""One attribution as it is found in a sentence, before it is known who the source is."""

from __future__ import annotations

from typing import NamedTuple

DIRECT, PARTIAL, INDIRECT = "direct", "partial", "indirect"
NOWHERE = (-1, -1)


class Found(NamedTuple):
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

    @property
    def begin(self) -> int:
        """Where content or cue begins, whichever stands first."""
        return self.content[0] if self.cue == NOWHERE else min(self.content[0], self.cue[0])
