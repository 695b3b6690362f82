"""Tables of articles for tests of stores: small ones, in every form that can be counted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from framing.archive.manifest import BATCH_FOLDER, MANIFEST_FILE
from made_corpora import csv_of, made_rows

# Stands on pages that lie in different batches, whatever their size.
SHARED_LINE = "Sign up for our weekly letter about talks and treaties now."


@pytest.fixture(autouse=True, scope="module")
def few_lexicons() -> Iterator[None]:
    """One list of categories in place of four, in this process: matching the others is most of a small batch."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("framing.tally", "framing.store.settings"):
            patch.setattr(f"{module}.FUNCTIONAL_LEXICONS", ("hedges_boosters",))
        yield


def archive_rows(n_articles: Mapping[str, int], *, seed: int = 3) -> list[dict[str, str]]:
    """Made-up articles, outlets mixed, every third with a line that the pages share."""
    rows = made_rows(n_articles, seed=seed, favourites={"A": "peace", "B": "war"}, n_sentences=3)
    rows = [row for number in range(7) for row in rows[number::7]]
    for row in rows[::3]:
        row["text"] += f"\n\n{SHARED_LINE}"
    return rows


def write_table(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write the rows as the kind of table that the path's suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".csv":
        path.write_bytes(csv_of(rows).encode("utf-8"))
    else:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path, row_group_size=5)
    return path


def content(store: Path) -> dict[str, bytes]:
    """What a store holds: its batches and its manifest."""
    files = {path.name: path.read_bytes() for path in sorted((store / BATCH_FOLDER).iterdir())}
    return files | {MANIFEST_FILE: (store / MANIFEST_FILE).read_bytes()}
