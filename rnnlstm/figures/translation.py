"""How well translations are learned: the loss in training, and the accuracy by the length of a number."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import LEFT, NAMED, RIGHT, Words, assembled, axis, in_legend, layout
from rnnlstm.figures.losses import ACCURACIES, FAINT, running_mean, smoothing
from rnnlstm.figures.palette import MUTED, RULE, Hue, Mode

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Accuracy:
    """How often one network is right, by the length of the number.

    Attributes
    ----------
    name : str
    digits, letters, shares : ndarray, shape (n,)
        The length of the numbers, of their phrases on average, and the share right.
    hue : Hue
    symbol, dash : str
        Of its points and its line, so that it is told without its colour.
    """

    name: str
    digits: NDArray[np.integer[Any]]
    letters: Array
    shares: Array
    hue: Hue
    symbol: str = "circle"
    dash: str = "solid"


@dataclass(frozen=True, eq=False)
class Losses:
    """The loss of each update of one network's training.

    Attributes
    ----------
    name : str
    values : ndarray, shape (k,)
    hue : Hue
    dash : str
    """

    name: str
    values: Array
    hue: Hue
    dash: str = "solid"


def losses_chart(
    curves: Sequence[Losses], steps: int, *, mode: Mode, words: Words, height: int = 330
) -> go.Figure:
    """Draw the loss of each batch, faint, and its running mean.

    Parameters
    ----------
    curves
        One a network.
    steps
        The updates of the whole training.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    traces: list[dict[str, Any]] = []
    for curve in curves:
        common = {"x": np.arange(1, len(curve.values) + 1), "mode": "lines", "name": in_legend(curve.name)}
        colour = curve.hue.on(mode)
        faint = {"y": curve.values, "line": {"color": colour, "width": 1}, "opacity": FAINT}
        traces.append(common | faint | {"hoverinfo": "skip", "showlegend": False})
        mean = running_mean(curve.values, smoothing(steps))
        line = {"y": mean, "line": {"color": colour, "width": 3, "dash": curve.dash}}
        traces.append(
            common | line | {"hovertemplate": html.escape(curve.name) + "<br>%{x}: %{y:.3f}<extra></extra>"}
        )
    whole = layout(mode, words.title, height, len(curves)) | {
        "hovermode": "closest",
        "uirevision": "training",
        "xaxis": axis(mode, text=words.x) | {"range": [0, steps], "tickangle": 0},
        "yaxis": axis(mode, text=words.y, standoff=10) | {"rangemode": "tozero"},
    }
    return assembled(traces, whole)


def accuracy_chart(
    curves: Sequence[Accuracy], *, mode: Mode, words: Words, trained: int, beyond: str, height: int = 330
) -> go.Figure:
    """Draw the share of numbers that are right against their length.

    Parameters
    ----------
    curves
        One a network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; below each number of digits stand the letters of its phrases.
    trained
        The most digits that the networks were trained on.
    beyond
        Says of what lies to the right of that: never trained on.
    height
        In pixels.
    """
    traces = [
        {
            "x": curve.digits,
            "y": curve.shares,
            "name": in_legend(curve.name),
            "mode": "lines+markers",
            "line": {"color": curve.hue.on(mode), "width": 3, "dash": curve.dash},
            "marker": {"symbol": curve.symbol, "size": 9},
            "hovertemplate": f"{html.escape(curve.name)}<br>%{{x}}: %{{y:.1%}}<extra></extra>",
        }
        for curve in curves
    ]
    first = max(curves, key=lambda curve: len(curve.digits))
    marks = [f"{d}<br>{n:.0f}" for d, n in zip(first.digits, first.letters, strict=True)]
    whole = layout(mode, words.title, height, len(curves)) | {
        "hovermode": "closest",
        "margin": {"l": LEFT, "r": RIGHT, "t": NAMED, "b": 72},
        "xaxis": axis(mode, text=words.x)
        | {
            "tickvals": first.digits.tolist(),
            "ticktext": marks,
            "range": [float(first.digits[0]) - 0.3, float(first.digits[-1]) + 0.3],
        },
        "yaxis": axis(mode, text=words.y, standoff=10) | ACCURACIES,
    }
    if first.digits[-1] > trained:
        whole |= _ground_beyond(trained + 0.5, float(first.digits[-1]) + 0.3, beyond, mode)
    return assembled(traces, whole)


def _ground_beyond(start: float, end: float, label: str, mode: Mode) -> dict[str, Any]:
    """Return a shaded ground from one length on, and the words on it."""
    ground = {
        "type": "rect",
        **{"xref": "x", "x0": start, "x1": end, "yref": "paper", "y0": 0, "y1": 1},
        "fillcolor": RULE.on(mode),
        "opacity": 0.45,
        "line": {"width": 0},
        "layer": "below",
    }
    note = {
        "text": label,
        **{"xref": "x", "x": (start + end) / 2, "yref": "paper", "y": 0.5, "textangle": -90},
        "showarrow": False,
        "font": {"size": 13, "color": MUTED.on(mode)},
    }
    return {"shapes": [ground], "annotations": [note]}
