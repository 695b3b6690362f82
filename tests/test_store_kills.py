"""A count that is killed at any moment goes on where it was, and ends with the same bytes."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dying_tasks import die_always, die_once
from framing.problem import FramingError
from framing.store.count import count_archive
from framing.store.open import open_store
from framing.store.runners import InProcesses
from made_stores import archive_rows, content, few_lexicons, write_table  # noqa: F401

ROWS = archive_rows({"A": 9, "B": 9})
N_KILLS = 10


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    return write_table(tmp_path_factory.mktemp("kills") / "1.jsonl", ROWS)


@pytest.fixture(scope="module")
def undisturbed(table) -> tuple[Path, float]:
    """A store that nobody disturbed, and the seconds that it took."""
    started = time.monotonic()
    count_archive([str(table)], table.parent / "undisturbed", batch_articles=3)
    return table.parent / "undisturbed", time.monotonic() - started


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork every start takes seconds")
def test_killed_at_ten_random_moments_the_content_is_that_of_an_undisturbed_run(table, undisturbed, tmp_path):
    store, seconds = undisturbed
    chance = random.Random(17)
    n_killed, n_batches = 0, []
    for _ in range(N_KILLS):
        run = multiprocessing.get_context("fork").Process(
            target=count_archive, args=([str(table)], tmp_path / "store"), kwargs={"batch_articles": 3})
        run.start()
        run.join(chance.uniform(0, 2 * seconds / N_KILLS))
        n_killed += run.is_alive()
        run.kill()
        run.join()
        n_batches.append(len(batches_of(tmp_path / "store")))
        if n_batches[-1]:
            n_articles = len(open_store(tmp_path / "store").articles)
            assert n_articles == 3 * n_batches[-1]  # readable, and nothing half or twice
    assert n_killed >= N_KILLS // 2
    assert n_batches == sorted(n_batches)  # what is finished stays
    count_archive([str(table)], tmp_path / "store", batch_articles=3)
    assert content(tmp_path / "store") == content(store)


def start(table: Path, store: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "framing", "count", str(table), "--out", str(store), *options],
                            stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed_ctrl_c)


def heed_ctrl_c() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and so would the processes of a test."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_batches(store: Path, n: int) -> None:
    deadline = time.monotonic() + 60
    while len(batches_of(store)) < n:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the processes from /proc")
def test_ctrl_c_leaves_a_store_that_goes_on_and_no_process(tmp_path):
    table = write_table(tmp_path / "1.jsonl", ROWS)
    run = start(table, tmp_path / "store", "--batch-articles", "1", "--jobs", "2")
    wait_for_batches(tmp_path / "store", 1)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "keeps what is finished; run the same command to go on" in said
    assert "Traceback" not in said
    assert 1 <= len(batches_of(tmp_path / "store")) < len(ROWS)
    wait_for_end(run.pid)


def batches_of(store: Path) -> list[Path]:
    return sorted(store.glob("batches/[!.]*.arrow"))


SLEEPERS = ("import time\nfrom framing.store.runners import InProcesses\n"
            "list(InProcesses(2).run(time.sleep, [0, 90, 90]))")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the processes from /proc")
def test_processes_end_when_the_one_that_started_them_is_killed():
    run = subprocess.Popen([sys.executable, "-c", SLEEPERS], start_new_session=True)
    deadline = time.monotonic() + 30
    while len(session_of(run.pid)) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(0.5)
    run.kill()
    run.wait()
    wait_for_end(run.pid)


def wait_for_end(leader: int) -> None:
    deadline = time.monotonic() + 20
    while session_of(leader):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def session_of(leader: int) -> list[int]:
    """Living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_a_process_that_dies_is_replaced_and_its_task_done_again(tmp_path):
    runner = InProcesses(2)
    try:
        tasks = [str(tmp_path / "a"), str(tmp_path / "b")]
        assert sorted(runner.run(die_once, tasks)) == tasks
        with pytest.raises(FramingError, match="killed 3 times"):
            list(runner.run(die_always, tasks))
    finally:
        runner.stop()
