"""A browser for tests, and one look at a page that finds what a reader would stumble over.

Without a browser these tests are skipped and say so; with FRAMING_REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# A browser that talks to nobody, and runs where there is neither a display nor a sandbox.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
NARROW_WIDTH, WIDE_WIDTH = 320, 1200
# The width between the margins of an A4 sheet in CSS pixels, see @page in page.css.
PRINT_WIDTH = 672

OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
# Whatever the page would load, and where it is. Data, and a script that the page's own policy names by its hash, are
# part of the page.
LOADED = """async () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content || '';
    const isOwn = async script => {
        if (script.hasAttribute('src')) return false;
        if (script.type === 'application/json') return true;
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script.textContent));
        return policy.includes(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`);
    };
    const found = [];
    for (const element of document.querySelectorAll('[src], [srcset], link[href], script, iframe, object, embed')) {
        if ((element.getAttribute('src') || '').startsWith('data:')) continue;
        if (element.tagName === 'SCRIPT' && await isOwn(element)) continue;
        found.push(element.outerHTML.slice(0, 120));
    }
    return found;
}"""
# axe finds most of these; this also finds an SVG that was not made as a figure.
UNNAMED = """() => [...document.querySelectorAll('img, svg')]
    .filter(element => !(element.getAttribute('alt') || element.getAttribute('aria-label') || '').trim())
    .map(element => element.outerHTML.slice(0, 120))"""
LOCAL_LINKS = """() => [...document.querySelectorAll('a[href]')].map(link => link.href)
    .filter(href => href.startsWith('file:'))"""
BROKEN_ANCHORS = """() => [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href'))
    .filter(href => !document.getElementById(href.slice(1)))"""
# On paper: tables that reach beyond the sheet, and folded parts (but code) that stay shut.
CUT_IN_PRINT = """() => [
    ...[...document.querySelectorAll('table, svg, pre')]
        .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1),
    ...[...document.querySelectorAll('details:not(.code)')].filter(details => details.checkVisibility() &&
        !details.lastElementChild.checkVisibility({contentVisibilityAuto: true}))
].map(element => element.outerHTML.slice(0, 120))"""


CONTRAST = "color-contrast"
LEAVE_TWO_OF_A_KIND = """() => {
    const seen = new Map();
    for (const one of document.querySelectorAll('tbody > tr, li, dl > div, p.framing-prose')) {
        const kinds = [one, ...one.querySelectorAll('*')].map(element => `${element.tagName}.${element.className}`);
        const kind = `${one.closest('table, ol, ul, dl, section')?.className} ${[...new Set(kinds)].sort()}`;
        seen.set(kind, (seen.get(kind) || 0) + 1);
        if (seen.get(kind) > 2) one.remove();
    }
}"""


@dataclass(frozen=True)
class PageCheck:
    """What was found on one page; every part is empty (or 0) on a good one."""

    violations: tuple[str, ...]
    outside_requests: tuple[str, ...]
    unnamed_images: tuple[str, ...]
    broken_links: tuple[str, ...]
    console_errors: tuple[str, ...]
    cut_in_print: tuple[str, ...]
    n_pixels_too_wide: int

    def found(self) -> dict[str, object]:
        """Only what is wrong: ``assert not check_page(path).found()``."""
        return {name: value for name, value in vars(self).items() if value}


def find_browser() -> str | None:
    """The first Chromium-like browser on the path or where systems put one."""
    on_path = (shutil.which(name) for name in BROWSER_NAMES)
    return next((path for path in (*on_path, *BROWSER_PLACES) if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running browser (Playwright's), for all tests of a session."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = find_browser()
    if path is None:
        reason = f"No browser found (looked for {', '.join(BROWSER_NAMES)})."
        if os.environ.get("FRAMING_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{reason} FRAMING_REQUIRE_BROWSER=1 asks for one.")
        pytest.skip(reason)
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def check_page(browser: Any) -> Callable[[Path], PageCheck]:
    """``check_page(path)`` looks at one HTML file: see PageCheck."""
    return lambda path: look_at(browser, path)


def look_at(browser: Any, path: Path) -> PageCheck:
    """Opens the page with everything unfolded: light, dark, narrow and on paper."""
    context = browser.new_context()
    page = context.new_page()
    page_url = path.resolve().as_uri()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(page_url)
    cut_in_print = _cut_in_print(page)
    page.evaluate(OPEN_ALL)
    found = PageCheck(
        outside_requests=(*(url for url in requests if url != page_url), *page.evaluate(LOADED)),
        unnamed_images=tuple(page.evaluate(UNNAMED)),
        broken_links=tuple(_broken_links(page)),
        console_errors=tuple(errors),
        cut_in_print=cut_in_print,
        n_pixels_too_wide=_n_pixels_too_wide(page),
        violations=_wide_violations(page),  # last: it takes away from the page
    )
    context.close()
    return found


def axe_violations(page: Any) -> list[str]:
    """What axe finds on the page as it stands: contrast in both colour schemes, everything else once.

    Contrast is nine tenths of axe's time, and colours come from the style sheet: of rows and lines that are alike in
    elements and classes two are left on the page, for good, before contrast is looked at.
    """
    found = _violations_of(page, "structure", {"rules": {CONTRAST: {"enabled": False}}})
    page.evaluate(LEAVE_TWO_OF_A_KIND)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += _violations_of(page, scheme, {"runOnly": {"type": "rule", "values": [CONTRAST]}})
    return found


def _violations_of(page: Any, what: str, options: dict[str, object]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    response = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    return [f"{what}: {violation['id']}: {violation['help']} ({len(violation['nodes'])}: "
            f"{', '.join(str(node['target']) for node in violation['nodes'][:3])})"
            for violation in response["violations"]]


def _wide_violations(page: Any) -> tuple[str, ...]:
    page.set_viewport_size({"width": WIDE_WIDTH, "height": 900})
    return tuple(axe_violations(page))


def _n_pixels_too_wide(page: Any) -> int:
    page.set_viewport_size({"width": NARROW_WIDTH, "height": 700})
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def _cut_in_print(page: Any) -> tuple[str, ...]:
    page.set_viewport_size({"width": PRINT_WIDTH, "height": 900})
    page.emulate_media(media="print")
    cut = tuple(page.evaluate(CUT_IN_PRINT))
    page.emulate_media(media="screen")
    return cut


def _broken_links(page: Any) -> Iterator[str]:
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname

    yield from page.evaluate(BROKEN_ANCHORS)
    for address in page.evaluate(LOCAL_LINKS):
        if not Path(url2pathname(unquote(urlsplit(address).path))).exists():
            yield address
