"""How a finding is told: in four beats, under a label that says what the design can bear."""

from __future__ import annotations

from collections.abc import Sequence

from framing.html.fragment import Content, Fragment, content, escape, isolate

# Kind of note -> its heading. The first three are what the number of articles allows.
NOTE_HEADINGS = {
    "descriptive": "Descriptive",
    "indicative": "Indicative",
    "inferential": "Inferential",
    "caveat": "Caveat",
}


def four_beats(
    *,
    question: str,
    method: Content | Sequence[Content],
    result: Content | Sequence[Content],
    caveat: Content | Sequence[Content],
) -> Fragment:
    """A finding as Question, Method, Result, Caveat.

    The question becomes a heading of level 3 (in a report one higher where none of level 2 stands above). The
    other beats take text, a Fragment, a Figure, or several of these in a list. The caveat names another
    explanation.
    """
    beats = {"Method": content(method), "Result": content(result), "Caveat": content(caveat)}
    return Fragment(
        '<section class="framing-finding"><div class="framing-beat framing-question">'
        f'<p class="framing-label">Question</p><h3>{isolate(question)}</h3></div>'
        + "".join(
            f'<div class="framing-beat framing-{name.lower()}"><p class="framing-label">{name}</p>'
            f'<div class="framing-beat-body">{told.html}</div></div>'
            for name, told in beats.items()
        )
        + "</section>",
        tuple(card for told in beats.values() for card in told.cards),
    )


def folded(shown: Content | Sequence[Content], *, summary: str) -> Fragment:
    """Something that is opened when it is wanted; printed, it is open."""
    inner = content(shown)
    return Fragment(f'<details class="framing-data"><summary>{isolate(summary)}</summary>{inner.html}</details>',
                    inner.cards)


def note(text: Content | Sequence[Content], *, kind: str) -> Fragment:
    """A banner: what the corpus can bear (descriptive, indicative, inferential), or a caveat.

    Raises ValueError on any other kind.
    """
    if kind not in NOTE_HEADINGS:
        raise ValueError(f"No kind of note {kind!r}. There are: {', '.join(NOTE_HEADINGS)}.")
    inner = content(text)
    return Fragment(
        f'<div class="framing-note framing-note-{escape(kind)}" role="note">'
        f'<p class="framing-label">{NOTE_HEADINGS[kind]}</p>{inner.html}</div>',
        inner.cards,
    )


# Between these a report's page holds what the index shows as well. Text from data cannot hold them: it is escaped.
INDEX_START, INDEX_END = "<!--for the index-->", "<!--end of what is for the index-->"


def for_index(shown: Fragment) -> Fragment:
    """Something that the index shows as well."""
    return Fragment(f"{INDEX_START}{shown.html}{INDEX_END}", shown.cards)
