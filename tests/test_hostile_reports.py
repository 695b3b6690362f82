"""Articles that attack the page: whatever stands in them is shown as text, on every page, and nothing of it runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.audit.draw import draw_hits
from framing.audit.sheet import sheet_table
from framing.corpus import build_corpus
from framing.csv_files import write_csv
from framing.report import build_corpus_reports
from made_corpora import made_rows, write_corpus

# Each calls canary() if the page lets it: as an element, out of an attribute, out of a script, out of a figure, as a
# link, out of a style sheet, as Markdown, as a template.
PAYLOADS = (
    "<script>canary(1)</script>",
    "<img src=x onerror=canary(2)>",
    "\"><svg onload=canary(3)>",
    "'><b onmouseover='canary(4)' style='position:fixed;inset:0'>b</b>",
    "</script><script>canary(5)</script>",
    "</style></title></textarea><script>canary(6)</script>",
    "<a href=\"javascript:canary(7)\">link</a>",
    "[link](javascript:canary(8)) ![x](x\"onerror=\"canary(9))",
    "<svg><animate onbegin=canary(10) attributeName=x dur=1s></svg>",
    "</text></svg><script>canary(11)</script>",
    "<iframe srcdoc=\"<script>parent.canary(12)</script>\"></iframe>",
    "--><script>canary(13)</script><!--",
    "]]><script>canary(14)</script>",
    "{{ ''.__class__ }}{% raw %}<script>canary(15)</script>{% endraw %}",
    "<details open ontoggle=canary(16)>",
    "<input autofocus onfocus=canary(17)>",
    "&lt;script&gt;canary(18)&lt;/script&gt;",
    "$(canary(19))`canary(20)`${canary(21)}",
)
CARD = """name = "<script>canary(91)</script>"
story = "<svg onload=canary(92)>"
description = "[x](javascript:canary(93)) <img src=x onerror=canary(94)>"
rights = "</style><script>canary(95)</script>"
"""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COUNT_CANARIES = "window.ran = []; window.canary = number => window.ran.push(number);"
# Everything that a reader might open, hover or follow.
TOUCH_ALL = """() => {
    document.querySelectorAll('details').forEach(details => details.open = true);
    document.querySelectorAll('main *, [popover], [popover] *').forEach(element => {
        for (const kind of ['mouseover', 'focus', 'pointerenter', 'toggle'])
            element.dispatchEvent(new Event(kind, {bubbles: false}));
    });
    // Each lays the page out anew; what all of them open was touched above.
    [...document.querySelectorAll('button')].filter((_, place) => place % 8 === 0).forEach(button => button.click());
}"""
# What our own pages never hold, and what would run if somebody touched it.
FOREIGN = """() => [...document.querySelectorAll('*')].filter(element =>
    [...element.attributes].some(({name, value}) => name.startsWith('on') || /^\\s*javascript:/i.test(value))
    || ['IFRAME', 'OBJECT', 'EMBED', 'ANIMATE', 'B', 'TEXTAREA'].includes(element.tagName.toUpperCase()))
    .map(element => element.outerHTML.slice(0, 120))"""


def payload(number: int) -> str:
    return PAYLOADS[number % len(PAYLOADS)]


def hostile_rows() -> list[dict[str, str]]:
    """Eighteen articles of three outlets, every field of each an attack."""
    names = ("Daily <img src=x onerror=canary(30)>", "The \"><svg onload=canary(31)>",
             "</script><script>canary(32)</script>")
    rows = made_rows(dict.fromkeys(names, 6), favourites={names[0]: "sanctions", names[1]: "famine"})
    for number, row in enumerate(rows):
        row["article_id"] += f"\"'><u onclick=canary({33 + number})>"
        row["title"] = f"{'=HYPERLINK' if number == 0 else ''}{payload(number)} talks in Tehran"
        row["author"] = payload(number + 1)
        row["genre"] = payload(number % 2)
        row["url"] = f"javascript:canary({60 + number})"
        row["rights"] = payload(number + 2)
        row["republished_from"] = payload(number + 3)
        row["text"] = "\n\n".join([
            f"{payload(number + 4)} The minister said sanctions were a threat. {payload(number + 5)}",
            row["text"],
            f"“War is near {payload(number + 6)},” said Ali {payload(number)} Larijani of Iran. Putin praised it.",
            f"Photo: {payload(number + 7)}",
        ])
    return rows


def write_hostile_audit(folder: Path) -> None:
    """Two sheets of marks: hits called wrong, notes, names and answers that attack, and a marker whose name does."""
    corpus = build_corpus(folder)
    sheet = sheet_table(corpus, draw_hits(corpus, per_category=6, seed=7)).assign(
        note=PAYLOADS[0], coder="<img src=x onerror=canary(97)>", right="no")
    sheet.loc[0, "right"] = "<svg onload=canary(98)>"
    write_csv(sheet, folder / "audit.csv")
    write_csv(sheet.iloc[::2].assign(right="yes"), folder / "audit-<img src=x onerror=canary(99)>.csv")


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("hostile") / "corpus '\"><img src=x onerror=canary(90)>"
    write_corpus(folder, hostile_rows(), card=CARD)
    write_hostile_audit(folder)
    build_corpus_reports(folder, folder.parent / "reports", seed=7, n_resamples=50, n_jobs=2)
    return sorted((folder.parent / "reports").glob("*.html"))


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    context.add_init_script(COUNT_CANARIES)
    yield context.new_page()
    context.close()


def test_the_canary_sings_where_it_is_let_out(page: Any, tmp_path: Path) -> None:
    """The test can fail: unescaped, many of these run."""
    path = tmp_path / "open.html"
    path.write_text("<main>" + "".join(f"<div>{text}</div>" for text in PAYLOADS) + "</main>", encoding="utf-8")
    page.goto(path.as_uri())
    page.evaluate(TOUCH_ALL)
    page.wait_for_timeout(200)
    assert {1, 2, 3, 4, 5} <= set(page.evaluate("window.ran"))
    assert page.evaluate(FOREIGN) != []


def test_nothing_of_an_article_runs_on_any_page(page: Any, hostile_pages: list[Path]) -> None:
    assert len(hostile_pages) >= 8
    for path in hostile_pages:
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))  # noqa: B023 - one list a page
        page.goto(path.as_uri())
        page.evaluate(TOUCH_ALL)
        page.wait_for_timeout(100)
        assert page.evaluate("window.ran") == [], path.name
        assert page.evaluate(FOREIGN) == [], path.name
        assert [url for url in requests if not url.startswith(path.as_uri())] == [], path.name


def test_nothing_runs_while_the_words_are_explored(page: Any, hostile_pages: list[Path]) -> None:
    """Every outlet chosen, every word clicked, reached and opened, and the attacks searched for."""
    path = next(path for path in hostile_pages if path.name == "explorer.html")
    page.goto(path.as_uri())
    for box in page.locator("[name=outlet]").all():
        box.check()
    n_points = page.evaluate("""() => {
        const points = [...document.querySelectorAll('.plot [role=button]')];
        for (const point of points) {
            point.focus();
            point.dispatchEvent(new MouseEvent('click', {bubbles: true}));
            point.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
            document.querySelectorAll('.matches button').forEach(button => button.click());
            document.querySelectorAll(':popover-open').forEach(card => card.hidePopover());
        }
        return points.length;
    }""")
    assert n_points > 50
    for text in (*PAYLOADS, "canary", "script", "famine"):
        page.locator("#search").fill(text)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    assert page.locator(".matches button").count() > 0
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") == []
    assert page.evaluate(FOREIGN) == []


def test_the_policy_of_the_explorer_stops_a_script_that_got_in(page: Any, hostile_pages: list[Path]) -> None:
    """Were escaping to fail somewhere, the page's own script would still be the only one to run."""
    path = next(path for path in hostile_pages if path.name == "explorer.html")
    broken = path.with_name("broken.txt")
    html = path.read_text(encoding="utf-8")
    broken.write_text(html.replace("</main>", "<script>canary(1)</script><img src=x onerror=canary(2)></main>"),
                      encoding="utf-8")
    page.route("**/explorer.html", lambda route: route.fulfill(body=broken.read_text(encoding="utf-8"),
                                                               content_type="text/html; charset=utf-8"))
    page.goto(path.as_uri())
    broken.unlink()
    assert page.locator(".plot [role=button]").count() > 0
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") == []
    refused = page.evaluate("""() => { try { document.body.innerHTML = '<b>x</b>'; return ''; }
                                       catch (error) { return error.name; } }""")
    assert refused == "TypeError"


def test_what_was_written_is_shown_as_it_was_written(page: Any, hostile_pages: list[Path]) -> None:
    """Escaped, not cut: a reader sees what an outlet or a headline is called."""
    for path in hostile_pages:
        page.goto(path.as_uri())
        assert "<img src=x onerror=canary(30)>" in page.evaluate("document.body.textContent"), path.name


def test_no_table_holds_a_cell_that_a_spreadsheet_would_run(hostile_pages: list[Path]) -> None:
    paths = sorted((hostile_pages[0].parent / "tables").glob("*.csv"))
    cells = [cell for path in paths for row in csv.reader(path.open(encoding="utf-8-sig", newline="")) for cell in row]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not is_number(cell)] == []


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
