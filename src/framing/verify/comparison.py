"""Two pages compared piece by piece: which numbers moved, which are in one of them only, which words differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from framing.verify.piece import Number, Piece

# Sums may differ in the last digits from one machine to another; a page writes ten.
SAME_DIGITS = 1e-8
# Two sentences of one finding are the same one, told otherwise, if so much of them is the same.
MIN_LIKENESS = 0.6
# Under one heading; of more of them, those that are told otherwise are told as gone and new.
MAX_COMPARED = 60
# Letters of a sentence that is named as a place.
MAX_LETTERS = 160
SENTENCES = ("p", "figcaption", "caption", "dd", "dt", "pre", "summary", "text", "h1", "h2", "h3", "h4", "alt",
             "aria-label", "title", "q")
Pair = tuple[Piece, Piece]
Placed = tuple[Piece, Number]


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that is another one now. ``file`` and ``rerun`` as shown; ``difference``: rerun less file, or NaN."""

    place: tuple[str, ...]
    file: str
    rerun: str
    difference: float


@dataclass(frozen=True, slots=True)
class Reworded:
    """A piece whose words are others; "" where a page has no such piece."""

    place: tuple[str, ...]
    file: str
    rerun: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``n_numbers``: numbers in the file. ``lost``, ``added``: place and number of those in one of the two only."""

    n_numbers: int
    n_texts: int
    moved: tuple[Moved, ...]
    lost: tuple[tuple[tuple[str, ...], str], ...]
    added: tuple[tuple[tuple[str, ...], str], ...]
    reworded: tuple[Reworded, ...]
    n_redrawn: int

    @property
    def is_same(self) -> bool:
        return not (self.moved or self.lost or self.added or self.reworded or self.n_redrawn)


def compare_pieces(file: Sequence[Piece], rerun: Sequence[Piece]) -> Comparison:
    """Each piece with its like: first by place and words, then by place, sentences last by likeness.

    A row that is in one page only moves nothing else: rows are told apart by what stands in them.
    """
    order = {id(piece): number for pieces in (file, rerun) for number, piece in enumerate(pieces)}
    drawings = [[piece for piece in pieces if piece.kind == "drawing"] for pieces in (file, rerun)]
    pairs, left, right = _paired([piece for piece in file if piece.kind != "drawing"],
                                 [piece for piece in rerun if piece.kind != "drawing"])
    pairs.sort(key=lambda pair: order[id(pair[0])])
    moved, lost, added = _moved_numbers(pairs)
    lost += [(piece, number) for piece in left for number in piece.numbers]
    added += [(piece, number) for piece in right for number in piece.numbers]
    placed = [tuple((_place(piece), number.shown) for piece, number in sorted(found, key=lambda one: order[id(one[0])]))
              for found in (lost, added)]
    return Comparison(
        n_numbers=sum(len(piece.numbers) for piece in file), n_texts=len(file), moved=tuple(moved), lost=placed[0],
        added=placed[1], reworded=tuple(_reworded(pairs, left, right)), n_redrawn=_n_redrawn(*drawings))


def _paired(file: list[Piece], rerun: list[Piece]) -> tuple[list[Pair], list[Piece], list[Piece]]:
    """Pairs of like pieces, and those of either page that have none."""
    pairs: list[Pair] = []
    keys: tuple[Callable[[Piece], Hashable], ...] = (
        lambda piece: (piece.place, piece.kind, piece.row, piece.text),
        lambda piece: (piece.place, piece.kind),
    )
    for key in keys:
        file, rerun = _pair_by(key, file, rerun, pairs)
    by_likeness = _pair_by_likeness(file, rerun)
    pairs += by_likeness
    taken = {id(piece) for pair in by_likeness for piece in pair}
    left, right = ([piece for piece in pieces if id(piece) not in taken] for pieces in (file, rerun))
    return pairs, left, right


def _pair_by(key: Callable[[Piece], Hashable], file: list[Piece], rerun: list[Piece], pairs: list[Pair]
             ) -> tuple[list[Piece], list[Piece]]:
    """Pairs those of the same key, adding to ``pairs``; of several, those of the same numbers first. The rest."""
    groups: dict[Hashable, tuple[list[Piece], list[Piece]]] = {}
    for side, pieces in enumerate((file, rerun)):
        for piece in pieces:
            groups.setdefault(key(piece), ([], []))[side].append(piece)
    found = [pair for left, right in groups.values() for pair in _in_order(left, right)]
    pairs += found
    taken = {id(piece) for pair in found for piece in pair}
    return [piece for piece in file if id(piece) not in taken], [piece for piece in rerun if id(piece) not in taken]


def _in_order(left: list[Piece], right: list[Piece]) -> list[Pair]:
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    matched = SequenceMatcher(None, [(piece.text, piece.numbers) for piece in left],
                              [(piece.text, piece.numbers) for piece in right], autojunk=False)
    return [pair for _, first, last, start, end in matched.get_opcodes()
            for pair in zip(left[first:last], right[start:end], strict=False)]


def _pair_by_likeness(file: Iterable[Piece], rerun: Iterable[Piece]) -> list[Pair]:
    """Sentences under one heading that are told a little otherwise, e.g. with a plural."""
    waiting: dict[Hashable, list[Piece]] = {}
    for piece in rerun:
        if piece.kind in SENTENCES:
            waiting.setdefault((piece.place[:1], piece.kind), []).append(piece)
    pairs = []
    for piece in file:
        others = waiting.get((piece.place[:1], piece.kind), [])
        if len(others) > MAX_COMPARED:
            continue
        likest = max(others, key=lambda other: _likeness(piece, other), default=None)
        if likest is not None and _likeness(piece, likest) >= MIN_LIKENESS:
            others[:] = [other for other in others if other is not likest]
            pairs.append((piece, likest))
    return pairs


def _likeness(one: Piece, other: Piece) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _moved_numbers(pairs: Iterable[Pair]) -> tuple[list[Moved], list[Placed], list[Placed]]:
    """Those that are others now, and those that one of the two has more of."""
    moved: list[Moved] = []
    lost: list[Placed] = []
    added: list[Placed] = []
    for left, right in pairs:
        for here, there in _runs(left.numbers, right.numbers):
            moved += [Moved(_place(left), *_told(old, new), _difference(old, new))
                      for old, new in zip(here, there, strict=False) if not _is_same(old, new)]
            lost += [(left, number) for number in here[len(there):]]
            added += [(right, number) for number in there[len(here):]]
    return moved, lost, added


def _runs(left: Sequence[Number], right: Sequence[Number]) -> Iterator[tuple[Sequence[Number], Sequence[Number]]]:
    """Numbers that belong together: in their order, unless one has more of them."""
    if len(left) == len(right):
        yield left, right
        return
    for _, first, last, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield left[first:last], right[start:end]


def _told(old: Number, new: Number) -> tuple[str, str]:
    """Both as shown; with their exact values where they look the same, or where one was changed without the other."""
    is_told_apart = old.shown != new.shown and (old.exact != new.exact or not old.exact)
    if is_told_apart:
        return old.shown, new.shown
    return f"{old.shown} [{old.exact}]", f"{new.shown} [{new.exact}]"


def _is_same(old: Number, new: Number) -> bool:
    if old.shown != new.shown:
        return False
    return old.exact == new.exact or math.isclose(_value(old.exact), _value(new.exact), rel_tol=SAME_DIGITS)


def _difference(old: Number, new: Number) -> float:
    exact = _value(new.exact) - _value(old.exact)
    return exact if exact else _value(new.shown) - _value(old.shown)


def _value(text: str) -> float:
    try:
        return float(text.replace(",", "").replace("−", "-").rstrip(" %"))
    except ValueError:
        return math.nan


def _place(piece: Piece) -> tuple[str, ...]:
    """Where a number stands: the cell, or the sentence."""
    if piece.kind == "cell":
        return piece.place
    shown = piece.as_shown if piece.kind in SENTENCES else piece.kind
    return (*piece.place, f"“{shown if len(shown) <= MAX_LETTERS else shown[:MAX_LETTERS - 1] + '…'}”")


def _reworded(pairs: Iterable[Pair], left: Iterable[Piece], right: Iterable[Piece]) -> list[Reworded]:
    """Other words. What is gone or new with its numbers is told by them."""
    return [*(Reworded(one.place, one.as_shown, other.as_shown) for one, other in pairs if one.text != other.text),
            *(Reworded(piece.place, piece.as_shown, "") for piece in left if not piece.numbers),
            *(Reworded(piece.place, "", piece.as_shown) for piece in right if not piece.numbers)]


def _n_redrawn(file: Sequence[Piece], rerun: Sequence[Piece]) -> int:
    """Drawings that are not the same, by their order."""
    n_differing = sum(one.text != other.text for one, other in zip(file, rerun, strict=False))
    return n_differing + abs(len(file) - len(rerun))
