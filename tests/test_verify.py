"""A page holds what is needed to check it, and checking it says which of its numbers are others."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from framing.cli import main
from framing.problem import FramingError
from framing.read import hash_articles, read_corpus
from framing.report.identity import CorpusIdentity
from framing.report.provenance import BLOCK_START, page_hash, safe_in_script, sealed, split_page
from framing.verify import verify_report
from framing.verify.comparison import compare_pieces
from framing.verify.pieces import page_pieces
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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_changed_by_hand_at_one_number_says_which(built: Path, name: str) -> None:
    page = (built / f"{name}.html").read_text(encoding="utf-8")
    pieces = page_pieces(page)
    numbers = [*re.finditer(r'<data value="([^"]*)">([^<]*)</data>', page)]
    assert sum(bool(number.exact) for piece in pieces if piece.kind != "point" for number in piece.numbers
               ) == len(numbers)
    assert compare_pieces(pieces, page_pieces(page)).is_same
    chosen = np.sort(np.random.default_rng(7).choice(len(numbers), 12, replace=False))
    edited, end = "", 0
    for number, place in enumerate(chosen):
        found = numbers[place]
        edited += f'{page[end:found.start()]}<data value="{98760 + number}">{98760 + number}</data>'
        end = found.end()
    comparison = compare_pieces(page_pieces(edited + page[end:]), pieces)
    assert [(moved.file, moved.rerun) for moved in comparison.moved] == [
        (str(98760 + number), html.unescape(numbers[place][2])) for number, place in enumerate(chosen)]
    assert [moved.difference for moved in comparison.moved] == pytest.approx(
        [float(numbers[place][1]) - 98760 - number for number, place in enumerate(chosen)])
    assert (comparison.lost, comparison.added, comparison.reworded, comparison.n_redrawn) == ((), (), (), 0)


@pytest.mark.parametrize(("before", "after"), [
    (">4.20<", ">5.20<"), ('"4.2"', '"5.2"'), ("<p>Of 7 words", "<p>Of 8 words"), ('value="-1">−1', 'value="1">1'),
    (">9 marks</text>", ">8 marks</text>"), ('alt="3 dots"', 'alt="4 dots"'),
])
def test_either_side_of_a_number_and_a_plain_one_are_compared(before: str, after: str) -> None:
    page = ('<h2>Q?</h2><p>Of 7 words <data value="4.2">4.20</data> and <data value="-1">−1</data>.</p>'
            '<svg aria-label="x"><text>9 marks</text></svg><img alt="3 dots">')
    assert before in page
    comparison = compare_pieces(page_pieces(page.replace(before, after, 1)), page_pieces(page))
    assert len(comparison.moved) == 1
    assert comparison.moved[0].place[0] == "Q?"
    assert (comparison.lost, comparison.added, comparison.reworded) == ((), (), ())


def rows(*cells: tuple[str, int]) -> str:
    body = "".join(f'<tr><th scope="row">{word}</th><td><data value="{n}">{n}</data></td></tr>' for word, n in cells)
    return (f"<h2>Words</h2><table><caption>Uses</caption><tr><th>word</th><th>uses</th></tr>{body}</table>"
            f"<p>There are <data value=\"{len(cells)}\">{len(cells)}</data> words.</p>")


def test_a_row_more_moves_no_other() -> None:
    file, rerun = rows(("oil", 4), ("war", 3), ("a", 1)), rows(("oil", 4), ("gas", 9), ("war", 2), ("a", 1))
    found = compare_pieces(page_pieces(file), page_pieces(rerun))
    assert [(moved.place, moved.file, moved.rerun, moved.difference) for moved in found.moved] == [
        (("Words", "Uses", "war", "uses"), "3", "2", -1), (("Words", "“There are 3 words.”"), "3", "4", 1)]
    assert found.added == ((("Words", "Uses", "gas", "uses"), "9"),)
    assert not found.lost


def test_words_and_drawings_are_compared() -> None:
    page = '<h2>Q</h2><p>VOA uses more.</p><svg aria-label="x"><path d="M 1 2"/></svg><nav>1</nav><p class="code">5</p>'
    changed = page.replace("more", "less").replace("M 1 2", "M 1 3").replace("<nav>1", "<nav>2").replace(">5<", ">6<")
    found = compare_pieces(page_pieces(page), page_pieces(changed))
    assert [(one.place, one.file, one.rerun) for one in found.reworded] == [
        (("Q",), "VOA uses more.", "VOA uses less.")]
    assert (found.n_redrawn, found.moved, found.n_numbers) == (1, (), 0)


# ---- the whole way


@pytest.fixture(scope="module")
def start_page(built: Path) -> Path:
    return built / "00_start_here.html"


def test_an_untouched_page_is_the_same(start_page: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(start_page), "--corpus", str(seeds)]) == 0
    assert capsys.readouterr().out.startswith("Same: ")


def test_the_page_of_words_is_the_same(built: Path, seeds: Path) -> None:
    outcome = verify_report(built / "explorer.html", corpus=seeds)
    assert outcome.is_same
    assert outcome.comparison.n_numbers > 2_000


def test_an_edited_page_is_told_from_a_changed_corpus(start_page: Path, seeds: Path, tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    page = start_page.read_text(encoding="utf-8")
    number = re.search(r'<td class="n">(?:<button[^>]*>)?<data value="(\d+)">\d+</data>', page)
    assert number
    edited = page.replace(number[0], number[0].replace(number[1], "98765"), 1)
    path = tmp_path / "edited.html"
    path.write_text(edited, encoding="utf-8")
    assert main(["verify", str(path), "--corpus", str(seeds), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert not data["is_as_built"]
    assert not data["articles"]["changed"]
    assert [(moved["file"], moved["rerun"]) for moved in data["comparison"]["moved"]] == [("98765", number[1])]


def test_one_byte_of_a_seed_moves_numbers(start_page: Path, seeds: Path, tmp_path: Path,
                                          capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
                                          ) -> None:
    """The folder is found without being named, though its hash is another one."""
    folder, page = tmp_path / "seeds", tmp_path / "reports" / "00_start_here.html"
    shutil.copytree(seeds, folder)
    page.parent.mkdir()
    shutil.copy(start_page, page)
    text = next(folder.glob("001_*.txt"))
    before = text.read_bytes()
    at = before.index(b" the ")
    text.write_bytes(before[:at] + b"x" + before[at + 1:])  # two words are one now
    monkeypatch.chdir(tmp_path)
    assert main(["verify", str(page)]) == 1
    said = capsys.readouterr().out
    assert "Articles differ: changed 001." in said
    assert "The file is as it was built." in said
    n_moved = int(re.search(r"Moved: ([\d,]+) of [\d,]+ numbers", said)[1].replace(",", ""))  # type: ignore[index]
    assert n_moved >= 1
    assert re.search(r"^  .+ › .+: .+ → .+ \([+−]", said, re.MULTILINE)


# ---- what cannot be checked


def claimed_page(tmp_path: Path, **changes: object) -> Path:
    context = report_context(identity=CorpusIdentity(folder="nowhere", articles={"a": "1"}))
    page = sealed('<p class="site-name">x</p></body></html>', kind="notebook", notebooks={"00_start_here.ipynb": "1"},
                  context=context)
    rest, text = split_page(page)
    said = json.loads(text or "") | changes
    path = tmp_path / "page.html"
    path.write_text(rest.replace("</body>", f"{BLOCK_START}{json.dumps(said)}</script>\n</body>"), encoding="utf-8")
    return path


def complaint(path: Path, **options: object) -> str:
    with pytest.raises(FramingError) as error:
        verify_report(path, **options)  # type: ignore[arg-type]
    return str(error.value)


@pytest.mark.parametrize(("text", "message"), [
    ("", "no report of framing"), ("<html><p>12</p></html>", "no report of framing"), ("\x00\x01", "no report"),
    ('<p class="site-name">x</p></html>', "does not say what it was made of"),
    ('<p class="site-name">x</p><p>Half a sen', "cut off"),
    ('<p class="site-name">x</p><script type="application/json" id="framing-provenance">{"format":1,', "cut off"),
])
def test_what_is_no_whole_report_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    assert message in complaint(path)
    assert main(["verify", str(path)]) == 2


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    assert "cannot be read" in complaint(tmp_path / "none.html")
    (tmp_path / "x.html").write_bytes(b"\xff\xfe\x00")
    assert "no report" in complaint(tmp_path / "x.html")


@pytest.mark.parametrize(("changes", "message"), [
    ({"format": 99}, "another version of framing"), ({"corpus": 5}, "edited or damaged"),
    ({"parameters": {"seed": "rm -rf", "n_resamples": 5}}, "edited or damaged"),
    ({"parameters": {"seed": 7, "n_resamples": 10 ** 12}}, "edited or damaged"),
    ({"kind": "program"}, "edited or damaged"),
    ({"notebooks": {"../../evil.ipynb": "1"}}, "is not here"), ({"notebooks": {}}, "is not here"),
])
def test_provenance_that_was_tampered_with_is_refused(tmp_path: Path, seeds: Path, changes: dict, message: str) -> None:
    assert message in complaint(claimed_page(tmp_path, **changes), corpus=seeds)


def test_a_corpus_that_is_not_here_is_asked_for(tmp_path: Path) -> None:
    path = claimed_page(tmp_path)
    assert "--corpus FOLDER" in complaint(path)
    assert "no such folder" in complaint(path, corpus=tmp_path / "none")
