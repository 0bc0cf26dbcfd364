"""One update: a gradient, and what clipping makes of it, as vectors and weight by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.cliff import SYMBOLS
from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import CLIPPING, INK, MUTED, PAGE, Mode


@dataclass(frozen=True)
class Arrow:
    """A vector in the plane of the figure: a name of ``CLIPPING``, the legend's words, its two parts."""

    kind: str
    name: str
    along: float
    across: float


def vectors(
    arrows: Sequence[Arrow],
    limit: float,
    *,
    reach: float,
    mode: Mode,
    title: str,
    x_title: str,
    y_title: str,
    circle: str,
    height: int = 460,
) -> go.Figure:
    """Draw vectors from one point, true to scale in both directions.

    Parameters
    ----------
    arrows
        What to draw; one that goes beyond the frame ends there and its label says so.
    limit
        The radius of the circle within which clipping by norm keeps the vector.
    reach
        How far the figure reaches to the right.
    mode
        Whether the page is light or dark.
    title, x_title, y_title, circle
        The words of the figure, in the reader's language: ``circle`` names the limit.
    height
        Of the figure, in pixels.
    """
    figure = go.Figure()
    turn = np.linspace(0, 2 * np.pi, 73)
    figure.add_scatter(
        x=limit * np.cos(turn),
        y=limit * np.sin(turn),
        name=circle,
        mode="lines",
        line={"color": MUTED.on(mode), "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )
    for arrow in arrows:
        color = CLIPPING[arrow.kind].on(mode)
        shown = min(1.0, reach / arrow.along) if arrow.along > 0 else 1.0
        beyond = " →" if shown < 1 else ""
        figure.add_scatter(
            x=[0, shown * arrow.along],
            y=[0, shown * arrow.across],
            name=arrow.name + beyond,
            mode="lines+markers",
            # The one that is drawn later must not hide the one in the same direction.
            line={"color": color, "width": 8 if arrow.kind == "none" else 4},
            opacity=0.55 if arrow.kind == "none" else 1,
            marker={
                "symbol": ["circle", "arrow"],
                "angleref": "previous",
                "size": [7, 20 if arrow.kind == "none" else 16],
                "color": color,
                "opacity": 1,
            },
            hovertemplate=f"{arrow.name}<extra></extra>",
        )
    figure.update_layout(**layout(mode, title, height, len(arrows) + 1) | {"hovermode": "closest"})
    figure.update_xaxes(title=x_title, range=[-0.12 * reach, 1.12 * reach], **axis(mode))
    figure.update_yaxes(
        title={"text": y_title, "standoff": 12},
        range=[-0.2 * reach, max(0.4 * reach, *(1.15 * arrow.across for arrow in arrows))],
        scaleanchor="x",
        **axis(mode),
    )
    return figure


def by_weight(
    norms: Mapping[str, Mapping[str, float]],
    words: Mapping[str, str],
    *,
    mode: Mode,
    title: str,
    x_title: str,
    height: int = 460,
) -> go.Figure:
    """Draw the norm of each parameter's gradient before and after, on a logarithmic scale.

    Parameters
    ----------
    norms
        A name of ``CLIPPING`` -> the parameter -> its norm; one of 0 or without end leaves a gap.
    words
        What the legend calls each.
    mode
        Whether the page is light or dark.
    title, x_title
        The words of the figure, in the reader's language.
    height
        Of the figure, in pixels.
    """
    figure = go.Figure()
    for kind, of in norms.items():
        values: NDArray[np.floating[Any]] = np.array(list(of.values()))
        figure.add_scatter(
            x=np.where((values > 0) & np.isfinite(values), values, np.nan),
            y=list(of),
            name=words[kind],
            mode="markers",
            marker={
                "symbol": SYMBOLS[kind],
                "size": 13,
                "color": CLIPPING[kind].on(mode),
                "line": {"color": PAGE.on(mode), "width": 1},
            },
            hovertemplate=f"{words[kind]}<br>%{{y}}: %{{x:.3g}}<extra></extra>",
        )
    figure.update_layout(**layout(mode, title, height, len(norms)) | {"hovermode": "closest"})
    figure.update_xaxes(title=x_title, type="log", exponentformat="power", dtick=1, **axis(mode))
    figure.update_yaxes(autorange="reversed", **axis(mode))
    figure.update_yaxes(tickfont={"size": 15, "color": INK.on(mode)})
    return figure
