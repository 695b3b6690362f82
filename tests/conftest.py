"""What all tests share: the seeds, their corpus, and the built reports."""

from __future__ import annotations

import os
from pathlib import Path

# Two test processes on two cores: more threads than that only wait for each other.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import pytest  # noqa: E402

# One browser for all tests of a process: a second one cannot start beside it.
from browser_fixtures import browser, check_page  # noqa: E402, F401
from built_once import build_once  # noqa: E402
from framing.corpus import Corpus, build_corpus  # noqa: E402
from framing.report import build_corpus_reports  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_corpus(seeds: Path) -> Corpus:
    """The seeds, read and split."""
    return build_corpus(seeds)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The reports of the seeds, as ``framing report`` writes them."""
    def build(out: Path) -> None:
        build_corpus_reports(seeds, out, seed=7, n_resamples=200, n_jobs=2)

    return build_once(tmp_path_factory, "reports", build)
