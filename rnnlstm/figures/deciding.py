"""A class for a whole sequence: how likely each is after every step, and what share is right by then."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, quarters
from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout
from rnnlstm.figures.palette import INK, MODELS, MUTED, PAGE, Mode

Array = NDArray[np.floating[Any]]

MOST_WRITTEN = 16
"""In a picture of more steps the probabilities are not written out: they would run into each other."""
LEAST_WRITTEN = 0.045


@dataclass(frozen=True)
class LikelyWords(Words):
    """The words of the picture of probabilities.

    Attributes
    ----------
    colour
        What the colour means.
    decided
        Stands above the step at which the answer is decided.
    hover
        Says a probability, with ``{name}``, ``{step}`` and ``{value}``.
    """

    colour: str
    decided: str
    hover: str


@dataclass(frozen=True, eq=False)
class Likely:
    """How likely every class is after each step of one sequence.

    Attributes
    ----------
    probabilities
        (T, O).
    symbols
        What is read at each step.
    classes
        The name of each class.
    decided
        The step, from 1, from which on the last answer is the likeliest.
    kind
        Of the network, which gives the hue.
    """

    probabilities: Array
    symbols: Sequence[str]
    classes: Sequence[str]
    decided: int
    kind: str


def likely_map(shown: Likely, *, mode: Mode, words: LikelyWords, height: int = 450) -> go.Figure:
    """Draw how likely every class is after each step: a column a step, a row a class.

    A frame runs along the last answer, from the step at which it is decided to the end.

    Parameters
    ----------
    shown
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    T = len(shown.probabilities)
    rows = shown.probabilities.T
    hue = MODELS[shown.kind]
    steps = [f"{t} {html.escape(symbol)}" for t, symbol in enumerate(shown.symbols, start=1)]
    least = LEAST_WRITTEN if T <= MOST_WRITTEN else np.inf
    written = [[f"{100 * p:.0f}" if p >= least else "" for p in row] for row in rows]
    heat = {
        "type": "heatmap",
        "x": steps,
        "y": list(map(html.escape, shown.classes)),
        "z": rows.astype(np.float32),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, PAGE.on(mode)], [1, hue.on(mode)]],
        "text": written,
        "texttemplate": "%{text}",
        "textfont": {"size": 13},
        "hovertemplate": words.hover.format(name="%{y}", step="%{x}", value="%{z:.1%}") + "<extra></extra>",
        "colorbar": bar(mode, words.colour, *quarters()) | {"tickangle": 0, "y": 1.09},
        "xgap": 1,
        "ygap": 1,
    }
    whole = below_a_colour_bar(
        layout(mode, words.title, height, 0)
        | {
            "hovermode": "closest",
            "margin": {"l": 96, "r": 8, "t": 136, "b": 44},
            "xaxis": axis(mode)
            | {"type": "category", "showgrid": False, "tickangle": 0}
            | _letters(shown.symbols),
            "yaxis": axis(mode)
            | {"type": "category", "autorange": "reversed", "showgrid": False, "automargin": True},
        }
    )
    marks = _decision(shown, mode, words)
    marks["annotations"] = [*whole["annotations"], *marks["annotations"]]
    return assembled([heat], whole | marks)


def _decision(shown: Likely, mode: Mode, words: LikelyWords) -> dict[str, Any]:
    """Return the frame along the answer, from its decision on, and the mark above it."""
    T, answer, first = len(shown.probabilities), int(shown.probabilities[-1].argmax()), shown.decided - 1
    frame = {
        "type": "rect",
        **{"x0": first - 0.5, "x1": T - 0.5, "y0": answer - 0.5, "y1": answer + 0.5},
        "line": {"color": INK.on(mode), "width": 3},
    }
    # It reads into the figure from whichever side has more room.
    side = {"xanchor": "left", "xshift": -8} if first < T / 2 else {"xanchor": "right", "xshift": 8}
    mark = {
        "text": f"▼ {words.decided}" if first < T / 2 else f"{words.decided} ▼",
        "showarrow": False,
        "font": {"size": 14, "color": INK.on(mode)},
        **{"x": first, **side, "yref": "paper", "y": 1, "yanchor": "bottom"},
    }
    return {"shapes": [frame], "annotations": [mark]}


def _letters(symbols: Sequence[str]) -> dict[str, Any]:
    """Return the marks of the axis of steps: each letter with its number, which long names leave out."""
    every = 1 if len(symbols) <= MOST_WRITTEN else 2
    marks = [
        f"<b>{html.escape(symbol)}</b>" + (f"<br>{t}" if t % every == 0 else "")
        for t, symbol in enumerate(symbols, start=1)
    ]
    return {"tickvals": list(range(len(symbols))), "ticktext": marks, "tickfont": {"size": 14}}


@dataclass(frozen=True)
class RightWords(Words):
    """The words of the curves: ``hover`` says a share, by ``{network}``, ``{step}`` and ``{value}``."""

    hover: str


def right_chart(
    shares: Mapping[str, Array],
    levels: Mapping[str, float],
    *,
    mode: Mode,
    words: RightWords,
    height: int = 430,
) -> go.Figure:
    """Draw the share of sequences that are answered rightly after 1, 2, ... steps.

    Parameters
    ----------
    shares
        (T,) by the kind of network.
    levels
        What is reached without a network, each a line across the figure, by its name.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    longest = max(map(len, shares.values()))
    curves = [
        {
            "x": np.arange(1, len(values) + 1),
            "y": values,
            "name": in_legend(kind),
            "mode": "lines+markers",
            "line": {"color": MODELS[kind].on(mode), "width": 3},
            "marker": {"symbol": MARKERS[kind], "size": 8},
            "hovertemplate": words.hover.format(network=kind, step="%{x}", value="%{y:.1%}")
            + "<extra></extra>",
        }
        for kind, values in shares.items()
    ]
    across = [
        {
            "x": [1, longest],
            "y": [level, level],
            "name": in_legend(name),
            "mode": "lines",
            "line": {"color": MUTED.on(mode), "width": 2, "dash": dash},
            "hovertemplate": f"{html.escape(name)}: {level:.1%}<extra></extra>",
        }
        for (name, level), dash in zip(levels.items(), ("dash", "dot", "dashdot"), strict=False)
    ]
    return assembled(
        [*curves, *across],
        layout(mode, words.title, height, len(curves) + len(across))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": [0.6, longest + 0.4], "dtick": 1},
            "yaxis": axis(mode, text=words.y, standoff=18) | {"range": [0, 1], "tickformat": ".0%"},
        },
    )
