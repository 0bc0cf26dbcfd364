"""One update: a gradient, and what clipping makes of it, as vectors and weight by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.figures.cliff import marker
from rnnlstm.figures.frame import LOGARITHMIC, assembled, axis, layout, on_a_logarithm
from rnnlstm.figures.palette import CLIPPING, INK, MUTED, Mode


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
    turn = np.linspace(0, 2 * np.pi, 73)
    traces: list[dict[str, Any]] = [
        {
            "x": limit * np.cos(turn),
            "y": limit * np.sin(turn),
            "name": circle,
            "mode": "lines",
            "line": {"color": MUTED.on(mode), "width": 2, "dash": "dot"},
            "hoverinfo": "skip",
        }
    ]
    for arrow in arrows:
        # The one that is drawn later must not hide the one in the same direction.
        below = arrow.kind == "none"
        color = CLIPPING[arrow.kind].on(mode)
        shown = min(1.0, reach / arrow.along) if arrow.along > 0 else 1.0
        beyond = " →" if shown < 1 else ""
        traces.append(
            {
                "x": [0, shown * arrow.along],
                "y": [0, shown * arrow.across],
                "name": arrow.name + beyond,
                "mode": "lines+markers",
                "line": {"color": color, "width": 8 if below else 4},
                "opacity": 0.55 if below else 1,
                "marker": {
                    "symbol": ["circle", "arrow"],
                    "angleref": "previous",
                    "size": [7, 20 if below else 16],
                    "color": color,
                    "opacity": 1,
                },
                "hovertemplate": f"{arrow.name}<extra></extra>",
            }
        )
    top = max(0.4 * reach, *(1.15 * arrow.across for arrow in arrows))
    return assembled(
        traces,
        layout(mode, title, height, len(traces))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=x_title) | {"range": [-0.12 * reach, 1.12 * reach]},
            "yaxis": axis(mode, text=y_title, standoff=12)
            | {"range": [-0.2 * reach, top], "scaleanchor": "x"},
        },
    )


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
    traces = [
        {
            "x": on_a_logarithm(np.array(list(of.values()))),
            "y": list(of),
            "name": words[kind],
            "mode": "markers",
            "marker": marker(kind, 13, mode),
            "hovertemplate": f"{words[kind]}<br>%{{y}}: %{{x:.3g}}<extra></extra>",
        }
        for kind, of in norms.items()
    ]
    named = {"autorange": "reversed", "tickfont": {"size": 15, "color": INK.on(mode)}}
    return assembled(
        traces,
        layout(mode, title, height, len(norms))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=x_title) | LOGARITHMIC | {"dtick": 1},
            "yaxis": axis(mode) | named,
        },
    )
