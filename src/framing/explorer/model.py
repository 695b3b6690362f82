"""What the explorer's page shows: nothing here is computed by the page, and nothing changes."""

from __future__ import annotations

from dataclasses import dataclass

from framing.evidence import Evidence
from framing.explorer.limits import Limits


@dataclass(frozen=True, slots=True)
class ExplorerOutlet:
    """An outlet with what its numbers are out of; ``n_points``: its words on the page."""

    name: str
    n_articles: int
    n_words: int
    n_points: int


@dataclass(frozen=True, slots=True)
class WordPoint:
    """One word in one outlet.

    ``uses`` of the outlet's words, ``uses_elsewhere`` in all other outlets together; ``z``: weighted log-odds against
    all other outlets, with ``low`` and ``high`` where the corpus can bear an interval, else NaN; ``survives``: whether
    it survives correction, None where nothing was tested. ``n_articles`` of the outlet hold the word, a
    ``share_of_articles`` between 0 and 1; ``dispersion``: Gries' DP of the word over all articles of the corpus.
    ``evidence``: the outlet's own sentences, or those of the other outlets if it never uses the word.
    """

    outlet: str
    word: str
    uses: int
    uses_elsewhere: int
    rate_per_1000_words: float
    z: float
    low: float
    high: float
    survives: bool | None
    n_articles: int
    share_of_articles: float
    dispersion: float
    is_name: bool
    evidence: Evidence


@dataclass(frozen=True)
class Explorer:
    """``points``: by outlet, then from the most distinctive word down. ``n_words_compared``: the words that were
    compared, shown or not; ``n_words_shown``: different words on the page."""

    outlets: tuple[ExplorerOutlet, ...]
    points: tuple[WordPoint, ...]
    n_words_compared: int
    n_words_shown: int
    label: str
    unit: str
    caveat: str
    limits: Limits
