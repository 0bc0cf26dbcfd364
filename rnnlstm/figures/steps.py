"""How a number goes from time step to time step, in two sequences that are read side by side."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import axis, in_legend, layout
from rnnlstm.figures.palette import Mode

MAX_TICKS = 24
_MARKERS = ("circle", "square")


def by_step(
    curves: Sequence[Curve],
    reads: Sequence[tuple[str, str]],
    *,
    mode: Mode,
    title: str,
    x_title: str,
    y_title: str,
    height: int = 320,
) -> go.Figure:
    """Draw numbers that are never negative against the time step.

    Parameters
    ----------
    curves
        What to draw, a value for each step from 1 on.
    reads
        What the two sequences read at each step; it stands below the axis.
    mode
        Whether the page is light or dark.
    title, x_title, y_title
        The words of the figure, in the reader's language.
    height
        Of the figure, in pixels.
    """
    figure = go.Figure()
    for curve, symbol in zip(curves, _MARKERS, strict=False):
        figure.add_scatter(
            x=np.arange(1, len(curve.values) + 1),
            y=curve.values,
            name=in_legend(curve.name),
            mode="lines+markers",
            line={"color": curve.hue.on(mode), "width": 3, "dash": curve.dash},
            marker={"symbol": symbol, "size": 8, "maxdisplayed": 80},
            hovertemplate=f"{curve.name}<br>%{{x}}: %{{y:.3g}}<extra></extra>",
        )
    stride = max(1, -(-len(reads) // MAX_TICKS))
    ticks = range(1, len(reads) + 1, stride)
    figure.update_layout(**layout(mode, title, height, len(curves)))
    figure.update_xaxes(
        title=x_title,
        tickvals=list(ticks),
        ticktext=[f"{t}<br>{' | '.join(map(html.escape, reads[t - 1]))}" for t in ticks],
        tickangle=0,
        **axis(mode),
    )
    figure.update_yaxes(title={"text": y_title, "standoff": 18}, rangemode="tozero", **axis(mode))
    return figure
