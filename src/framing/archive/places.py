"""Where the tables of an archive lie: a corpus folder, a file, or any path that fsspec can open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from framing.card import CorpusCard, read_card
from framing.problem import ERROR, FramingError, Problem
from framing.read import find_table

KINDS = ("csv", "jsonl", "parquet")
CHUNK_BYTES = 1 << 20
# Read ahead: several articles, where Python by itself would take each in pieces.
BUFFER_BYTES = 1 << 16


@dataclass(frozen=True)  # no slots: what its path says is worked out once
class Table:
    """One table of articles. ``path``: a file or URL; ``folder``: the corpus folder that it belongs to, or "".

    Texts that the table names in a column ``file`` lie beside it.
    """

    path: str
    folder: str = ""

    @cached_property
    def name(self) -> str:
        """The file's name, as messages give it."""
        return PurePosixPath(self.path).name if is_url(self.path) else Path(self.path).name

    @cached_property
    def kind(self) -> str:
        """One of KINDS."""
        return PurePosixPath(self.name).suffix.removeprefix(".")

    @cached_property
    def beside(self) -> Path:
        """The folder that texts in files are relative to."""
        return Path(self.path).parent


def find_tables(places: Sequence[str]) -> tuple[Table, ...]:
    """The tables of corpus folders, files and URLs, in order of their paths, each once.

    Raises FramingError with all places that are none.
    """
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for place in places:
        try:
            table = _table_at(place)
            tables.setdefault(table.path, table)
        except FramingError as error:
            problems += error.problems
    if problems:
        raise FramingError(problems)
    return tuple(tables[path] for path in sorted(tables))


def _table_at(place: str) -> Table:
    path = Path(place)
    if not is_url(place) and path.is_dir():
        return Table(str(find_table(path, read_card(path)).resolve()), str(path.resolve()))
    table = Table(place if is_url(place) else str(path.resolve()))
    if table.kind not in KINDS:
        raise FramingError(Problem(ERROR, "This is neither a corpus folder nor a table of articles.", file=place,
                                   allowed="a folder, or a file .csv, .jsonl or .parquet",
                                   next_step="Correct the name or save the table as JSONL."))
    if not is_url(place) and not path.is_file():
        raise FramingError(Problem(ERROR, "There is no such file.", file=place, next_step="Correct the name."))
    return table


def archive_card(tables: Sequence[Table]) -> CorpusCard:
    """The card of the one corpus folder among the tables; without a folder one of defaults.

    Raises FramingError for folders with different cards: one store has one set of cleaning rules and word lists.
    """
    folders = sorted({table.folder for table in tables if table.folder})
    if len(folders) > 1:
        raise FramingError(Problem(ERROR, "One store takes one corpus folder.", value=", ".join(folders),
                                   next_step="Count each into a store of its own and add them: framing merge."))
    return read_card(Path(folders[0])) if folders else CorpusCard(name=Path(tables[0].name).stem)


def is_url(place: str) -> bool:
    """Whether it names a file system of its own, such as s3://bucket/a.jsonl."""
    return "://" in place


def open_bytes(path: str) -> BinaryIO:
    """A file or URL for reading. Raises FramingError when it cannot be opened."""
    try:
        if not is_url(path):
            return Path(path).open("rb", BUFFER_BYTES)
        return cast(BinaryIO, _file_system(path).open(path, "rb"))
    except FramingError:
        raise
    except Exception as error:  # every kind of file system has errors of its own
        raise FramingError(Problem(ERROR, f"The file cannot be opened: {error}.", file=path,
                                   next_step="Check the path and the rights to read it.")) from error


def _file_system(url: str):
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise FramingError(Problem(ERROR, "Reading from a URL needs an extra package.", file=url,
                                   next_step="pip install 'media-framing[scale]'")) from error
    return url_to_fs(url)[0]


def fingerprint(path: str) -> str:
    """What changes when the content changes: a checksum; of a URL what its file system keeps of it (date, size)."""
    if is_url(path):
        try:
            return f"ukey:{_file_system(path).ukey(path)}"
        except FramingError:
            raise
        except Exception as error:
            raise FramingError(Problem(ERROR, f"The file cannot be found: {error}.", file=path,
                                       next_step="Check the address and the rights to read it.")) from error
    digest = hashlib.sha256()
    with open_bytes(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


def size_of(path: str) -> int:
    """Bytes of a file or URL."""
    return int(_file_system(path).size(path) or 0) if is_url(path) else Path(path).stat().st_size
