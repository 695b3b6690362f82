"""A report to be passed on: no long run of an article anywhere, the share that it prints is right, counts are whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from browser_fixtures import PageCheck
from framing.corpus import Corpus
from framing.problem import FramingError
from framing.read import read_corpus
from framing.report.provenance import split_page
from framing.report.share_reports import refuse_whole_report, share_folder
from framing.share import share_limit
from framing.share.snippet import snippet
from test_reports_of_seeds import PAGES

N = 7
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def shared(built: Path, seed_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("shared")
    share_folder(built, out, share_limit(seed_corpus, N))
    return out


@pytest.fixture(scope="module")
def bodies(seeds: Path) -> dict[str, list[str]]:
    return {article.article_id: WORD.findall(article.text.casefold()) for article in read_corpus(seeds).articles}


def runs_of(words: list[str], n: int) -> set[tuple[str, ...]]:
    return {tuple(words[place:place + n]) for place in range(len(words) - n + 1)}


def all_texts(page: str) -> list[str]:
    """What is on a page in any form: its text, every attribute, every script."""
    page = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
    page = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", " ", page)), *map(unescape, re.findall(r'="([^"]*)"', page)), *scripts]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_a_longer_run_of_an_article(shared: Path, built: Path, seeds: Path,
                                                  bodies: dict[str, list[str]], name: str) -> None:
    titles = set().union(*(runs_of(WORD.findall(article.title.casefold()), N + 1)
                           for article in read_corpus(seeds).articles))
    longer = set().union(*(runs_of(words, N + 1) for words in bodies.values())) - titles

    def found(folder: Path) -> set[tuple[str, ...]]:
        texts = all_texts((folder / f"{name}.html").read_text(encoding="utf-8"))
        return set().union(*(runs_of(WORD.findall(text.casefold()), N + 1) & longer for text in texts))

    assert found(built)
    assert found(shared) == set()


def test_no_table_holds_a_longer_run_of_an_article(shared: Path, bodies: dict[str, list[str]]) -> None:
    longer = set().union(*(runs_of(words, N + 1) for words in bodies.values()))
    for path in (shared / "tables").glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert not {"text", "content"} & set(table.columns), path.name
        if path.name in ("articles.csv", "shared_text.csv"):
            table = table.drop(columns="title")
        cells = {cell for name in table for cell in table[name]}
        assert not [cell for cell in cells if runs_of(WORD.findall(cell.casefold()), N + 1) & longer], path.name


@pytest.mark.parametrize("name", PAGES)
def test_counts_are_those_of_the_whole_report(shared: Path, built: Path, name: str) -> None:
    def counts(folder: Path) -> tuple[list[str], int, list[str]]:
        page, _ = split_page((folder / f"{name}.html").read_text(encoding="utf-8"))
        page = re.sub(r'<div class="framing-note framing-note-caveat" role="note"><p class="framing-label">Caveat</p>'
                      r'<p class="framing-prose">(?:This page holds|All pages).*?</p></div>', "", page, count=1,
                      flags=re.DOTALL)
        numbers, marks = (re.findall(form, page) for form in (r'<data value="([^"]*)">', r'data-marks="(\d+)"'))
        return numbers, page.count("<mark>"), marks

    assert counts(shared) == counts(built)


def test_the_share_that_is_printed_is_right(shared: Path, built: Path, bodies: dict[str, list[str]]) -> None:
    """Counted again from the pages: each snippet beside its whole sentence, found in the article by its words."""
    shown: dict[str, set[int]] = {name: set() for name in bodies}
    joined = {name: f" {' '.join(words)} " for name, words in bodies.items()}
    for name in PAGES:
        whole, cut = ([re.sub(r"<small>.*?</small>", "", quote) for quote in re.findall(
            r"<q\b[^>]*>(.*?)</q>", (folder / f"{name}.html").read_text(encoding="utf-8"), re.DOTALL)]
            for folder in (built, shared))
        assert len(whole) == len(cut)
        for sentence, snippet_ in zip(whole, cut, strict=True):
            words, kept = (WORD.findall(unescape(re.sub(r"<[^>]*>", "", text)).casefold()) for text in (
                sentence, snippet_))
            assert len(kept) <= N
            places = places_in(words, kept)
            for article, text in joined.items():
                at = text.find(f" {' '.join(words)} ")
                while words and at >= 0:
                    first = text[:at + 1].count(" ") - 1
                    shown[article] |= {first + place for place in places}
                    at = text.find(f" {' '.join(words)} ", at + 1)
    table = pd.read_csv(shared / "tables" / "shared_text.csv", dtype={"article_id": str}).set_index("article_id")
    assert dict(table["words"]) == {name: len(words) for name, words in bodies.items()}
    for article, places in shown.items():
        printed = table.loc[article, "words_shown"]
        # Besides sentences: runs of five words and more in other places, e.g. names of speakers and tables of words.
        assert len(places) <= printed <= len(places) + 0.05 * len(bodies[article])
    index = (shared / "index.html").read_text(encoding="utf-8")
    assert f'<data value="{table["words_shown"].sum()}">' in index
    assert "framing report FOLDER --seed 7 --resamples 200" in index


def places_in(words: list[str], kept: list[str]) -> set[int]:
    """Where the words of a snippet stand in its sentence: the beginning, and one more at most, a counted one."""
    n_same = 0
    while n_same < len(kept) and words[n_same] == kept[n_same]:
        n_same += 1
    if n_same == len(kept):
        return set(range(n_same))
    assert len(kept) == n_same + 1
    return {*range(n_same), words.index(kept[-1], n_same)}


@pytest.mark.parametrize(("inner", "expected"), [
    ("a b c", "a b c"), ("a b c d e f", "a b c …"), ("a b c d <mark>e</mark> f", "a b …<mark>e</mark> …"),
    ("a <mark>b c d e</mark> f", "a <mark>b c …</mark> …"), ("<mark>a</mark> b c d <mark>e f</mark>",
                                                               "<mark>a</mark> b c …<mark>…</mark>"),
])
def test_a_snippet_by_hand(inner: str, expected: str) -> None:
    assert re.sub(r"(?<=…)\s+(?=<|$)", "", snippet(inner, 3)[0]) == re.sub(r"(?<=…)\s+(?=<|$)", "", expected)
    assert snippet(inner, 3)[0].count("<mark>") == inner.count("<mark>")


def test_letters_without_spaces_count_one_by_one() -> None:
    assert snippet("伊朗和俄罗斯签署协议", 3)[0] == "伊朗和…"


def test_a_folder_with_a_whole_report_is_refused(built: Path, shared: Path) -> None:
    refuse_whole_report(shared)
    with pytest.raises(FramingError, match="whole sentences"):
        refuse_whole_report(built)


def test_a_shared_page_has_nothing_to_stumble_over(check_page: Callable[[Path], PageCheck], shared: Path) -> None:
    assert not check_page(shared / "index.html").found()
