"""Who is heard: shares by role, country, stance or naming, all outlets side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from framing.figure import Figure, drawing_style, figure_from_axes
from framing.figures.floor_marks import FLOOR_COLUMN, NOISE_FLOOR, floor_sentence, floors_by_name
from framing.figures.heat_map import Grid, heat_map
from framing.figures.records import records
from framing.figures.wording import cell_text, count_of, label_sentence, number, value_range
from framing.noise_floor.floor import Floor
from framing.result import Result

# Up to this many outlets stand side by side as columns; more become rows, so that the map grows downwards.
MAX_OUTLET_COLUMNS = 6
MAX_FEATURES = 12
NO_FLOORS: Mapping[str, Floor | None] = MappingProxyType({})


def voice_map(result: Result, *, floors: Mapping[str, Floor | None] = NO_FLOORS) -> Figure:
    """Shares of one family of voices as a heat map, from ``describe(count_voices(corpus, name), …)``.

    Features that no outlet has are left out, and of many all but the MAX_FEATURES largest. Below each share stands n,
    what was counted; "–" where there is nothing to have a share of. Shares say how much is passed on, not whether it
    is right or with which intent. ``floors``: noise floors by feature; a last column.
    """
    sizes = result.table.groupby("feature")["count"].sum().sort_values(ascending=False, kind="stable")
    kept = sizes[sizes > 0].index[:MAX_FEATURES]
    rows = result.table[result.table["feature"].isin(kept if len(kept) else sizes.index[:MAX_FEATURES])]
    rows = rows.reset_index(drop=True)
    left_out = f" Of {(sizes > 0).sum()} kinds the {len(kept)} largest." if (sizes > 0).sum() > len(kept) else ""
    features = list(rows["feature"].drop_duplicates())
    grid = _grid(rows, features, list(result.outlets))
    is_wide = len(grid.columns) > max(MAX_OUTLET_COLUMNS, len(grid.rows))
    told, read_out = floor_sentence(list(floors.values()), FLOOR_COLUMN), ""
    if told:
        grid, read_out = _with_floors(grid, floors)
    grid = grid.transposed() if is_wide else grid
    names = [f"{row.feature}, {row.outlet}" for row in records(rows)]
    total = rows.drop_duplicates("outlet")["total"].sum()
    with drawing_style():
        return figure_from_axes(
            heat_map(result.title, grid), table=rows,
            alt=f"Heat map of {count_of(len(features), 'kind')} by {count_of(len(result.outlets), 'outlet')}: "
                f"{result.title}. " + value_range(list(100 * rows["estimate"]), names, decimals=0, unit="percent")
                + read_out,
            caption=f"{result.title}: % of {result.counted_in}; n: number of them; –: nothing to measure. Stronger "
                    f"shade: larger share.{left_out} "
                    f"{label_sentence(rows, size=f'{number(total)} {result.counted_in}')}{told}")


def _with_floors(grid: Grid, floors: Mapping[str, Floor | None]) -> tuple[Grid, str]:
    """The grid with a column of floors, and the column in words."""
    found = [floors.get(feature) for feature in grid.rows]
    texts = [cell_text(100 * one.largest if one else float("nan"), 0) for one in found]
    return grid.with_column(NOISE_FLOOR, texts), floor_sentence(found, floors_by_name(grid.rows, texts))


def _grid(rows: pd.DataFrame, features: list[str], outlets: list[str]) -> Grid:
    wide = rows.pivot(index="feature", columns="outlet").loc[features]
    shares, counts = (wide[column][outlets].to_numpy(float) for column in ("estimate", "count"))
    texts = [[cell_text(100 * share, 0) for share in row] for row in shares]
    notes = [[f"n {number(n)}" for n in row] for row in counts]
    return Grid(shares, np.array(texts, dtype=object), features, outlets, np.array(notes, dtype=object))
