"""Where a slope is small: every unit over time, and the share of units that pass next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import BELOW, LEFT, RIGHT, Words, assembled, axis, layout
from rnnlstm.figures.palette import GATE_CLOSED, GATE_OPEN, MUTED, SATURATED, Mode
from rnnlstm.figures.steps import MAX_TICKS, numbered, ticks


@dataclass(frozen=True)
class SlopeWords(Words):
    """The words of the map of slopes.

    Attributes
    ----------
    share
        Names the axis of the share of units under the threshold.
    hover
        Says a slope, with ``{t}``, ``{unit}`` and ``{slope}`` to be filled.
    """

    share: str
    hover: str


@dataclass(frozen=True, eq=False)
class Slopes:
    """The slopes of one activation.

    Attributes
    ----------
    values
        (T, H), from 0 to the steepest.
    symbols
        What is read at each step; it stands below the axis where there is room.
    below
        Slopes under it stand out in a colour of their own.
    steepest
        The activation's largest slope, where the colours end.
    """

    values: NDArray[np.floating[Any]]
    symbols: Sequence[str]
    below: float
    steepest: float


def slope_map(slopes: Slopes, *, mode: Mode, words: SlopeWords, height: int = 470) -> go.Figure:
    """Draw slopes as a heat map, units by steps, and above it the share under a threshold at each step.

    Parameters
    ----------
    slopes
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    share = {
        "domain": [0.8, 1],
        "anchor": "x",
        "range": [0, 1.02],
        "tickformat": ".0%",
        "tickvals": [0, 0.5, 1],
    }
    # On a long axis the marks are Plotly's own.
    read = ticks(numbered(slopes.symbols)) if len(slopes.symbols) <= MAX_TICKS else {}
    return assembled(
        [_units(slopes, mode, words), _small(slopes, mode)],
        layout(mode, words.title, height, 0)
        | {
            "hovermode": "closest",
            "margin": {"l": LEFT, "r": RIGHT, "t": 56, "b": BELOW},
            "xaxis": axis(mode, text=words.x)
            | read
            | {"range": [0.5, len(slopes.values) + 0.5], "showgrid": False},
            "yaxis": axis(mode, text=words.y, standoff=10) | {"domain": [0, 0.74], "showgrid": False},
            "yaxis2": axis(mode, text=words.share, standoff=10) | share,
        },
    )


def _units(slopes: Slopes, mode: Mode, words: SlopeWords) -> dict[str, Any]:
    """Return the heat map, units by steps."""
    T, H = slopes.values.shape
    return {
        "type": "heatmap",
        "x": np.arange(1, T + 1),
        "y": np.arange(1, H + 1),
        "z": slopes.values.T.astype(np.float32),
        "zmin": 0,
        "zmax": slopes.steepest,
        "colorscale": _scale(slopes.below / slopes.steepest, mode),
        "hovertemplate": words.hover.format(t="%{x}", unit="%{y}", slope="%{z:.3g}") + "<extra></extra>",
        "colorbar": {
            "len": 0.74,
            "y": 0,
            "yanchor": "bottom",
            "thickness": 12,
            "outlinewidth": 0,
            "tickfont": {"size": 13, "color": MUTED.on(mode)},
        },
    }


def _small(slopes: Slopes, mode: Mode) -> dict[str, Any]:
    """Return the share of slopes under the threshold at each step."""
    return {
        "x": np.arange(1, len(slopes.values) + 1),
        "y": (slopes.values < slopes.below).mean(axis=1),
        "yaxis": "y2",
        "mode": "lines",
        "line": {"color": SATURATED.on(mode), "width": 3, "shape": "hvh"},
        "fill": "tozeroy",
        "hovertemplate": "%{x}: %{y:.0%}<extra></extra>",
        "showlegend": False,
    }


def _scale(threshold: float, mode: Mode) -> list[list[float | str]]:
    """Return the colours of slopes as shares of the steepest: one colour under the threshold, then a ramp."""
    low, closed, steep = SATURATED.on(mode), GATE_CLOSED.on(mode), GATE_OPEN.on(mode)
    if threshold <= 0:
        return [[0.0, closed], [1.0, steep]]
    if threshold >= 1:
        return [[0.0, low], [1.0, low]]
    return [[0.0, low], [threshold, low], [threshold, closed], [1.0, steep]]
