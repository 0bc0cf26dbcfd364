"""The cliff: a loss over two weights, as a map and in profile, and descents on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.cliff import CliffSurface, Descent
from rnnlstm.figures.frame import (
    BELOW,
    LEFT,
    LOGARITHMIC,
    NAMED,
    Words,
    assembled,
    axis,
    layout,
    on_a_logarithm,
    two_rows,
)
from rnnlstm.figures.palette import CLIPPING, HIGHLAND, INK, LOWLAND, MUTED, PAGE, QUANTITIES, Hue, Mode

SHOWN = (0.0, 0.01, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0)
"""The losses that the colour bar names."""
BAR = 84
"""The margin in which the colour bar stands, in pixels."""
DASHES = {"none": "dot", "norm": "solid", "value": "dash"}
SYMBOLS = {"none": "x", "norm": "circle", "value": "diamond"}


@dataclass(frozen=True, eq=False)
class NamedDescent:
    """A descent, what is done to its gradient (a name of ``CLIPPING``), and the legend's words for it."""

    kind: str
    name: str
    descent: Descent

    @property
    def hue(self) -> Hue:
        """Its colour."""
        return CLIPPING[self.kind]


@dataclass(frozen=True)
class MapWords(Words):
    """The words of the map: the name of the point where all descents begin."""

    start: str


def map_chart(
    surface: CliffSurface,
    descents: Sequence[NamedDescent],
    *,
    mode: Mode,
    words: MapWords,
    height: int = 480,
) -> go.Figure:
    """Draw the loss over both weights as a map, and the descents on it.

    The colour goes by sqrt(E), which is |h_T - target|: so that the valley shows beside the plateaus.

    Parameters
    ----------
    surface
        The loss; the map ends where it ends, and a descent may leave it.
    descents
        What to draw on it.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    paths = [
        _curve(each, mode) | {"x": each.descent.w, "y": each.descent.b, "opacity": 0.95} for each in descents
    ]
    begin = [_start(each.descent.w[0], each.descent.b[0], words.start, mode) for each in descents[:1]]
    return assembled(
        [_ground(surface, mode), *paths, *begin],
        layout(mode, words.title, height, len(descents))
        | {
            "hovermode": "closest",
            "margin": {"l": LEFT, "r": BAR, "t": NAMED, "b": BELOW},
            "xaxis": axis(mode, text=words.x) | {"range": _ends(surface.w)},
            "yaxis": axis(mode, text=words.y, standoff=12) | {"range": _ends(surface.b)},
        },
    )


def _ground(surface: CliffSurface, mode: Mode) -> dict[str, Any]:
    """Return the map of the loss."""
    highest = surface.E.max()
    ticks = [E for E in SHOWN if highest >= E]
    return {
        "type": "heatmap",
        "x": surface.w,
        "y": surface.b,
        # Half the bytes; the eye tells a hundred shades.
        "z": np.sqrt(surface.E).astype(np.float32),
        "zmin": 0,
        "zmax": float(np.sqrt(highest)),
        "colorscale": [[0, LOWLAND.on(mode)], [1, HIGHLAND.on(mode)]],
        "zsmooth": "fast",
        "colorbar": {
            "title": {"text": "E"},
            "tickvals": np.sqrt(ticks),
            "ticktext": [f"{E:g}" for E in ticks],
            "thickness": 14,
            "len": 0.9,
            "tickfont": {"color": MUTED.on(mode)},
        },
        "hovertemplate": "w = %{x:.3f}, b = %{y:.3f}<br>√E = %{z:.3f}<extra></extra>",
    }


@dataclass(frozen=True)
class ProfileWords(Words):
    """The words of the profile: the lower axis, and the name of the start."""

    steepness: str
    start: str


def profile_chart(
    profile: CliffSurface, start: tuple[float, float], *, mode: Mode, words: ProfileWords, height: int = 480
) -> go.Figure:
    """Draw the loss along w, and below it the size of its gradient.

    Parameters
    ----------
    profile
        A surface with one bias.
    start
        A weight, and the loss there.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    names = (words.y, words.steepness)
    steepness = np.hypot(profile.dE_dw, profile.dE_db)[0]
    color, w = QUANTITIES["loss"].on(mode), profile.w
    curves = [
        {
            "x": w,
            "y": on_a_logarithm(values),
            "name": name,
            "mode": "lines",
            "line": {"color": color, "width": 3, "dash": dash},
            "hovertemplate": f"{name}<br>w = %{{x:.2f}}: %{{y:.3g}}<extra></extra>",
            "xaxis": f"x{row}",
            "yaxis": f"y{row}",
        }
        for row, values, name, dash in zip(
            ("", "2"), (profile.E[0], steepness), names, ("solid", "dot"), strict=True
        )
    ]
    high, low = (axis(mode, text=name, standoff=12) for name in names)
    return assembled(
        [*curves, _start(*start, words.start, mode)],
        layout(mode, words.title, height, 1)
        | two_rows(
            mode,
            words.x,
            {"range": _ends(w)},
            high | {"rangemode": "tozero"},
            low | LOGARITHMIC | {"nticks": 6},
            (0.54, 0.46),
        )
        | {"showlegend": False, "hovermode": "closest"},
    )


def descent_chart(
    descents: Sequence[NamedDescent], *, mode: Mode, words: Words, height: int = 480
) -> go.Figure:
    """Draw the loss of each descent against the update, on a logarithmic scale.

    Parameters
    ----------
    descents
        What to draw; a loss of 0 leaves a gap.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    losses_of = [each.descent.E for each in descents]
    lowest = min((float(E[E > 0].min(initial=1.0)) for E in losses_of), default=1.0)
    highest = max([1.0, *(float(E.max()) for E in losses_of)])
    curves = [
        _curve(each, mode) | {"x": np.arange(len(E)), "y": on_a_logarithm(E)}
        for each, E in zip(descents, losses_of, strict=True)
    ]
    bottom = max(np.floor(np.log10(lowest)), -8.0)
    losses = LOGARITHMIC | {"dtick": 1, "range": [bottom, np.log10(highest) + 0.1]}
    return assembled(
        curves,
        layout(mode, words.title, height, len(descents))
        | {
            "xaxis": axis(mode, text=words.x) | {"rangemode": "tozero"},
            "yaxis": axis(mode, text=words.y, standoff=12) | losses,
        },
    )


def marker(kind: str, size: int, mode: Mode) -> dict[str, Any]:
    """Return the marker of a name of ``CLIPPING``, which keeps its edge where it lies on others."""
    edge = {"color": PAGE.on(mode), "width": 1}
    return {"symbol": SYMBOLS[kind], "size": size, "color": CLIPPING[kind].on(mode), "line": edge}


def _start(x: float, y: float, name: str, mode: Mode) -> dict[str, Any]:
    """Return the ring around the point where all begin."""
    return {
        "x": [x],
        "y": [y],
        "mode": "markers+text",
        "text": [name],
        "textposition": "bottom center",
        "textfont": {"color": INK.on(mode), "size": 15},
        "marker": {"symbol": "circle-open", "size": 17, "color": INK.on(mode), "line": {"width": 3}},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _curve(named: NamedDescent, mode: Mode) -> dict[str, Any]:
    return {
        "name": named.name,
        "mode": "lines+markers",
        "line": {"color": named.hue.on(mode), "width": 2, "dash": DASHES[named.kind]},
        "marker": marker(named.kind, 7, mode),
        "hovertemplate": f"{named.name}<br>%{{x:.3g}}: %{{y:.3g}}<extra></extra>",
    }


def _ends(values: NDArray[np.floating[Any]]) -> list[float]:
    return [float(values.min()), float(values.max())]
