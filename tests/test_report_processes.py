"""The processes that notebooks run in: the same outputs however started, apart from each other, and gone at the end."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.corpus import build_corpus
from framing.problem import FramingError, Problem
from framing.report import NotebookFailed, processes
from framing.report.build import build_reports
from framing.report.execute import run_until_stopped
from framing.report.processes import Start, notebook_processes, start_cold
from framing.report.stored_notebook import Notebook, Output
from framing.report.warm_tables import tables_written
from report_notebooks import code, report_context, write_notebook

LIMIT_SECONDS = 120
needs_fork = pytest.mark.skipif(not processes.CAN_FORK, reason="notebooks are forked on Linux only")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """A warm process for all tests here, or what there is in its place."""
    with notebook_processes(tmp_path_factory.mktemp("corpus")) as start:
        yield start


@pytest.fixture(params=["warm", "cold"])
def start(request: pytest.FixtureRequest, warm: Start) -> Start:
    """Both ways to start a notebook."""
    return warm if request.param == "warm" else start_cold


def run(folder: Path, start: Start, *cells: Any, timeout_seconds: float = LIMIT_SECONDS, **options: Any) -> Notebook:
    path = write_notebook(folder, "01_a.ipynb", *(code(cell) if isinstance(cell, str) else cell for cell in cells))
    return run_until_stopped(
        path, {}, start=start, timeout_seconds=timeout_seconds, stop=threading.Event(), **options
    )  # fmt: skip


def shown(notebook: Notebook) -> list[list[str]]:
    """What each cell after the header and the parameters put out, as "kind:text"."""
    return [[_shown(output) for output in cell.outputs] for cell in notebook.cells[2:]]


def _shown(output: Output) -> str:
    text = output.text.replace("\r\n", "\n") or output.data["text/plain"]
    return f"{output.name or output.output_type}:{text}"


def gone(pid: int) -> bool:
    """Whether there is no such process any more, or will be none in a moment."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


# ---- what cells put out


def test_outputs_are_those_of_a_notebook(tmp_path: Path, start: Start) -> None:
    notebook = run(
        tmp_path,
        start,
        "import sys\nprint('a'); display('b'); print('c'); print('d', file=sys.stderr)\n'e'",
        "1 + 1;",
        "_",
        "print('10 %', end='\\r'); print('100 %')",
        "import asyncio\nawait asyncio.sleep(0, result=3)",
        "%matplotlib inline",
        "!echo from outside",
        "import os\nos.system('echo past Python'); print(sys.stdin.read() == '')",
    )
    assert shown(notebook) == [
        ["stdout:a\nc\n", "display_data:'b'", "stderr:d\n", "execute_result:'e'"],
        [],
        ["execute_result:'e'"],
        ["stdout:100 %\n"],
        ["execute_result:3"],
        [],
        ["stdout:from outside\n"],
        ["stdout:True\n"],
    ]


def test_outputs_may_be_replaced_and_cleared(tmp_path: Path, start: Start) -> None:
    notebook = run(
        tmp_path,
        start,
        "from IPython.display import clear_output, display\nhandle = display(1, display_id='x')",
        "print('kept'); handle.update(2)",
        "print('gone'); clear_output(); print('new')",
        "print('stays'); clear_output(wait=True)",
        "print('gone'); clear_output(wait=True); print('new')",
    )
    expected = [["display_data:2"], ["stdout:kept\n"], ["stdout:new\n"], ["stdout:stays\n"], ["stdout:new\n"]]
    assert shown(notebook) == expected


def test_bytes_of_an_image_come_in_base64(tmp_path: Path, start: Start) -> None:
    source = "class Dot:\n    def _repr_png_(self):\n        return b'dot', {'alt': 'A dot'}\nDot()"
    output = run(tmp_path, start, source).cells[-1].outputs[0]
    assert (output.data["image/png"], output.metadata) == ("ZG90", {"image/png": {"alt": "A dot"}})


def test_cells_that_may_fail_or_are_skipped(tmp_path: Path, start: Start) -> None:
    notebook = run(tmp_path, start, code("1 / 0", "raises-exception"), code("print(1)", "skip-execution"), "2")
    assert shown(notebook) == [[], [], ["execute_result:2"]]


def test_text_that_is_no_unicode_survives(tmp_path: Path, start: Start) -> None:
    assert shown(run(tmp_path, start, "print('\\ud800 é')")) == [["stdout:\ud800 é\n"]]


# ---- apart from each other


@needs_fork
def test_notebooks_share_nothing_but_what_was_imported(tmp_path: Path, warm: Start) -> None:
    leave = "import os, sys, builtins, framing\nos.environ['LEFT'] = builtins.left = framing.left = 'left'\nleft = 1"
    look = "import os, framing\n['left' in globals(), 'LEFT' in os.environ, hasattr(framing, 'left'), os.listdir()]"
    for _ in range(2):
        assert shown(run(tmp_path, warm, look, leave))[0] == ["execute_result:[False, False, False, []]"]


@needs_fork
def test_warm_process_has_one_thread(tmp_path: Path, warm: Start) -> None:
    source = "import os, sys\nlen(os.listdir(f'/proc/{os.getppid()}/task')), 'pandas' in sys.modules"
    assert shown(run(tmp_path, warm, source)) == [["execute_result:(1, True)"]]


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos._exit(0)",
        "import os, signal\nos.kill(os.getpid(), 9)",
        "import os\nos.closerange(0, 256)",
        "import sys, os\nos.abort()",
    ],
)
def test_notebook_that_dies_fails_alone(tmp_path: Path, start: Start, source: str) -> None:
    with pytest.raises(NotebookFailed, match=r"code cell 3 .*KernelDied"):
        run(tmp_path, start, "1", source)
    assert shown(run(tmp_path, start, "2")) == [["execute_result:2"]]


def test_notebook_that_hangs_fails_alone_with_what_it_started(tmp_path: Path, start: Start) -> None:
    source = f"""
import re, subprocess, sys
sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open({str(tmp_path / "pid")!r}, "w").write(str(sleeper.pid))
re.match("(a+)+b", "a" * 60)  # keeps every thread of this Python waiting
"""
    with pytest.raises(NotebookFailed, match="TimeoutError: No result after 3 seconds"):
        run(tmp_path, start, source, timeout_seconds=3)
    assert gone(int((tmp_path / "pid").read_text()))
    assert shown(run(tmp_path, start, "2")) == [["execute_result:2"]]


# ---- tables


@pytest.fixture(scope="module")
def warm_on_seeds(seeds: Path) -> Iterator[Start]:
    with notebook_processes(seeds) as start:
        yield start


@needs_fork
def test_tables_are_the_same_from_the_warm_process(tmp_path: Path, seeds: Path, warm_on_seeds: Start) -> None:
    for name, start in (("warm", warm_on_seeds), ("cold", start_cold)):
        with tables_written(build_corpus(seeds), seeds, tmp_path / name, seed=7, n_resamples=20, start=start):
            assert not (tmp_path / "cold").exists()
    warm, cold = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("warm", "cold"))
    assert warm == cold
    assert len(warm) > 20
    # What they were worked out of is known to a notebook.
    source = "from framing.tally import tally_corpus\ntally_corpus.cache_info().currsize > 0"
    assert shown(run(tmp_path, warm_on_seeds, source)) == [["execute_result:True"]]


@pytest.mark.parametrize("is_warm", [pytest.param(True, marks=needs_fork), False])
def test_what_is_wrong_with_tables_is_told_as_it_is(tmp_path: Path, seeds: Path, warm_on_seeds: Start, is_warm: bool
                                                    ) -> None:
    (tmp_path / "file").write_text("")
    out, start = tmp_path / "file" / "tables", warm_on_seeds if is_warm else start_cold
    with (pytest.raises(FramingError, match=r"cannot be written.*Next step") as error,
          tables_written(build_corpus(seeds), seeds, out, seed=7, n_resamples=20, start=start)):
        pass
    assert error.value.problems[0].file == str(out)


@needs_fork
@pytest.mark.parametrize(("stop", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGKILL, FramingError)])
def test_tables_that_are_stopped_leave_no_half_one_and_no_process(tmp_path: Path, seeds: Path, stop: int,
                                                                  raised: type[BaseException]) -> None:
    pids, out = [], tmp_path / "tables"

    def stopped() -> None:
        with notebook_processes(seeds) as start:
            pids.append(int(shown(run(tmp_path, start, "import os\nos.getppid()"))[0][0].partition(":")[2]))
            with tables_written(build_corpus(seeds), seeds, out, seed=7, n_resamples=1000, start=start):
                while not out.exists():
                    time.sleep(0.01)
                if stop == signal.SIGINT:  # as Python answers it; a test's own process may not be sent one
                    raise KeyboardInterrupt
                os.kill(pids[0], stop)

    with pytest.raises(raised):
        stopped()
    assert gone(pids[0])
    if stop == signal.SIGINT:  # killed outright, nobody can tidy up
        assert all(path.suffix == ".csv" for path in out.iterdir())


def test_error_is_itself_after_a_journey_between_processes() -> None:
    error = FramingError([Problem("error", "One.", row=3), Problem("error", "Two.")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


# ---- gone at the end


@needs_fork
def test_warm_process_that_dies_is_a_failure(tmp_path: Path) -> None:
    with notebook_processes(tmp_path) as start:
        pid = int(shown(run(tmp_path, start, "import os\nos.getppid()"))[0][0].partition(":")[2])
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(NotebookFailed, match="KernelDied"):
            run(tmp_path, start, "1")
    assert gone(pid)


@needs_fork
def test_leaving_at_once_does_not_wait_for_the_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def start_python(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        begun.append(start(*arguments, **options))
        return begun[-1]

    start = processes._start_python
    monkeypatch.setattr(processes, "_start_python", start_python)
    with notebook_processes(tmp_path):
        pass
    assert begun[0].returncode == -signal.SIGTERM  # once it has imported it heeds that signal no more


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("start", ["warm", "cold"])
def test_build_that_is_killed_leaves_no_process(tmp_path: Path, start: str) -> None:
    pids = tmp_path / "pids"
    source = f"import os, pathlib, time\npathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} '); time.sleep(600)"
    path = write_notebook(tmp_path, "01_a.ipynb", code(source))
    opened = "notebook_processes(pathlib.Path())" if start == "warm" else "contextlib.nullcontext(start_cold)"
    command = f"""
import contextlib, pathlib, threading
from framing.report.processes import notebook_processes, start_cold
from framing.report.execute import run_until_stopped
with {opened} as start:
    run_until_stopped(pathlib.Path({str(path)!r}), {{}}, start=start, timeout_seconds=600, stop=threading.Event())
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(framing.__path__[0]).parent)}
    build = subprocess.Popen([sys.executable, "-c", command], env=environment)
    while not pids.exists() or not pids.read_text().endswith(" "):
        assert build.poll() is None
        time.sleep(0.1)
    build.kill()
    build.wait()
    assert gone(int(pids.read_text()))


def test_without_fork_reports_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("01_a.ipynb", "02_b.ipynb"):
        write_notebook(tmp_path / "notebooks", name, code("import warnings\nwarnings.warn('care')\nseed"))
    pages = []
    for can_fork in (processes.CAN_FORK, False):
        monkeypatch.setattr(processes, "CAN_FORK", can_fork)
        out = tmp_path / str(can_fork)
        build_reports(tmp_path, out, context=report_context(), notebooks=tmp_path / "notebooks", n_jobs=2)
        pages.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert pages[0] == pages[1]
    assert len(pages[0]) == 3
