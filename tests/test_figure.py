"""A drawing becomes the same small, themable, named SVG every time."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as tree

import pandas as pd
import pytest

from framing.figure import (
    ACCENT,
    LINE,
    MUTED,
    OUTLET_COLOURS,
    OUTLET_MARKERS,
    Figure,
    drawing_style,
    figure_from_axes,
    outlet_style,
)
from framing.svg import themed_colour, themed_style

DATA = pd.DataFrame({"outlet": ["A", "B"], "rate": [1.0, 2.0]})


def draw(label: str = "label", *, value: float = 2.0, **changes: Any) -> Figure:
    from matplotlib.figure import Figure as Drawing

    with drawing_style():
        drawing = Drawing(figsize=(5, 2))
        axes = drawing.add_subplot()
        axes.plot([1, value], [1, 2], marker="o", color=OUTLET_COLOURS[0])
        axes.axhline(1.5, color=MUTED)
        axes.axvspan(1, 1.2, color=ACCENT, alpha=0.2)
        axes.grid(color=LINE)
        axes.set_xlabel(label)
    return figure_from_axes(drawing, **{"alt": "A line.", "caption": "n = 2", "table": DATA, **changes})


def test_same_drawing_same_bytes() -> None:
    assert draw() == draw()
    assert draw()._repr_html_() == draw()._repr_html_()


def test_users_own_settings_do_not_matter() -> None:
    import matplotlib

    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "pink"}):
        changed = draw()
    assert changed == draw()


def test_text_stays_text_and_has_no_font_of_its_own() -> None:
    svg = draw("Rate per 1,000 words").svg
    assert re.search(r"<text [^>]*>Rate per 1,000 words</text>", svg)
    assert "DejaVu" not in svg


def test_colours_are_custom_properties_and_black_is_the_text_colour() -> None:
    svg = draw().svg
    for name, colour in {"outlet-1": OUTLET_COLOURS[0], "muted": MUTED, "accent": ACCENT, "line": LINE}.items():
        assert f"var(--{name},{colour})" in svg
        assert svg.count(colour) == svg.count(f",{colour})")
    assert "#000000" not in svg
    assert "white" not in svg


def test_holds_neither_metadata_nor_style_rules_nor_dates() -> None:
    svg = draw().svg
    for unwanted in ("<metadata", "<style", "<?xml", "DOCTYPE", "<!--", "matplotlib", "xlink", "<title"):
        assert unwanted not in svg


def test_ids_belong_to_one_figure() -> None:
    one, other = draw(value=2.0).svg, draw(value=3.0).svg
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', one))
    assert used == ids[0]


def test_svg_is_named_scales_and_is_well_formed() -> None:
    root = tree.fromstring(draw(alt='Says "1 < 2"').svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Says "1 < 2"'
    assert "width" not in root.attrib
    assert "min-width" in root.get("style", "")


def test_shows_caption_data_and_a_region_that_scrolls() -> None:
    shown = draw(caption="Rates, n = 2 <articles>")._repr_html_()
    assert "<figcaption>Rates, n = 2 &lt;articles&gt;</figcaption>" in shown
    assert "<summary>Data table</summary>" in shown
    assert shown.index("tabindex") < shown.index("<svg")


@pytest.mark.parametrize("label", ["$5bn and $6bn", "<b>&", "عنوان", "\x07bell", "x_1^2"])
def test_words_are_drawn_as_they_are(label: str) -> None:
    root = tree.fromstring(draw(label).svg)
    assert label.replace("\x07", "\N{REPLACEMENT CHARACTER}") in [element.text for element in root.iter("text")]


@pytest.mark.parametrize("missing", [{"alt": " "}, {"caption": ""}])
def test_a_figure_needs_words(missing: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="alt text"):
        draw(**missing)


def test_greys_follow_the_theme_and_colours_stay() -> None:
    assert themed_colour("#FFFFFF") == "var(--paper,#ffffff)"
    assert themed_colour("#808080") == "var(--muted,#808080)"
    assert themed_colour("#cccccc") == "var(--line,#cccccc)"
    assert themed_colour("#111111") == "currentColor"
    assert themed_colour("#ff0000") == "#ff0000"
    assert themed_colour("none") == "none"


def test_font_shorthand_keeps_size_weight_and_style_only() -> None:
    assert themed_style("font: italic 700 12px 'DejaVu Sans', sans-serif; text-anchor: end") == (
        "font-size:12px;font-weight:700;font-style:italic;text-anchor:end"
    )


def test_outlets_differ_in_more_than_colour() -> None:
    styles = outlet_style([f"outlet {number}" for number in range(100)])
    assert len(set(styles.values())) == 100
    assert [styles[f"outlet {number}"] for number in range(10)] == list(
        zip(OUTLET_COLOURS, OUTLET_MARKERS, strict=True)
    )
    assert len(set(OUTLET_MARKERS)) == 10
