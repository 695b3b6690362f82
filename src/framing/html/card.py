"""What a number opens: a card with the sentences that made it, or with the parts that add up to it.

A card is an HTML popover: a button opens it by mouse or keyboard, Escape closes it, no script is needed. In a
report each card stands once, at the end of the page; a link to its id opens it as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from framing.html.evidence import EvidenceSentence, sentence_item
from framing.html.fragment import Card, Fragment, escape, isolate, plural
from framing.html.number import number

# Fewer lines than this are not worth sorting.
MIN_SORTED = 4


def opening(shown: Fragment | str, card: Card | None) -> Fragment:
    """A number, or words, that open a card; without a card just what is shown."""
    inner = shown if isinstance(shown, Fragment) else Fragment(isolate(shown))
    if card is None:
        return inner
    return Fragment(f'<button class="framing-opens" popovertarget="{card.id}">{inner.html}</button>',
                    (*inner.cards, card))


def sentence_card(rows: Sequence[EvidenceSentence], *, title: str, n_sentences: int, n_marks: int,
                  counted: str = "use", counted_in: str = "sentence", basis: Fragment | None = None,
                  is_concordance: bool = False, chosen_by: str = "evenly spread over them") -> Card:
    """The sentences behind a number, with the counted words marked.

    ``n_sentences`` and ``n_marks`` are those of all sentences; when fewer are shown, the card says so. ``counted``
    names what a mark is ("use", "listed word"), ``counted_in`` what it stands in; ``basis`` says how the number
    follows from their count, ``chosen_by`` which sentences are shown of many. ``is_concordance``: the lines can be
    put in the order of the words before or after the first mark, and are then set around it. Raises ValueError if
    fewer sentences were counted than are shown.
    """
    if n_sentences < len(rows):
        raise ValueError(f"n_sentences is {n_sentences}, but there are {len(rows)} sentences to show.")
    is_sorted = is_concordance and len(rows) >= MIN_SORTED
    is_whole = n_sentences == len(rows)
    shown = f" {basis.html}" if basis else ""
    shown += "" if is_whole else f" Shown are {len(rows):,}, {escape(chosen_by)}."
    count = (f'<p class="framing-count">{number(n_marks).html} {escape(_noun(n_marks, counted))} in '
             f"{number(n_sentences).html} {escape(_noun(n_sentences, counted_in))}.{shown}</p>")
    orders = _orders(rows) if is_sorted else [None] * len(rows)
    items = "".join(sentence_item(row, order=order) for row, order in zip(rows, orders, strict=True))
    attributes = f' data-marks="{n_marks}"' if is_whole else ""
    return _card(title, count + (SORT if is_sorted else "") + f"<ol>{items}</ol>", attributes)


def parts_card(parts: Sequence[tuple[str, float]], *, title: str, counted: str, spec: str | None = None) -> Card:
    """The parts that add up to a number: a name and a number each, and their sum.

    ``spec``: how the numbers are written, see ``number``. Parts open nothing themselves: when a card on a card closes,
    browsers do not give the focus back.
    """
    rows = "".join(f'<tr><th scope="row">{isolate(name)}</th><td>{number(value, spec).html}</td></tr>'
                   for name, value in parts)
    total = sum(value for _, value in parts)
    return _card(title, '<table><thead><tr><th scope="col">part</th>'
                        f'<th scope="col">{escape(counted)}</th></tr></thead><tbody>{rows}</tbody><tfoot><tr>'
                        f'<th scope="row">together</th><td>{number(total, spec).html}</td></tr></tfoot></table>')


# How the lines are put in order: the style sheet reads which one is chosen.
SORT = (
    '<p class="framing-sort"><label>Order <select><option>as printed</option><option class="by-left">by words before'
    '</option><option class="by-right">by words after</option></select></label></p>'
)


def _card(title: str, body: str, attributes: str = "") -> Card:
    inner = f'<p class="framing-card-title">{isolate(title)}</p>{body}'
    identity = f"e-{hashlib.sha256(inner.encode('utf-8', 'replace')).hexdigest()[:12]}"
    close = (f'<button class="framing-close" popovertarget="{identity}" '
             'autofocus>Close</button><a class="framing-close" href="#content">Close</a>')
    return Card(identity, f'<div popover id="{identity}" class="framing-card" role="dialog" '
                          f'aria-label="{escape(title)}"{attributes}>{close}{inner}</div>')


def _orders(rows: Sequence[EvidenceSentence]) -> list[tuple[int, int]]:
    """For each line its place by the words before its first mark, nearest first, and by those after it."""
    def places(keys: list[list[str]]) -> list[int]:
        ranked = sorted(range(len(keys)), key=lambda line: (keys[line], line))
        return [ranked.index(line) for line in range(len(keys))]

    before = places([row.text[:row.marks[0][0]].casefold().split()[::-1] if row.marks else [] for row in rows])
    after = places([row.text[row.marks[0][1]:].casefold().split() if row.marks else [] for row in rows])
    return list(zip(before, after, strict=True))


def _noun(n: int, noun: str) -> str:
    return plural(n, noun).split(" ", 1)[1]
