"""VALIDITY.md: all that the cards say about how well the measures do."""

from __future__ import annotations

from framing.card import read_toml
from framing.validity import WEAK, Validity, card_validity, is_weak, shipped_cards, short

HEAD = """# How well the measures do against human coding

Written by `python tools/validate.py GOLD_DIR --write` from the cards of the measures; edit neither by hand. Reports
print the same figures beside each measure. The data are not part of this project (see each set's own terms).

**Interval**: 95 %, by drawing whole articles or events again. **Floor**: what a plain method reaches. **Human**: what
coders reach among themselves. An empty cell: there is none. AUC: how often a text that a coder marked scores above one
that was not; .50 is a coin, and a category below .60 is marked *weak* wherever it is shown.

| measure | version | stands for | data set | n | metric | value | interval | floor | human |
|---|---|---|---|---|---|---|---|---|---|
"""
NAMES = "\n\n## Not validated\n\nNo data set says how well these do: {names}.\n"


def validity_page() -> str:
    """The whole file."""
    entries = {key: card_validity(path) for key, path in shipped_cards().items()}
    lines = [_line(key, entry) for key, found in sorted(entries.items()) for entry in found]
    without = [f"`{key}` ({_title(key)})" for key, found in sorted(entries.items()) if not found]
    return HEAD + "\n".join(lines) + (NAMES.format(names="; ".join(without)) if without else "\n")


def _line(key: str, entry: Validity) -> str:
    measure = f"{key}: {entry.category}" if entry.category else key
    interval = "" if entry.low is None or entry.high is None else f"{short(entry.low)} to {short(entry.high)}"
    value = short(entry.value) + (f" *{WEAK}*" if entry.category and is_weak(entry) else "")
    cells = [measure, entry.version, entry.stands_for, entry.dataset, f"{entry.n:,} {entry.unit}", entry.metric, value,
             interval, _or_empty(entry.floor), _or_empty(entry.human)]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _or_empty(value: float | None) -> str:
    return "" if value is None else short(value)


def _title(key: str) -> str:
    return str(read_toml(shipped_cards()[key]).get("title", key))


