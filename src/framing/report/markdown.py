"""The Markdown cells of a notebook as HTML, and the sections they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from framing.report.stored_notebook import Notebook

HEADING = re.compile(r"<h([12])>(.*?)</h\1>", re.DOTALL)
ANY_HEADING = re.compile(r"<h([1-6])\b(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# A link from one notebook to another becomes one from report to report.
NOTEBOOK_LINK = re.compile(r'href="([^":/]+)\.ipynb(#[^"]*)?"')
# The header line that Markdown asks for when a table has no headers: one empty cell after the other.
EMPTY_TABLE_HEAD = re.compile(r"<thead>\s*<tr>\s*(?:<th[^>]*></th>\s*)+</tr>\s*</thead>\s*")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 2: where a link finds it, and its text as HTML without marks."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkdownPages:
    """``html``: position of the cell -> its HTML. ``sections``: what the page can list as its contents."""

    html: Mapping[int, str]
    sections: tuple[Section, ...]
    has_title: bool


def convert_markdown(notebook: Notebook) -> MarkdownPages:
    """All Markdown cells as HTML: headings can be linked to, wide things scroll, links go to reports."""
    render = _renderer()
    sections: list[Section] = []
    n_titles = 0

    def heading(match: re.Match[str]) -> str:
        nonlocal n_titles
        level, text = match.groups()
        if level == "1":
            n_titles += 1
            return match[0]
        sections.append(Section(anchor=f"section-{len(sections) + 1}", text=TAG.sub("", text)))
        return f'<h2 id="{sections[-1].anchor}">{text}</h2>'

    html = {
        position: _for_a_page(HEADING.sub(heading, render(cell.source)))
        for position, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
    }
    return MarkdownPages(html=html, sections=tuple(sections), has_title=n_titles > 0)


def _renderer() -> Callable[[str], str]:
    import mistune

    markdown = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    return lambda source: str(markdown(source))


def _for_a_page(html: str) -> str:
    html = EMPTY_TABLE_HEAD.sub("", html)
    scrolling = '<div class="framing-scroll" role="group" tabindex="0" aria-label="Table">'
    html = html.replace("<table>", f"{scrolling}<table>").replace("</table>", "</table></div>")
    html = html.replace("<pre>", '<pre tabindex="0">')
    return NOTEBOOK_LINK.sub(lambda match: f'href="{match[1]}.html{match[2] or ""}"', html)


def with_headings_in_order(html: str) -> str:
    """The page with no level of heading left out on the way down: a finding right under the title moves up."""
    above: list[str] = []

    def in_order(match: re.Match[str]) -> str:
        while above and above[-1] >= match[1]:
            above.pop()
        above.append(match[1])
        return f"<h{len(above)}{match[2]}</h{len(above)}>"

    return ANY_HEADING.sub(in_order, html)
