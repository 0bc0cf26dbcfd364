"""What happens in a training, against the updates: losses, gradients by lag, and the gates.

Every figure has the same margins and spans the same updates, so that one cursor can run through them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.history import BINS, History, Moment
from rnnlstm.figures.flow import MARKERS, Curve
from rnnlstm.figures.palette import GRADIENT, GRU_GATES, MODELS, MUTED, PAGE, QUANTITIES, Hue, Mode
from rnnlstm.figures.updates import (
    Words,
    bar,
    below_a_colour_bar,
    by_root,
    finish,
    first,
    powers,
    scale,
    updates,
)

__all__ = [
    "LossWords",
    "Words",
    "gate_chart",
    "gate_hue",
    "gradient_curves",
    "gradient_heatmap",
    "gradient_limits",
    "loss_chart",
    "moment_at",
    "running_mean",
    "smoothing",
    "unit_chart",
]

Array = NDArray[np.floating[Any]]

FAINT = 0.28
"""The opacity of a training loss that is not smoothed."""


@dataclass(frozen=True)
class LossWords(Words):
    """The words of the loss curves.

    Attributes
    ----------
    naive
        Names the line of the naive baseline, or of chance.
    held_out
        Says what a network's points are, where one is pointed at: ``{network}, held out``.
    training
        The same of its line.
    """

    naive: str
    held_out: str
    training: str


def gate_hue(kind: str, gate: str) -> Hue:
    """Return the hue of a gate of an LSTM or a GRU."""
    return GRU_GATES[gate] if kind == "GRU" else QUANTITIES[gate]


def running_mean(values: Array, window: int) -> Array:
    """Return at each place the mean of the last ``window`` values up to it, of fewer at the beginning."""
    sums = np.cumsum(np.concatenate([[0.0], values]))
    until = np.arange(1, len(values) + 1)
    since = np.maximum(until - window, 0)
    return np.asarray((sums[until] - sums[since]) / np.maximum(until - since, 1))


def smoothing(steps: int) -> int:
    """Return over how many updates the loss of a training of so many is averaged."""
    return max(1, steps // 50)


def loss_chart(
    histories: Mapping[str, History],
    *,
    mode: Mode,
    words: LossWords,
    measure: Literal["loss", "accuracy"] = "loss",
    cursor: int | None = None,
    height: int = 380,
) -> go.Figure:
    """Draw how well each network does, update by update.

    Parameters
    ----------
    histories
        By the kind of network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    measure
        "loss": the loss of each batch, faint; its mean over the last `smoothing` updates; the loss on
        held-out sequences as points; and the naive baseline. "accuracy": that on held-out sequences, and
        chance.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    figure = go.Figure()
    seen: list[Array] = []
    for kind, history in histories.items():
        colour = MODELS[kind].on(mode)
        if measure == "loss" and history.step:
            made = np.arange(1, history.step + 1)
            smooth = running_mean(history.loss, smoothing(history.recipe.steps))
            name = words.training.format(network=kind)
            figure.add_scatter(
                x=made, y=history.loss, mode="lines", line={"color": colour, "width": 1}, opacity=FAINT
            )
            figure.data[-1].update(name=name, hoverinfo="skip", showlegend=False)
            figure.add_scatter(
                x=made,
                y=smooth,
                mode="lines",
                line={"color": colour, "width": 2},
                name=name,
                showlegend=False,
                hovertemplate="%{fullData.name}<br>%{x}: %{y:.4g}<extra></extra>",
            )
            seen.append(smooth)
        values = np.array([getattr(moment, measure) for moment in history.moments])
        seen.append(values)
        figure.add_scatter(
            x=updates(history),
            y=values,
            mode="markers" if measure == "loss" else "lines+markers",
            marker={"symbol": MARKERS[kind], "size": 8, "line": {"width": 1, "color": PAGE.on(mode)}},
            line={"color": colour, "width": 2},
            marker_color=colour,
            name=kind,
            hovertemplate=f"{words.held_out.format(network=kind)}<br>%{{x}}: %{{y:.4g}}<extra></extra>",
        )
    task = first(histories).recipe.task
    naive = task.baseline if measure == "loss" else task.chance
    finish(figure, histories, mode, words, height, len(histories), cursor)
    figure.update_layout(hovermode="closest")
    figure.add_hline(y=naive, line={"color": MUTED.on(mode), "width": 2, "dash": "dash"})
    figure.add_annotation(
        xref="paper",
        x=1,
        y=naive,
        text=f"{words.naive} {naive:.3g}",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": 14, "color": MUTED.on(mode)},
        bgcolor=PAGE.on(mode),
        opacity=0.85,
    )
    if measure == "accuracy":
        figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%")
        return figure
    # Single batches may leave the picture; what they tend to, and what is held out, stays in sight.
    low, high = _extent([*seen, np.array([naive])])
    if high / low > 4:
        wide = high / low > 100
        figure.update_yaxes(type="log", exponentformat="power", dtick=1 if wide else "D2")
        figure.update_yaxes(range=[np.log10(low) - 0.15, np.log10(high) + 0.1])
        figure.layout.annotations[0].y = np.log10(naive)
    else:
        figure.update_yaxes(range=[0, 1.05 * high])
    return figure


def gradient_heatmap(
    history: History,
    *,
    mode: Mode,
    words: Words,
    colour_title: str,
    limits: tuple[float, float],
    cursor: int | None = None,
    height: int = 334,
) -> go.Figure:
    """Draw how far the gradient of the last answer reaches back, over a training.

    Parameters
    ----------
    history
        Of one network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    colour_title
        What the colour means.
    limits
        The exponents of ten at the ends of the colours, the same for all the networks compared, see
        `gradient_limits`. What is below has the colour of the lowest.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    gradients = np.array([moment.gradient for moment in history.moments]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.log10(gradients)
    low, high = limits
    # A gradient that is 0 has a place among the colours, unlike one that there is not.
    exponents = np.where(np.isneginf(exponents), low - 1, exponents)
    known = np.flatnonzero(~np.isnan(gradients).all(axis=1))
    figure = go.Figure()
    figure.add_heatmap(
        x=updates(history),
        y=np.arange(len(gradients)),
        z=exponents,
        zmin=low,
        zmax=high,
        colorscale=scale(GRADIENT, mode),
        customdata=gradients,
        hovertemplate=f"{words.x} %{{x}}<br>{words.y} %{{y}}: %{{customdata:.2e}}<extra></extra>",
        colorbar=bar(mode, colour_title, *powers(low, high)),
    )
    finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    below_a_colour_bar(figure)
    figure.update_yaxes(range=[-0.5, (known[-1] if known.size else 0) + 0.5], showgrid=False)
    return figure


def gradient_limits(histories: Iterable[History], floor: float = -10) -> tuple[float, float]:
    """Return the exponents of ten between which all their gradients are coloured, none under `floor`."""
    seen = np.concatenate([m.gradient for history in histories for m in history.moments] or [np.empty(0)])
    seen = np.log10(seen[np.isfinite(seen) & (seen > 0)])
    if not seen.size:
        return floor, 0.0
    high = max(float(np.ceil(seen.max())), floor + 1)
    return min(max(float(np.floor(seen.min())), floor), high - 1), high


def gradient_curves(histories: Mapping[str, History], step: int) -> list[Curve]:
    """Return the gradient by lag at the last look up to an update, as `against_lag` draws it."""
    return [
        Curve(kind, moment_at(history, step).gradient, MODELS[kind]) for kind, history in histories.items()
    ]


def moment_at(history: History, step: int) -> Moment:
    """Return the last look that was taken up to an update."""
    return next(moment for moment in reversed(history.moments) if moment.step <= max(step, 0))


def gate_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: Words,
    colour_title: str,
    cursor: int | None = None,
    height: int = 314,
) -> go.Figure:
    """Draw how open a gate is, over a training: the share of its values in each twentieth of 0 .. 1.

    Parameters
    ----------
    history
        Of an LSTM or a GRU.
    gate
        "f", "i", "o" of an LSTM; "z", "r" of a GRU.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    colour_title
        What the colour means.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    shares = np.array([moment.gates[gate] for moment in history.moments]).T
    hue = gate_hue(history.kind, gate)
    figure = go.Figure()
    figure.add_heatmap(
        x=updates(history),
        y=(np.arange(BINS) + 0.5) / BINS,
        z=shares,
        zmin=0,
        zmax=max(float(np.nanmax(shares)), 1 / BINS),
        colorscale=by_root(hue, mode),
        hovertemplate=f"{words.x} %{{x}}<br>{words.y} %{{y:.3f}}: %{{z:.1%}}<extra></extra>",
        colorbar=bar(mode, colour_title) | {"tickformat": ".0%", "nticks": 4},
    )
    finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    below_a_colour_bar(figure)
    figure.update_yaxes(range=[0, 1], tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=False)
    return figure


def unit_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: Words,
    unit: str,
    cursor: int | None = None,
    height: int = 320,
) -> go.Figure:
    """Draw the mean of a gate in each unit, over a training: which of them open, and when.

    Parameters
    ----------
    history, gate, mode, words, cursor, height
        As for `gate_chart`.
    unit
        What a unit is called: ``unit {number}``.
    """
    means = np.array([moment.units[gate] for moment in history.moments])
    colour = gate_hue(history.kind, gate).on(mode)
    figure = go.Figure()
    for k, values in enumerate(means.T, start=1):
        figure.add_scatter(
            x=updates(history),
            y=values,
            mode="lines",
            line={"color": colour, "width": 1.5},
            opacity=0.5,
            name=unit.format(number=k),
            hovertemplate="%{fullData.name}<br>%{x}: %{y:.3f}<extra></extra>",
        )
    finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    figure.update_layout(showlegend=False, hovermode="closest")
    figure.update_yaxes(range=[-0.02, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1])
    return figure


def _extent(values: Sequence[Array]) -> tuple[float, float]:
    """Return the smallest and the largest number that a logarithmic axis can show."""
    together = np.concatenate(values)
    shown = together[np.isfinite(together) & (together > 0)]
    return float(shown.min()), float(shown.max())
