"""From notebooks to pages: what runs, what is refused, and what is left behind when something goes wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

import framing
from framing.html import prose, style
from framing.problem import FramingError, Problem
from framing.report import (
    NotebookFailed,
    Progress,
    ReportsFailed,
    build_reports,
    find_notebooks,
    read_header,
    run_notebook,
)
from framing.report.build import write_whole
from framing.report.markdown import with_headings_in_order
from framing.report.offline import refuse_network
from framing.report.parameters import declared_parameters, with_parameters
from framing.report.provenance import split_page
from framing.report.stored_notebook import read_notebook
from report_notebooks import code, report_context, write_full_notebooks, write_notebook

LIMIT_SECONDS = 120


def build(folder: Path, out: str = "out", **options: object) -> Path:
    """Builds the notebooks in ``folder/notebooks`` for a corpus in ``folder/my corpus``."""
    (folder / "my corpus").mkdir(exist_ok=True)
    given = {"context": report_context(), "notebooks": folder / "notebooks", **options}
    build_reports(folder / "my corpus", folder / out, timeout_seconds=LIMIT_SECONDS, **given)  # type: ignore[arg-type]
    return folder / out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "out" / "tables").mkdir(parents=True)
    (folder / "out" / "tables" / "rates.csv").write_text("x\n", encoding="utf-8")
    write_full_notebooks(folder / "notebooks")
    problem = Problem("skipped", "Empty <text>.", file=str(folder / "my corpus" / "a.txt"), article_id="9")
    return build(folder, n_jobs=2, context=report_context(problems=(problem,), story="How?"))


@pytest.fixture(scope="module")
def page(built: Path) -> str:
    return (built / "01_a.html").read_text(encoding="utf-8")


# ---- running


def test_runs_in_this_python_offline_in_an_empty_folder(tmp_path: Path) -> None:
    source = """
import os, sys, socket, framing
print(sys.executable); print(os.listdir()); print(hash("a")); print(framing.__path__[0])
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError as error:
    print(error)
"""
    path = write_notebook(tmp_path, "01_a.ipynb", code(source))
    outputs = [run_notebook(path, {}, timeout_seconds=LIMIT_SECONDS).cells[-1].outputs[0].text for _ in range(2)]
    executable, listing, _hash, package, refusal = outputs[0].splitlines()
    assert (executable, listing) == (sys.executable, "[]")
    assert Path(package).resolve() == Path(framing.__path__[0]).resolve()
    assert refusal == "Reports are built offline: no connection to '192.0.2.1'."
    assert outputs[0] == outputs[1]


def test_parameters_replace_those_of_the_notebook(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "01_a.ipynb", code("print([corpus, seed, n_resamples])"))
    run = run_notebook(path, {"corpus": tmp_path, "seed": 9}, timeout_seconds=LIMIT_SECONDS)
    assert run.cells[-1].outputs[0].text.strip() == repr([str(tmp_path), 9, 10])
    assert nbformat.read(path, as_version=4).cells[-1].outputs == []


def test_parameters_are_literals_of_declared_names(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "01_a.ipynb", parameters="a = 1\nb: int = 2\nprint('c')")
    notebook = read_notebook(path)
    assert declared_parameters(notebook) == ("a", "b")
    values = {"a": ["x", (1,), None, True], "b": 0.5}
    injected = with_parameters(notebook, values, name="n").cells[2]
    assert injected.source == "a = ['x', (1,), None, True]\nb = 0.5"
    with pytest.raises(NotebookFailed, match=r"No c, z. There are: a, b\."):
        with_parameters(notebook, {"a": 1, "c": 2, "z": 3}, name="n")
    for odd in (object(), float("nan"), {"x": 1}):
        with pytest.raises(TypeError, match="must be a literal"):
            with_parameters(notebook, {"a": odd}, name="n")


def test_failing_cell_says_which_and_why(tmp_path: Path) -> None:
    source = "# second\nraise ValueError('\\x1b[31mno lexicon\\x1b[0m ' + 'x' * 5000)"
    path = write_notebook(tmp_path, "01_a.ipynb", "text", code(source))
    with pytest.raises(NotebookFailed) as caught:
        run_notebook(path, {"seed": 1}, timeout_seconds=LIMIT_SECONDS)
    failure = caught.value
    assert (failure.notebook, failure.cell_number, failure.first_line) == ("01_a.ipynb", 2, "# second")
    assert failure.error_name == "ValueError"
    assert str(failure).startswith("01_a.ipynb, code cell 2 (# second): ValueError: no lexicon xxx")
    assert "\x1b" not in str(failure)
    assert len(str(failure)) < 2200


def test_cell_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "01_a.ipynb", code("import time\ntime.sleep(600)"))
    started = time.monotonic()
    with pytest.raises(NotebookFailed, match=r"code cell 2.*TimeoutError: No result after 2 seconds"):
        run_notebook(path, {}, timeout_seconds=2)
    assert time.monotonic() - started < LIMIT_SECONDS


def test_kernel_that_dies_is_a_failure(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "01_a.ipynb", code("import os\nos._exit(1)"))
    with pytest.raises(NotebookFailed, match="KernelDied"):
        run_notebook(path, {}, timeout_seconds=LIMIT_SECONDS)


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00", '{"nbformat": 3, "worksheets": []}', '{"nbformat": 4}'])
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "01_a.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotebookFailed, match=r"01_a\.ipynb: "):
        run_notebook(path, {}, timeout_seconds=LIMIT_SECONDS)


def test_only_this_machine_may_be_reached() -> None:
    refuse_network("socket.connect", (None, ("127.0.0.1", 80)))
    refuse_network("socket.connect", (None, "/tmp/socket"))
    refuse_network("open", ("example.org",))
    for event, arguments in {
        "socket.connect": (None, ("example.org", 80)),
        "socket.getaddrinfo": ("example.org", 80),
        "socket.gethostbyname": ("example.org",),
    }.items():
        with pytest.raises(PermissionError, match=r"example\.org"):
            refuse_network(event, arguments)


# ---- notebooks and their headers


def test_finds_numbered_notebooks_in_order(tmp_path: Path) -> None:
    for name in ("02_b.ipynb", "01_a.ipynb"):
        write_notebook(tmp_path, name)
    (tmp_path / "draft.ipynb").write_text("{}", encoding="utf-8")
    assert [path.name for path in find_notebooks(tmp_path)] == ["01_a.ipynb", "02_b.ipynb"]
    with pytest.raises(FileNotFoundError, match=r"01_name\.ipynb"):
        find_notebooks(tmp_path / "empty")


@pytest.mark.parametrize(
    ("source", "title", "description"),
    [
        (
            "# What? `x`\n\nIt shows *one* [thing](a.ipynb),\non two lines.\n\n- Level",
            "What? x",
            "It shows one thing, on two lines.",
        ),
        ("# What?\nShown at once.\n\n- Level", "What?", "Shown at once."),
        ("# What?\n\n| a |\n|---|\n\n- Level\n\nAt last.", "What?", "At last."),
        ("No heading.", "How framed", "No heading."),
        ("", "How framed", ""),
    ],
)
def test_header_is_read_from_the_first_cell(tmp_path: Path, source: str, title: str, description: str) -> None:
    path = tmp_path / "03_how_framed.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)]), path)
    header = read_header(path)
    assert (header.title, header.description) == (title, description)
    assert (header.page, header.short_name, header.number) == ("03_how_framed.html", "How framed", 3)


# ---- the page


def test_page_holds_no_script_and_asks_nobody(page: str) -> None:
    shown, provenance = split_page(page)  # data, which no browser runs
    assert provenance
    assert not re.search(r"<script|<link|<iframe|@import|\bon\w+=|https?:|<img", shown)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_page_is_small(built: Path, page: str) -> None:
    assert len((built / "02_b.html").read_bytes()) < 25_000
    assert len(page.encode()) < 80_000


def test_page_names_no_folder_of_this_machine(built: Path) -> None:
    for path in built.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for folder in (built.parent, Path(framing.__path__[0]), Path(sys.prefix)):
            assert str(folder) not in text
        assert "ipython-input" not in text


def test_page_shows_parameters_code_outputs_and_warnings(page: str) -> None:
    assert "<dt><code>corpus</code></dt><dd>my corpus</dd>" in page
    assert "<dt><code>seed</code></dt><dd>7</dd>" in page
    assert "corpus: my corpus seed: 7" in page
    assert re.search(r'class="warning"><p>Warning</p><pre[^>]*>cell:2: UserWarning: take care', page)
    assert 'Code<span class="framing-hidden"> of cell 2</span>' in page
    assert "import pandas as pd" in page
    assert page.count("data-framing=") == 0


def test_page_has_one_title_landmarks_and_links_to_the_others(page: str) -> None:
    assert page.count("<h1>") == 1
    for landmark in ("<header", '<nav class="reports"', "<main", "<footer", '<html lang="en">'):
        assert page.count(landmark) == 1
    assert '<a href="01_a.html" aria-current="page">A</a>' in page
    assert '<a rel="next" href="02_b.html">' in page
    assert 'rel="prev"' not in page
    assert '<a href="02_b.html">there</a>' in page
    assert [f"#section-{number}" in page for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_footer_says_what_the_page_was_made_of(page: str) -> None:
    footer = page[page.index("<footer") :]
    for part in ("Two &lt;outlets&gt;", "abc123", "<dd>7</dd>", "<dd>20</dd>", "Python 3.x"):
        assert part in footer


def test_figure_shown_twice_has_ids_of_its_own(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<svg") == 2
    assert set(re.findall(r'(?:url\(#|<use href="#)([^)"]+)', page)) <= set(ids)


def test_index_lists_reports_tables_and_problems(built: Path) -> None:
    index = (built / "index.html").read_text(encoding="utf-8")
    assert "<h1>How?</h1>" in index
    assert '<a href="02_b.html">What does 02_b.ipynb show?</a>' in index
    assert "<p>It shows one thing, see there.</p>" in index
    assert '<a href="tables/rates.csv">rates.csv</a>' in index
    assert "my corpus/a.txt, article &#39;9&#39;: Empty &lt;text&gt;." in index


def test_same_input_same_bytes(built: Path) -> None:
    again = build(
        built.parent, "again", n_jobs=1,
        context=report_context(problems=(Problem("skipped", "Empty <text>.", article_id="9"),), story="How?"),
    )  # fmt: skip
    for name in ("01_a.html", "02_b.html"):
        assert (again / name).read_bytes() == (built / name).read_bytes()


def test_image_without_alt_text_is_refused(tmp_path: Path) -> None:
    source = "from IPython.display import Image, display\npng = b'\\x89PNG\\r\\n\\x1a\\n' + bytes(64)\n"
    write_notebook(tmp_path / "notebooks", "01_a.ipynb", code(source + "display(Image(png, format='png'))"))
    write_notebook(
        tmp_path / "notebooks", "02_b.ipynb", code(source + "display(Image(png, format='png', alt='A \"dot\"'))")
    )
    with pytest.raises(ReportsFailed, match=r"01_a\.ipynb, code cell 2 .*ImageWithoutText"):
        build(tmp_path, n_jobs=2)
    assert 'alt="A &quot;dot&quot;">' in (tmp_path / "out" / "02_b.html").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "01_a.html").exists()


def test_no_level_of_heading_is_left_out() -> None:
    html = '<h1>a</h1><h3 id="x">b</h3><h3>c</h3><h2>d</h2><h3>e <b>f</b></h3><h5>g</h5><header></header>'
    expected = '<h1>a</h1><h2 id="x">b</h2><h2>c</h2><h2>d</h2><h3>e <b>f</b></h3><h4>g</h4><header></header>'
    assert with_headings_in_order(html) == expected


def test_odd_outputs_are_shown_or_left_out() -> None:
    from framing.report.outputs import outputs_html

    shown = outputs_html(
        [
            new_output("execute_result", data={"text/plain": "<b>"}),
            new_output("display_data", data={"application/javascript": "alert(1)"}),
            new_output("stream", name="stdout", text="  \n"),
            new_output("display_data", data={"text/html": (style() + prose("kept")).html}),
            new_output("display_data", data={"text/html": '<style scoped>x</style><table class="dataframe"></table>'}),
        ]
    )
    assert shown.startswith(
        '<pre class="output" tabindex="0">&lt;b&gt;</pre><p class="framing-prose">kept</p><div'
    )
    assert "<style" not in shown
    assert "alert" not in shown
    assert "scoped" not in shown


# ---- building


def test_failing_notebook_leaves_its_page_and_does_not_stop_the_others(tmp_path: Path) -> None:
    write_notebook(tmp_path / "notebooks", "01_a.ipynb", code("1 / 0"))
    write_notebook(tmp_path / "notebooks", "02_b.ipynb", code("2"))
    write_notebook(tmp_path / "notebooks", "03_c.ipynb", parameters="corpus = ''")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01_a.html").write_text("earlier", encoding="utf-8")
    seen: list[Progress] = []
    with pytest.raises(ReportsFailed) as caught:
        build(tmp_path, n_jobs=3, on_progress=seen.append)
    assert [failure.error_name for failure in caught.value.failures] == ["ZeroDivisionError", "UnknownParameter"]
    assert [report.notebook for report in caught.value.built] == ["02_b.ipynb"]
    assert (tmp_path / "out" / "01_a.html").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["01_a.html", "02_b.html", "index.html"]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "the page is from an earlier one" in index
    assert "division by zero" in index
    states = [(progress.report, progress.state) for progress in seen if progress.state != "cell"]
    assert sorted(states) == sorted(
        [(name, "started") for name in ("01_a", "02_b", "03_c")]
        + [("01_a", "failed"), ("02_b", "finished"), ("03_c", "failed")]
    )
    assert [progress.n_cells_done for progress in seen if progress.report == "02_b"] == [0, 0, 1, 2, 3, 4]


def test_only_some_reports(tmp_path: Path) -> None:
    for name in ("01_a.ipynb", "02_b.ipynb"):
        write_notebook(tmp_path / "notebooks", name)
    out = build(tmp_path, only=("02",))
    assert not (out / "01_a.html").exists()
    assert '<span title="not built">A' in (out / "02_b.html").read_text(encoding="utf-8")
    with pytest.raises(FramingError, match=r"No notebook '07'. There are: 01_a, 02_b\."):
        build(tmp_path, only=("01", "07"))


def test_writing_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert write_whole(path, "été") == 5
    assert path.read_bytes() == "été".encode()
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", "x")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["folder", "page.html"]


def heed_ctrl_c() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and so would the processes of a test."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_interrupt_leaves_no_kernel_and_no_page(tmp_path: Path) -> None:
    sleeping = "import os, pathlib, time\npathlib.Path({!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
    for name in ("01_a", "02_b", "03_c"):
        write_notebook(tmp_path / "notebooks", f"{name}.ipynb", code(sleeping.format(str(tmp_path / f"{name}.pid"))))
    command = "import test_report, pathlib; test_report.build(pathlib.Path.cwd(), n_jobs=2)"
    search_path = os.pathsep.join([str(Path(__file__).parent), str(Path(framing.__path__[0]).parent)])
    process = subprocess.Popen(
        [sys.executable, "-c", command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": search_path},
        stderr=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    pids = [int(wait_for(tmp_path / f"{name}.pid")) for name in ("01_a", "02_b")]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=LIMIT_SECONDS)
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert process.returncode != 0
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert not (tmp_path / "03_c.pid").exists()
    assert not (tmp_path / "out").exists()


def wait_for(path: Path) -> str:
    """The content of a file that another process is about to write."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.1)
    raise AssertionError(f"{path.name} was never written")
