"""How far a count is, and one line of text that says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TextIO

# A line that is written over may change often; lines in a log file should be few.
SECONDS_BETWEEN_CHANGES, SECONDS_BETWEEN_LINES = 0.2, 10.0


@dataclass(frozen=True, slots=True)
class CountProgress:
    """How far a count is. Rows are those of the tables; ``n_rows_before``: counted by an earlier run."""

    stage: str  # "reading" (tables are cut into batches) or "counting"
    n_done: int
    n_all: int
    n_rows_before: int = 0
    n_problems: int = 0
    seconds: float = 0.0

    @property
    def rows_per_second(self) -> float:
        """Of this run; 0 before anything is done."""
        return (self.n_done - self.n_rows_before) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """As it went so far; None before anything is done."""
        return (self.n_all - self.n_done) / self.rows_per_second if self.rows_per_second else None

    def __str__(self) -> str:
        if self.stage == "reading":
            return f"reading: {self.n_done:,} of {self.n_all:,} tables"
        left = "" if self.seconds_left is None else f", {_duration(self.seconds_left)} left"
        return (f"counting: {self.n_done:,} of {self.n_all:,} articles, {self.rows_per_second:,.0f} a second{left}, "
                f"{self.n_problems:,} problems")


def _duration(seconds: float) -> str:
    """Hours, minutes and seconds as a reader says them."""
    hours, minutes = divmod(round(seconds) // 60, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {round(seconds) % 60:02d} s"


class ProgressLine:
    """Writes the progress to a stream: on a terminal one line that is written over, else now and then a line."""

    def __init__(self, stream: TextIO):
        self._stream, self._is_watched = stream, stream.isatty()
        self._is_open, self._shown_at = False, 0.0

    def __call__(self, progress: CountProgress) -> None:
        now = time.monotonic()
        pause = SECONDS_BETWEEN_CHANGES if self._is_watched else SECONDS_BETWEEN_LINES
        if progress.n_done < progress.n_all and now - self._shown_at < pause:
            return
        self._shown_at, self._is_open = now, self._is_watched
        self._stream.write(f"\r{progress}\x1b[K" if self._is_watched else f"{progress}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the line, so that what comes next does not write over it."""
        if self._is_open:
            self._stream.write("\n")
