"""The command line: fast to start, clear when something is wrong, nothing lost."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from framing.cli import main
from framing.problem import FramingError
from framing.report import build_corpus_reports
from framing.store.progress import CountProgress, ProgressLine

HEAVY = ("nltk", "sklearn", "seaborn", "matplotlib", "pandas")


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "framing", *arguments], capture_output=True, text=True, cwd=cwd,
                          check=False)


def test_help_loads_nothing_heavy() -> None:
    code = ("import sys, framing.cli\ntry:\n    framing.cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
            f"print([name for name in {HEAVY!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "report" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_framing_loads_nothing_heavy() -> None:
    code = f"import sys, framing\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_hardly_used_is_loaded_when_it_is_used() -> None:
    code = ("import sys\nfrom framing.later_imports import import_later\nimport_later()\nimport_later()\n"
            "import scipy.sparse, pandas\n"
            "names = 'numpy.f2py.crackfortran', 'numpy.testing._private', 'numpy.polynomial.polynomial'\n"
            "print(sum(name in sys.modules for name in names), len(sys.meta_path))\n"
            "from numpy.testing import assert_allclose\nimport numpy as np\nassert_allclose(1, 1)\n"
            "print(np.polynomial.Polynomial([1, 2])(3), np.f2py.__name__, names[0] in sys.modules)")
    plain = "import sys\nprint(len(sys.meta_path))"
    later, before = (subprocess.run([sys.executable, "-c", some], capture_output=True, text=True, check=True).stdout
                     for some in (code, plain))
    assert later.split() == ["0", str(int(before) + 1), "7.0", "numpy.f2py", "True"]


def test_tables_are_written_and_counted(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables", str(seeds), "--out", str(tmp_path / "t"), "--resamples", "20"]) == 0
    names = {path.name for path in (tmp_path / "t").iterdir()}
    assert names == {"articles.csv", "lines.csv", "sentences.csv", "quotes.csv", "words.csv", "phrases.csv",
                     "frame_indicators.csv", "tone.csv", "tone_toward.csv", "support.csv", "voices.csv", "speakers.csv",
                     "mentions.csv", "sources.csv", "problems.csv", "robustness.csv", "lexicon_precision.csv",
                     "marker_agreement.csv", "distances.csv", "speaker_concentration.csv",
                     "sentence_tone.csv", "noise_floor.csv"}
    assert "Wrote 22 tables of 5 articles" in capsys.readouterr().out


def test_missing_folder_is_said_without_traceback(tmp_path: Path) -> None:
    for command in (["tables"], ["report"], ["check"]):
        done = run(*command, str(tmp_path / "nowhere"), cwd=tmp_path)
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "There is no such folder" in said
        assert "Traceback" not in said


def test_too_many_outlets_are_refused_by_report_before_anything_is_written(seeds: Path, tmp_path: Path, monkeypatch
                                                                           ) -> None:
    monkeypatch.setattr("framing.report.corpus_reports.MAX_COMPARED", 2500)
    with pytest.raises(FramingError, match=r"4 outlets and 1,082 distinct words.*framing tables") as caught:
        build_corpus_reports(seeds, tmp_path / "out", seed=7, n_resamples=5)
    assert "2 outlets with so many words" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_one_outlet_is_refused_by_report_and_taken_by_tables(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "articles.csv").write_text("article_id,outlet,text\n1,A,Talks failed on Monday.\n2,A,Talks went on.\n")
    report = run("report", str(folder), "--out", str(tmp_path / "r"))
    assert report.returncode == 1
    assert "two outlets or more" in report.stderr
    assert not (tmp_path / "r").exists()
    assert run("tables", str(folder), "--out", str(tmp_path / "t")).returncode == 0


def test_unwritable_place_is_said_without_traceback(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("tables", str(seeds), "--out", str(tmp_path / "file" / "tables"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_notebook_is_said_without_traceback(seeds: Path, tmp_path: Path) -> None:
    done = run("report", str(seeds), "--out", str(tmp_path / "r"), "--only", "99")
    assert done.returncode == 1
    assert "99" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_lists_everything_at_once_and_fix_leaves_the_input_alone(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "articles.csv").write_text(
        "article_id,outlet,text,published,colour\n"
        "1,A,Talks failed.,2022-13-40,red\n1,B,Again.,,\n2,B,,2022,\n3,B,Talks resumed.,2022-07-20,\n")
    (folder / "corpus.toml").write_text('name = "bad"\n[cleaning_rules]\nA = "nobody"\n')
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("check", str(folder))
    assert done.returncode == 1
    for part in ("2022-13-40", "colour", "already used in row 2", "The text is empty", "nobody"):
        assert part in done.stdout, part
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_fix_writes_a_usable_copy(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "articles.csv").write_text("article_id,outlet,text,published\n1,A,Talks failed.,soon\n2,B,,2022\n"
                                         "3,B,Talks resumed.,2022-07-20\n")
    assert run("check", str(folder), "--fix", str(tmp_path / "good")).returncode == 1
    assert run("check", str(tmp_path / "good")).returncode == 0
    assert run("check", str(folder), "--fix", str(folder / "inside")).returncode == 1
    assert not (folder / "inside").exists()


def test_a_failing_notebook_leaves_the_earlier_report(seeds: Path, tmp_path: Path) -> None:
    """Exit status, which cell and why; and the page of before."""
    from framing.report import ReportsFailed, build_corpus_reports

    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    source = (
        '{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Does it fail?"]}, '
        '{"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "execution_count": null, '
        '"outputs": [], '
        '"source": ["corpus = \'x\'\\n", "seed = 1\\n", "n_resamples = 1"]}, '
        '{"cell_type": "code", "id": "c", "metadata": {}, "execution_count": null, "outputs": [], '
        '"source": ["1 / 0"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    (notebooks / "00_fails.ipynb").write_text(source)
    out = tmp_path / "out"
    out.mkdir()
    (out / "00_fails.html").write_text("the earlier report")
    with pytest.raises(ReportsFailed, match=r"00_fails\.ipynb, code cell 2 \(1 / 0\): ZeroDivisionError"):
        build_corpus_reports(seeds, out, seed=1, n_resamples=10, notebooks=notebooks)
    assert (out / "00_fails.html").read_text() == "the earlier report"


# --- stores -----------------------------------------------------------------------------------------------------


def test_an_archive_is_counted_added_and_made_into_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (tmp_path / name for name in ("1.jsonl", "2.jsonl"))
    one.write_text('{"article_id": "1", "outlet": "A", "text": "Talks failed on Monday."}\n'
                   '{"article_id": "2", "outlet": "A", "text": "Talks we\n')
    two.write_text('{"article_id": "3", "outlet": "B", "text": "Peace came on Monday."}\n'
                   '{"article_id": "1", "outlet": "B", "text": "Peace went."}\n')
    for path in (one, two):
        assert main(["count", str(path), "--out", str(tmp_path / path.stem)]) == 0
    said = capsys.readouterr()
    assert "Counted 1 articles of 1 outlets" in said.out
    assert "1 articles or rows skipped" in said.out
    assert "1.jsonl, row 2: The line is not JSON" in said.err
    assert "counting: 2 of 2 articles" in said.err
    assert main(["merge", str(tmp_path / "1"), str(tmp_path / "2"), "--out", str(tmp_path / "both")]) == 0
    assert "Added 2 stores: 2 batches of 2 tables" in capsys.readouterr().out
    assert main(["tables", str(tmp_path / "both"), "--out", str(tmp_path / "t"), "--resamples", "20", "--texts"]) == 0
    said = capsys.readouterr()
    assert "Wrote 12 tables of 2 articles" in said.out
    assert "The id was already used in row 1 of 1.jsonl" in said.err
    assert "Not written for a store: phrases.csv" in said.err
    assert (tmp_path / "t" / "articles.csv").read_text().count("\n") == 3
    assert (tmp_path / "t" / "sentences.csv").read_text().count("\n") == 3
    assert "already used" in (tmp_path / "t" / "problems.csv").read_text()


def test_many_problems_are_cut_short_on_the_screen_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "1.jsonl"
    path.write_text('{"article_id": "1", "outlet": "A", "text": "Talks failed on Monday."}\n' + "no\n" * 30)
    assert main(["count", str(path), "--out", str(tmp_path / "s")]) == 0
    said = capsys.readouterr()
    assert said.err.count("The line is not JSON") == 20
    assert "… and 10 more" in said.err
    assert main(["tables", str(tmp_path / "s"), "--out", str(tmp_path / "t"), "--resamples", "20"]) == 0
    assert (tmp_path / "t" / "problems.csv").read_text().count("The line is not JSON") == 30


def test_what_cannot_be_counted_is_said_without_traceback(seeds: Path, tmp_path: Path,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, message in [
        (["count", str(tmp_path / "nowhere"), "--out", str(tmp_path / "s")], "neither a corpus folder nor a table"),
        (["count", str(seeds), "--out", "/proc/nowhere"], "cannot be written"),
        (["merge", str(seeds), "--out", str(tmp_path / "s")], "no store of counts"),
    ]:
        assert main(arguments) == 1
        assert message in capsys.readouterr().err


def test_the_progress_line_is_written_over_where_somebody_watches() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown, log = Terminal(), io.StringIO()
    for stream in (shown, log):
        line = ProgressLine(stream)
        for n_done in (0, 500, 1000):
            line(CountProgress("counting", n_done, 1000, 0, 2, n_done / 100))
        line.end()
    assert shown.getvalue().startswith("\rcounting: 0 of 1,000 articles")
    assert shown.getvalue().endswith("1,000 of 1,000 articles, 100 a second, 0 min 00 s left, 2 problems\x1b[K\n")
    assert log.getvalue().splitlines()[-1].startswith("counting: 1,000 of 1,000")
    assert "\r" not in log.getvalue()
    assert "1 h 23 min left" in str(CountProgress("counting", 1, 5000, 0, 0, 1.0))
