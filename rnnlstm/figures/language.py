"""A language model in figures: its bits per character in training, and what it loses when left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.language.baselines import Baselines
from rnnlstm.core.language.exposure import Exposure
from rnnlstm.core.language.training import Course
from rnnlstm.figures.flow import MARKERS, Curve
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout, two_rows
from rnnlstm.figures.losses import FAINT, running_mean, smoothing
from rnnlstm.figures.palette import MODELS, MUTED, PAGE, Mode
from rnnlstm.figures.steps import read_along

Array = NDArray[np.floating[Any]]

DASHES = ("dot", "dash", "longdash")
"""Of the lines of the predictors without a network: uniform, unigram, bigram."""


@dataclass(frozen=True)
class BitsWords(Words):
    """The words of the training curve.

    Attributes
    ----------
    training, held_out
        Name the curve and the points.
    naive
        Name the three predictors without a network: uniform, unigram, bigram.
    """

    training: str
    held_out: str
    naive: tuple[str, str, str]


def bits_chart(
    course: Course, naive: Baselines, *, mode: Mode, words: BitsWords, height: int = 380
) -> go.Figure:
    """Draw the bits per character of a training, update by update.

    Parameters
    ----------
    course
        The training, as far as it has come.
    naive
        What needs no network: three lines.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    colour = MODELS[course.recipe.kind].on(mode)
    steps = np.arange(1, course.step + 1)
    smooth = running_mean(course.bits, smoothing(course.recipe.updates))
    line = {"x": steps, "mode": "lines", "name": in_legend(words.training)}
    hover = "%{fullData.name}<br>%{x}: %{y:.3f}<extra></extra>"
    points = {
        "x": [look.step for look in course.looks],
        "y": [look.bits for look in course.looks],
        "mode": "markers",
        "name": in_legend(words.held_out),
        "marker": {
            "symbol": MARKERS[course.recipe.kind],
            "size": 8,
            "color": colour,
            "line": {"width": 1, "color": PAGE.on(mode)},
        },
        "hovertemplate": hover,
    }
    traces = [
        line
        | {
            "y": course.bits,
            "line": {"color": colour, "width": 1},
            "opacity": FAINT,
            "showlegend": False,
            "hoverinfo": "skip",
        },
        line | {"y": smooth, "line": {"color": colour, "width": 2}, "hovertemplate": hover},
        points,
    ]
    levels = (naive.uniform, naive.unigram, naive.bigram)
    whole = layout(mode, words.title, height, 2) | _levels(levels, words.naive, mode)
    return assembled(
        traces,
        whole
        | {
            "hovermode": "closest",
            "uirevision": "training",
            "xaxis": axis(mode, text=words.x) | {"range": [0, course.recipe.updates], "nticks": 6},
            "yaxis": axis(mode, text=words.y, standoff=8) | {"range": [0, 1.08 * naive.uniform]},
        },
    )


def _levels(values: Sequence[float], names: Sequence[str], mode: Mode) -> dict[str, Any]:
    """Return lines across the figure, each with its name and number at the right."""
    colour = MUTED.on(mode)
    across = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y"}
    lines = [
        across | {"y0": value, "y1": value, "line": {"color": colour, "width": 2, "dash": dash}}
        for value, dash in zip(values, DASHES, strict=True)
    ]
    note = {
        **{"xref": "x domain", "x": 1, "xanchor": "right", "yref": "y", "yanchor": "bottom"},
        "showarrow": False,
        "font": {"size": 14, "color": colour},
        "bgcolor": PAGE.on(mode),
        "opacity": 0.85,
    }
    notes = [
        note | {"y": value, "text": f"{name} {value:.2f}"} for value, name in zip(values, names, strict=True)
    ]
    return {"shapes": lines, "annotations": notes}


@dataclass(frozen=True)
class ExposureWords(Words):
    """The words of a comparison of two curves, and of a level that they are read against."""

    names: tuple[str, str]
    level: str


def exposure_chart(
    curves: tuple[Array, Array],
    level: float | None,
    *,
    mode: Mode,
    words: ExposureWords,
    height: int = 320,
) -> go.Figure:
    """Draw bits per character with the true text and without it, against the steps without it.

    Parameters
    ----------
    curves
        With the true text, and with the network's own.
    level
        Bits of a predictor to compare with, None for none.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    looks = ((MODELS["LSTM"], "solid"), (MODELS["RNN"], "dash"))
    traces = [
        {
            "x": np.arange(1, len(values) + 1),
            "y": values,
            "mode": "lines",
            "name": in_legend(name),
            "line": {"color": hue.on(mode), "width": 3, "dash": dash},
            "hovertemplate": f"{name}<br>%{{x}}: %{{y:.2f}}<extra></extra>",
        }
        for values, name, (hue, dash) in zip(curves, words.names, looks, strict=True)
    ]
    whole = layout(mode, words.title, height, 2)
    if level is not None:
        lines = _levels((level,) * 3, (words.level,) * 3, mode)
        whole |= {name: each[:1] for name, each in lines.items()}
    top = max(float(np.max(curves)), level or 0.0)
    return assembled(
        traces,
        whole
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x),
            "yaxis": axis(mode, text=words.y, standoff=8) | {"range": [0, 1.1 * top]},
        },
    )


def smoothed(exposed: Exposure, window: int = 5) -> tuple[Array, Array, Array, Array]:
    """Return the four curves of an exposure, each the mean of the last few steps up to each step."""
    curves = (exposed.forced, exposed.free, exposed.true, exposed.own)
    forced, free, true, own = (running_mean(each, window) for each in curves)
    return forced, free, true, own


def gates_chart(
    states: Sequence[Curve],
    gates: Sequence[Curve],
    symbols: Sequence[str],
    *,
    mode: Mode,
    words: Words,
    below: str,
    height: int = 420,
) -> go.Figure:
    """Draw the states of a unit along a text, and below them its gates.

    Parameters
    ----------
    states, gates
        A value for each character.
    symbols
        The characters, which stand below the axis.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; ``y`` is said of the states.
    below
        What is said of the gates.
    height
        In pixels.
    """
    traces = [
        {
            "x": np.arange(1, len(curve.values) + 1),
            "y": curve.values,
            "yaxis": place,
            "xaxis": place.replace("y", "x"),
            "mode": "lines",
            "name": in_legend(curve.name),
            "line": {"color": curve.hue.on(mode), "width": 2.5, "dash": dash},
            "hovertemplate": f"{curve.name}<br>%{{x}}: %{{y:.3f}}<extra></extra>",
        }
        for place, group in (("y", states), ("y2", gates))
        for curve, dash in zip(group, ("solid", "dash", "dot", "dashdot"), strict=False)
    ]
    above = axis(mode, text=words.y, standoff=8)
    lower = axis(mode, text=below, standoff=8) | {"range": [-0.03, 1.03]}
    along = read_along(symbols)
    whole = layout(mode, words.title, height, len(traces))
    return assembled(traces, whole | two_rows(mode, "", along, above, lower, (0.54, 0.46)))
