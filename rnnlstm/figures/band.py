"""All singular values of a Jacobian against the lag: a band, and the floor under which they are rounding."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.palette import MUTED, Hue, Mode

Array = NDArray[np.floating[Any]]
DASHES = ("solid", "dash", "dot")
LOWEST = 1e-300
"""What the fill goes down to where a singular value is 0."""


def singular_band(
    lags: NDArray[np.integer[Any]],
    values: Array,
    floor: Array,
    *,
    hue: Hue,
    mode: Mode,
    title: str,
    x_title: str,
    y_title: str,
    names: tuple[str, str, str],
    rounding: str,
    height: int = 430,
) -> go.Figure:
    """Draw the largest, the middle and the smallest singular value, the band between, and the floor.

    Parameters
    ----------
    lags
        From 0 upward: (L,).
    values
        The singular values, the largest first: (L, H).
    floor
        A value below is rounding: (L,). It is not drawn.
    hue
        The network's colour.
    mode
        Whether the page is light or dark.
    title, x_title, y_title
        The words of the figure, in the reader's language.
    names
        Of the largest, the middle and the smallest.
    rounding
        The name of the floor.
    height
        Of the figure, in pixels.
    """
    H = values.shape[-1]
    seen = np.where(values > floor[:, None], values, np.nan)
    ranks = dict(zip(names, (0, (H - 1) // 2, H - 1), strict=True))
    curves = [
        Curve(name, seen[:, rank], hue, dash, lags)
        for (name, rank), dash in zip(ranks.items(), DASHES, strict=True)
    ]
    below = Curve(rounding, floor, MUTED, "dashdot", lags)
    smallest = np.maximum(np.minimum(values[:, 0], np.maximum(values[:, -1], floor)), LOWEST)
    band = {
        "x": np.concatenate([lags, lags[::-1]]),
        "y": np.concatenate([np.maximum(values[:, 0], LOWEST), smallest[::-1]]),
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": _faint(hue.on(mode)),
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return against_lag(
        [*curves, below],
        mode=mode,
        title=title,
        x_title=x_title,
        y_title=y_title,
        floor=_floor(values, floor),
        height=height,
        beside=[band],
    )


def _floor(values: Array, floor: Array) -> float:
    """Return the lowest value to show: the rounding of the smallest spectral norm that is in sight."""
    in_sight = floor[(values[:, 0] > 1e-32) & (floor > 0)]
    return float(in_sight.min()) if in_sight.size else 1e-16


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
