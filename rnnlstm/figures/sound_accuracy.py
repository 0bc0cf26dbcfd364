"""How often networks label a sound rightly: against the noise, or against the updates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout
from rnnlstm.figures.palette import MODELS, MUTED, RULE, Hue, Mode

Array = NDArray[np.floating[Any]]

NETWORKS: dict[str, Hue] = {"frame": MUTED, **{kind: MODELS[kind] for kind in ("RNN", "LSTM", "GRU")}}
"""The networks that listen; the first sees each frame alone."""
SYMBOLS = {"frame": "x", **{kind: MARKERS[kind] for kind in ("RNN", "LSTM", "GRU")}}


@dataclass(frozen=True)
class AccuracyWords(Words):
    """The words of a figure of accuracies: what chance is called, and each network."""

    chance: str
    networks: Mapping[str, str]


def accuracy_chart(
    curves: Mapping[str, tuple[Array, Array]],
    chance: float,
    *,
    mode: Mode,
    words: AccuracyWords,
    across: Mapping[str, Any] | None = None,
    mark: float | None = None,
    height: int = 340,
) -> go.Figure:
    """Draw the accuracy of networks against something, and chance.

    Parameters
    ----------
    curves
        Of each network where it was measured, and what: by its name in `NETWORKS`.
    chance
        The accuracy of who remembers nothing.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    across
        What the horizontal axis has of its own.
    mark
        Where on it the learner's own setting stands.
    height
        In pixels.
    """
    colour = MUTED.on(mode)
    level = {"type": "line", **{"xref": "x domain", "x0": 0, "x1": 1}, "y0": chance, "y1": chance}
    shapes = [level | {"line": {"color": colour, "width": 2, "dash": "dash"}}]
    if mark is not None:
        here = {"type": "line", "x0": mark, "x1": mark, "yref": "y domain", "y0": 0, "y1": 1}
        shapes.append(here | {"line": {"color": RULE.on(mode), "width": 6}, "layer": "below"})
    note = {
        "text": f"- - {words.chance} {chance:.0%}",
        **{"xref": "paper", "x": 1, "xanchor": "right", "y": 0, "yanchor": "bottom"},
        "showarrow": False,
        "font": {"size": 14, "color": colour},
    }
    return assembled(
        [_curve(kind, x, y, mode, words) for kind, (x, y) in curves.items()],
        layout(mode, words.title, height, len(curves))
        | {
            "xaxis": axis(mode, text=words.x) | dict(across or {}),
            "yaxis": axis(mode, text=words.y, standoff=12) | {"range": [0, 1.04], "tickformat": ".0%"},
            "shapes": shapes,
            "annotations": [note],
            "hovermode": "closest",
        },
    )


def _curve(kind: str, x: Array, y: Array, mode: Mode, words: AccuracyWords) -> dict[str, Any]:
    dash = "dot" if kind == "frame" else "solid"
    return {
        "x": x,
        "y": y,
        "name": in_legend(words.networks[kind]),
        "mode": "lines+markers",
        "line": {"color": NETWORKS[kind].on(mode), "width": 3, "dash": dash},
        "marker": {"symbol": SYMBOLS[kind], "size": 9},
        "hovertemplate": f"{words.networks[kind]}<br>%{{x}}: %{{y:.1%}}<extra></extra>",
    }
