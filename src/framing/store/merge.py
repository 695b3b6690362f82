"""Stores add: one store of several, without reading any text again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.archive.manifest import CountedTable, Manifest, batch_path, is_store, read_manifest, write_manifest
from framing.problem import ERROR, FramingError, Problem
from framing.store.files import remove_leftovers, write_bytes
from framing.store.lock import writing
from framing.store.settings import check_settings


def merge_stores(stores: Sequence[Path], out: Path) -> Manifest:
    """Write a store that holds the batches of all. The order of the stores does not matter.

    Raises FramingError for stores counted with other settings or versions of the word lists (naming both),
    batches that are not counted yet, one table in two states, and an ``out`` that is one of the stores.
    """
    manifests = {store: read_manifest(store) for store in stores}
    (first, manifest), *others = manifests.items()
    for store, other in others:
        check_settings(other.settings, manifest.settings, place=str(store), other=str(first),
                       next_step="Count both with the same version and options.")
    if any(out.resolve() == store.resolve() for store in stores) or (is_store(out) and read_manifest(out).tables):
        raise FramingError(Problem(ERROR, "The place for the sum is a store already.", file=str(out),
                                   next_step="Name a new folder with --out."))
    merged = _join(manifests)
    with writing(out):
        for store, one in manifests.items():
            for name, _, _ in one.batches():
                _copy(batch_path(store, name), batch_path(out, name))
        write_manifest(out, merged)
        remove_leftovers(out, merged)
    return merged


def _join(manifests: dict[Path, Manifest]) -> Manifest:
    tables: dict[str, CountedTable] = {}
    for store, manifest in manifests.items():
        for counted in manifest.tables:
            known = tables.setdefault(counted.table.path, counted)
            if known.fingerprint != counted.fingerprint or known.batches != counted.batches:
                raise FramingError(Problem(ERROR, "One table was counted in two states.", file=counted.table.path,
                                           value=str(store), next_step="Bring both stores up to date: framing count."))
    cards = sorted({manifest.card.name: manifest.card for manifest in manifests.values()}.items())
    card = replace(cards[0][1], name=" + ".join(name for name, _ in cards))
    first = next(iter(manifests.values()))
    return Manifest(first.settings, card, tuple(tables[path] for path in sorted(tables)), first.library)


def _copy(source: Path, target: Path) -> None:
    """A link where the file system has them (files of a store are never changed), else a copy."""
    if target.is_file():
        return
    if not source.is_file():
        raise FramingError(Problem(ERROR, "A batch is not counted yet.", file=str(source),
                                   next_step="Let 'framing count' of that store come to its end first."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
    except OSError:
        write_bytes(target, source.read_bytes())


