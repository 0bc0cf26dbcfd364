"""What happens inside networks in a training, against the updates: gradients by lag, and the gates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.core.training.history import BINS, History
from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, by_root, powers, scale
from rnnlstm.figures.frame import Words, assembled
from rnnlstm.figures.palette import GRADIENT, Mode, gate_hue
from rnnlstm.figures.updates import COLOURED, PLAIN, against_updates, updates

QUARTERS = [0, 0.25, 0.5, 0.75, 1]


@dataclass(frozen=True)
class ColourWords(Words):
    """The words of a heat map: what its colour means."""

    colour: str


@dataclass(frozen=True)
class UnitWords(Words):
    """The words of a figure of units: what a unit is called, ``unit {number}``."""

    unit: str


def gradient_chart(
    history: History,
    *,
    limits: tuple[float, float],
    mode: Mode,
    words: ColourWords,
    height: int = 334,
) -> go.Figure:
    """Draw how far the gradient of the last answer reaches back, over a training.

    Parameters
    ----------
    history
        Of one network.
    limits
        The exponents of ten at the ends of the colours, the same for all the networks compared, see
        `gradient_limits`. What is below has the colour of the lowest.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    gradients = np.array([snapshot.gradient for snapshot in history.snapshots]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.log10(gradients)
    low, high = limits
    known = np.flatnonzero(~np.isnan(gradients).all(axis=1))
    heat = {
        "y": np.arange(len(gradients)),
        # A gradient that is 0 has a place among the colours, unlike one that there is not.
        "z": np.where(np.isneginf(exponents), low - 1, exponents),
        "zmin": low,
        "zmax": high,
        "colorscale": scale(GRADIENT, mode),
        "customdata": gradients,
        "hovertemplate": f"{words.x} %{{x}}<br>{words.y} %{{y}}: %{{customdata:.2e}}<extra></extra>",
        "colorbar": bar(mode, words.colour, *powers(low, high)),
    }
    lags = {"range": [-0.5, (known[-1] if known.size else 0) + 0.5]}
    return _coloured(heat, history, mode, words, height, lags)


def gradient_limits(histories: Iterable[History], floor: float = -10) -> tuple[float, float]:
    """Return the exponents of ten between which all their gradients are coloured, none under `floor`."""
    seen = np.concatenate([m.gradient for history in histories for m in history.snapshots] or [np.empty(0)])
    seen = np.log10(seen[np.isfinite(seen) & (seen > 0)])
    if not seen.size:
        return floor, 0.0
    high = max(float(np.ceil(seen.max())), floor + 1)
    return min(max(float(np.floor(seen.min())), floor), high - 1), high


def gate_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: ColourWords,
    height: int = 314,
) -> go.Figure:
    """Draw how open a gate is, over a training: the share of its values in each twentieth of 0 .. 1.

    Parameters
    ----------
    history
        Of an LSTM or a GRU.
    gate
        "f", "i", "o" of an LSTM; "z", "r" of a GRU.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    shares = np.array([snapshot.gates[gate] for snapshot in history.snapshots]).T
    heat = {
        "y": (np.arange(BINS) + 0.5) / BINS,
        "z": shares,
        "zmin": 0,
        "zmax": max(float(np.nanmax(shares)), 1 / BINS),
        "colorscale": by_root(gate_hue(gate), mode),
        "hovertemplate": f"{words.x} %{{x}}<br>{words.y} %{{y:.3f}}: %{{z:.1%}}<extra></extra>",
        "colorbar": bar(mode, words.colour) | {"tickformat": ".0%", "nticks": 4},
    }
    return _coloured(heat, history, mode, words, height, {"range": [0, 1], "tickvals": QUARTERS})


def _coloured(
    heat: dict[str, Any], history: History, mode: Mode, words: Words, height: int, upward: dict[str, Any]
) -> go.Figure:
    """Return a heat map with a column for each snapshot of a network."""
    whole = against_updates(history, mode, words, height, COLOURED, upward | {"showgrid": False})
    return assembled([{"type": "heatmap", "x": updates(history), **heat}], below_a_colour_bar(whole))


def unit_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: UnitWords,
    height: int = 320,
) -> go.Figure:
    """Draw the mean of a gate in each unit, over a training: which of them open, and when.

    Parameters
    ----------
    history, gate, mode, words, height
        As for `gate_chart`.
    """
    means = np.array([snapshot.units[gate] for snapshot in history.snapshots])
    common = {
        "x": updates(history),
        "mode": "lines",
        "line": {"color": gate_hue(gate).on(mode), "width": 1.5},
        "opacity": 0.5,
        "hovertemplate": "%{fullData.name}<br>%{x}: %{y:.3f}<extra></extra>",
    }
    units = [
        common | {"y": values, "name": words.unit.format(number=k)}
        for k, values in enumerate(means.T, start=1)
    ]
    upward = {"range": [-0.02, 1.02], "tickvals": QUARTERS}
    whole = against_updates(history, mode, words, height, PLAIN, upward)
    return assembled(units, whole | {"showlegend": False})
