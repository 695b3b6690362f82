"""Many machines: the same store as one process, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from framing.archive.manifest import read_manifest
from framing.problem import FramingError
from framing.store.count import count_archive
from framing.store.fetch import fetch_article
from framing.store.open import open_store
from made_stores import archive_rows, content, write_table

distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'media-framing[scale]'")

ROWS = archive_rows({"A": 7, "B": 5})


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    return write_table(tmp_path_factory.mktemp("scale") / "1.jsonl", ROWS)


@pytest.fixture(scope="module")
def store(table) -> Path:
    """Counted by one process, in four batches."""
    count_archive([str(table)], table.parent / "store", batch_articles=3)
    return table.parent / "store"


@pytest.fixture(scope="module")
def cluster():
    import dask

    with (dask.config.set({"distributed.scheduler.worker-ttl": None}),
          distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running):
        yield running


def test_a_cluster_writes_the_same_bytes_as_one_process_also_when_a_worker_is_killed(cluster, table, store, tmp_path):
    count_archive([str(table)], tmp_path / "store", batch_articles=3, scheduler=cluster.scheduler_address)
    assert content(tmp_path / "store") == content(store)

    victim = next(iter(cluster.workers.values())).pid
    killer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
    killer.start()
    count_archive([str(table)], tmp_path / "killed", batch_articles=3, scheduler=cluster.scheduler_address)
    killer.join()
    assert content(tmp_path / "killed") == content(store)


def test_a_scheduler_that_is_not_there_is_said_within_ten_seconds(table, tmp_path):
    started = time.monotonic()
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(FramingError, match="no Dask scheduler at this address") as caught:
            count_archive([str(table)], tmp_path / "store", scheduler=address)
        assert "dask scheduler" in caught.value.problems[0].next_step
    assert time.monotonic() - started < 15


def test_input_on_any_file_system_that_fsspec_opens(store, tmp_path):
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    for suffix in ("jsonl", "csv", "parquet"):
        local = write_table(tmp_path / f"1.{suffix}", ROWS[:5])
        files.pipe_file(f"/archive/1.{suffix}", local.read_bytes())
        place = f"memory://archive/1.{suffix}"
        count_archive([place], tmp_path / suffix, batch_articles=5)
        (counted,) = read_manifest(tmp_path / suffix).tables
        assert (counted.table.path, counted.table.name, counted.size) == (place, f"1.{suffix}", local.stat().st_size)
        assert counted.fingerprint.startswith("ukey:")
        assert len(open_store(tmp_path / suffix).articles) == 5
        assert fetch_article(tmp_path / suffix, ROWS[2]["article_id"]).text == ROWS[2]["text"]
    for place in ("memory://archive/nothing.jsonl", "nosuch://a/b.csv"):
        with pytest.raises(FramingError, match=r"cannot be (opened|found)"):
            count_archive([place], tmp_path / "nothing")
