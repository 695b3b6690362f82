"""The version of everything that attributions depend on: the rules, the word lists, those of a corpus, corrections."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from framing.attributions.corrections import CORRECTED_FILE
from framing.attributions.ledger import OWN_LISTS
from framing.attributions.word_lists import FOLDER


def voices_version(corpus_folder: Path | None) -> str:
    """Version of the card and checksum of all lists, own lists and corrections by hand."""
    version = tomllib.loads((FOLDER / "card.toml").read_text(encoding="utf-8"))["version"]
    paths = sorted(FOLDER.glob("*.tsv"))
    if corpus_folder:
        paths += [*sorted((corpus_folder / OWN_LISTS).glob("*.tsv")), corpus_folder / CORRECTED_FILE]
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes())
    return f"{version} {digest.hexdigest()}"
