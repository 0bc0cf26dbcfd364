"""What forget bias gives what half-life: theory as a curve, what an LSTM does as points on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import INK, MODELS, MUTED, QUANTITIES, Mode
from rnnlstm.figures.updates import Words


@dataclass(frozen=True, eq=False)
class HalfLives:
    """Half-lives against the forget bias.

    Attributes
    ----------
    biases, theory
        The curve, (n,) each.
    measured_at, measured
        The points, (m,) each; inf where the half is not reached.
    longest
        The longest half-life that can be measured, T - 1.
    bias, needed_bias, needed
        The learner's own bias; the bias that a half-life asks for, and that half-life.
    """

    biases: NDArray[np.floating[Any]]
    theory: NDArray[np.floating[Any]]
    measured_at: NDArray[np.floating[Any]]
    measured: NDArray[np.floating[Any]]
    longest: int
    bias: float
    needed_bias: float
    needed: float


@dataclass(frozen=True)
class HalfLifeWords(Words):
    """The words of the figure: the names of the curve, the points, the points out of reach, and two marks."""

    theory: str
    measured: str
    longer: str
    own: str
    needed: str


def half_life_chart(lives: HalfLives, *, mode: Mode, words: HalfLifeWords, height: int = 470) -> go.Figure:
    """Draw the half-life of the cell state against the forget bias, on a logarithmic scale.

    Parameters
    ----------
    lives
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    figure = go.Figure()
    hue, ink, muted = QUANTITIES["f"].on(mode), INK.on(mode), MUTED.on(mode)
    figure.add_scatter(
        x=lives.biases,
        y=lives.theory,
        name=words.theory,
        mode="lines",
        line={"color": muted, "width": 3, "dash": "dash"},
        hovertemplate="%{x}: %{y:.3g}<extra></extra>",
    )
    reached = np.isfinite(lives.measured) & (lives.measured > 0)
    figure.add_scatter(
        x=lives.measured_at[reached],
        y=lives.measured[reached],
        name=words.measured,
        mode="markers",
        marker={"symbol": "square", "size": 10, "color": MODELS["LSTM"].on(mode)},
        hovertemplate="%{x}: %{y:.3g}<extra></extra>",
    )
    beyond = np.isposinf(lives.measured)
    if beyond.any():
        figure.add_scatter(
            x=lives.measured_at[beyond],
            y=np.full(beyond.sum(), lives.longest),
            name=words.longer,
            mode="markers",
            marker={"symbol": "triangle-up-open", "size": 12, "color": MODELS["LSTM"].on(mode)},
            hoverinfo="name",
        )
    low = float(np.log10(lives.theory.min())) - 0.1
    high = float(np.log10(max(lives.theory.max(), lives.needed))) + 0.1
    for at, level, name, colour, dash in (
        (lives.bias, None, words.own, hue, "solid"),
        (lives.needed_bias, lives.needed, words.needed, ink, "dot"),
    ):
        if level is None:
            x, y = [at, at], [10**low, 10**high]
        else:
            x, y = [lives.biases[0], at, at], [level, level, 10**low]
        line = {"color": colour, "width": 2, "dash": dash}
        figure.add_scatter(x=x, y=y, name=name, mode="lines", line=line, hoverinfo="name")
    figure.update_layout(**layout(mode, words.title, height, 5))
    figure.update_layout(hovermode="closest")
    figure.update_xaxes(
        title=words.x, range=[lives.biases[0] - 0.1, lives.biases[-1] + 0.1], dtick=1, **axis(mode)
    )
    figure.update_yaxes(
        title={"text": words.y, "standoff": 18},
        type="log",
        range=[low, high],
        dtick=1,
        exponentformat="power",
        **axis(mode),
    )
    return figure
