"""What all figures have in common: title, legend, page and axes, on a light page and on a dark one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from rnnlstm.figures.palette import INK, MUTED, PAGE, RULE, Mode

WIDE = 16
"""How many letters a name may have for two of them to stand side by side in the legend of a phone."""


def legend_lines(names: Sequence[str]) -> int:
    """Return how many lines a legend with these names takes on a phone."""
    letters = [sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in name) for name in names]
    return -(-len(names) // 2) if max(letters, default=0) <= WIDE else len(names)


def layout(mode: Mode, title: str, height: int, curves: int, lines: int | None = None) -> dict[str, Any]:
    """Return the layout of a figure with so many curves in its legend.

    Where the ``lines`` of the legend are given, the figure grows by those beyond the second one, so that the
    room for its curves stays the same.
    """
    top = 92 if curves <= 3 else 46 + 23 * curves
    if lines is not None:
        top = 92 + 23 * max(0, lines - 2)
        height += top - 92
    return {
        "title": {
            "text": title,
            "x": 0,
            "y": 0.98,
            "yanchor": "top",
            "font": {"size": 17, "color": INK.on(mode)},
        },
        "height": height,
        "font": {"size": 15, "color": INK.on(mode)},
        # The page's own colour, so that a saved figure can be read wherever it is put.
        "paper_bgcolor": PAGE.on(mode),
        "plot_bgcolor": PAGE.on(mode),
        # A finger that moves over the figure scrolls the page.
        "dragmode": False,
        "modebar": {"color": MUTED.on(mode), "activecolor": INK.on(mode), "bgcolor": "rgba(0,0,0,0)"},
        # Room for the title and the legend, which on a phone takes a line for each of many curves.
        "margin": {"l": 10, "r": 10, "t": top, "b": 10},
        "hovermode": "x unified",
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom", "font": {"size": 15}},
    }


def axis(mode: Mode) -> dict[str, Any]:
    """Return the look of an axis."""
    return {
        "gridcolor": RULE.on(mode),
        "zeroline": False,
        "tickfont": {"size": 14, "color": MUTED.on(mode)},
        "title_font": {"size": 15, "color": INK.on(mode)},
        "automargin": True,
    }
