"""Where the notebooks are, and what their first cell says about them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import framing
from framing.report.identity import HASH_LETTERS
from framing.report.stored_notebook import read_notebook

NUMBERED_NOTEBOOK = re.compile(r"\d\d_\w+\.ipynb")
# Markdown marks that a one-line description does without: emphasis, code, and a link's address.
INLINE_MARKS = re.compile(r"[*`]|\[(?P<text>[^]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class NotebookHeader:
    """A notebook's name as links show it, its question, one line on what it is about, and a hash of its cells."""

    file: str
    short_name: str
    title: str
    description: str
    sha256: str = ""

    @property
    def page(self) -> str:
        """The file name of its report."""
        return Path(self.file).with_suffix(".html").name

    @property
    def number(self) -> int:
        """The number that its file name begins with."""
        return int(self.file[:2])


def find_notebooks(folder: Path | None = None) -> tuple[Path, ...]:
    """The numbered notebooks in order: of this folder, else those installed with the package or in the checkout.

    Raises FileNotFoundError when there is none.
    """
    package = Path(framing.__file__).resolve().parent if framing.__file__ else Path(framing.__path__[0])
    places = (folder,) if folder else (package / "notebooks", package.parents[1] / "notebooks")
    for place in places:
        found = sorted(path for path in place.glob("*.ipynb") if NUMBERED_NOTEBOOK.fullmatch(path.name))
        if found:
            return tuple(found)
    raise FileNotFoundError(f"No notebook named like 01_name.ipynb in {' or '.join(map(str, places))}.")


def read_header(path: Path) -> NotebookHeader:
    """What the first Markdown cell says: its heading is the title, the paragraph under it the description."""
    cells = read_notebook(path).cells
    digest = hashlib.sha256(repr([(cell.cell_type, cell.source) for cell in cells]).encode()).hexdigest()
    source = next((cell.source for cell in cells if cell.cell_type == "markdown"), "")
    blocks = [block.strip() for block in re.split(r"\n\s*\n|\n(?=#)|(?<=\n)(?=\|)", source)]
    headings = [block for block in blocks if block.startswith("# ")]
    short_name = re.sub(r"^\d+_", "", path.stem).replace("_", " ").capitalize()
    title, _, below = headings[0].removeprefix("# ").partition("\n") if headings else (short_name, "", "")
    paragraphs = [below.strip(), *blocks] if below.strip() else blocks
    plain = [block for block in paragraphs if block and not re.match(r"[#\-*|>]\s|\||\d+\.\s|<", block)]
    return NotebookHeader(path.name, short_name, _plain(title), _plain(plain[0]) if plain else "",
                          digest[:HASH_LETTERS])


def _plain(markdown: str) -> str:
    return " ".join(INLINE_MARKS.sub(lambda mark: mark["text"] or "", markdown).split())
