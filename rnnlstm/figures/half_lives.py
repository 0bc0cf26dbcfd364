"""What forget bias gives what half-life: theory as a curve, what an LSTM does as points on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import LOGARITHMIC, Words, assembled, axis, layout
from rnnlstm.figures.palette import INK, MODELS, MUTED, QUANTITIES, Mode


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
    low = float(np.log10(lives.theory.min())) - 0.1
    high = float(np.log10(max(lives.theory.max(), lives.needed))) + 0.1
    first, last = lives.biases[[0, -1]]
    theory = {
        "x": lives.biases,
        "y": lives.theory,
        "name": words.theory,
        "mode": "lines",
        "line": {"color": MUTED.on(mode), "width": 3, "dash": "dash"},
        "hovertemplate": "%{x}: %{y:.3g}<extra></extra>",
    }
    return assembled(
        [theory, *_measured(lives, mode, words), *_marks(lives, mode, words, (10**low, 10**high))],
        layout(mode, words.title, height, 5)
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": [first - 0.1, last + 0.1], "dtick": 1},
            "yaxis": axis(mode, text=words.y, standoff=18) | LOGARITHMIC | {"range": [low, high], "dtick": 1},
        },
    )


def _measured(lives: HalfLives, mode: Mode, words: HalfLifeWords) -> list[dict[str, Any]]:
    """Return the points: those measured, and those out of reach where there are any."""
    reached, beyond = np.isfinite(lives.measured) & (lives.measured > 0), np.isposinf(lives.measured)
    lstm = MODELS["LSTM"].on(mode)
    measured = {
        "x": lives.measured_at[reached],
        "y": lives.measured[reached],
        "name": words.measured,
        "mode": "markers",
        "marker": {"symbol": "square", "size": 10, "color": lstm},
        "hovertemplate": "%{x}: %{y:.3g}<extra></extra>",
    }
    longer = {
        "x": lives.measured_at[beyond],
        "y": np.full(beyond.sum(), lives.longest),
        "name": words.longer,
        "mode": "markers",
        "marker": {"symbol": "triangle-up-open", "size": 12, "color": lstm},
        "hoverinfo": "name",
    }
    return [measured, longer] if beyond.any() else [measured]


def _marks(
    lives: HalfLives, mode: Mode, words: HalfLifeWords, ends: tuple[float, float]
) -> list[dict[str, Any]]:
    """Return the lines of the learner's bias and of the bias needed; ``ends`` are those of the axis."""
    low, high = ends
    own = {
        "x": [lives.bias, lives.bias],
        "y": [low, high],
        "name": words.own,
        "line": {"color": QUANTITIES["f"].on(mode), "width": 2, "dash": "solid"},
    }
    needed = {
        "x": [lives.biases[0], lives.needed_bias, lives.needed_bias],
        "y": [lives.needed, lives.needed, low],
        "name": words.needed,
        "line": {"color": INK.on(mode), "width": 2, "dash": "dot"},
    }
    return [mark | {"mode": "lines", "hoverinfo": "name"} for mark in (own, needed)]
