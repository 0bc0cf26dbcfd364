"""Who moves whom: the triangle of influences as a heat map, and one row or column of it as a curve."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, powers, scale
from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import LOGARITHMIC, Words, assembled, axis, layout, on_a_logarithm, stride
from rnnlstm.figures.palette import GRADIENT, MUTED, NETWORKS, Mode
from rnnlstm.figures.steps import read_along

Array = NDArray[np.floating[Any]]

LEFT, TOP = 52, 110
"""Margins of a triangle, in pixels."""
MAX_TICKS = 20
SPAN = 10
"""Powers of ten that the colours span at most."""


@dataclass(frozen=True)
class TriangleWords(Words):
    """The words of the heat map.

    Attributes
    ----------
    colour
        What the colour means.
    hover
        Says an influence, with ``{input}``, ``{output}`` and ``{value}`` to be filled.
    """

    colour: str
    hover: str


def triangle_limits(triangles: Iterable[Array]) -> tuple[float, float]:
    """Return the exponents of ten between which all the triangles are coloured."""
    seen = np.concatenate([each[np.isfinite(each) & (each > 0)] for each in triangles] or [np.empty(0)])
    if not seen.size:
        return -1.0, 0.0
    high = float(np.ceil(np.log10(seen.max()) - 1e-9))
    low = max(float(np.floor(np.log10(seen.min()))), high - SPAN)
    return min(low, high - 1), high


def influence_map(
    values: Array,
    symbols: Sequence[str],
    *,
    limits: tuple[float, float],
    mode: Mode,
    words: TriangleWords,
    height: int = 380,
) -> go.Figure:
    """Draw how strongly each input moves each later output: a column an input, a row an output.

    Parameters
    ----------
    values
        (T, T), row s, column t; what is above the diagonal is not drawn. NaN leaves a gap.
    symbols
        What is read at each step.
    limits
        The exponents of ten at the ends of the colours, the same for all networks compared.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    look = {
        "type": "category",
        "showgrid": False,
        "automargin": False,
        "tickfont": {"size": 11, "color": MUTED.on(mode)},
    }
    across = {"tickangle": 0, **_ticks(symbols, "{symbol}<br>{t}", narrow=True)}
    down = {"autorange": "reversed", **_ticks(symbols, "{t} {symbol}")}
    whole = layout(mode, words.title, height, 0) | {
        "hovermode": "closest",
        # Narrow, for triangles side by side.
        "margin": {"l": LEFT, "r": 8, "t": TOP, "b": 62},
        "xaxis": axis(mode, text=words.x) | look | across,
        "yaxis": axis(mode, text=words.y, standoff=6) | look | down,
    }
    return assembled([_heat(values, symbols, limits, mode, words)], below_a_colour_bar(whole))


def _heat(
    values: Array, symbols: Sequence[str], limits: tuple[float, float], mode: Mode, words: TriangleWords
) -> dict[str, Any]:
    T = len(values)
    later = np.tri(T, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.where(later, np.log10(values), np.nan)
    low, high = limits
    # What is 0 or infinite has a place among the colours, unlike what there is not.
    exponents = np.clip(exponents, low - 1, high + 1)
    steps = [f"{t} {html.escape(symbol)}" for t, symbol in enumerate(symbols, start=1)]
    at, text = powers(low, high)
    every = slice(None, None, -2 if len(at) > 4 else -1)
    gap = 0.5 if T <= 40 else 0
    hover = words.hover.format(input="%{x}", output="%{y}", value="%{customdata:.2e}")
    return {
        "type": "heatmap",
        "x": steps,
        "y": steps,
        "z": exponents.astype(np.float32),
        "zmin": low,
        "zmax": high,
        "colorscale": scale(GRADIENT, mode),
        "customdata": np.where(later, values, np.nan).astype(np.float32),
        "hoverongaps": False,
        "hovertemplate": hover + "<extra></extra>",
        "colorbar": bar(mode, words.colour, at[every], text[every]) | {"len": 1, "tickangle": 0},
        "xgap": gap,
        "ygap": gap,
    }


@dataclass(frozen=True, eq=False)
class InfluenceSlice:
    """One row or one column of several triangles.

    Attributes
    ----------
    rows
        Each network's influences by its label, from step ``first`` on; 0, infinity and NaN leave a gap.
    first
        The step of the first of them, from 1.
    symbols
        What is read at each step of the whole sequence.
    """

    rows: Mapping[str, Array]
    first: int
    symbols: Sequence[str]

    @property
    def steps(self) -> NDArray[np.integer[Any]]:
        """The steps of the influences, from 1."""
        return np.arange(self.first, self.first + len(next(iter(self.rows.values()))))

    @property
    def reads(self) -> list[str]:
        """What is read at these steps."""
        return list(self.symbols[self.first - 1 : self.first - 1 + len(self.steps)])


@dataclass(frozen=True)
class SliceWords(Words):
    """The words of the curves: ``hover`` says an influence, by ``{network}``, ``{step}`` and ``{value}``."""

    hover: str


def slice_chart(
    section: InfluenceSlice, *, mode: Mode, words: SliceWords, height: int = 430, floor: float = 1e-16
) -> go.Figure:
    """Draw influences against the step, on a logarithmic scale.

    Parameters
    ----------
    section
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    floor
        The lowest value shown.
    """
    shown = {label: on_a_logarithm(values) for label, values in section.rows.items()}
    traces = [
        {
            "x": section.steps,
            "y": values,
            "name": label,
            "mode": "lines+markers",
            "line": {"color": NETWORKS[label].on(mode), "width": 3},
            "marker": {"symbol": MARKERS[label], "size": 8, "maxdisplayed": 80},
            "customdata": [html.escape(symbol) for symbol in section.reads],
            "hovertemplate": words.hover.format(network=label, step="%{x} %{customdata}", value="%{y:.2e}")
            + "<extra></extra>",
        }
        for label, values in shown.items()
    ]
    together = np.concatenate([np.empty(0), *shown.values()])
    together = together[~np.isnan(together)]
    high = float(np.ceil(np.log10(together.max()) + 0.1)) if together.size else 0.0
    low = float(np.floor(np.log10(together.min()))) if together.size else -1.0
    low = min(max(low, np.log10(floor)), high - 1)
    norms = LOGARITHMIC | {"range": [low, high], "dtick": stride(high - low)}
    return assembled(
        traces,
        layout(mode, words.title, height, len(section.rows))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x)
            | read_along(section.symbols)
            | {"range": [0.5, len(section.symbols) + 0.5]},
            "yaxis": axis(mode, text=words.y, standoff=18) | norms,
        },
    )


def _ticks(symbols: Sequence[str], form: str, *, narrow: bool = False) -> dict[str, Any]:
    """Return the marks of an axis of steps: each symbol, or on a long axis some with their numbers."""
    T = len(symbols)
    apart = max(1, -(-T // (MAX_TICKS if T <= MAX_TICKS else MAX_TICKS // 2)))
    if narrow and max(map(len, symbols)) > 2:
        # Wide symbols side by side would run into each other: their steps alone.
        apart, form = max(2, apart), "{t}"
    at = list(range(0, T, apart))
    form = "{symbol}" if apart == 1 else form
    return {
        "tickvals": at,
        "ticktext": [form.format(t=t + 1, symbol=html.escape(symbols[t])) for t in at],
    }
