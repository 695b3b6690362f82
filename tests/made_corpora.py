"""Corpora and word lists for tests, written from rows or made up from a seed. The same call gives the same bytes."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from framing.lexicon import Category, Entry, Lexicon, LexiconCard

WORDS = [
    "the", "minister", "talks", "sanctions", "deal", "peace", "war", "oil", "border", "army", "election",
    "court", "strike", "vote", "treaty", "market", "prices", "growth", "trade", "missile", "drone", "summit",
    "envoy", "accord", "crisis", "relief", "famine", "harvest", "bridge", "river",
]  # fmt: skip


def csv_of(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as CSV with all their columns in order of first use."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    output = io.StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()


def write_corpus(
    folder: Path, rows: Sequence[Mapping[str, str]], *, card: str = "", files: Mapping[str, str | bytes] | None = None
) -> Path:
    """Write ``articles.csv`` from the rows, ``corpus.toml`` if a card is given, and the files; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.csv").write_bytes(csv_of(rows).encode("utf-8"))
    if card:
        (folder / "corpus.toml").write_text(card, encoding="utf-8")
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def made_text(rng: random.Random, *, n_sentences: int, favourite: str = "") -> str:
    """One paragraph of made-up sentences; every other one holds the favourite word, every third a quotation."""
    sentences = []
    for number in range(n_sentences):
        words = rng.choices(WORDS, k=rng.randint(6, 14))
        if favourite and number % 2 == 0:
            words.insert(2, favourite)
        text = " ".join(words)
        if number % 3 == 2:
            text = f"“{text.capitalize()},” said the envoy"
        sentences.append(text[0].upper() + text[1:] + ".")
    return " ".join(sentences)


def made_rows(
    n_articles: Mapping[str, int], *, seed: int = 1, favourites: Mapping[str, str] | None = None, n_sentences: int = 8
) -> list[dict[str, str]]:
    """Articles of made-up words, so many an outlet; ``favourites``: a word that an outlet uses often."""
    rng = random.Random(seed)
    rows = []
    for outlet, n in n_articles.items():
        for _ in range(n):
            number = len(rows)
            text = "\n\n".join(
                made_text(rng, n_sentences=n_sentences, favourite=(favourites or {}).get(outlet, "")) for _ in range(2)
            )
            rows.append(
                {
                    "article_id": f"a{number:03d}",
                    "outlet": outlet,
                    "title": f"Made headline number {number}",
                    "published": f"2022-{1 + number % 12:02d}",
                    "genre": "news report",
                    "text": text,
                }
            )
    return rows


def lexicon_of(
    patterns: dict[str, list[str]], *, kind: str = "categories", weights: dict[str, float] | None = None
) -> Lexicon:
    """A list from patterns by category, under a card that says nothing."""
    card = LexiconCard(
        key="made",
        title="Made",
        kind=kind,
        language="en",
        licence="CC0-1.0",
        source="",
        version="1",
        sha256="",
        scale="",
        measures="",
        limits=(),
    )
    entries = tuple(
        Entry(pattern, key, (weights or {}).get(pattern, 1.0))
        for key, of_category in patterns.items()
        for pattern in of_category
    )
    return Lexicon(card, tuple(Category(key, key, "?") for key in patterns), entries)
