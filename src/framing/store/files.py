"""Files of a store: written beside their place, brought to the disk and moved there, so that none is ever half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from framing.archive.manifest import BATCH_FOLDER, Manifest, batch_path
from framing.problem import ERROR, FramingError, Problem


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file that survives a crash, a kill and a power cut. FramingError when the disk is full or read-only."""
    with writing_file(path) as file:
        file.write(data)


@contextmanager
def writing_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to in pieces; it stands in its place when all is written, and not before."""
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        _remove(name)
        raise FramingError(Problem(ERROR, f"The file cannot be written: {error.strerror}.", file=str(path.parent),
                                   next_step="Free some space or choose another place with --out, then run it again: "
                                             "what is finished is kept.")) from error
    except BaseException:  # Ctrl-C included
        _remove(name)
        raise


def _remove(name: str) -> None:
    if name:
        Path(name).unlink(missing_ok=True)


def remove_leftovers(store: Path, manifest: Manifest) -> None:
    """Delete batches that the manifest does not name any more, and pieces of files that a kill left."""
    named = {batch_path(store, name).name for name, _, _ in manifest.batches()}
    _remove_all_but(store / BATCH_FOLDER, named)
    for path in store.glob(".*.tmp"):
        path.unlink(missing_ok=True)


def _remove_all_but(folder: Path, names: Set[str]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink(missing_ok=True)
