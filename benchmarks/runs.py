"""What was measured: one line a run, kept in a file so that a stopped benchmark goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

# Steps that are no measure: everybody pays them, and they are in the whole process.
NO_MEASURES = ("imports", "read")


@dataclass(frozen=True, slots=True)
class Run:
    """One case, once. ``n_articles`` is 0 for what does not depend on the corpus; ``failed`` says why, or is ""."""

    case: str
    n_articles: int
    round: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    steps: dict[str, float] = field(default_factory=dict)
    counts: dict[str, float] = field(default_factory=dict)
    failed: str = ""

    def measures_s(self) -> float:
        """Sum of the steps that measure something."""
        return sum(seconds for name, seconds in self.steps.items() if name not in NO_MEASURES)


Quantity = Callable[[Run], float]


@dataclass(frozen=True)
class Runs:
    """All runs, and the medians and ratios that are read from them."""

    runs: tuple[Run, ...]

    def of(self, case: str, n_articles: int) -> list[Run]:
        """The runs of a case that did not fail, by round."""
        return sorted((run for run in self.runs if (run.case, run.n_articles) == (case, n_articles) and not run.failed),
                      key=lambda run: run.round)

    def sizes(self, case: str) -> list[int]:
        """The numbers of articles that a case ran with."""
        return sorted({run.n_articles for run in self.runs if run.case == case and not run.failed})

    def median(self, case: str, n_articles: int, quantity: Quantity) -> float | None:
        """Median over the rounds; None if the case did not run."""
        values = [quantity(run) for run in self.of(case, n_articles)]
        return median(values) if values else None

    def ratio(self, case: str, other: str, n_articles: int, quantity: Quantity, of_other: Quantity | None = None
              ) -> float | None:
        """Median over the rounds of one case's quantity divided by the other's in the same round."""
        others = {run.round: (of_other or quantity)(run) for run in self.of(other, n_articles)}
        values = [quantity(run) / others[run.round] for run in self.of(case, n_articles) if others.get(run.round)]
        return median(values) if values else None


def read_runs(path: Path) -> list[Run]:
    """The runs of a file; none if it is not there."""
    if not path.is_file():
        return []
    return [Run(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def append_run(path: Path, run: Run) -> None:
    """Add a line to the file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(run)) + "\n")


def names_of_steps(runs: Iterable[Run]) -> list[str]:
    """All steps, in the order in which they came first."""
    return list(dict.fromkeys(name for run in runs for name in run.steps))
