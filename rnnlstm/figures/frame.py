"""What all figures have in common: title, legend, page and axes, on a light page and on a dark one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.drawn import Drawn
from rnnlstm.figures.palette import INK, MUTED, PAGE, RULE, Mode

FONT = '"Source Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
"""The page's own typeface (``.streamlit/config.toml`` names it too), and what a machine has for Chinese."""

TITLE_SIZE = 17


WIDE = 16
"""How many letters a name may have for two of them to stand side by side in the legend of a phone."""
LINE = 23
"""The height of a line of the legend, in pixels."""


# Wide enough for most figures as they stand: where Plotly has to widen a margin, it draws the figure twice.
LEFT, RIGHT, BELOW = 78, 18, 56
"""The margins of a figure, in pixels."""
PLAIN, NAMED = 42, 68
"""The margin above a figure without a legend, and with a line of one."""


TEMPLATE = {"data": {"scatter": [{"type": "scatter", "marker": {"line": {"width": 0}}}]}}
"""What Plotly sets where a figure says nothing.

Its own would be more than most of our figures, is read, copied and sent with each, and is another one where
Streamlit has been imported.
"""


@dataclass(frozen=True)
class Words:
    """The words of a figure, in the reader's language."""

    title: str
    x: str
    y: str


def room_for_legend(names: Sequence[str]) -> int:
    """Return the height that a legend with these names takes on a phone beyond its second line, in pixels."""
    letters = [sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in name) for name in names]
    lines = -(-len(names) // 2) if max(letters, default=0) <= WIDE else len(names)
    return LINE * max(0, lines - 2)


def layout(mode: Mode, title: str, height: int, curves: int) -> dict[str, Any]:
    """Return the layout of a figure, with room for a legend of this number of curves."""
    legend = {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 14},
        # Plotly makes room for the legend, on however many lines it stands, but not for the figure's title
        # above it: an empty title of the legend keeps that line free.
        "title": {"text": "\u00a0", "font": {"size": TITLE_SIZE}, "side": "top"},
    }
    return {
        "title": {
            "text": title,
            "x": 0,
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 8, "l": 6},
            "font": {"size": TITLE_SIZE, "color": INK.on(mode)},
        },
        "legend": legend,
        "height": height,
        "font": {"family": FONT, "size": 15, "color": INK.on(mode)},
        # The page's own colour, so that a saved figure can be read wherever it is put.
        "paper_bgcolor": PAGE.on(mode),
        "plot_bgcolor": PAGE.on(mode),
        # A finger that moves over the figure scrolls the page.
        "dragmode": False,
        "modebar": {"color": MUTED.on(mode), "activecolor": INK.on(mode), "bgcolor": "rgba(0,0,0,0)"},
        "margin": {"l": LEFT, "r": RIGHT, "t": NAMED if curves > 1 else PLAIN, "b": BELOW},
        "hovermode": "x unified",
    }


def assembled(traces: Sequence[dict[str, Any]], whole: dict[str, Any]) -> go.Figure:
    """Return a figure of traces, scatter if not said otherwise, without Plotly's check of every property.

    The tests do that check instead.
    """
    return Drawn([{"type": "scatter", **trace} for trace in traces], {"template": TEMPLATE} | whole)


def in_legend(name: str) -> str:
    """Return a curve's name with some room behind it.

    A saved figure is often read where the page's typeface is not installed; the letters that stand in for it
    are up to a tenth wider, and the last name would be cut off.
    """
    letters = len(re.sub(r"<.*?>", "", name))
    return name + "\u00a0" * (1 + letters // 5)


LOGARITHMIC = {"type": "log", "exponentformat": "power"}
"""An axis in powers of ten."""


def on_a_logarithm(values: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return the values with a gap where a logarithmic scale has no place for one."""
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)


def stride(decades: float) -> int:
    """Return how many decades lie between two numbers of an axis that shows this many."""
    return max(1, int(np.ceil(decades / 8)))


def axis(mode: Mode, **title: str | int) -> dict[str, Any]:
    """Return the look of an axis, whose title has these properties: ``text``, ``standoff``."""
    return {
        "gridcolor": RULE.on(mode),
        "zeroline": False,
        "tickfont": {"size": 14, "color": MUTED.on(mode)},
        "title": {"font": {"size": 15, "color": INK.on(mode)}, **title},
        "automargin": True,
    }


def two_rows(
    mode: Mode,
    x: str,
    along: dict[str, Any],
    above: dict[str, Any],
    below: dict[str, Any],
    parts: tuple[float, float],
) -> dict[str, Any]:
    """Return the axes of two charts, one above the other, that share their horizontal axis.

    Parameters
    ----------
    mode
        Whether the page is light or dark.
    x, along
        The title of the horizontal axis, and what else is set of it.
    above, below
        The vertical axes, ``y`` and ``y2``.
    parts
        Where the upper chart begins and the lower one ends, as shares of the height.
    """
    upper, lower = parts
    return {
        "xaxis": axis(mode) | along | {"anchor": "y", "matches": "x2", "showticklabels": False},
        "xaxis2": axis(mode, text=x) | along | {"anchor": "y2"},
        "yaxis": above | {"anchor": "x", "domain": [upper, 1]},
        "yaxis2": below | {"anchor": "x2", "domain": [0, lower]},
    }
