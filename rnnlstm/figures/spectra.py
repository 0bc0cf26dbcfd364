"""What a matrix does: its eigenvalues in the plane, and its singular values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.core.spectra import WeightSpectrum
from rnnlstm.figures.frame import Words, assembled, axis, layout
from rnnlstm.figures.palette import INK, MUTED, Hue, Mode

CIRCLE = np.linspace(0, 2 * np.pi, 181)


@dataclass(frozen=True)
class PlaneWords(Words):
    """The words of the complex plane.

    Attributes
    ----------
    eigenvalues
        Names the points.
    unit
        Names the unit circle.
    radius, norm
        Name the circles of the spectral radius and of the spectral norm, with their numbers.
    """

    eigenvalues: str
    unit: str
    radius: str
    norm: str


def complex_plane(
    spectrum: WeightSpectrum, *, mode: Mode, hue: Hue, words: PlaneWords, height: int = 560
) -> go.Figure:
    """Draw the eigenvalues of a matrix with the unit circle, the spectral radius and the spectral norm.

    Parameters
    ----------
    spectrum
        Of the matrix.
    mode
        Whether the page is light or dark.
    hue
        Of what the matrix belongs to.
    words
        What stands on the figure.
    height
        In pixels.
    """
    at = spectrum.eigenvalues
    points = {
        "x": at.real,
        "y": at.imag,
        "name": words.eigenvalues,
        "mode": "markers",
        "marker": {"color": hue.on(mode), "size": 9, "line": {"width": 1, "color": INK.on(mode)}},
        "customdata": np.abs(at),
        "hovertemplate": "λ = %{x:.3g} + %{y:.3g} i<br>|λ| = %{customdata:.3g}<extra></extra>",
    }
    edge = 1.08 * max(1.0, spectrum.spectral_norm)
    part = {
        "zeroline": True,
        "zerolinecolor": MUTED.on(mode),
        "zerolinewidth": 1,
        "range": [-edge, edge],
        "constrain": "domain",
    }
    return assembled(
        [*_circles(spectrum, mode, hue, words), points],
        layout(mode, words.title, height, 4)
        | {
            "hovermode": "closest",
            "hoverdistance": 12,
            "xaxis": axis(mode, text=words.x) | part,
            "yaxis": axis(mode, text=words.y, standoff=10) | part | {"scaleanchor": "x"},
        },
    )


def _circles(spectrum: WeightSpectrum, mode: Mode, hue: Hue, words: PlaneWords) -> list[dict[str, Any]]:
    """Return the unit circle, and those of the spectral radius and of the spectral norm."""
    circles = (
        (1.0, words.unit, {"color": INK.on(mode), "width": 2}),
        (spectrum.spectral_radius, words.radius, {"color": hue.on(mode), "width": 2, "dash": "dot"}),
        (spectrum.spectral_norm, words.norm, {"color": MUTED.on(mode), "width": 2, "dash": "dash"}),
    )
    return [
        {
            "x": radius * np.cos(CIRCLE),
            "y": radius * np.sin(CIRCLE),
            "name": name,
            "mode": "lines",
            "line": line,
            "hoverinfo": "skip",
        }
        for radius, name, line in circles
    ]


@dataclass(frozen=True)
class RankWords(Words):
    """The words of the singular values.

    Attributes
    ----------
    singular, moduli
        Name the singular values, and the moduli of the eigenvalues beside them.
    one
        Names the line at 1, where nothing is stretched or shrunk.
    """

    singular: str
    moduli: str
    one: str


def by_rank(
    spectrum: WeightSpectrum, *, mode: Mode, hue: Hue, words: RankWords, height: int = 430
) -> go.Figure:
    """Draw the singular values of a matrix, the largest first, and the moduli of its eigenvalues.

    Parameters
    ----------
    spectrum, mode, hue, words, height
        As for `complex_plane`.
    """
    rank = np.arange(1, len(spectrum.singular_values) + 1)
    small = 9 if len(rank) <= 64 else 5
    traces: list[dict[str, Any]] = [
        {
            "x": rank,
            "y": values,
            "name": name,
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2, "dash": dash},
            "marker": {"symbol": symbol, "size": small},
            "hovertemplate": "%{fullData.name}<br>%{x}: %{y:.4g}<extra></extra>",
        }
        for values, name, colour, symbol, dash in (
            (spectrum.singular_values, words.singular, hue.on(mode), "circle", "solid"),
            (np.abs(spectrum.eigenvalues), words.moduli, MUTED.on(mode), "diamond-open", "dot"),
        )
    ]
    ends = [0.5, len(rank) + 0.5]
    one = {
        "x": ends,
        "y": [1, 1],
        "name": words.one,
        "mode": "lines",
        "line": {"color": INK.on(mode), "width": 2},
        "hoverinfo": "skip",
    }
    top = 1.08 * max(1.0, spectrum.spectral_norm)
    return assembled(
        [*traces, one],
        layout(mode, words.title, height, 3)
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": ends},
            "yaxis": axis(mode, text=words.y, standoff=18) | {"range": [0, top]},
        },
    )
