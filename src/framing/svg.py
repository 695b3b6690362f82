"""Turns the SVG that matplotlib writes into one that fits any page: themable, small, the same every time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from xml.etree import ElementTree as tree

from framing.html.fragment import UNPRINTABLE
from framing.html.palette import LIGHT, OUTLET_COLOURS

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

PIXELS_PER_REM = 16

# Our own colours follow the page's theme; the colour itself stays as what is shown where no theme is loaded.
NAMED_COLOURS = {
    **{colour: f"var(--outlet-{number},{colour})" for number, colour in enumerate(OUTLET_COLOURS, start=1)},
    **{LIGHT[name]: f"var(--{name},{LIGHT[name]})" for name in ("muted", "line", "accent", "panel", "caution")},
}
# Greys of a figure that did not use our names: up to which lightness (0 to 255) they count as what.
DARKEST_MUTED, DARKEST_LINE, DARKEST_PAPER = 0x40, 0xA0, 0xF8
# Red, green and blue of a grey differ by less than this.
GREY_SPREAD = 12

# Beyond a hundredth of a point nobody sees a difference, but machines disagree.
N_DECIMALS = 2
DECIMAL_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
NO_ROTATION = re.compile(r"rotate\(-?0 [^)]*\)")
NUMERIC_ATTRIBUTES = {"d", "transform", "x", "y", "width", "height", "cx", "cy", "r", "points", "viewBox"}

# matplotlib's shorthand, e.g. "italic 700 12px 'DejaVu Sans', sans-serif": style, weight, size; families go.
FONT = re.compile(
    r"""^\s*
    (?:(?P<style>italic|oblique)\s+)?
    (?:(?:normal|small-caps)\s+)?
    (?:(?P<weight>\d{3}|bold)\s+)?
    (?:[a-z-]*condensed\s+)?
    (?P<size>[\d.]+)px\b""",
    re.VERBOSE,
)
REFERENCE = re.compile(r"url\(#([^)]+)\)")


def themable_svg(svg: str, *, alt: str, scale: tuple[float, float]) -> str:
    """The SVG with our colours as custom properties, ids of its own, a text alternative and a free width.

    ``scale``: the smallest and the largest size of one point of the drawing, in CSS pixels. Below the
    smallest the figure's region scrolls, so that text stays legible. Ids begin with a digest of what is
    drawn, so that many figures fit on one page.
    """
    draft = _themed(svg, alt=alt, scale=scale, id_prefix="")
    digest = hashlib.sha256(draft.encode("utf-8", "replace")).hexdigest()
    return _themed(svg, alt=alt, scale=scale, id_prefix=f"f{digest[:10]}-")


def _themed(svg: str, *, alt: str, scale: tuple[float, float], id_prefix: str) -> str:
    root = tree.fromstring(UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", svg))
    _drop(root)
    new_ids = {old: f"{id_prefix}{number}" for number, old in enumerate(_referenced_ids(root), start=1)}
    for element in root.iter():
        _rewrite(element, new_ids)
    _flatten(root)
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    smallest_rem, largest_rem = (width * pixels / PIXELS_PER_REM for pixels in scale)
    root.attrib = {
        "viewBox": f"0 0 {width:g} {height:g}",
        "role": "img",
        "aria-label": alt,
        "fill": "currentColor",
        "stroke-linejoin": "round",
        "style": f"min-width:{smallest_rem:.1f}rem;max-width:{largest_rem:.1f}rem",
    }
    return tree.tostring(root, encoding="unicode")


def _drop(element: tree.Element) -> None:
    """Takes out what is never seen: metadata, shapes without colour, and a style rule that would leak onto the page."""
    for child in list(element):
        _drop(child)
        unseen = child.tag == f"{SVG}path" and child.get("style") in ("fill: none", "fill: none; opacity: 0")
        empty = child.tag in (f"{SVG}defs", f"{SVG}g") and not len(child)
        if unseen or empty or child.tag in (f"{SVG}metadata", f"{SVG}style", f"{SVG}title"):
            element.remove(child)


def _flatten(element: tree.Element) -> None:
    """Puts the children of groups without attributes in the groups' place."""
    flat: list[tree.Element] = []
    for child in element:
        _flatten(child)
        flat += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = flat


def _referenced_ids(root: tree.Element) -> list[str]:
    """The ids that something points to, in the order in which they are first used."""
    found: dict[str, None] = {}
    for element in root.iter():
        found |= dict.fromkeys(_references(element))
    return list(found)


def _references(element: tree.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in (HREF, "href"):
            yield value.removeprefix("#")
        else:
            yield from REFERENCE.findall(value)


def _rewrite(element: tree.Element, new_ids: dict[str, str]) -> None:
    """One element in its final form: no namespace, our ids, theme colours, short numbers."""
    element.tag = element.tag.removeprefix(SVG)
    if element.tag not in ("text", "tspan"):
        element.text = None
    element.tail = None
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name == "id" and value in new_ids:
            attributes["id"] = new_ids[value]
        elif name in (HREF, "href"):
            attributes["href"] = f"#{new_ids[value.removeprefix('#')]}"
        elif name == "style":
            attributes["style"] = themed_style(value)
        elif name in NUMERIC_ATTRIBUTES:
            attributes[name] = _shortened(value)
        elif not name.startswith("{") and name != "id":
            attributes[name] = REFERENCE.sub(lambda match: f"url(#{new_ids[match[1]]})", value)
    element.attrib = {name: value for name, value in attributes.items() if value}


def themed_style(style: str) -> str:
    """A style attribute with theme colours, and the page's font in the drawing's sizes."""
    declarations: list[str] = []
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font" and (font := FONT.match(value)):
            declarations += [f"font-{key}:{part}" for key, part in _font_parts(font)]
        elif name in ("fill", "stroke"):
            declarations.append(f"{name}:{themed_colour(value)}")
        elif name not in ("font", "font-family"):
            declarations.append(f"{name}:{_shortened(value)}")
    return ";".join(declarations)


def _shortened(value: str) -> str:
    """Numbers rounded to ``N_DECIMALS``, without trailing zeros or a negative zero."""

    def rounded(number: re.Match[str]) -> str:
        return f"{float(number[0]):z.{N_DECIMALS}f}".rstrip("0").rstrip(".")

    return NO_ROTATION.sub("", DECIMAL_NUMBER.sub(rounded, " ".join(value.split())))


def _font_parts(font: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield "size", f"{float(font['size']):g}px"
    if font["weight"]:
        yield "weight", font["weight"]
    if font["style"]:
        yield "style", font["style"]


def themed_colour(colour: str) -> str:
    """Our colour as its custom property, a grey as the nearest of ink, muted, line and paper; others stay."""
    colour = colour.lower()
    if colour in NAMED_COLOURS:
        return NAMED_COLOURS[colour]
    if not re.fullmatch("#[0-9a-f]{6}", colour):
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) >= GREY_SPREAD:
        return colour
    if green < DARKEST_MUTED or colour == LIGHT["ink"]:
        return "currentColor"
    name = "muted" if green < DARKEST_LINE else "line" if green < DARKEST_PAPER else "paper"
    return f"var(--{name},{colour})"
