"""A counted batch as an Arrow file: one row an article, its counts as lists of cells."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from framing.card import CorpusCard
from framing.counts import Counts
from framing.kept import kept_with_first
from framing.problem import ERROR, FramingError, Problem
from framing.tally import Tally, articles_holding

# Of every article that was read, kept or not: its id, number of its row, place of the row, number of its text.
PLACE_COLUMNS = ("article_id", "number", "start", "text_number", "is_kept")


@dataclass(frozen=True)
class CountedBatch:
    """The tally of a batch and the places of its articles (PLACE_COLUMNS, one row an article that was read)."""

    tally: Tally
    places: pd.DataFrame


def pack_batch(batch: CountedBatch) -> bytes:
    """The batch as the bytes of an Arrow file. The same batch gives the same bytes."""
    tally = batch.tally
    columns = {f"article.{name}": pa.array(_plain(tally.articles[name])) for name in tally.articles}
    about: dict[str, Any] = {"fragments_as": tally.fragments_as, "lexicons": dict(tally.lexicons),
                             "problems": [problem.as_row() for problem in tally.problems], "counts": []}
    words: dict[str, Any] = {"words": [], "n_articles": []}
    for number, (name, counts) in enumerate(tally.counts.items()):
        slots = _slots(counts.units, len(tally.articles))
        n_slots = len(counts.units) // len(tally.articles)
        features = counts.features.tolist()
        if name == "words":
            n_articles = articles_holding(tally).matrix.sum(axis=0).astype(int).tolist()
            words, features = {"words": features, "n_articles": n_articles}, []
        about["counts"].append({"name": name, "counted_in": counts.counted_in, "features": features,
                                "slots": slots, "n_slots": n_slots})
        columns[f"cells.{number}"] = _cells(counts, n_slots)
        columns[f"totals.{number}"] = _totals(counts, n_slots)
    places = {name: batch.places[name].tolist() for name in PLACE_COLUMNS}
    return _as_file(columns, {"about": about, "places": places, "words": words})


def _as_file(columns: Mapping[str, pa.Array], blocks: Mapping[str, object]) -> bytes:
    """An Arrow file of one batch of rows; blocks of names are compressed each by itself, to be read by itself."""
    packed = {name: zlib.compress(json.dumps(block).encode("utf-8"), 6) for name, block in blocks.items()}
    rows = pa.record_batch(list(columns.values()), list(columns))
    output = io.BytesIO()
    with pa.ipc.new_file(output, rows.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(rows, custom_metadata=packed | {"sha256": _checksum(rows, packed)})
    return output.getvalue()


def _checksum(rows: pa.RecordBatch, blocks: Mapping[str, bytes]) -> bytes:
    """Of all that the file holds. Arrow has none of its own: a flipped bit would be another count."""
    digest = hashlib.sha256()
    for name in ("about", "places", "words"):
        digest.update(blocks[name])
    digest.update(rows.schema.serialize())
    digest.update(rows.serialize())
    return digest.hexdigest().encode("ascii")


def _plain(column: pd.Series) -> list[Any]:
    return [None if value != value else value for value in column.tolist()]


@kept_with_first  # most counts share their table of units
def _slots(units: pd.DataFrame, n_articles: int) -> dict[Hashable, list[str]]:
    """Part and voice of the units of an article; all articles have the same."""
    return units.iloc[:len(units) // n_articles].drop(columns=["article_id", "outlet"]).to_dict("list")


def _cells(counts: Counts, n_slots: int) -> pa.Array:
    matrix = sparse.csr_array(counts.matrix)
    slot = np.repeat(np.arange(matrix.shape[0]) % n_slots, np.diff(matrix.indptr))
    columns = (slot.astype(np.uint8), matrix.indices.astype(np.int32), matrix.data.astype(float))
    cells = pa.StructArray.from_arrays([pa.array(column) for column in columns], ["slot", "feature", "value"])
    return pa.ListArray.from_arrays(pa.array(matrix.indptr[::n_slots].astype(np.int32)), cells)


def _totals(counts: Counts, n_slots: int) -> pa.Array:
    return pa.FixedSizeListArray.from_arrays(pa.array(np.asarray(counts.totals, float).ravel()),
                                             n_slots * counts.totals.shape[1])


@dataclass(frozen=True)
class BatchHead:
    """What a batch says without its counts. ``outlets``: of the articles that were kept, in the order of their ids."""

    places: pd.DataFrame
    outlets: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_head(path: Path) -> BatchHead:
    """Places, outlets and problems of a batch file; its counts are not read."""
    rows, blocks = _read(path, only="article.outlet")
    outlets = rows["article.outlet"].to_pylist() if "article.outlet" in rows.schema.names else []
    return BatchHead(pd.DataFrame(_block(path, blocks, "places")), tuple(outlets),
                     _problems(_block(path, blocks, "about")))


def read_words(path: Path) -> tuple[list[str], np.ndarray]:
    """The vocabulary of a batch file and in how many of its articles each word is."""
    _, blocks = _read(path, only="article.outlet")
    words = _block(path, blocks, "words")
    return words["words"], np.array(words["n_articles"], np.int64)


def read_batch_file(path: Path, card: CorpusCard) -> CountedBatch:
    """A counted batch. Raises FramingError for a file that is not whole or not as it was written."""
    rows, blocks = _read(path)
    about, words, places = (_block(path, blocks, name) for name in ("about", "words", "places"))
    articles = _articles(rows)
    units: dict[str, pd.DataFrame] = {}
    counts = {}
    for number, values in enumerate(about["counts"]):
        key = json.dumps(values["slots"])
        units[key] = units[key] if key in units else _units(articles, values)
        features = words["words"] if values["name"] == "words" else values["features"]
        counts[values["name"]] = _counts(rows, number, units[key], np.array(features, dtype=object),
                                         values["counted_in"])
    tally = Tally(card, articles, counts, _problems(about), about["fragments_as"], about["lexicons"])
    return CountedBatch(tally, pd.DataFrame(places))


def read_articles(path: Path) -> pd.DataFrame:
    """The table of articles of a batch file."""
    return _articles(_read(path)[0])


def _articles(rows: pa.RecordBatch) -> pd.DataFrame:
    names = [name for name in rows.schema.names if name.startswith("article.")]
    return pd.DataFrame({name.removeprefix("article."): rows[name].to_pandas() for name in names})


def _units(articles: pd.DataFrame, about: Mapping[str, Any]) -> pd.DataFrame:
    """Every article in all its parts and voices, as the counts had them."""
    units = {name: np.repeat(articles[name].to_numpy(object), about["n_slots"]) for name in ("article_id", "outlet")}
    units |= {name: np.tile(np.array(values, object), len(articles)) for name, values in about["slots"].items()}
    return pd.DataFrame(units)


def _counts(rows: pa.RecordBatch, number: int, units: pd.DataFrame, features: np.ndarray, counted_in: str) -> Counts:
    lists = rows[f"cells.{number}"]
    cells, n_slots = lists.flatten(), len(units) // len(lists)
    slot, feature, value = (cells.field(name).to_numpy() for name in ("slot", "feature", "value"))
    row = np.repeat(np.arange(len(lists)) * n_slots, np.diff(lists.offsets.to_numpy())) + slot
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(units)))]).astype(np.int32)
    if counted_in == "words" and not (value % 1).any():
        value = value.astype(np.int32)  # whole numbers of words are most of a store: half the memory
    totals = rows[f"totals.{number}"].flatten().to_numpy().reshape(len(units), -1)
    return Counts(sparse.csr_array((value, feature, indptr), shape=(len(units), len(features))), units, features,
                  totals, counted_in)


def _read(path: Path, *, only: str = "") -> tuple[pa.RecordBatch, Mapping[str, bytes]]:
    """The rows of a batch file, or one column of them, and its blocks; what is wrong with it is one clear error."""
    try:
        data = pa.py_buffer(path.read_bytes())
        reader = pa.ipc.open_file(data)
        if only:
            wanted = [number for number, name in enumerate(reader.schema.names) if name == only]
            reader = pa.ipc.open_file(data, options=pa.ipc.IpcReadOptions(included_fields=wanted))
        rows, found = reader.get_batch_with_custom_metadata(0)
        blocks = {name.decode("ascii"): value for name, value in found.items()}
        if not only and _checksum(rows, blocks) != blocks["sha256"]:
            raise ValueError("its checksum does not match")
        return rows, blocks
    except (pa.ArrowException, OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise _broken(path, error) from error


def _block(path: Path, blocks: Mapping[str, bytes], name: str) -> dict[str, Any]:
    try:
        return json.loads(zlib.decompress(blocks[name]))
    except (KeyError, ValueError, zlib.error) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: BaseException) -> FramingError:
    return FramingError(Problem(ERROR, f"A batch of the store cannot be read: {error}.", file=str(path),
                                next_step="Delete this file and run 'framing count' again: only it is counted anew."))


def _problems(about: Mapping[str, Any]) -> tuple[Problem, ...]:
    return tuple(Problem(**problem) for problem in about["problems"])
