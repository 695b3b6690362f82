"""What a case is given: files of one size, made once and read by all cases."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of one size. ``folder`` is also a corpus folder; ``scratch`` is the case's own and may be filled.

    ``papermill_python``: the interpreter that has papermill; ``n_jobs``: processes where a case may use several.
    """

    folder: str
    scratch: str
    papermill_python: str = ""
    n_jobs: int = 2

    @property
    def articles(self) -> Path:
        """One JSON object a line: article_id, outlet, title, published, text."""
        return Path(self.folder) / "articles.jsonl"

    @property
    def texts(self) -> Path:
        """The bare texts, one article a line."""
        return Path(self.folder) / "texts.txt"

    @property
    def outlets(self) -> Path:
        """The outlet of each line of ``texts``."""
        return Path(self.folder) / "outlets.txt"

    @property
    def parquet(self) -> Path:
        """The texts in a column ``text``, compressed with zstd."""
        return Path(self.folder) / "texts.parquet"

    @property
    def sentences(self) -> Path:
        """The sentences of the cleaned texts, one JSON string a line, typographic apostrophes folded."""
        return Path(self.folder) / "sentences.jsonl"


Steps = dict[str, float]


@contextmanager
def timed(steps: Steps, name: str) -> Iterator[None]:
    """Add the wall seconds of a block to ``steps[name]``."""
    start = time.perf_counter()
    yield
    steps[name] = steps.get(name, 0.0) + time.perf_counter() - start


def read_sentences(inputs: Inputs) -> list[str]:
    """All sentences."""
    with inputs.sentences.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
