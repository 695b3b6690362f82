"""Templates to start from: each works as it is written, and shows where to go on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from framing.csv_files import write_atomically
from framing.problem import ERROR, FramingError, Problem

TEMPLATES = Path(__file__).parent / "templates"
KEY = re.compile(r"[a-z][a-z0-9_]*")

# Kind -> template file -> where it goes, in a corpus folder and in a checkout of the project.
PLACES: Mapping[str, Mapping[str, tuple[str | None, str | None]]] = {
    "corpus": {"articles.csv": ("{name}/articles.csv", "{name}/articles.csv"),
               "corpus.toml": ("{name}/corpus.toml", "{name}/corpus.toml")},
    "lexicon": {"entries.tsv": ("lexicons/{name}/entries.tsv", "src/framing/lexicons/{name}/entries.tsv"),
                "card.toml": ("lexicons/{name}/card.toml", "src/framing/lexicons/{name}/card.toml")},
    "outlet": {"outlet.toml": ("outlet_rules/{name}.toml", "src/framing/outlet_rules/{name}.toml")},
    "measure": {"measure.py.txt": (None, "src/framing/measures/{name}.py"),
                "test_measure.py.txt": (None, "tests/test_{name}.py")},
    "notebook": {"notebook.ipynb.txt": ("notebooks/{name}.ipynb", "notebooks/{name}.ipynb")},
}


def write_template(kind: str, name: str, folder: Path) -> tuple[Path, ...]:
    """Write the template of a kind under a name; returns the files. Nothing is ever overwritten.

    ``folder``: a checkout of the project, or a corpus folder (what a corpus may bring goes into it). Raises
    FramingError for a name that is no key, a file that is there, and a measure outside a checkout.
    """
    if not KEY.fullmatch(name):
        raise FramingError(Problem(ERROR, "This name cannot be used.", value=name,
                                   allowed="small letters, digits and _, beginning with a letter",
                                   next_step=f"For example: framing new {kind} my_{kind}."))
    in_checkout = (folder / "src" / "framing").is_dir()
    files = {}
    for template, places in PLACES[kind].items():
        place = places[in_checkout]
        if place is None:
            raise FramingError(Problem(ERROR, f"A {kind} belongs to a checkout of the project.", file=str(folder),
                                       next_step="Name its folder with --in FOLDER."))
        files[folder / place.format(name=name)] = _filled(kind, template, name)
    for path in files:
        if path.exists():
            raise FramingError(Problem(ERROR, "The file is there already.", file=str(path),
                                       next_step="Choose another name; nothing is overwritten."))
    for path, text in files.items():
        write_atomically(path, text)
    return tuple(files)


def _filled(kind: str, template: str, name: str) -> str:
    text = (TEMPLATES / kind / template).read_text(encoding="utf-8")
    entries = TEMPLATES / kind / "entries.tsv"
    digest = hashlib.sha256(entries.read_bytes()).hexdigest() if entries.is_file() else ""
    return text.replace("@NAME@", name).replace("@TITLE@", name.replace("_", " ")).replace("@SHA256@", digest)
