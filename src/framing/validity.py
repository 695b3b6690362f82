"""How well a measure did against human coding: what its card says, and the line that stands beside its numbers.

Every measure has a card (``card.toml``): those of word lists in ``lexicons/``, of learned models in ``models/``, of
methods without a list in ``methods/``, of attributions beside their code. ``tools/validate.py`` measures and writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from framing.card import read_toml
from framing.problem import ERROR, FramingError, Problem

HERE = Path(__file__).parent
CARD_PATTERNS = ("lexicons/*/card.toml", "models/*/card.toml", "methods/*/card.toml", "attributions/card.toml")
NOT_VALIDATED = "not validated"
HOW_TO_READ_VALIDITY = (
    "How to read the next lines, holding each measure against human coding; in brackets, a 95 % interval. Precision: "
    "how much of what was found is right; recall: how much of what is there was found; F1: the two in one figure; "
    "macro-F1: its mean over the labels; token: counted in words. Balanced accuracy: the mean share right over the "
    "labels. All of these: 1 is all right. AUC: how often a marked text scores above an unmarked one; .50 is a coin. "
    "Pearson r: 0 is no straight-line relation, 1 a perfect one.")
# An indicator that tells apart a sentence with from one without what it stands for hardly better than a coin (.50).
WEAK_AUC = 0.60
WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Validity:
    """One comparison with human coding: ``metric`` is ``value`` on ``n`` ``unit``, for one version of the measure.

    ``low``, ``high``: 95 % interval over resampled articles or events; ``floor``: what a plain method reaches;
    ``human``: what coders reach among themselves; None where there is none. ``category``: of the list, if of one only.
    """

    dataset: str
    stands_for: str
    n: int
    unit: str
    metric: str
    value: float
    version: str
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    human: float | None = None
    category: str = ""


TEXTS = ("dataset", "stands_for", "unit", "metric", "version", "category")
NUMBERS = ("n", "value", "low", "high", "floor", "human")


def check_validity(tables: object, place: str) -> list[Problem]:
    """What is wrong with the tables ``[[validity]]`` of a card; the text "not validated" stands for none."""
    if tables == NOT_VALIDATED:
        return []
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return [Problem(ERROR, "The value has the wrong type.", file=place, column="validity", value=str(tables),
                        allowed="tables [[validity]]", next_step="Delete the line: a card without is not validated.")]
    return [Problem(ERROR, f"A table [[validity]] {message}.", file=place, column="validity", value=value,
                    allowed=", ".join((*TEXTS, *NUMBERS)), next_step="Let tools/validate.py --write write it.")
            for table in tables for message, value in _misfits(table)]


def _misfits(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    required = [item.name for item in fields(Validity) if item.default is MISSING]
    yield from ((f"lacks {name!r}", "") for name in required if name not in table)
    for name, value in table.items():
        allowed = str if name in TEXTS else int | float if name in NUMBERS else None
        if allowed is None or not isinstance(value, allowed) or isinstance(value, bool):
            yield f"cannot hold this {name!r}", str(value)


def read_validity(tables: Sequence[Mapping[str, Any]] | str, *, version: str) -> tuple[Validity, ...]:
    """The entries of checked tables that are of this version: others say nothing about it."""
    entries = () if isinstance(tables, str) else tuple(Validity(**table) for table in tables)
    return tuple(entry for entry in entries if entry.version == version)


def shipped_cards() -> dict[str, Path]:
    """The card of every measure that is shipped, by its key (the folder's name)."""
    return {path.parent.name: path for pattern in CARD_PATTERNS for path in sorted(HERE.glob(pattern))}


def card_validity(path: Path) -> tuple[Validity, ...]:
    """The entries of a card that are of its version. Raises FramingError if they cannot be read."""
    values = read_toml(path)
    tables = values.get("validity", [])
    if problems := check_validity(tables, f"{path.parent.name}/{path.name}"):
        raise FramingError(problems)
    return read_validity(tables, version=str(values.get("version", "")))


def validity_line(key: str, *, dataset: str = "", metric: str = "") -> str:
    """What stands beside the numbers of a shipped measure: how well it did against human coding, or "not validated".

    ``dataset``, ``metric``: only the figures of that name. Raises FramingError if no card has the key.
    """
    cards = shipped_cards()
    if key not in cards:
        raise FramingError(Problem(ERROR, f"There is no card {key!r}.", allowed=", ".join(sorted(cards)),
                                   next_step="Use one of these."))
    return describe_validity(entry for entry in card_validity(cards[key])
                             if dataset in ("", entry.dataset) and metric in ("", entry.metric))


def stated_validity(key: str, *, dataset: str = "", metric: str = "") -> str:
    """``validity_line`` as a sentence of a report."""
    return f"Validity: {validity_line(key, dataset=dataset, metric=metric)}."


def describe_validity(entries: Iterable[Validity]) -> str:
    """The entries of one card in words; categories of one list together, with those that are weak."""
    grouped = groupby(entries, key=lambda entry: (entry.dataset, entry.stands_for, bool(entry.category)))
    return "; ".join(_describe(list(group)) for _, group in grouped) or NOT_VALIDATED


def _describe(entries: list[Validity]) -> str:
    first = entries[0]
    if first.category:
        values = ", ".join(f"{_plain(entry.category)} {_interval(entry)}" for entry in entries)
        found = f"{first.metric} by category: {values}"
    else:
        found = ", ".join(f"{entry.metric} {_interval(entry)}" for entry in entries)
    ceilings = [entry.human for entry in entries if entry.human is not None]
    human = f"; coders among themselves {short(ceilings[0])}" if ceilings else ""
    weak = [_plain(entry.category) for entry in entries if entry.category and is_weak(entry)]
    marked = f"; {WEAK} (below {short(WEAK_AUC)}): {', '.join(weak)}" if weak else ""
    return f"{first.stands_for}: {found} against human coding of {first.n:,} {first.unit}{human}{marked}"


def _plain(category: str) -> str:
    return category.replace("_", " ")


def _interval(entry: Validity) -> str:
    if entry.low is None or entry.high is None:
        return short(entry.value)
    return f"{short(entry.value)} ({short(entry.low)} to {short(entry.high)})"


def short(value: float) -> str:
    """Two decimals without the zero before the point, as such figures are printed: .69."""
    text = f"{value:.2f}"
    return text.replace("0.", ".", 1) if abs(value) < 0.995 else text


def is_weak(entry: Validity) -> bool:
    """Whether an AUC is below WEAK_AUC."""
    return entry.metric.startswith("AUC") and entry.value < WEAK_AUC


def weak_categories(entries: Iterable[Validity]) -> frozenset[str]:
    """The categories of a list that are measured and weak by any data set: to be marked wherever they are shown."""
    return frozenset(entry.category for entry in entries if entry.category and is_weak(entry))
