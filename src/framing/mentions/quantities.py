"""Numbers and dates in a sentence, each in the one form it is listed in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from framing.mentions.found import Found

FILE = Path(__file__).parent / "quantities.toml"
# A number is not looked for inside a word (5G, COVID-19, X-2000) or a longer number.
BEFORE, AFTER = r"(?<![\w.,-])(?:", r")(?![\w%])"


class Rules(NamedTuple):
    """The patterns in order with kind and form, the words that mean the same, and what one word at least must hold."""

    patterns: tuple[tuple[re.Pattern[str], str, str], ...]
    same: dict[str, str]
    needs: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """The rules of ``quantities.toml``."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    patterns = tuple((re.compile(BEFORE + row["pattern"].format(**data["lists"]) + AFTER), row["kind"], row["form"])
                     for row in data["patterns"])
    return Rules(patterns, data["same"], re.compile(data["needs"]["pattern"].format(**data["lists"])))


def find_quantities(text: str, *, sentence: int, offset: int) -> Iterator[Found]:
    """Numbers and dates of one sentence, in order; none inside another. ``offset``: where the sentence begins."""
    rules, taken = load_rules(), bytearray(len(text))
    found = []
    for pattern, kind, form in rules.patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                item = _normal(form, match.groupdict(), rules.same)
                found.append(Found(kind, item, match[0], sentence, offset + start, offset + end))
    yield from sorted(found, key=lambda one: one.start)


def _normal(form: str, parts: dict[str, str | None], same: dict[str, str]) -> str:
    """The form filled in: thousands without commas, words of one meaning as one word, no spaces too many."""
    plain = {name: same.get(part.lower(), part) if part else "" for name, part in parts.items()}
    if plain.get("amount"):
        plain["amount"] = plain["amount"].replace(",", "")
    if plain.get("day", "").isdecimal():
        plain["day"] = str(int(plain["day"]))
    return " ".join(form.format(**{name: plain.get(name, "") for name in parts}).split())
