"""Dates as precisely as they are known, and no more."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from framing.article import PRECISIONS
from framing.problem import NOTE, Problem

# A date in ISO 8601, cut where knowledge ends: 2022-07-20, 2022-07 or 2022.
ISO_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@lru_cache(maxsize=4096)  # the articles of an archive share their dates
def precision_of(published: str) -> str:
    """How precisely an ISO date is given: "day", "month", "year", or "unknown" if it is empty or none."""
    match = ISO_DATE.fullmatch(published)
    if not match:
        return "unknown"
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return "unknown"
    return "day" if match["day"] else "month" if match["month"] else "year"


def check_date(published: str, precision: str, *, file: str, row: int, article_id: str
               ) -> tuple[str, str, list[Problem]]:
    """The usable part of a date, its precision, and what was wrong. A date that is none becomes unknown."""
    found = precision_of(published)
    place: dict[str, Any] = {"file": file, "row": row, "article_id": article_id}
    problems = []
    if published and found == "unknown":
        problems.append(Problem(NOTE, "This is no date; the article counts as undated.", column="published",
                                value=published, allowed="YYYY-MM-DD, YYYY-MM, YYYY or empty",
                                next_step="Write the date so.", **place))
        published = ""
    if precision and precision not in PRECISIONS:
        problems.append(Problem(NOTE, f"This precision is not known; {found!r} is used.",
                                column="published_precision", value=precision, allowed=", ".join(PRECISIONS),
                                next_step="Use one of them.", **place))
    elif precision and published and PRECISIONS.index(precision) < PRECISIONS.index(found):
        problems.append(Problem(NOTE, f"The date is less precise than stated; {found!r} is used.",
                                column="published_precision", value=precision, allowed=found,
                                next_step="Correct the precision or the date.", **place))
    elif precision and published:
        found = precision  # a full date may be known to be right only to the month: what is stated wins
    return published, found, problems
