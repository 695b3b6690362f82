"""What a page holds so that anybody can check it: what it was made of, and a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from framing.html.fragment import UNPRINTABLE
from framing.report.session import ReportContext
from framing.versions import library_hash

FORMAT = 1
NOTEBOOK, INDEX, EXPLORER = "notebook", "index", "explorer"
BLOCK_START, BLOCK_END = '<script type="application/json" id="framing-provenance">', "</script>\n"
END_OF_PAGE = "</body>"
# What would end a script, begin a comment, or break a line inside a string of an older script engine.
UNSAFE_IN_SCRIPT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def sealed(page: str, *, kind: str, notebooks: Mapping[str, str], context: ReportContext) -> str:
    """The page with its provenance at its end: data that no browser runs.

    ``notebooks``: file -> hash of those that the page was made by. No folder of this machine is named, only
    the corpus folder's own name.
    """
    identity = context.identity
    provenance = {
        "format": FORMAT, "kind": kind, "notebooks": dict(notebooks),
        "corpus": {"name": context.corpus_name, "folder": identity.folder, "sha256": context.corpus_hash,
                   "n_articles": context.n_articles, "articles": dict(identity.articles),
                   "settings": dict(identity.settings)},
        "parameters": {"seed": context.seed, "n_resamples": context.n_resamples},
        "versions": dict(context.versions), "library": library_hash(), "content": page_hash(page),
    }
    return _with_block(page, provenance)


def resealed(page: str, said: str, **parameters: Any) -> str:
    """A page that was changed by the build itself, without its provenance, with the earlier one brought up to date."""
    provenance = json.loads(said)
    return _with_block(page, provenance | {"parameters": provenance["parameters"] | parameters,
                                           "content": page_hash(page)})


def _with_block(page: str, provenance: Mapping[str, Any]) -> str:
    text = json.dumps(provenance, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    before, end, after = page.rpartition(END_OF_PAGE)
    return f"{before}{BLOCK_START}{safe_in_script(UNPRINTABLE.sub('?', text))}{BLOCK_END}{end}{after}"


def safe_in_script(text: str) -> str:
    """JSON whose strings cannot end the script element that it stands in."""
    return text.translate(UNSAFE_IN_SCRIPT)


def split_page(page: str) -> tuple[str, str | None]:
    """The page without its provenance, and the text of that; None for a page that has none, or only its beginning."""
    before, start, rest = page.rpartition(BLOCK_START)
    text, end, after = rest.partition(BLOCK_END)
    return (before + after, text) if start and end else (page, None)


def page_hash(page: str) -> str:
    """SHA-256 of a page without its provenance, however its lines end."""
    written = page.replace("\r\n", "\n").encode("utf-8", "replace")
    return hashlib.sha256(written).hexdigest()
