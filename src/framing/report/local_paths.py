"""Keeps this machine's folders out of the pages: they would differ on every machine and concern nobody."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import framing
from framing.html import escape

# Where IPython says a line of a cell is, e.g. in a warning: a file that never exists, as text or as HTML.
CELL_FILE = re.compile(r"(?:<|&lt;)ipython-input-\d+-[0-9a-f]+(?:>|&gt;)")
# The folder in which a notebook runs; see framing.report.execute.
WORKING_FOLDER = re.compile(re.escape(tempfile.gettempdir()) + r"[/\\]framing-\w+[/\\]work")
# A home folder of "/" or "/root" is too short to be told from other text.
SHORTEST_HOME_PARTS = 3


def local_path_names(corpus_folder: Path) -> dict[str, str]:
    """Absolute folder, also as HTML writes it -> what a page calls it; the longest first, so that a folder goes
    before its parent."""
    package = Path(framing.__path__[0])
    names = {package: "framing", package.resolve(): "framing"}
    home = Path.home()
    if len(home.parts) >= SHORTEST_HOME_PARTS:
        names[home] = "~"
    for folder in (corpus_folder.absolute(), corpus_folder.resolve()):
        names[folder] = folder.name or "corpus"
    written = {text: name for path, name in names.items() for text in (str(path), escape(path))}
    return dict(sorted(written.items(), key=lambda item: (-len(item[0]), item[0])))


def hide_local_paths(text: str, names: Mapping[str, str]) -> str:
    """The text with these folders, the working folder and IPython's cell files named instead of spelt out."""
    text = WORKING_FOLDER.sub(".", CELL_FILE.sub("cell", text))
    for path, name in names.items():
        text = text.replace(path, name)
    return text
