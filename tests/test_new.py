"""Templates work as they are written, and overwrite nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from check_notebooks import find_untidy
from framing.check import check_folder
from framing.hits import find_hits
from framing.lexicon import load_lexicon
from framing.new import write_template
from framing.outlets import load_outlet_rules
from framing.plain_text import corpus_of_texts
from framing.problem import FramingError
from framing.rule_examples import find_broken_examples


def test_a_new_corpus_has_nothing_wrong(tmp_path: Path) -> None:
    write_template("corpus", "my_story", tmp_path)
    assert check_folder(tmp_path / "my_story") == ()


def test_a_new_lexicon_loads_and_counts_its_example(tmp_path: Path) -> None:
    write_template("lexicon", "my_list", tmp_path)
    lexicon = load_lexicon("my_list", corpus_folder=tmp_path)
    example = lexicon.examples[0]
    assert len(find_hits(corpus_of_texts([example.text]), lexicon)) == example.counts["cooperation"] == 3


def test_new_outlet_rules_keep_their_examples(tmp_path: Path) -> None:
    write_template("outlet", "my_paper", tmp_path)
    rules = load_outlet_rules(tmp_path / "outlet_rules")
    assert "my_paper" in rules
    assert list(find_broken_examples({key: rules[key] for key in ("generic", "my_paper")})) == []


def test_a_new_notebook_is_tidy(tmp_path: Path) -> None:
    write_template("notebook", "my_question", tmp_path)
    assert find_untidy(tmp_path) == []


def test_a_new_measure_passes_its_own_test(tmp_path: Path) -> None:
    (tmp_path / "src" / "framing").mkdir(parents=True)
    module, test = write_template("measure", "per_million", tmp_path)
    code = (f"import runpy, sys, types\nimport framing.measures\n"
            f"framing.measures.__path__.append({str(module.parent)!r})\n"
            f"names = runpy.run_path({str(test)!r})\n"
            f"[names[name]() for name in names if name.startswith('test_')]")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_measure_needs_a_checkout(tmp_path: Path) -> None:
    with pytest.raises(FramingError, match="belongs to a checkout"):
        write_template("measure", "per_million", tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    paths = write_template("outlet", "my_paper", tmp_path)
    paths[0].write_text("mine")
    with pytest.raises(FramingError, match="there already"):
        write_template("outlet", "my_paper", tmp_path)
    assert paths[0].read_text() == "mine"


@pytest.mark.parametrize("name", ["My Paper", "../up", "", "1st", "a/b"])
def test_a_name_must_be_a_key(tmp_path: Path, name: str) -> None:
    with pytest.raises(FramingError, match="cannot be used"):
        write_template("outlet", name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_projects_notebooks_are_tidy(root: Path) -> None:
    assert find_untidy(root / "notebooks") == []
