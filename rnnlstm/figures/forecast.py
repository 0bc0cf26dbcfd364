"""A series and its forecasts: one step ahead, running free; and how the errors fall in a training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout, room_for_legend, two_rows
from rnnlstm.figures.palette import BASELINES, INK, MODELS, MUTED, PAGE, Hue, Mode

Array = NDArray[np.floating[Any]]
DASHES = {"last": "dot", "season": "dashdot", "autoregression": "dash"}
IN_SIGHT = 2
"""The figure shows so many times as much of the series as is held out."""
TICKS = 7


@dataclass(frozen=True, eq=False)
class Forecasts:
    """What one forecaster says.

    Attributes
    ----------
    key
        A name in `MODELS` or in `BASELINES`.
    name
        As the legend says it.
    one_step
        Of each value held out, by each of the trainings: (S, n); S is 1 for a baseline.
    free
        Of the first m of them, running free: (S, m).
    """

    key: str
    name: str
    one_step: Array
    free: Array


@dataclass(frozen=True)
class ForecastWords(Words):
    """The words of the figure: what each part shows, the name of the series, and what is held out."""

    one_step: str
    free: str
    series: str
    held_out: str


def hue_of(key: str) -> Hue:
    """Return the colour of a forecaster."""
    return (MODELS | BASELINES)[key]


def forecast_chart(
    values: Array,
    labels: Sequence[str],
    train: int,
    forecasts: Sequence[Forecasts],
    *,
    mode: Mode,
    words: ForecastWords,
    height: int = 560,
) -> go.Figure:
    """Draw the end of a series with what is forecast of it: one step ahead above, running free below.

    Of several trainings the mean is drawn, and the band from the least to the largest.

    Parameters
    ----------
    values
        The series: (N,).
    labels
        When each was measured.
    train
        How many of them were learned from.
    forecasts
        What is drawn beside it.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    first = max(0, len(values) - IN_SIGHT * (len(values) - train))
    shown = range(first, len(values))
    traces: list[dict[str, Any]] = []
    for place, which in (("", "one_step"), ("2", "free")):
        axes = {"xaxis": "x" + place, "yaxis": "y" + place, "showlegend": not place}
        traces.append(_series(values[first:], labels[first:], shown, mode, words.series) | axes)
        for each in forecasts:
            made = getattr(each, which)
            at = np.arange(train, train + made.shape[1])
            traces += [axes | trace for trace in _forecast(each, made, at, mode)]
    names = [words.series, *(each.name for each in forecasts)]
    upward = axis(mode) | {"range": _range(values[first:])}
    return assembled(
        traces,
        layout(mode, words.title, height + room_for_legend(names), len(names))
        | two_rows(mode, words.x, _ticks(labels, first), upward, upward, (0.55, 0.45))
        | {"hovermode": "closest", "uirevision": "forecast"}
        | _split(train, mode, words),
    )


def _series(values: Array, labels: Sequence[str], at: range, mode: Mode, name: str) -> dict[str, Any]:
    return {
        "x": np.array(at),
        "y": values,
        "text": labels,
        "name": in_legend(name),
        "legendgroup": "series",
        "mode": "lines+markers",
        "line": {"color": INK.on(mode), "width": 1.5},
        "marker": {"size": 4},
        "hovertemplate": f"{name}<br>%{{text}}: %{{y:.4g}}<extra></extra>",
    }


def _forecast(forecasts: Forecasts, made: Array, at: Array, mode: Mode) -> list[dict[str, Any]]:
    """Return the mean of several trainings, and before it the band that they span, if they are several."""
    colour = hue_of(forecasts.key).on(mode)
    shown = np.where(np.isfinite(made), made, np.nan)
    network = forecasts.key in MODELS
    line = {
        "x": at,
        "y": shown.mean(0),
        "name": in_legend(forecasts.name),
        "legendgroup": forecasts.key,
        "mode": "lines+markers" if network else "lines",
        "line": {"color": colour, "width": 2, "dash": DASHES.get(forecasts.key, "solid")},
        "marker": {"symbol": MARKERS.get(forecasts.key, "circle"), "size": 6, "maxdisplayed": 24},
        "hovertemplate": f"{forecasts.name}: %{{y:.4g}}<extra></extra>",
    }
    if len(made) == 1:
        return [line]
    return [band(at, shown.min(0), shown.max(0), colour) | {"legendgroup": forecasts.key}, line]


def band(at: Array, low: Array, high: Array, colour: str) -> dict[str, Any]:
    """Return the ground between two curves, faintly coloured."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return {
        "x": np.concatenate([at, at[::-1]]),
        "y": np.concatenate([high, low[::-1]]),
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},0.18)",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _range(values: Array) -> list[float]:
    """Return an axis by the series itself: a forecast that runs away leaves the picture."""
    low, high = float(values.min()), float(values.max())
    room = 0.2 * (high - low) or 0.1 * abs(high) or 1.0
    return [low - room, high + room]


def _ticks(labels: Sequence[str], first: int) -> dict[str, Any]:
    places = np.unique(np.linspace(first, len(labels) - 1, TICKS).round().astype(int))
    return {
        "tickvals": places,
        "ticktext": [labels[k] for k in places],
        "tickangle": 0,
        "range": [first - 0.5, len(labels) - 0.5],
    }


def _split(train: int, mode: Mode, words: ForecastWords) -> dict[str, Any]:
    """Return a line where the held-out part begins, and what each part of the figure shows."""
    line = {
        "type": "line",
        **{"xref": "x", "x0": train - 0.5, "x1": train - 0.5},
        **{"yref": "paper", "y0": 0, "y1": 1},
        "line": {"color": MUTED.on(mode), "width": 2, "dash": "dash"},
    }
    common = {"showarrow": False, "font": {"size": 14, "color": MUTED.on(mode)}, "yref": "paper"}
    parts = [
        common
        | {"text": text, "xref": "paper", "x": 0.005, "xanchor": "left", "y": y, "yanchor": "top"}
        | {"bgcolor": PAGE.on(mode)}  # the dashed line ends at the words
        for text, y in ((words.one_step, 1.0), (words.free, 0.45))
    ]
    beside = {"text": words.held_out, "xref": "x", "x": train - 0.5, "xanchor": "left", "y": 0.0}
    return {"shapes": [line], "annotations": [*parts, common | beside | {"yanchor": "bottom"}]}


@dataclass(frozen=True, eq=False)
class Course:
    """How the error of one kind of network went in its trainings.

    Attributes
    ----------
    key
        A name in `MODELS`.
    steps
        The updates after which it was measured: (k,).
    errors
        On what is held out, by each of the trainings: (S, k).
    """

    key: str
    steps: Array
    errors: Array


def course_chart(
    courses: Sequence[Course],
    levels: Sequence[tuple[str, str, float]],
    updates: int,
    *,
    mode: Mode,
    words: Words,
    height: int = 380,
) -> go.Figure:
    """Draw the errors on what is held out against the updates, beside those of the baselines.

    Parameters
    ----------
    courses
        Of the networks; the mean of the trainings and the band that they span.
    levels
        Of each baseline its key, its name and its error.
    updates
        How many a training makes.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    traces = [_level(*level, updates, mode) for level in levels]
    for course in courses:
        traces += _course(course, mode)
    names = [*(name for _key, name, _error in levels), *(course.key for course in courses)]
    highest = max([error for *_, error in levels if np.isfinite(error)], default=0.0)
    top = max([highest, *(float(np.nanmean(each.errors[:, -1])) for each in courses if each.errors.size)])
    return assembled(
        traces,
        layout(mode, words.title, height + room_for_legend(names), len(names))
        | {
            "hovermode": "closest",
            "uirevision": "forecast",
            "xaxis": axis(mode, text=words.x) | {"range": [0, updates], "nticks": 6, "tickangle": 0},
            "yaxis": axis(mode, text=words.y, standoff=18) | {"range": [0, 1.6 * top or 1.0]},
        },
    )


def _level(key: str, name: str, error: float, updates: int, mode: Mode) -> dict[str, Any]:
    return {
        "x": [0, updates],
        "y": [error, error],
        "name": in_legend(name),
        "mode": "lines",
        "line": {"color": hue_of(key).on(mode), "width": 2, "dash": DASHES[key]},
        "hovertemplate": f"{name}: %{{y:.4g}}<extra></extra>",
    }


def _course(course: Course, mode: Mode) -> list[dict[str, Any]]:
    colour = hue_of(course.key).on(mode)
    errors = np.where(np.isfinite(course.errors), course.errors, np.nan)
    line = {
        "x": course.steps,
        "y": errors.mean(0),
        "name": in_legend(course.key),
        "mode": "lines+markers",
        "line": {"color": colour, "width": 2},
        "marker": {"symbol": MARKERS[course.key], "size": 7},
        "hovertemplate": f"{course.key}<br>%{{x}}: %{{y:.4g}}<extra></extra>",
    }
    return [band(course.steps, errors.min(0), errors.max(0), colour), line]
