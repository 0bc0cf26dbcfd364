"""The cliff: a loss over two weights, seen from above and in profile, and ways that lead down it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from rnnlstm.core.cliff import CliffSurface, Descent
from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import CLIPPING, HIGHLAND, INK, LOWLAND, MUTED, PAGE, QUANTITIES, Hue, Mode

SHOWN = (0.0, 0.01, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0)
"""The losses that the colour bar names."""
DASHES = {"none": "dot", "norm": "solid", "value": "dash"}
SYMBOLS = {"none": "x", "norm": "circle", "value": "diamond"}


@dataclass(frozen=True, eq=False)
class Way:
    """One descent, and what is done to its gradient: a name of ``CLIPPING``, and the legend's words."""

    kind: str
    name: str
    descent: Descent

    @property
    def hue(self) -> Hue:
        """Its colour."""
        return CLIPPING[self.kind]


def from_above(
    surface: CliffSurface, ways: Sequence[Way], *, mode: Mode, title: str, start: str, height: int = 480
) -> go.Figure:
    """Draw the loss over both weights as a map, and the ways on it.

    The colour goes by sqrt(E), which is |h_T - target|: so that the valley shows beside the plateaus.

    Parameters
    ----------
    surface
        The loss; the map ends where it ends, and a way may leave it.
    ways
        What to draw on it.
    mode
        Whether the page is light or dark.
    title, start
        The words of the figure, in the reader's language: ``start`` names the point where all begin.
    height
        Of the figure, in pixels.
    """
    figure = go.Figure()
    ticks = [E for E in SHOWN if surface.E.max() >= E]
    figure.add_heatmap(
        x=surface.w,
        y=surface.b,
        # Half the bytes; the eye tells a hundred shades.
        z=np.sqrt(surface.E).astype(np.float32),
        zmin=0,
        colorscale=[[0, LOWLAND.on(mode)], [1, HIGHLAND.on(mode)]],
        zsmooth="best",
        colorbar={
            "title": {"text": "E"},
            "tickvals": np.sqrt(ticks),
            "ticktext": [f"{E:g}" for E in ticks],
            "thickness": 14,
            "len": 0.9,
            "tickfont": {"color": MUTED.on(mode)},
        },
        hovertemplate="w = %{x:.3f}, b = %{y:.3f}<br>√E = %{z:.3f}<extra></extra>",
    )
    for way in ways:
        figure.add_scatter(x=way.descent.w, y=way.descent.b, **_look(way, mode), opacity=0.95)
    if ways:
        figure.add_scatter(
            x=ways[0].descent.w[:1],
            y=ways[0].descent.b[:1],
            mode="markers+text",
            text=[start],
            textposition="bottom center",
            textfont={"color": INK.on(mode), "size": 15},
            marker={
                "symbol": "circle-open",
                "size": 17,
                "color": INK.on(mode),
                "line": {"width": 3},
            },
            showlegend=False,
            hoverinfo="skip",
        )
    figure.update_layout(**layout(mode, title, height, len(ways)) | {"hovermode": "closest"})
    figure.update_xaxes(title="w", range=_ends(surface.w), **axis(mode))
    figure.update_yaxes(title={"text": "b", "standoff": 12}, range=_ends(surface.b), **axis(mode))
    return figure


def in_profile(
    profile: CliffSurface,
    start: tuple[float, float],
    *,
    mode: Mode,
    title: str,
    names: tuple[str, str],
    here: str,
    height: int = 480,
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
    title, here
        The words of the figure, in the reader's language: ``here`` names the start.
    names
        What the two axes measure.
    height
        Of the figure, in pixels.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.08)
    steepness = np.hypot(profile.dE_dw, profile.dE_db)[0]
    for row, (values, name) in enumerate(zip((profile.E[0], steepness), names, strict=True), start=1):
        figure.add_scatter(
            x=profile.w,
            y=np.where(values > 0, values, np.nan),
            name=name,
            mode="lines",
            line={"color": QUANTITIES["loss"].on(mode), "width": 3, "dash": "solid" if row == 1 else "dot"},
            hovertemplate=f"{name}<br>w = %{{x:.2f}}: %{{y:.3g}}<extra></extra>",
            row=row,
            col=1,
        )
        figure.update_yaxes(title={"text": name, "standoff": 12}, row=row, col=1, **axis(mode))
    figure.add_scatter(
        x=[start[0]],
        y=[start[1]],
        mode="markers+text",
        text=[here],
        textposition="bottom center",
        textfont={"color": INK.on(mode), "size": 15},
        marker={"symbol": "circle-open", "size": 17, "color": INK.on(mode), "line": {"width": 3}},
        showlegend=False,
        hoverinfo="skip",
        row=1,
        col=1,
    )
    figure.update_layout(**layout(mode, title, height, 2) | {"showlegend": False, "hovermode": "closest"})
    figure.update_layout(margin={"t": 60})
    figure.update_yaxes(rangemode="tozero", row=1, col=1)
    figure.update_yaxes(type="log", exponentformat="power", nticks=6, row=2, col=1)
    figure.update_xaxes(range=_ends(profile.w), **axis(mode))
    figure.update_xaxes(title="w", row=2, col=1)
    return figure


def by_update(ways: Sequence[Way], *, mode: Mode, title: str, x_title: str, height: int = 480) -> go.Figure:
    """Draw the loss of each way against the update, on a logarithmic scale.

    Parameters
    ----------
    ways
        What to draw; a loss of 0 leaves a gap.
    mode
        Whether the page is light or dark.
    title, x_title
        The words of the figure, in the reader's language.
    height
        Of the figure, in pixels.
    """
    figure = go.Figure()
    for way in ways:
        E = way.descent.E
        figure.add_scatter(x=np.arange(len(E)), y=np.where(E > 0, E, np.nan), **_look(way, mode))
    lows = [float(way.descent.E[way.descent.E > 0].min(initial=1.0)) for way in ways]
    highs = [float(way.descent.E.max()) for way in ways]
    bottom = max(np.floor(np.log10(min(lows, default=1.0))), -8.0)
    figure.update_layout(**layout(mode, title, height, len(ways)))
    figure.update_xaxes(title=x_title, rangemode="tozero", **axis(mode))
    figure.update_yaxes(
        title={"text": "E", "standoff": 12},
        type="log",
        exponentformat="power",
        dtick=1,
        range=[bottom, np.log10(max([1.0, *highs])) + 0.1],
        **axis(mode),
    )
    return figure


def _look(way: Way, mode: Mode) -> dict[str, Any]:
    return {
        "name": way.name,
        "mode": "lines+markers",
        "line": {"color": way.hue.on(mode), "width": 2, "dash": DASHES[way.kind]},
        "marker": {
            "symbol": SYMBOLS[way.kind],
            "size": 7,
            "color": way.hue.on(mode),
            "line": {"color": PAGE.on(mode), "width": 1},
        },
        "hovertemplate": f"{way.name}<br>%{{x:.3g}}: %{{y:.3g}}<extra></extra>",
    }


def _ends(values: NDArray[np.floating[Any]]) -> list[float]:
    return [float(values.min()), float(values.max())]
