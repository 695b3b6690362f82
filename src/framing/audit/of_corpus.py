"""The audit that lies in a corpus folder: what its markers say of each hit, taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from framing.audit.places import PlacedHit
from framing.audit.read_sheet import MarkedSheet, all_problems, read_sheets
from framing.audit.sheet import AUDIT_FILE, MORE_AUDIT_FILES, NO, UNSURE, YES
from framing.corpus import Corpus
from framing.kept import kept_with_first
from framing.problem import Problem


@dataclass(frozen=True, eq=False)
class Audit:
    """``sheets``: one a marker; ``hits``: those that anybody marked, by id; ``verdicts``: hit id -> yes, no, unsure.

    Where several marked a hit, more of them saying yes than no is yes, more no than yes is no, and a tie is unsure.
    """

    sheets: tuple[MarkedSheet, ...]
    hits: Mapping[str, PlacedHit]
    verdicts: Mapping[str, str]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the sheets."""
        return all_problems(self.sheets)

    def wrong_words(self, lexicon: str, category: str) -> frozenset[int]:
        """Rows in ``corpus.words`` of the first words of hits that were counted wrongly."""
        return frozenset(self._wrong.get((lexicon, category), ()))

    @cached_property
    def _wrong(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for hit_id, hit in self.hits.items():
            if self.verdicts[hit_id] == NO:
                found.setdefault((hit.lexicon, hit.category), []).append(hit.first)
        return found


def audit_of(corpus: Corpus, paths: Sequence[Path]) -> Audit:
    """The audit that these sheets make. Raises FramingError as ``read_sheets`` does."""
    sheets, known = read_sheets(corpus, paths) if paths else ((), None)
    marked = dict.fromkeys(hit_id for sheet in sheets for hit_id in sheet.marks)
    hits = {hit_id: known.hits[hit_id] for hit_id in marked} if known else {}
    return Audit(sheets, hits, {hit_id: verdict_of([sheet.marks[hit_id] for sheet in sheets if hit_id in sheet.marks])
                                for hit_id in hits})


@kept_with_first  # every list, table and evidence sentence asks for it
def corpus_audit(corpus: Corpus) -> Audit:
    """The audit of the sheets in the corpus folder; without any an audit of no hits."""
    return audit_of(corpus, audit_files(corpus.folder) if corpus.folder else ())


def audit_files(folder: Path) -> tuple[Path, ...]:
    """The sheets in a corpus folder: audit.csv, then audit-NAME.csv by name."""
    first = folder / AUDIT_FILE
    return (*([first] if first.is_file() else []), *sorted(folder.glob(MORE_AUDIT_FILES)))


def verdict_of(answers: Sequence[str]) -> str:
    """What several answers come to.

    >>> verdict_of(["yes", "no"]), verdict_of(["yes", "unsure"]), verdict_of(["no", "no", "yes"])
    ('unsure', 'yes', 'no')
    """
    n = Counter(answers)
    return YES if n[YES] > n[NO] else NO if n[NO] > n[YES] else UNSURE
