"""What went wrong, said so that the reader can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

ERROR, SKIPPED, NOTE = "error", "skipped", "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong with the input.

    ``severity`` is "error" (the run stops), "skipped" (one article is left out and the run goes on) or
    "note" (everything is used, but the reader should know). ``row`` counts as a spreadsheet does: the
    header is row 1.
    """

    severity: str
    message: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    allowed: str = ""
    next_step: str = ""
    article_id: str = ""

    def as_row(self) -> dict[str, object]:
        """The problem as one row of ``problems.csv``."""
        return asdict(self)

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column!r}" if self.column else "",
                f"article {self.article_id!r}" if self.article_id else "",
            )
            if part
        )
        text = f"{self.severity}: {place + ': ' if place else ''}{self.message}"
        if self.value:
            text += f" Found: {shorten(self.value)}."
        if self.allowed:
            text += f" Allowed: {self.allowed}."
        if self.next_step:
            text += f" Next step: {self.next_step}"
        return text


class FramingError(Exception):
    """Input that cannot be used. ``problems`` lists everything that is wrong with it, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[FramingError], tuple[tuple[Problem, ...]]]:
        """It may come from another process; without this its message would be taken for its problems."""
        return type(self), (self.problems,)


def shorten(value: str, *, n_characters: int = 80) -> str:
    """The value as it may be printed: quoted, control characters escaped, cut with a mark."""
    cut = value if len(value) <= n_characters else value[: n_characters - 1] + "…"
    return repr(cut)
