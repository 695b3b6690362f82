"""What a corpus is, in hashes: its articles one by one, and the other files of its folder that change numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.attributions.corrections import CORRECTED_FILE
from framing.attributions.ledger import OWN_LISTS
from framing.audit.of_corpus import audit_files
from framing.card import CARD_FILE
from framing.corpus import Corpus
from framing.read import hash_articles

# Enough to tell the articles of one corpus apart; the hash of the whole corpus is given in full.
HASH_LETTERS = 12
# A page names the hash of each of so many articles at most: of more than these it would hold more hashes than text.
MAX_ARTICLES_NAMED = 2_000


@dataclass(frozen=True, slots=True)
class CorpusIdentity:
    """``articles``: id -> hash, empty where there are more than MAX_ARTICLES_NAMED. ``settings``: file -> hash.

    ``folder`` is the folder's own name, without its place.
    """

    folder: str = ""
    articles: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


def corpus_identity(corpus: Corpus) -> CorpusIdentity:
    """Of a corpus that came from no folder, the articles alone."""
    articles = [cleaned.article for cleaned in corpus.lines_of_articles]
    named = articles if len(articles) <= MAX_ARTICLES_NAMED else []
    return CorpusIdentity(
        folder=corpus.folder.resolve().name if corpus.folder else "",
        articles={article.article_id: hash_articles([article])[:HASH_LETTERS] for article in named},
        settings={path.relative_to(corpus.folder).as_posix(): _hash_text(path.read_bytes())
                  for path in _settings_files(corpus.folder)} if corpus.folder else {})


def _settings_files(folder: Path) -> Iterator[Path]:
    """The card, audit sheets, corrected voices, and the folder's own cleaning rules, word lists and speakers."""
    for path in (folder / CARD_FILE, folder / CORRECTED_FILE, *audit_files(folder)):
        if path.is_file():
            yield path
    for name in ("outlet_rules", "lexicons", OWN_LISTS):
        yield from (path for path in sorted((folder / name).rglob("*")) if path.is_file())


def _hash_text(data: bytes) -> str:
    """Of the text, however its lines end: a checkout on another system is no other corpus."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:HASH_LETTERS]
