"""How a number goes from time step to time step, in two sequences that are read side by side."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout
from rnnlstm.figures.palette import Mode

MAX_TICKS = 24
MARK = "•"
"""Follows a number of the adding problem that is to be added."""
_MARKERS = ("circle", "square")


def by_step(
    curves: Sequence[Curve],
    reads: Sequence[tuple[str, str]],
    *,
    mode: Mode,
    words: Words,
    height: int = 320,
) -> go.Figure:
    """Draw numbers that are never negative against the time step.

    Parameters
    ----------
    curves
        What to draw, a value for each step from 1 on.
    reads
        What the two sequences read at each step; it stands below the axis.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    traces = [
        {
            "x": np.arange(1, len(curve.values) + 1),
            "y": curve.values,
            "name": in_legend(curve.name),
            "mode": "lines+markers",
            "line": {"color": curve.hue.on(mode), "width": 3, "dash": curve.dash},
            "marker": {"symbol": symbol, "size": 8, "maxdisplayed": 80},
            "hovertemplate": f"{curve.name}<br>%{{x}}: %{{y:.3g}}<extra></extra>",
        }
        for curve, symbol in zip(curves, _MARKERS, strict=False)
    ]
    marks = [f"{t}<br>{' | '.join(map(html.escape, read))}" for t, read in enumerate(reads, start=1)]
    return assembled(
        traces,
        layout(mode, words.title, height, len(curves))
        | {
            "xaxis": axis(mode, text=words.x) | ticks(marks),
            "yaxis": axis(mode, text=words.y, standoff=18) | {"rangemode": "tozero"},
        },
    )


def ticks(marks: Sequence[str]) -> dict[str, Any]:
    """Return an axis of steps from 1 on with a mark at each, or at some where there are many."""
    stride = -(-len(marks) // MAX_TICKS)
    return {
        "tickvals": list(range(1, len(marks) + 1, stride)),
        "ticktext": list(marks[::stride]),
        "tickangle": 0,
    }


def read_along(symbols: Sequence[str]) -> dict[str, Any]:
    """Return an axis of steps with what is read at each, and some numbers: none run together on a phone.

    Of wide symbols there are a few; where some are marked, as in the adding problem, these.
    """
    wide, marked = max(map(len, symbols)) > 2, [MARK in symbol for symbol in symbols]
    every, most = len(symbols) <= MAX_TICKS, MAX_TICKS // (4 if wide else 2)
    stride = 1 if len(symbols) <= 10 else 5 if every else -(-len(symbols) // most)
    marks = {}
    for k, symbol in enumerate(symbols):
        here = k % stride == 0
        shown = marked[k] or (here and not any(marked)) if wide else here or every
        if shown or here:
            marks[k + 1] = f"{html.escape(symbol) if shown else ''}<br>{k + 1 if here else ''}"
    return {"tickvals": list(marks), "ticktext": list(marks.values()), "tickangle": 0}


def numbered(symbols: Sequence[str]) -> list[str]:
    """Return the marks of an axis of steps: what is read at each, and its number below."""
    return [f"{html.escape(symbol)}<br>{t}" for t, symbol in enumerate(symbols, start=1)]
