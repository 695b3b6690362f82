"""A cell of a grid of outcomes: a sign and a word, so that colour is never the only sign."""

from __future__ import annotations

from framing.html.fragment import Fragment, escape

# Outcome -> its sign.
SIGNS = {"holds": "✓", "weakens": "~", "flips": "✗"}


def outcome_mark(outcome: str) -> Fragment:
    """The word with its sign; of "not asked" a dash is seen, and the words are read out."""
    if outcome not in SIGNS:
        return Fragment(f'<span class="framing-missing" title="{escape(outcome)}"><span aria-hidden="true">–</span>'
                        f'<span class="framing-hidden">{escape(outcome)}</span></span>')
    sign, kind = SIGNS[outcome], f" framing-{outcome}"
    return Fragment(f'<span class="framing-outcome{kind}"><span aria-hidden="true">{sign}</span> {escape(outcome)}'
                    "</span>")
