"""The sentences behind a number, with the counted words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.html.fragment import CAN_TURN_DIRECTION, Fragment, escape, isolate, plural

# Struck through and said in words: it still counts, and the reader is told that it should not.
COUNTED_WRONGLY = "<s>{}</s> <small>✗ counted wrongly (audit)</small>"
VOICE_NAMES = {"outlet": "own words", "quoted": "quoted words"}


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """One sentence as shown: where it stands and which characters of it were counted.

    ``position`` is the sentence's number in its article, from 1. ``marks`` are (start, end) offsets into
    ``text``; they may touch or overlap. ``about``: what else is known of it: who speaks, its score.
    ``wrong``: those of the marks that somebody read and found counted wrongly.
    """

    outlet: str
    article_id: str
    position: int
    part: str
    voice: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    about: str = ""
    wrong: tuple[tuple[int, int], ...] = ()


def sentences(rows: Sequence[EvidenceSentence], *, total: int, summary: str) -> Fragment:
    """A folded list of sentences; it says how many there are when not all of them are shown.

    ``total`` is the number of sentences that were counted, shown or not. Raises ValueError if it is smaller
    than the number of rows, or if a mark lies outside its text.
    """
    if total < len(rows):
        raise ValueError(f"total is {total}, but there are {len(rows)} sentences to show.")
    if not rows:
        return Fragment(f'<p class="framing-none">{isolate(summary)}: no sentence.</p>')
    shown = plural(total, "sentence") if total == len(rows) else f"showing {len(rows):,} of {total:,} sentences"
    items = "".join(sentence_item(row) for row in rows)
    return Fragment(
        f'<details class="framing-evidence"><summary>{isolate(summary)} '
        f'<span class="framing-count">({shown})</span></summary><ol>{items}</ol></details>'
    )


def sentence_item(row: EvidenceSentence, *, order: tuple[int, int] | None = None) -> str:
    """One sentence as a line of a list. ``order``: its places when the list is sorted by what is left or right."""
    voice = VOICE_NAMES.get(row.voice, row.voice)
    place = (row.outlet, f"article {row.article_id}", f"sentence {row.position}", row.part, voice, row.about)
    source = " · ".join(isolate(value) for value in place if value)
    style = f' style="--l:{order[0]};--r:{order[1]}"' if order else ""
    direction = ' dir="auto"' if CAN_TURN_DIRECTION.search(row.text) else ""
    # No class names here: a page has thousands of these lines, and the style sheet knows them by their list.
    return f"<li{style}><p>{source}</p><q{direction}>{_marked(row, is_split=order is not None)}</q></li>"


def _marked(row: EvidenceSentence, *, is_split: bool = False) -> str:
    """The text with its marks. Overlapping marks are joined: HTML cannot show them crossing.

    ``is_split``: what stands before and after the first mark can be set apart from it.
    """
    pieces: list[str] = []
    done = 0
    for start, end in join_spans(row.marks):
        if not 0 <= start < end <= len(row.text):
            raise ValueError(
                f"Article {row.article_id!r}, sentence {row.position}: the mark {(start, end)} lies outside "
                f"its {len(row.text)} characters, or is empty."
            )
        shown = escape(row.text[start:end])
        if _is_wrong(row, start, end):
            shown = COUNTED_WRONGLY.format(shown)
        pieces += [escape(row.text[done:start]), f"<mark>{shown}</mark>"]
        done = end
    pieces.append(escape(row.text[done:]))
    if not is_split or len(pieces) < 3:
        return "".join(pieces)
    return f'<span>{pieces[0]}</span>{pieces[1]}<span>{"".join(pieces[2:])}</span>'


def _is_wrong(row: EvidenceSentence, start: int, end: int) -> bool:
    """Whether all that is marked between two places was counted wrongly."""
    return bool(row.wrong) and all(mark in row.wrong for mark in row.marks if start <= mark[0] and mark[1] <= end)


def join_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap joined into one; spans that only touch stay apart."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
