"""How far a gradient reaches: norms against the lag, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import (
    LOGARITHMIC,
    Words,
    assembled,
    axis,
    in_legend,
    layout,
    on_a_logarithm,
    room_for_legend,
    stride,
)
from rnnlstm.figures.palette import MUTED, Hue, Mode


@dataclass(frozen=True, eq=False)
class Curve:
    """One curve of a norm against the lag.

    Attributes
    ----------
    name
        As the legend says it.
    values
        The norm at each lag: (lags,).
    hue
        Its colour.
    dash
        Its line: full for what is measured, dashed or dotted for what theory says of it.
    lags
        Where the values stand, rising; every lag from 0 on if not given.
    kind
        Where several curves say the same of several networks, what it is that they say: they share one
        entry in the legend, which has this name.
    """

    name: str
    values: NDArray[np.floating[Any]]
    hue: Hue
    dash: str = "solid"
    lags: NDArray[np.integer[Any]] | None = None
    kind: str = ""

    @property
    def x(self) -> NDArray[np.integer[Any]]:
        """The lags of the values."""
        return np.arange(len(self.values)) if self.lags is None else self.lags


MARKERS = {
    "RNN": "circle",
    "LSTM": "square",
    "GRU": "diamond",
    "RNN (sigmoid)": "triangle-down",
    "RNN (ReLU)": "triangle-up",
    "IRNN": "x",
    "PeepholeLSTM": "pentagon",
}


FEW = 9
"""Of fewer steps Plotly would mark halves as well."""


def against_lag(
    curves: Sequence[Curve],
    *,
    mode: Mode,
    words: Words,
    floor: float = 1e-16,
    height: int = 430,
    beside: Sequence[dict[str, Any]] = (),
    upward: Mapping[str, Any] | None = None,
    along: Mapping[str, Any] | None = None,
) -> go.Figure:
    """Draw norms against the lag, or against the step.

    Parameters
    ----------
    curves
        What to draw; values that are zero, infinite or not a number have no place on a logarithmic scale and
        leave a gap.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    floor
        The lowest value shown; curves may go on below it.
    height
        In pixels, with a legend of at most two lines.
    beside
        More that Plotly is to draw, as it writes it.
    upward, along
        What the axis of the norms and the one along it are to have of their own, such as a range.
    """
    kinds = {curve.kind: curve.dash for curve in curves if curve.kind}
    named = [curve.name for curve in curves if not curve.kind] + list(kinds)
    top, bottom = _decades(curves, floor)
    norms = LOGARITHMIC | {"range": [bottom, top], "dtick": stride(top - bottom), **(upward or {})}
    return assembled(
        [*(_drawn(curve, mode) for curve in curves), *_shared(kinds, mode), *beside],
        layout(mode, words.title, height + room_for_legend(named), len(named))
        | {
            "xaxis": axis(mode, text=words.x) | {"rangemode": "tozero", **_whole(curves), **(along or {})},
            "yaxis": axis(mode, text=words.y, standoff=18) | norms,
        },
    )


def _whole(curves: Sequence[Curve]) -> dict[str, Any]:
    """Return what keeps the marks of a short axis at whole steps."""
    longest = max((int(curve.x[-1]) for curve in curves if len(curve.x)), default=0)
    return {"dtick": 1} if longest < FEW else {}


def _drawn(curve: Curve, mode: Mode) -> dict[str, Any]:
    symbol = MARKERS.get(curve.name)
    return {
        "x": curve.x,
        "y": on_a_logarithm(curve.values),
        "name": in_legend(curve.name),
        "mode": "lines+markers" if symbol else "lines",
        "line": {"color": curve.hue.on(mode), "width": 2 if curve.kind else 3, "dash": curve.dash},
        "marker": {"symbol": symbol or "circle", "size": 7, "maxdisplayed": 80},
        "hovertemplate": f"{curve.name}<br>%{{x}}: %{{y:.3e}}<extra></extra>",
        "legendgroup": curve.kind,
        "showlegend": not curve.kind,
    }


def _shared(kinds: Mapping[str, str], mode: Mode) -> list[dict[str, Any]]:
    """Return the entries of the legend that several curves share, by the kind of curve and its line."""
    # Grey, as each stands for networks of every colour.
    return [
        {
            "x": [None],
            "y": [None],
            "name": in_legend(kind),
            "mode": "lines",
            "line": {"color": MUTED.on(mode), "width": 2, "dash": dash},
            "legendgroup": kind,
        }
        for kind, dash in kinds.items()
    ]


def _decades(curves: Sequence[Curve], floor: float) -> tuple[float, float]:
    """Return the exponents between which the curves are shown."""
    seen = np.concatenate(
        [np.log10(v[np.isfinite(v) & (v > 0)]) for v in (c.values for c in curves)] or [[0.0]]
    )
    if not seen.size:
        return 1.0, -1.0
    lowest = np.log10(floor)
    top = max(float(np.ceil(seen.max() + 0.1)), lowest + 1)
    return top, max(float(np.floor(seen.min())), lowest)
