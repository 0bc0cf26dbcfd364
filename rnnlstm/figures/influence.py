"""Who moves whom: the triangle of influences as a heat map, and one row or column of it as a curve."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import GRADIENT, NETWORKS, Mode
from rnnlstm.figures.updates import Words, bar, powers, scale

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


def triangle(
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
    T = len(values)
    later = np.tri(T, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.where(later, np.log10(values), np.nan)
    low, high = limits
    # What is 0 or infinite has a place among the colours, unlike what there is not.
    exponents = np.clip(exponents, low - 1, high + 1)
    steps = [f"{t} {html.escape(symbol)}" for t, symbol in enumerate(symbols, start=1)]
    at, text = powers(low, high)
    stride = 2 if len(at) > 4 else 1
    figure = go.Figure()
    figure.add_heatmap(
        x=steps,
        y=steps,
        z=exponents.astype(np.float32),
        zmin=low,
        zmax=high,
        colorscale=scale(GRADIENT, mode),
        customdata=np.where(later, values, np.nan).astype(np.float32),
        hoverongaps=False,
        hovertemplate=words.hover.format(input="%{x}", output="%{y}", value="%{customdata:.2e}")
        + "<extra></extra>",
        colorbar=bar(mode, words.colour, at[::-1][::stride], text[::-1][::stride])
        | {"len": 1, "tickangle": 0},
        xgap=0.5 if T <= 40 else 0,
        ygap=0.5 if T <= 40 else 0,
    )
    figure.update_layout(**layout(mode, words.title, height, 0))
    _make_room(figure)
    look = axis(mode) | {"showgrid": False, "automargin": False}
    look["tickfont"] = look["tickfont"] | {"size": 11}
    figure.update_xaxes(
        title=words.x, type="category", tickangle=0, **_ticks(symbols, "{symbol}<br>{t}", narrow=True), **look
    )
    figure.update_yaxes(
        title={"text": words.y, "standoff": 6},
        type="category",
        autorange="reversed",
        **_ticks(symbols, "{t} {symbol}"),
        **look,
    )
    return figure


def _make_room(figure: go.Figure) -> None:
    """Keep the margins narrow, for triangles side by side, and put the title above the colour bar."""
    # Plotly.js leaves out a figure's own title where a colour bar lies flat.
    title = figure.layout.title
    figure.add_annotation(
        text=title.text,
        font=title.font.to_plotly_json(),
        showarrow=False,
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -LEFT},
        **{"yref": "paper", "y": 1, "yanchor": "top", "yshift": TOP - 6},
    )
    figure.update_layout(title=None, hovermode="closest", margin={"l": LEFT, "r": 8, "t": TOP, "b": 62})


def cut(
    rows: Mapping[str, Array],
    first: int,
    symbols: Sequence[str],
    *,
    mode: Mode,
    words: Words,
    hover: str,
    height: int = 430,
    floor: float = 1e-16,
) -> go.Figure:
    """Draw one row or one column of several triangles: influences against the step, on a logarithmic scale.

    Parameters
    ----------
    rows
        Each network's influences by its label, from step ``first`` on; 0, infinity and NaN leave a gap.
    first
        The step of the first of them, from 1.
    symbols
        What is read at each step of the whole sequence.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    hover
        Says an influence, with ``{network}``, ``{step}`` and ``{value}`` to be filled.
    height
        In pixels.
    floor
        The lowest value shown.
    """
    figure = go.Figure()
    seen = []
    for label, values in rows.items():
        shown = np.where(np.isfinite(values) & (values > 0), values, np.nan)
        seen.append(shown[~np.isnan(shown)])
        figure.add_scatter(
            x=np.arange(first, first + len(values)),
            y=shown,
            name=label,
            mode="lines+markers",
            line={"color": NETWORKS[label].on(mode), "width": 3},
            marker={"symbol": MARKERS[label], "size": 8, "maxdisplayed": 80},
            customdata=[html.escape(symbol) for symbol in symbols[first - 1 : first - 1 + len(values)]],
            hovertemplate=hover.format(network=label, step="%{x} %{customdata}", value="%{y:.2e}")
            + "<extra></extra>",
        )
    together = np.concatenate(seen) if seen else np.empty(0)
    high = float(np.ceil(np.log10(together.max()) + 0.1)) if together.size else 0.0
    low = float(np.floor(np.log10(together.min()))) if together.size else -1.0
    low = min(max(low, np.log10(floor)), high - 1)
    figure.update_layout(**layout(mode, words.title, height, len(rows)))
    figure.update_layout(hovermode="closest")
    T = len(symbols)
    stride = max(1, -(-T // (MAX_TICKS + 4)))
    at = list(range(1, T + 1, stride))
    figure.update_xaxes(
        title=words.x,
        range=[0.5, T + 0.5],
        tickvals=at,
        ticktext=[f"{html.escape(symbols[t - 1])}<br>{t}" for t in at],
        tickangle=0,
        **axis(mode),
    )
    figure.update_yaxes(
        title={"text": words.y, "standoff": 18},
        type="log",
        exponentformat="power",
        range=[low, high],
        dtick=max(1, int(np.ceil((high - low) / 8))),
        **axis(mode),
    )
    return figure


def _ticks(symbols: Sequence[str], numbered: str, *, narrow: bool = False) -> dict[str, Any]:
    """Return the marks of an axis of steps: each symbol, or on a long axis some with their numbers."""
    T = len(symbols)
    stride = max(1, -(-T // (MAX_TICKS if T <= MAX_TICKS else MAX_TICKS // 2)))
    if narrow and max(map(len, symbols)) > 2:
        # Wide symbols side by side would run into each other: their steps alone.
        stride, numbered = max(2, stride), "{t}"
    at = list(range(0, T, stride))
    form = "{symbol}" if stride == 1 else numbered
    return {
        "tickvals": at,
        "ticktext": [form.format(t=t + 1, symbol=html.escape(symbols[t])) for t in at],
    }
