"""One update: a gradient, and what clipping makes of it, as vectors and weight by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.figures.cliff import marker
from rnnlstm.figures.frame import LOGARITHMIC, Words, assembled, axis, layout, on_a_logarithm
from rnnlstm.figures.palette import CLIPPING, INK, MUTED, Mode

HEAD = 0.04
"""The length of an arrowhead, as a share of what the figure reaches: it would hide a shorter arrow."""
OUTSIDE = 4
"""Where an arrow ends that goes beyond the figure, in what it reaches: out of sight in a wide one, too."""


@dataclass(frozen=True)
class Arrow:
    """A vector in the plane of the figure: a name of ``CLIPPING``, the legend's words, its two parts."""

    kind: str
    name: str
    along: float
    across: float


@dataclass(frozen=True)
class VectorWords(Words):
    """The words of the vectors: the name of the circle of the limit."""

    limit: str


def vector_chart(
    arrows: Sequence[Arrow],
    limit: float,
    *,
    reach: float,
    mode: Mode,
    words: VectorWords,
    height: int = 460,
) -> go.Figure:
    """Draw vectors from one point, true to scale in both directions.

    Parameters
    ----------
    arrows
        What to draw; one that goes beyond the frame has its head outside, and its label says so. One that is
        shorter than an arrowhead is a dot.
    limit
        The radius of the circle within which clipping by norm keeps the vector.
    reach
        How far the figure reaches to the right.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = {
        "x": limit * np.cos(turn),
        "y": limit * np.sin(turn),
        "name": words.limit,
        "mode": "lines",
        "line": {"color": MUTED.on(mode), "width": 2, "dash": "dot"},
        "hoverinfo": "skip",
    }
    top = max(0.4 * reach, *(1.15 * arrow.across for arrow in arrows))
    return assembled(
        [circle, *(_vector(arrow, reach, mode) for arrow in arrows)],
        layout(mode, words.title, height, 1 + len(arrows))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": [-0.12 * reach, 1.12 * reach]},
            "yaxis": axis(mode, text=words.y, standoff=12)
            | {"range": [-0.2 * reach, top], "scaleanchor": "x"},
        },
    )


def _vector(arrow: Arrow, reach: float, mode: Mode) -> dict[str, Any]:
    # The one that is drawn later must not hide the one in the same direction.
    below = arrow.kind == "none"
    color = CLIPPING[arrow.kind].on(mode)
    shown = OUTSIDE * reach / arrow.along if arrow.along > reach * (1 + 1e-9) else 1.0
    beyond = " →" if shown < 1 else ""
    dot = np.hypot(arrow.along, arrow.across) < HEAD * reach
    return {
        "x": [0, shown * arrow.along],
        "y": [0, shown * arrow.across],
        "name": arrow.name + beyond,
        "mode": "lines+markers",
        "line": {"color": color, "width": 8 if below else 4},
        "opacity": 0.55 if below else 1,
        "marker": {
            "symbol": ["circle", "circle" if dot else "arrow"],
            "angleref": "previous",
            "size": [7, 11 if dot else 20 if below else 16],
            "color": color,
            "opacity": 1,
        },
        "hovertemplate": f"{arrow.name}<extra></extra>",
    }


@dataclass(frozen=True)
class NormWords(Words):
    """The words of the norms: what the legend calls each name of ``CLIPPING``."""

    names: Mapping[str, str]


def norm_chart(
    norms: Mapping[str, Mapping[str, float]], *, mode: Mode, words: NormWords, height: int = 460
) -> go.Figure:
    """Draw the norm of each parameter's gradient before and after, on a logarithmic scale.

    Parameters
    ----------
    norms
        A name of ``CLIPPING`` -> the parameter -> its norm; one of 0 or without end leaves a gap.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; the axis of the parameters needs none.
    height
        In pixels.
    """
    traces = [
        {
            "x": on_a_logarithm(np.array(list(of.values()))),
            "y": list(of),
            "name": words.names[kind],
            "mode": "markers",
            "marker": marker(kind, 13, mode),
            "hovertemplate": f"{words.names[kind]}<br>%{{y}}: %{{x:.3g}}<extra></extra>",
        }
        for kind, of in norms.items()
    ]
    named = {"autorange": "reversed", "tickfont": {"size": 15, "color": INK.on(mode)}}
    return assembled(
        traces,
        layout(mode, words.title, height, len(norms))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | LOGARITHMIC | {"dtick": 1},
            "yaxis": axis(mode) | named,
        },
    )
