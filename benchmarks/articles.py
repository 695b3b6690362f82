"""Articles of any corpus in the size that is wanted: fewer by a hash of their ids, more by altered copies."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

# Column -> keys under which files of articles usually have it, the first that is there being taken.
KEYS = {"article_id": ("article_id", "id", "ID", "_id"), "outlet": ("outlet", "source", "publisher", "domain"),
        "title": ("title", "headline"), "published": ("published", "date"),
        "text": ("text", "content", "content_original", "body")}
REQUIRED = ("outlet", "text")

WORD = re.compile(r"[^\W\d_]+")
# Distinct words grow as this power of the words in real news (Heaps' law, measured on 37,500 articles).
GROWTH_OF_WORD_TYPES = 0.46
# Lines below this length stay as they are: they are mostly a page's furniture, which copies share in truth too.
MIN_WORDS_OF_ALTERED_LINE = 6
CONSONANTS, VOWELS = "bcdfghjklmnprstvwyzq", "aeiou"

Article = dict[str, str]


def read_articles(corpus: Path, keys: Mapping[str, str] | None = None) -> list[Article]:
    """Articles of a corpus folder, a ``.jsonl`` or a ``.jsonl.gz``, in the order of a hash of their ids.

    The order knows neither date nor outlet, so that the first thousand are like all. ``keys``: column -> key.
    Raises ValueError, naming the keys that are there, if the outlet or the text cannot be found.
    """
    rows = _rows_of_folder(corpus) if corpus.is_dir() else _rows_of_lines(corpus)
    keys = _guess_keys(rows[0] if rows else {}) | dict(keys or {})
    if missing := [column for column in REQUIRED if column not in keys]:
        raise ValueError(f"No key for {', '.join(missing)} in {corpus.name}. There are: {', '.join(rows[0])}. "
                         f"Say it with --key {missing[0]}=KEY.")
    articles = [_article(row, keys, number) for number, row in enumerate(rows)]
    usable = [article for article in articles if article["text"].strip() and article["outlet"]]
    return sorted(usable, key=lambda article: blake2b(article["article_id"].encode("utf-8", "replace")).digest())


def _rows_of_lines(path: Path) -> list[dict[str, object]]:
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _rows_of_folder(folder: Path) -> list[dict[str, object]]:
    from framing.read import read_corpus

    return [{column: getattr(article, column) for column in KEYS} for article in read_corpus(folder).articles]


def _guess_keys(row: Mapping[str, object]) -> dict[str, str]:
    found = {column: next((key for key in keys if key in row), "") for column, keys in KEYS.items()}
    return {column: key for column, key in found.items() if key}


def _article(row: Mapping[str, object], keys: Mapping[str, str], number: int) -> Article:
    values = {column: str(row.get(keys.get(column, "")) or "") for column in KEYS}
    return values | {"article_id": (values["article_id"] or str(number)).strip(), "outlet": values["outlet"].strip()}


def articles_of_size(articles: Sequence[Article], n: int) -> Iterator[Article]:
    """``n`` articles: the first of them, then altered copies of all, again and again."""
    yield from articles[:n]
    n_types = len({word.lower() for article in articles for word in WORD.findall(article["text"])}
                  ) if n > len(articles) else 0
    n_made = 0
    for number, first in enumerate(range(len(articles), n, len(articles)), start=1):
        n_new = round(n_types * ((number + 1) ** GROWTH_OF_WORD_TYPES - number ** GROWTH_OF_WORD_TYPES))
        for article in articles[:n - first]:
            yield article | {"article_id": f"{article['article_id']}~{number}",
                             "text": _altered(article["text"], number, n_made, max(1, n_new))}
        n_made += n_new


def _altered(text: str, copy: int, n_made: int, n_new: int) -> str:
    """The text with one word of every line made up: one of the copy's own ``n_new`` words, after ``n_made`` others.

    So no line of a copy is a line of the original, which would be taken for a page's furniture; and what depends on
    the line alone leaves lines that pages do share the same in a copy.
    """
    return "\n".join(_altered_line(line, crc32(f"{copy} {line}".encode("utf-8", "replace")), n_made, n_new)
                     for line in text.split("\n"))


def _altered_line(line: str, drawn: int, n_made: int, n_new: int) -> str:
    chunks = line.split(" ")
    if len(chunks) < MIN_WORDS_OF_ALTERED_LINE:
        return line
    place = drawn % len(chunks)
    made = made_word(n_made + drawn // len(chunks) % n_new)
    chunks[place] = WORD.sub(made, chunks[place], count=1) if WORD.search(chunks[place]) else f"{made} {chunks[place]}"
    return " ".join(chunks)


def made_word(number: int) -> str:
    """A word that no text holds, the same for the same number: "xbacedo"."""
    syllables: list[str] = []
    while number or not syllables:
        number, syllable = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[syllable // len(VOWELS)] + VOWELS[syllable % len(VOWELS)])
    return "x" + "".join(syllables)
