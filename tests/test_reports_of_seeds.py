"""The seven reports of the seed articles, as `make reports` writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from browser_fixtures import PageCheck
from framing.report import build_corpus_reports

REPORTS = ("00_start_here", "01_read_the_corpus", "02_compare_words", "03_find_frames", "04_score_tone",
           "05_hear_the_sources", "06_weigh_the_evidence")
PAGES = (*REPORTS, "explorer", "index")
MAX_BYTES, MAX_BYTES_OF = 700_000, {"explorer.html": 1_000_000, "index.html": 300_000}
TAG = re.compile(r"<[^>]*>")
# Sentences of the articles: an outlet may write "significant", the report may not.
QUOTE = re.compile(r"<q\b.*?</q>", re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# Words that claim what five articles cannot bear.
FORBIDDEN_CLAIMS = re.compile(r"\b(significan\w*|is biased|proves|more biased|p\s*[<=]\s*0?\.0\d)", re.IGNORECASE)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_builds_give_the_same_bytes(built: Path, seeds: Path, tmp_path: Path) -> None:
    """From another place, into another place, one notebook after the other."""
    copy = tmp_path / "elsewhere" / "seeds"
    copy.mkdir(parents=True)
    for path in seeds.iterdir():
        if path.is_file():
            (copy / path.name).write_bytes(path.read_bytes())
    build_corpus_reports(copy, tmp_path / "reports", seed=7, n_resamples=200, n_jobs=1)
    first, second = map(files_of, (built, tmp_path / "reports"))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_everything_is_there_and_small(built: Path) -> None:
    files = files_of(built)
    assert {f"{name}.html" for name in PAGES} <= files.keys()
    assert {name: len(data) for name, data in files.items()
            if name.endswith(".html") and len(data) >= MAX_BYTES_OF.get(name, MAX_BYTES)} == {}


@pytest.mark.parametrize("name", PAGES)
def test_page_has_nothing_to_stumble_over(check_page: Callable[[Path], PageCheck], built: Path,
                                          name: str) -> None:
    assert not check_page(built / f"{name}.html").found()


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_descriptive_throughout(built: Path, name: str) -> None:
    page = STYLE.sub("", (built / f"{name}.html").read_text(encoding="utf-8"))
    text = TAG.sub(" ", QUOTE.sub(" ", page))
    assert "framing-note-descriptive" in page
    assert "framing-note-indicative" not in page
    assert "framing-note-inferential" not in page
    assert FORBIDDEN_CLAIMS.findall(text) == []


@pytest.mark.parametrize("name", REPORTS[1:])
def test_every_finding_has_four_beats(built: Path, name: str) -> None:
    page = (built / f"{name}.html").read_text(encoding="utf-8")
    n_findings = page.count('class="framing-finding"')
    assert n_findings >= 1
    for beat in ("question", "method", "result", "caveat"):
        assert page.count(f"framing-beat framing-{beat}") == n_findings
