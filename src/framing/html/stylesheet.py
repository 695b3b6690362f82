"""The stylesheet of tables, figures, evidence and findings: the same in JupyterLab and in a report."""

from __future__ import annotations

from importlib.resources import files

from framing.html.fragment import Fragment
from framing.html.palette import colour_properties

# Lets a report recognise, and leave out, the copy that a notebook shows for JupyterLab.
STYLE_TAG = '<style data-framing="fragments">'


def stylesheet() -> str:
    """CSS custom properties for light and dark, then the rules, all under class names ``framing-…``.

    JupyterLab says on its ``body`` whether its own theme is light; that wins over the system's setting.
    Print is always light.
    """
    light, dark = colour_properties(dark=False), colour_properties(dark=True)
    return "\n".join(
        (
            f":root{{{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            f'body[data-jp-theme-light="true"]{{{light}}}',
            f'@media screen{{body[data-jp-theme-light="false"]{{{dark}}}}}',
            files("framing.html").joinpath("fragments.css").read_text(encoding="utf-8"),
        )
    )


def style() -> Fragment:
    """The stylesheet for JupyterLab: show it once, at the top of a notebook. A report leaves it out."""
    return Fragment(f"{STYLE_TAG}{stylesheet()}</style>")
