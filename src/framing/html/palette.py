"""The colours of everything that is shown, once for light and once for dark backgrounds.

Colour is never the only sign: every outlet also has a marker (``framing.figure.OUTLET_MARKERS``).
The first five outlet colours also differ in lightness, so that they stay apart in print and for
colour-blind readers. A test checks every contrast: 4.5 to 1 for what may be text, on page and panel.
"""

from __future__ import annotations

OUTLET_COLOURS = (
    "#1b4a9c",
    "#a44f00",
    "#7a55d2",
    "#0d7a70",
    "#520e40",
    "#5c5200",
    "#b0306f",
    "#6b1200",
    "#00402e",
    "#4b5563",
)
OUTLET_COLOURS_ON_DARK = (
    "#9fd4ff",
    "#e8761f",
    "#9a86fb",
    "#62c79a",
    "#c58fb8",
    "#f4dc3c",
    "#f06db0",
    "#ff9d7a",
    "#a9f0cf",
    "#b8bfca",
)

# The name is the CSS custom property. ``paper`` is the page, ``panel`` a quiet surface on it.
LIGHT = {
    "paper": "#ffffff",
    "panel": "#f6f5f1",
    "ink": "#1f2328",
    "muted": "#575e68",
    "line": "#d8d5cd",
    "accent": "#0b5394",
    "mark": "#ffe49a",
    "mark-ink": "#1f2328",
    "caution": "#8a4b00",
}
DARK = {
    "paper": "#15181c",
    "panel": "#1e2227",
    "ink": "#e7e4dd",
    "muted": "#a9b0ba",
    "line": "#3d444d",
    "accent": "#8fc1f7",
    "mark": "#5e4b0c",
    "mark-ink": "#fff4cf",
    "caution": "#f0b366",
}


def colour_properties(*, dark: bool) -> str:
    """The custom properties of one theme as CSS declarations, e.g. ``--ink:#1f2328;--outlet-1:#1b4a9c``."""
    outlets = OUTLET_COLOURS_ON_DARK if dark else OUTLET_COLOURS
    colours = dict(DARK if dark else LIGHT)
    colours |= {f"outlet-{number}": colour for number, colour in enumerate(outlets, start=1)}
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())
