"""What a cell put out, as HTML for a page that holds no script and asks nobody else for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from framing.html import escape
from framing.html.stylesheet import STYLE_TAG
from framing.report.execute import ANSI_ESCAPE
from framing.report.stored_notebook import Output

IMAGE_TYPES = ("image/png", "image/jpeg", "image/svg+xml")
# The page has these rules in its head; this copy is for JupyterLab.
NOTEBOOK_STYLE = re.compile(re.escape(STYLE_TAG) + r".*?</style>", re.DOTALL)
# pandas puts a style sheet before each table it shows by itself.
PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>", re.DOTALL)
# The digest in a figure's ids; see framing.svg.
FIGURE_ID = re.compile(r'\bid="(f[0-9a-f]{10})-\d+"')

# A card holds no element of its own name, so that it ends with the first end.
CARD = re.compile(r'<div popover id="(e-[0-9a-f]{12})".*?</div>', re.DOTALL)


class ImageWithoutText(ValueError):
    """An image that says nothing to a person who does not see it."""


def outputs_html(outputs: Iterable[Output]) -> str:
    """All outputs of one cell. Raises ImageWithoutText for an image without a text alternative."""
    return "".join(_output_html(output) for output in outputs)


def _output_html(output: Output) -> str:
    if output.output_type == "stream":
        text = _pre(output.text)
        return text if output.name == "stdout" else f'<div class="warning"><p>Warning</p>{text}</div>'
    if output.output_type not in ("display_data", "execute_result"):
        return ""
    data = output.data
    if "text/html" in data:
        return _raw_html(data["text/html"])
    if image_type := next((kind for kind in IMAGE_TYPES if kind in data), None):
        return _image(data[image_type], image_type, output.metadata)
    return _pre(data["text/plain"]) if "text/plain" in data else ""


def _raw_html(html: str) -> str:
    """HTML as the object wrote it. The page's security policy keeps scripts and addresses in it from working."""
    html = NOTEBOOK_STYLE.sub("", html)
    if 'class="dataframe"' in html:
        table = PANDAS_STYLE.sub("", html)
        return f'<div class="framing-scroll" role="group" tabindex="0" aria-label="Table">{table}</div>'
    return html


def _image(data: str, image_type: str, metadata: Mapping[str, object]) -> str:
    import base64

    about = metadata.get(image_type, {})
    alt = str(about.get("alt", "") if isinstance(about, Mapping) else "").strip()
    if not alt:
        raise ImageWithoutText("An image without alt text. Show it with framing.figure.figure_from_axes(…, alt=…).")
    if image_type == "image/svg+xml":
        data = base64.b64encode(data.encode("utf-8")).decode("ascii")
    return f'<img src="data:{image_type};base64,{"".join(data.split())}" alt="{escape(alt)}">'


def _pre(text: str) -> str:
    plain = ANSI_ESCAPE.sub("", text).rstrip("\n")
    return f'<pre class="output" tabindex="0">{escape(plain)}</pre>' if plain.strip() else ""


def with_unique_figure_ids(html: str) -> str:
    """The page with ids of its own for a figure that is shown more than once."""
    seen: dict[str, int] = {}

    def renamed(block: str) -> str:
        for digest in dict.fromkeys(FIGURE_ID.findall(block)):
            seen[digest] = seen.get(digest, 0) + 1
            if seen[digest] > 1:
                block = block.replace(f"{digest}-", f"{digest}x{seen[digest]}-")
        return block

    return re.sub(r"<svg\b.*?</svg>", lambda match: renamed(match[0]), html, flags=re.DOTALL)


def with_cards_at_the_end(html: str) -> str:
    """The page with each card once, after everything else: a page is read without stumbling over them."""
    cards: dict[str, str] = {}

    def noted(found: re.Match[str]) -> str:
        cards[found[1]] = found[0]
        return ""

    rest = CARD.sub(noted, html)
    return rest.replace("</main>", "".join(cards.values()) + "</main>")
