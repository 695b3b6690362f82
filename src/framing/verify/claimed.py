"""A report as it lies on a disk: its page, and what it says that it was made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.problem import ERROR, FramingError, Problem, shorten
from framing.report.provenance import BLOCK_START, EXPLORER, FORMAT, INDEX, NOTEBOOK, page_hash, split_page

# Ours are a megabyte at most; what is much larger is no report, and would take long to read.
MAX_BYTES = 20_000_000
# What every page of ours has had from the beginning.
OUR_MARK = '<p class="site-name">'
MAX_RESAMPLES = 1_000_000


@dataclass(frozen=True, slots=True)
class ClaimedReport:
    """``page``: the file without its provenance. ``is_as_built``: it has the hash that it was given when built.

    ``notebooks``, ``articles``, ``settings``: name -> hash. ``sha256``: of all articles. ``share_words``: the longest
    run of an article's words in it, None where it holds whole sentences.
    """

    path: Path
    page: str
    kind: str
    notebooks: Mapping[str, str]
    corpus_name: str
    folder: str
    sha256: str
    articles: Mapping[str, str]
    settings: Mapping[str, str]
    seed: int
    n_resamples: int
    share_words: int | None
    versions: Mapping[str, str]
    is_as_built: bool


def read_claimed(path: Path) -> ClaimedReport:
    """Raises FramingError for what is no report, one that says nothing of itself, and one that is cut off."""
    page, text = split_page(_read_page(path))
    if text is None:
        raise FramingError(_without_provenance(path, page))
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise FramingError(Problem(ERROR, "The report was made by another version of framing.", file=str(path),
                                       column="format", value=str(said["format"])[:40], allowed=str(FORMAT),
                                       next_step="Check it with the version that it names at its end."))
        return _claimed(path, page, said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        what = "What the report says about itself cannot be read: it was edited or damaged."
        raise FramingError(Problem(ERROR, what, file=str(path), value=shorten(str(error)),
                                   next_step="Get the file again from where it was published.")) from error


def _read_page(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FramingError(Problem(ERROR, "The file is too large for a report.", file=str(path),
                                       allowed=f"{MAX_BYTES // 1_000_000} MB at most",
                                       next_step="Name an HTML file that 'framing report' wrote."))
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise FramingError(Problem(ERROR, f"The report cannot be read: {error.strerror}.", file=str(path),
                                   next_step="Name an HTML file that 'framing report' wrote.")) from error
    except UnicodeDecodeError as error:
        raise FramingError(_no_report(path)) from error


def _no_report(path: Path) -> Problem:
    return Problem(ERROR, "This is no report of framing.", file=str(path),
                   next_step="Name an HTML file that 'framing report' wrote.")


def _without_provenance(path: Path, page: str) -> Problem:
    if OUR_MARK not in page:
        return _no_report(path)
    if BLOCK_START in page or not page.rstrip().endswith("</html>"):
        return Problem(ERROR, "The file ends before the report does: it was cut off.", file=str(path),
                       next_step="Get the file again from where it was published.")
    return Problem(ERROR, "The report does not say what it was made of: it is older than 'framing verify', or that was "
                   "taken out.", file=str(path), next_step="Build it again with 'framing report'.")


def _claimed(path: Path, page: str, said: Mapping[str, Any]) -> ClaimedReport:
    corpus, parameters = said["corpus"], said["parameters"]
    versions = {**_texts(said["versions"]), "framing's own files": str(said["library"])}
    claimed = ClaimedReport(
        path=path, page=page, kind=said["kind"], notebooks=_texts(said["notebooks"]), corpus_name=str(corpus["name"]),
        folder=str(corpus["folder"]), sha256=str(corpus["sha256"]), articles=_texts(corpus["articles"]),
        settings=_texts(corpus["settings"]), seed=parameters["seed"], n_resamples=parameters["n_resamples"],
        share_words=parameters.get("share_words"), versions=versions, is_as_built=page_hash(page) == said["content"])
    if claimed.kind not in (NOTEBOOK, INDEX, EXPLORER):
        raise ValueError(f"kind {claimed.kind!r}")
    for name, value, most in (("seed", claimed.seed, 2 ** 63), ("n_resamples", claimed.n_resamples, MAX_RESAMPLES),
                              ("share_words", claimed.share_words or 0, MAX_RESAMPLES)):
        if type(value) is not int or not 0 <= value <= most:
            raise ValueError(f"{name} {value!r}")
    return claimed


def _texts(said: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()}
