"""One translation: where attention looks, the vector that carries everything, and what may be written."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, by_root, quarters, scale
from rnnlstm.figures.frame import LEFT, PLAIN, RIGHT, Words, assembled, axis, layout
from rnnlstm.figures.palette import GATE_OPEN, INK, NEGATIVE, POSITIVE, ZERO, Hue, Mode

Array = NDArray[np.floating[Any]]

BLANK = "␣"
"""Stands for the blank between words, which would not be seen."""

FIXED = {"automargin": False}
"""Of an axis beside a colour bar: where Plotly widens a margin, it draws titles over what is there."""


def attention_map(
    weights: Array,
    letters: Sequence[str],
    written: Sequence[str],
    *,
    mode: Mode,
    words: Words,
    colour: str,
    at: int | None = None,
) -> go.Figure:
    """Draw how much of each letter each step of the decoder takes: a row a step, a column a letter.

    Parameters
    ----------
    weights
        alpha_ts, (T, S); each row sums to 1.
    letters
        The S letters read.
    written
        What was written at each of the T steps.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; `x` is not shown, as the letters stand there.
    colour
        What the colour means.
    at
        The step that is looked at, from 0; it is framed.
    """
    (T, S), rows = weights.shape, list(range(len(weights)))
    seen = [html.escape(BLANK if letter == " " else letter) for letter in letters]
    heat = {
        "type": "heatmap",
        "z": weights.astype(np.float32),
        "x": list(range(S)),
        "y": rows,
        "zmin": 0,
        "zmax": 1,
        "colorscale": by_root(GATE_OPEN, mode),
        "colorbar": bar(mode, colour, *quarters()) | {"tickangle": 0},
        "text": [[f"{seen[s]} → {html.escape(written[t])}" for s in range(S)] for t in range(T)],
        "hovertemplate": "%{text}: %{z:.1%}<extra></extra>",
        "xgap": 1,
        "ygap": 1,
    }
    look = {"showgrid": False, "tickfont": {"size": 14 if S <= 45 else 11, "color": INK.on(mode)}}
    across = {"tickvals": list(range(S)), "ticktext": seen, "tickangle": 0, "range": [-0.5, S - 0.5]}
    down = {"tickvals": rows, "ticktext": list(map(html.escape, written)), "range": [T - 0.5, -0.5]}
    whole = layout(mode, words.title, 170 + 26 * T, 0) | {
        "hovermode": "closest",
        "margin": {"l": LEFT, "r": RIGHT, "t": 110, "b": 60},
        "xaxis": axis(mode) | look | across | FIXED,
        "yaxis": axis(mode, text=words.y, standoff=10) | look | down | FIXED,
    }
    if at is not None and at < T:
        edges = {"x0": -0.5, "x1": S - 0.5, "y0": at - 0.5, "y1": at + 0.5}
        whole["shapes"] = [{"type": "rect", **edges, "line": {"color": POSITIVE.on(mode), "width": 2}}]
    return assembled([heat], below_a_colour_bar(whole))


def strips_chart(
    strips: Sequence[tuple[str, Array]], *, mode: Mode, words: Words, colour: str, height: int = 258
) -> go.Figure:
    """Draw vectors as strips of colour, one above the other: a cell a unit, all on a scale from -1 to 1.

    Parameters
    ----------
    strips
        The name of each vector, and its H numbers.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; `x` beside the meaning of the colour, `y` not at all.
    colour
        What the colour means.
    height
        In pixels.
    """
    H = len(strips[0][1])
    heat = {
        "type": "heatmap",
        "z": np.array([values for _, values in strips], np.float32),
        "x": list(range(1, H + 1)),
        "y": list(range(len(strips))),
        "zmin": -1,
        "zmax": 1,
        "colorscale": scale((NEGATIVE, ZERO, POSITIVE), mode),
        "colorbar": bar(mode, f"{colour}: {words.x}") | {"tickvals": [-1, -0.5, 0, 0.5, 1], "tickangle": 0},
        "hovertemplate": "%{x}: %{z:.3f}<extra></extra>",
        "xgap": 1,
        "ygap": 8,
    }
    names = {"tickvals": list(range(len(strips))), "ticktext": [name for name, _ in strips]}
    whole = layout(mode, words.title, height, 0) | {
        "hovermode": "closest",
        "margin": {"l": 104, "r": RIGHT, "t": 104, "b": 60},
        "xaxis": axis(mode) | {"showgrid": False, "range": [0.5, H + 0.5], "tickvals": _marks(H)} | FIXED,
        "yaxis": axis(mode)
        | {"showgrid": False, "tickfont": {"size": 14, "color": INK.on(mode)}}
        | names
        | {"range": [len(strips) - 0.5, -0.5]}
        | FIXED,
    }
    return assembled([heat], below_a_colour_bar(whole))


def _marks(count: int) -> list[int]:
    """Return the cells below which a number stands: the first, each quarter of them, and the last."""
    return sorted({1, *(max(1, round(count * quarter / 4)) for quarter in range(1, 5))})


def bars_chart(
    values: Array,
    names: Sequence[str],
    *,
    mode: Mode,
    words: Words,
    hue: Hue,
    marked: int | None = None,
    shares: bool = False,
    height: int = 250,
) -> go.Figure:
    """Draw one bar a letter or a digit; one of them can be marked, by a darker bar with an edge.

    Parameters
    ----------
    values
        The height of each bar.
    names
        What stands below each.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    hue
        Of the bars.
    marked
        Which of them is looked at, from 0.
    shares
        Whether the values are shares of 1: the axis then goes from 0 to 100%.
    height
        In pixels.
    """
    n = len(values)
    seen = [html.escape(BLANK if name == " " else name) for name in names]
    here = np.arange(n) == (-1 if marked is None else marked)
    bars = {
        "type": "bar",
        "x": list(range(n)),
        "y": values,
        "text": seen,
        "textposition": "none",
        "marker": {
            "color": hue.on(mode),
            "opacity": np.where(here, 1.0, 0.5) if marked is not None else 1.0,
            "line": {"color": INK.on(mode), "width": np.where(here, 2, 0)},
        },
        "hovertemplate": "%{text}: %{y:" + (".1%" if shares else ".3f") + "}<extra></extra>",
    }
    look = {"tickvals": list(range(n)), "ticktext": seen, "tickangle": 0, "showgrid": False}
    upward = {"range": [0, 1.02], "tickformat": ".0%"} if shares else {"rangemode": "tozero"}
    whole = layout(mode, words.title, height, 0) | {
        "hovermode": "closest",
        "margin": {"l": LEFT, "r": RIGHT, "t": PLAIN, "b": 56},
        "bargap": 0.15,
        "xaxis": axis(mode, text=words.x) | look | {"tickfont": {"size": 14 if n <= 45 else 11}} | FIXED,
        "yaxis": axis(mode, text=words.y, standoff=10) | upward,
    }
    return assembled([bars], whole)
