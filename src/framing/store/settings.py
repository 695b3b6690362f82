"""All that a count depends on besides the articles. A store has one set; two sets never mix."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from framing.archive.batches import Batch
from framing.archive.places import Table
from framing.card import CorpusCard
from framing.lexicon import checksum
from framing.outlets import SHIPPED_RULES_FOLDER
from framing.problem import ERROR, FramingError, Problem
from framing.tally import (
    ATTRIBUTIONS,
    DEAR_STEPS,
    FUNCTIONAL_LEXICONS,
    TONE_LEXICONS,
    TONE_TOWARD_MODEL,
    lexicon_version,
)

# Raise it when the same text would be counted otherwise: words, sentences, voices, hits or tone.
COUNTING = 1

Settings = Mapping[str, Any]


def count_settings(card: CorpusCard, folder: Path | None, *, fragments_as: str, batch_articles: int,
                   without: Collection[str] = ()) -> Settings:
    """Settings of a count with this card; ``folder``: of the corpus, for its own rules and word lists; ``without``:
    those of ``DEAR_STEPS`` that are left out."""
    unused = {DEAR_STEPS[step][1] for step in without}
    keys = [key for key in dict.fromkeys([*card.frame_lexicons, *FUNCTIONAL_LEXICONS, *TONE_LEXICONS,
                                          TONE_TOWARD_MODEL, ATTRIBUTIONS]) if key not in unused]
    own = folder / "outlet_rules" if folder else None
    rules = [path for place in (SHIPPED_RULES_FOLDER, own) if place and place.is_dir()
             for path in sorted(place.glob("*.toml"))]
    return {
        "counting": COUNTING,
        "fragments_as": fragments_as,
        "batch_articles": batch_articles,
        "frame_lexicons": list(card.frame_lexicons),
        "lexicons": {key: lexicon_version(key, folder) for key in keys},
        "cleaning_rules": dict(card.cleaning_rules),
        "outlet_rules": _digest([(path.name, checksum(path)) for path in rules]),
        **({"without": sorted(without)} if without else {}),  # so that stores of before keep their batches
    }


def check_settings(settings: Settings, others: Settings, *, place: str, other: str, next_step: str) -> None:
    """Raise FramingError that names everything in which the settings of two places differ."""
    problems = []
    for name in sorted({*settings, *others}):
        if settings.get(name) != others.get(name):
            values = _where_they_differ(settings.get(name), others.get(name))
            problems.append(Problem(ERROR, f"Counted with other settings ({name}) than {other}.", file=place,
                                    column=name, value=values[0], allowed=values[1], next_step=next_step))
    if problems:
        raise FramingError(problems)


def _where_they_differ(left: object, right: object) -> tuple[str, str]:
    """Two values as texts; of two tables only the entries that differ."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        names = sorted(name for name in {*left, *right} if left.get(name) != right.get(name))
        return tuple(", ".join(f"{name}: {str(side.get(name, 'none'))[:24]}" for name in names)  # type: ignore[return-value]
                     for side in (left, right))
    return str(left), str(right)


def batch_name(settings: Settings, table: Table, batch: Batch, repeated_lines: frozenset[tuple[str, str]]) -> str:
    """The name of a batch's file: a hash of all that its counts depend on. The same name, the same counts."""
    return _digest([dict(settings), table.name, batch.start, batch.end, batch.first_number, batch.sha256,
                    sorted(repeated_lines)])[:32]


def _digest(values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()
