"""A figure as it is shown: the drawing, what it says in words, its caption and its data."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.html.fragment import Card, Fragment, escape, isolate
from framing.html.palette import LIGHT, OUTLET_COLOURS
from framing.html.tables import table as table_html
from framing.svg import themable_svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

__all__ = [
    "ACCENT",
    "INK",
    "LINE",
    "MUTED",
    "OUTLET_COLOURS",
    "OUTLET_MARKERS",
    "Figure",
    "drawing_style",
    "figure_from_axes",
    "outlet_style",
]

# Colours that a drawing may use besides the outlets'; all follow the page's theme.
INK, MUTED, LINE, ACCENT = "#000000", LIGHT["muted"], LIGHT["line"], LIGHT["accent"]
# Differ in outline, not only in direction, so that they stay apart when small.
OUTLET_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*", "<", "h")

# CSS pixels per point of the drawing: text of 11 points is shown at 11 to 14.7 pixels.
SMALLEST_SCALE, LARGEST_SCALE = 1, 4 / 3

DRAWING_STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "text.color": INK,
    # A word like "$5bn" is a word, not the start of a formula.
    "text.parse_math": False,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": LINE,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "figure.figsize": (6.6, 3.6),
    "figure.constrained_layout.use": True,
}


# Columns that hold counts, besides those whose name begins with "n_".
COUNTS = ("count", "total", "hits")
# A drawing cannot be opened by keyboard mark by mark: the numbers that its marks stand for can.
OPENED = ", where the number of each mark opens what it is made of"


@dataclass(frozen=True)
class Figure:
    """A drawing with its text alternative, caption and data. It computes nothing.

    ``alt`` says what a person sees who sees it; ``caption`` names n and the unit; ``table`` holds what is drawn.
    """

    svg: str
    alt: str
    caption: str
    table: pd.DataFrame = field(compare=False)

    def _repr_html_(self) -> str:
        return self.opening(None)._repr_html_()

    def opening(self, opens: Sequence[Mapping[str, Card | None]] | None, *, columns: Sequence[str] = ()) -> Fragment:
        """The figure as shown, the cells of its data table opening cards: for each row of it, by column.

        ``columns``: those of the data that are shown, if not all.
        """
        # A column that holds nothing (an interval that the corpus cannot bear) says nothing in a table either.
        shown = self.table[list(columns)] if columns else self.table
        shown = _whole_numbers(shown.dropna(axis="columns", how="all") if len(shown) else shown)
        cards = None if opens is None else [{name: card for name, card in row.items() if name in shown}
                                            for row in opens]
        data = table_html(shown, caption="The figure’s data", opens=cards)
        summary = f"Data table{OPENED if opens else ''}"
        return Fragment(
            '<figure class="framing-figure"><div class="framing-scroll" role="group" tabindex="0" '
            f'aria-label="Figure, scrolls sideways: {escape(self.caption)}">{self.svg}</div>'
            f"<figcaption>{isolate(self.caption)}</figcaption>"
            f'<details class="framing-data"><summary>{summary}</summary>{data.html}</details></figure>',
            data.cards,
        )


def _whole_numbers(data: pd.DataFrame) -> pd.DataFrame:
    """The data with counts as whole numbers, however they were added up."""
    counts = [name for name in data.columns if name in COUNTS or str(name).startswith("n_")]
    return data.astype({name: int for name in counts if pd.api.types.is_float_dtype(data[name])
                        and data[name].notna().all() and (data[name] % 1 == 0).all()})


@contextmanager
def drawing_style() -> Iterator[None]:
    """Within it matplotlib draws in our style, whatever the user's own settings are."""
    import matplotlib
    from cycler import cycler

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        style: Any = {**DRAWING_STYLE, "axes.prop_cycle": cycler(color=OUTLET_COLOURS)}
        matplotlib.rcParams.update(style)
        yield


def figure_from_axes(fig: Drawing, *, alt: str, caption: str, table: pd.DataFrame) -> Figure:
    """The finished drawing as a Figure: the same drawing gives the same bytes.

    Make it inside ``drawing_style()``, best with ``matplotlib.figure.Figure()``, which pyplot does not keep.
    Raises ValueError without alt text or caption: a figure must also reach who does not see it.
    """
    if not alt.strip() or not caption.strip():
        raise ValueError("A figure needs alt text (what a person sees) and a caption (with n and unit).")
    svg = themable_svg(_draw(fig), alt=alt, scale=(SMALLEST_SCALE, LARGEST_SCALE))
    return Figure(svg=svg, alt=alt, caption=caption, table=table)


def _draw(fig: Drawing) -> str:
    """matplotlib's own SVG without date and version; letters its font lacks are left to the browser."""
    buffer = io.StringIO()
    no_metadata = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with drawing_style(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        fig.savefig(buffer, format="svg", transparent=True, metadata=no_metadata, bbox_inches="tight", pad_inches=0.05)
    return buffer.getvalue()


def outlet_style(outlets: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Outlet -> (colour, marker), in the order given: pass the corpus's order and an outlet looks the same everywhere.

    The pair is unique for up to 100 outlets: after the tenth, colours come again with other markers.
    """
    n_colours, n_markers = len(OUTLET_COLOURS), len(OUTLET_MARKERS)
    return {
        outlet: (OUTLET_COLOURS[number % n_colours], OUTLET_MARKERS[(number + number // n_colours) % n_markers])
        for number, outlet in enumerate(outlets)
    }
