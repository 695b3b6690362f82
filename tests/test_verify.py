"""A page holds what is needed to check it, and nothing about the machine that made it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from framing.read import hash_articles, read_corpus
from framing.report.provenance import page_hash, safe_in_script, sealed, split_page
from report_notebooks import report_context
from test_reports_of_seeds import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_was_made_of(built: Path, seeds: Path, name: str) -> None:
    page = (built / f"{name}.html").read_text(encoding="utf-8")
    rest, text = split_page(page)
    provenance = json.loads(text or "")
    source = read_corpus(seeds)
    assert provenance["corpus"]["sha256"] == source.sha256
    assert provenance["corpus"]["articles"] == {
        article.article_id: hash_articles([article])[:12] for article in source.articles}
    card = hashlib.sha256((seeds / "corpus.toml").read_bytes()).hexdigest()
    assert provenance["corpus"]["settings"]["corpus.toml"] == card[:12]
    assert provenance["parameters"] == {"seed": 7, "n_resamples": 200}
    assert provenance["content"] == page_hash(rest)
    assert provenance["versions"]["numpy"] != "not installed"
    assert str(seeds.parent) not in str(text)
    assert len(text or "") < 3_000


def test_provenance_cannot_leave_its_script() -> None:
    context = report_context(corpus_name="</script><script>canary(1)</script><!-- \u2028\ud800")
    page = sealed("<body>x</body>", kind="index", notebooks={}, context=context)
    assert page.count("<script") == 1
    assert page.count("</script>") == 1
    assert "<!--" not in page
    rest, text = split_page(page)
    assert rest == "<body>x</body>"
    assert json.loads(text or "")["corpus"]["name"].startswith("</script><script>canary(1)")
    assert safe_in_script("a<b") == "a\\u003cb"
